// Papers about a meeting besides its minutes.
#include <algorithm>

#include "server/app.h"
#include "server/handlers/lists.h"
#include "server/handlers/sheets.h"
#include "server/steps/issuer.h"
#include "sql/council.h"
#include "sql/people.h"
#include "templates/data/meeting_papers.h"
#include "workflow/tally.h"
#include "workflow/texts.h"
#include "workflow/visibility.h"

namespace tdkt::server {

using namespace workflow;

namespace {

Member teller(const Meeting& meeting, Id id, const char* field) {
    for (const auto& member : meeting.members)
        if (member.id == id) {
            if (may_count(meeting, member)) return member;
            throw Problem::field(field, member.name +
                                            " vắng mặt hoặc có liên quan đến nội dung biểu quyết "
                                            "nên không kiểm phiếu được.");
        }
    throw Problem::field(field, "Hội đồng không có thành viên số " + std::to_string(id) + ".");
}

// Their head first, and nobody twice.
std::vector<Member> chosen_tellers(const Request& request, const Meeting& meeting) {
    std::vector<Member> tellers = {teller(meeting, request.number("head"), "head")};
    for (const auto id : ids(request, "tellers"))
        if (id != tellers.front().id) tellers.push_back(teller(meeting, id, "tellers"));
    if (tellers.size() < 2)
        throw Problem::field("tellers", "Ban Kiểm phiếu có Trưởng ban và ít nhất một thành viên.");
    return tellers;
}

}  // namespace

std::vector<templates::SheetLink> sheets_of(const Actor& reader, const Meeting& meeting) {
    if (meeting.cancelled_at != 0 || (meeting.agenda.empty() && !meeting.shut) ||
        !has(council_circle, reader.roles))
        return {};
    return {{"Giấy mời họp", "/meetings/" + std::to_string(meeting.id) + "/invitation"}};
}

std::vector<Member> possible_tellers(const Actor& reader, const Meeting& meeting) {
    std::vector<Member> list;
    if (meeting.declared_at == 0 || !has(count_circle, reader.roles)) return list;
    for (const auto& member : meeting.members)
        if (may_count(meeting, member)) list.push_back(member);
    return list;
}

// GET /meetings/:id/invitation
Response show_invitation(const Request& request, App& app) {
    return sheet(request, app, "invitation", [&](soci::session& db) -> Sheet {
        const auto meeting = sql::load_meeting(db, request.actor, request.id());
        if (meeting.cancelled_at != 0) throw Problem(Kind::blocked, "Phiên họp này đã hủy.");
        if (meeting.agenda.empty() && !meeting.shut)
            throw Problem(Kind::blocked, "Chương trình họp còn trống nên chưa có gì để mời họp.");
        return {"Giấy mời họp " + short_date(meeting.held_on),
                templates::invitation_data(issuer_of(sql::load_organ(db, meeting.organ)), meeting,
                                           listed(sql::rounds_of(db, meeting), ", "))};
    });
}

// GET /meetings/:id/count-minutes. Who counted stands in no record: whoever asks says it.
Response show_count_minutes(const Request& request, App& app) {
    return sheet(request, app, "count_minutes", [&](soci::session& db) -> Sheet {
        auto meeting = sql::load_meeting(db, request.actor, request.id());
        if (meeting.declared_at == 0)
            throw Problem(Kind::blocked,
                          "Kết quả chưa được công bố nên chưa lập được biên bản kiểm phiếu.");
        meeting.departures = sql::departures(db, meeting.id);
        return {"Biên bản kiểm phiếu " + short_date(meeting.held_on),
                templates::count_minutes_data(issuer_of(sql::load_organ(db, meeting.organ)),
                                              meeting, chosen_tellers(request, meeting))};
    });
}

}  // namespace tdkt::server
