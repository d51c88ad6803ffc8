#include "templates/views/sitting.h"

#include <algorithm>

#include "templates/views/council.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

constexpr int seconds_between_looks = 10;

bool may_preside(const Member& member) {
    return member.council_post != CouncilPost::chair &&
           member.council_post != CouncilPost::secretary;
}

json presidents(const Meeting& meeting, Id chosen) {
    json list = {option("0", "Chủ tịch Hội đồng", chosen == 0)};
    for (const auto& member : meeting.members)
        if (may_preside(member))
            list.push_back(option(std::to_string(member.id), member.name, member.id == chosen));
    return list;
}

json board_row(const AgendaItem& item, const Count* count) {
    json row = {{"ordinal", item.ordinal},
                {"nominee_name", item.name},
                {"unit_name", unit_beside(item.unit_name, item.name)},
                {"award_label", item.prize_name},
                {"suspended", !item.suspension.empty()},
                {"threshold_text", nullptr},
                {"outlook_text", nullptr},
                {"ballots_text", nullptr}};
    if (count == nullptr || !item.verdict.empty()) return row;
    row["threshold_text"] = threshold_text(*count);
    row["outlook_text"] = optional_text(outlook_text(*count));
    if (item.state == State::voting)
        row["ballots_text"] =
            std::to_string(count->ballots) + "/" + std::to_string(count->expected);
    return row;
}

}  // namespace

void put_invited(json& view, const Meeting& meeting, bool edits, Day today) {
    const auto deadline = meeting.written_by ? iso(*meeting.written_by) : std::string();
    view["can_invite"] = edits && !meeting.agenda.empty();
    view["invited_text"] =
        meeting.invited_at == 0
            ? json()
            : json(meeting.invited_by + " gửi giấy mời lúc " + date_time(meeting.invited_at));
    view["written_by_text"] = meeting.written_by ? json(short_date(*meeting.written_by)) : json();
    view["written_over"] = meeting.written_by && today > *meeting.written_by;
    view["today"] = iso(today);
    view["form"]["written_by"] = optional_text(deadline);
}

void put_presiding(json& view, const Meeting& meeting, bool edits) {
    bool any = false;
    for (auto& row : view["agenda"]) {
        const auto item = std::ranges::find(meeting.agenda, row["nomination_id"].get<Id>(),
                                            &AgendaItem::nomination);
        const auto member = std::ranges::find(meeting.members, item->presiding, &Member::id);
        row["presiding_text"] = member == meeting.members.end()
                                    ? json()
                                    : json(member->name + " điều hành thay Chủ tịch");
        any = any || member != meeting.members.end();
    }
    view["can_name_president"] = edits && !meeting.agenda.empty();
    view["presidents"] = presidents(meeting, 0);
    view["has_presidents"] = any;
}

std::string attendant(const Member& member) {
    if (!member.stood_in()) return member.name;
    return member.name + ", dự thay " + member.came_for;
}

json board_view(const Meeting& meeting, const std::vector<Facts>& facts, const Now& now) {
    json view = {{"id", meeting.id},
                 {"title", meeting_title(meeting)},
                 {"meeting_title", meeting_title(meeting)},
                 {"council_name", meeting.council},
                 {"voting", is_voting(meeting)},
                 {"declared", meeting.declared_at != 0},
                 {"refresh", seconds_between_looks},
                 {"seen_text", date_time(now.at)}};
    put_quorum(view, meeting, facts, now);
    view["items"] = json::array();
    for (const auto& item : meeting.agenda) {
        const auto one = std::ranges::find(facts, item.nomination, &Facts::nomination);
        view["items"].push_back(board_row(item, one == facts.end() ? nullptr : &one->count));
    }
    view["missing"] = json::array();
    for (const auto& member : meeting.members)
        if (member.presence == Presence::absent)
            view["missing"].push_back(
                {{"name", member.name}, {"post", label(member.council_post)}});
    view["has_missing"] = !view["missing"].empty();
    return view;
}

}  // namespace tdkt::templates
