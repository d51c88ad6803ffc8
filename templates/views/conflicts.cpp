#include "templates/views/conflicts.h"

#include "templates/views/council.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

void put_own(json& view, const ConflictsShown& shown) {
    const auto member = member_of(shown.meeting, shown.reader.id);
    view["is_member"] = member.has_value();
    view["declared"] = member && member->declared;
    view["can_declare"] = member && shown.meeting.cancelled_at == 0;
    view["statements"] = json::array();
    for (const auto& one : shown.statements)
        view["statements"].push_back({{"relation", code(one.relation)},
                                      {"relation_label", label(one.relation)},
                                      {"who", one.name.empty() ? one.unit_name : one.name},
                                      {"at_text", date_time(one.at)}});
    view["has_statements"] = !shown.statements.empty();
    view["declared_nothing"] = member && member->declared && shown.statements.empty();
}

// Who has declared; with whom stays between the member and the records.
void put_members(json& view, const ConflictsShown& shown) {
    view["members"] = json::array();
    for (const auto& member : shown.meeting.members)
        view["members"].push_back(
            {{"member_name", member.name},
             {"council_post", label(member.council_post)},
             {"member_declared", member.declared},
             {"declared_label", member.declared ? "Đã khai báo" : "Chưa khai báo"}});
}

void put_doubts(json& view, const ConflictsShown& shown) {
    view["doubts"] = json::array();
    for (const auto& one : shown.doubts)
        view["doubts"].push_back({{"member", one.account},
                                  {"nomination", one.nomination},
                                  {"member_name", one.member_name},
                                  {"declared_name", one.declared},
                                  {"nominee_name", one.nominee},
                                  {"unit_name", one.unit_name},
                                  {"waiting", one.standing == Match::doubtful},
                                  {"standing", code(one.standing)},
                                  {"standing_label", label(one.standing)}});
    view["has_doubts"] = !shown.doubts.empty();
}

}  // namespace

json conflicts_view(const ConflictsShown& shown) {
    json view = {{"id", shown.meeting.id},
                 {"title", "Khai báo xung đột lợi ích"},
                 {"meeting_title", meeting_title(shown.meeting)},
                 {"council_name", shown.meeting.council},
                 {"place", shown.meeting.place},
                 {"form", {{"persons", nullptr}}}};
    view["held_text"] = shown.meeting.held_at + " ngày " + short_date(shown.meeting.held_on);
    put_own(view, shown);
    view["relations"] = options<Relation>(code(Relation::relative));
    view["units"] = json::array();
    for (const auto& [id, name] : shown.units)
        view["units"].push_back({{"unit_id", id}, {"unit_label", name}});
    view["secretary"] = shown.secretary;
    if (shown.secretary) {
        put_members(view, shown);
        put_doubts(view, shown);
    }
    return view;
}

}  // namespace tdkt::templates
