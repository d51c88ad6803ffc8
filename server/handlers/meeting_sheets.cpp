// Papers about a meeting besides its minutes.
#include <algorithm>

#include "server/app.h"
#include "server/handlers/sheets.h"
#include "server/steps/issuer.h"
#include "sql/council.h"
#include "sql/other_votes.h"
#include "sql/people.h"
#include "templates/data/meeting_papers.h"
#include "workflow/texts.h"
#include "workflow/visibility.h"

namespace tdkt::server {

using namespace workflow;

namespace {

// Those that were named before the count, their head first.
std::vector<Member> named_tellers(soci::session& db, const Meeting& meeting) {
    std::vector<Member> tellers;
    for (const auto id : sql::tellers(db, meeting.id))
        for (const auto& member : meeting.members)
            if (member.id == id) tellers.push_back(member);
    return tellers;
}

bool has_secret(const Meeting& meeting) {
    return std::ranges::any_of(meeting.agenda,
                               [](const auto& item) { return item.form == Form::secret; });
}

}  // namespace

std::vector<templates::SheetLink> sheets_of(soci::session& db, const Actor& reader,
                                            const Meeting& meeting, bool barred) {
    if (meeting.cancelled_at != 0 || (meeting.agenda.empty() && !meeting.shut) ||
        !has(council_circle, reader.roles))
        return {};
    const auto path = "/meetings/" + std::to_string(meeting.id);
    std::vector<templates::SheetLink> links = {{"Giấy mời họp", path + "/invitation"}};
    if (has(Role::council_secretary, reader.roles) && !barred && has_secret(meeting) &&
        meeting.declared_at == 0)
        links.push_back({"Phiếu bầu (mẫu để in)", path + "/ballot-form"});
    if (has(count_circle, reader.roles) && meeting.declared_at != 0 &&
        !sql::tellers(db, meeting.id).empty())
        links.push_back({"Biên bản kiểm phiếu", path + "/count-minutes"});
    return links;
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

// GET /meetings/:id/ballot-form: what is voted on in secret, to be marked by hand. Whoever is in
// conflict would print a form that lacks something: somebody else does.
Response show_ballot_form(const Request& request, App& app) {
    return sheet(request, app, "ballot", [&](soci::session& db) -> Sheet {
        const sql::Horizon horizon(db, request.actor);
        auto meeting = sql::load_meeting(db, horizon, request.id());
        if (horizon.is_barred(meeting.id))
            throw Problem(Kind::forbidden,
                          "Ông/Bà có xung đột lợi ích nên mẫu phiếu do người khác in.");
        if (meeting.cancelled_at != 0 || !has_secret(meeting))
            throw Problem(Kind::blocked, "Phiên họp không có nội dung nào bỏ phiếu kín.");
        std::erase_if(meeting.agenda, [](const auto& item) {
            return item.form != Form::secret || !item.suspension.empty();
        });
        return {"Phiếu bầu " + short_date(meeting.held_on),
                templates::ballot_data(issuer_of(sql::load_organ(db, meeting.organ)), meeting)};
    });
}

// GET /meetings/:id/count-minutes
Response show_count_minutes(const Request& request, App& app) {
    return sheet(request, app, "count_minutes", [&](soci::session& db) -> Sheet {
        auto meeting = sql::load_meeting(db, request.actor, request.id());
        if (meeting.declared_at == 0)
            throw Problem(Kind::blocked,
                          "Kết quả chưa được công bố nên chưa lập được biên bản kiểm phiếu.");
        meeting.departures = sql::departures(db, meeting.id);
        const auto tellers = named_tellers(db, meeting);
        if (tellers.empty())
            throw Problem(
                Kind::blocked,
                "Phiên họp này không có Ban Kiểm phiếu nên không có biên bản kiểm phiếu.");
        auto papers = sql::paper_votes(db, meeting.id);
        int returned = 0;
        for (const auto& item : meeting.agenda)
            returned = std::max(returned, papers[item.nomination]);
        return {"Biên bản kiểm phiếu " + short_date(meeting.held_on),
                templates::count_minutes_data(issuer_of(sql::load_organ(db, meeting.organ)),
                                              meeting, tellers, returned)};
    });
}

}  // namespace tdkt::server
