#include "server/handlers/sitting.h"

#include <algorithm>

#include "server/app.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/recorded.h"
#include "server/steps/telling.h"
#include "sql/council.h"
#include "sql/council_papers.h"
#include "sql/locks.h"
#include "sql/people.h"
#include "templates/views/sitting.h"

namespace tdkt::server {

using namespace workflow;

namespace {

std::string path_of(Id id) {
    return "/meetings/" + std::to_string(id);
}

// The meeting that a request is about to change, its results not yet announced.
Meeting meeting_under_way(soci::session& db, const Request& request) {
    const sql::Horizon horizon(db, request.actor);
    auto meeting = sql::load_meeting(db, horizon, request.id());
    expect_unbarred(horizon, meeting.id);
    expect_version(request, meeting.version);
    if (meeting.cancelled_at != 0) throw Problem(Kind::conflict, "Phiên họp này đã hủy.");
    if (meeting.declared_at != 0)
        throw Problem(Kind::conflict, "Kết quả đã công bố, không sửa được nữa.");
    return meeting;
}

std::string invitation_text(const Meeting& meeting) {
    std::string text = "Mời Ông/Bà dự phiên họp của " + meeting.council + " lúc ";
    text.append(meeting.held_at).append(" ngày ").append(short_date(meeting.held_on));
    if (!meeting.place.empty()) text.append(" tại ").append(meeting.place);
    text.append(".");
    if (meeting.written_by)
        text.append(" Nếu không dự được, xin gửi ý kiến bằng văn bản chậm nhất hết ngày ")
            .append(short_date(*meeting.written_by))
            .append(".");
    return text;
}

// To whom all that is on the agenda is hidden the meeting is one without an agenda, and nobody is
// invited to such a one.
bool has_agenda_for(soci::session& db, const Meeting& meeting, Id account) {
    const sql::Horizon horizon(db, sql::load_account(db, account).actor());
    return std::ranges::any_of(
        meeting.agenda, [&](const AgendaItem& item) { return !horizon.hides(item.nomination); });
}

// Somebody of the council who may lead it where the chair does not; 0: the chair again.
Id sent_president(const Request& request, const Meeting& meeting) {
    const auto id = request.number("presiding");
    if (id == 0) return 0;
    const auto member = std::ranges::find(meeting.members, id, &Member::id);
    if (member == meeting.members.end())
        throw Problem::field("presiding", "Hội đồng không có thành viên này.");
    if (member->council_post == CouncilPost::chair) return 0;
    if (member->council_post == CouncilPost::secretary)
        throw Problem::field("presiding", "Thư ký ghi biên bản nên không điều hành phiên họp.");
    return id;
}

}  // namespace

// POST /meetings/:id/invitation. May be sent again until the vote opens.
Response post_invitation(const Request& request, App& app) {
    const auto written_by = parse_day(request.text("written_by"));
    return recorded(request, app, [&](sql::Change& change) {
        sql::lock_meeting(change, request.id());
        auto meeting = meeting_under_way(change.db(), request);
        if (meeting.opened_at != 0)
            throw Problem(Kind::conflict, "Đã mở biểu quyết nên không gửi giấy mời nữa.");
        if (meeting.agenda.empty())
            throw Problem(Kind::blocked, "Chương trình họp còn trống nên chưa có gì để mời họp.");
        if (written_by && *written_by < day_of(app.now()))
            throw Problem::field("written_by", "Hạn nhận ý kiến đã qua.");
        sql::touch_meeting(change, meeting.id, meeting.changes);
        meeting.written_by = written_by;
        sql::set_invited(change, meeting.id, written_by, request.actor.id, app.now());
        sql::number_paper(change, meeting, CouncilPaper::invitation, day_of(app.now()),
                          request.actor.id, app.now());
        for (const auto& member : meeting.members)
            if (member.account != request.actor.id &&
                has_agenda_for(change.db(), meeting, member.account))
                tell(change, app.settings.mail.is_set(), member.account,
                     {invitation_text(meeting), path_of(meeting.id), 0}, app.now());
        return changed(request, path_of(meeting.id));
    });
}

// POST /meetings/:id/presiding
Response post_presiding(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        sql::lock_meeting(change, request.id());
        const auto meeting = meeting_under_way(change.db(), request);
        const auto president = sent_president(request, meeting);
        const auto wanted = request.number("nomination");
        bool any = false;
        for (const auto& item : meeting.agenda) {
            if (wanted != 0 && item.nomination != wanted) continue;
            const auto member = std::ranges::find(meeting.members, president, &Member::id);
            if (member != meeting.members.end() && recused(*member, item)) {
                if (wanted == 0) continue;  // over the others all the same
                throw Problem::field("presiding", member->name +
                                                      " không tham gia nội dung này nên không "
                                                      "điều hành được.");
            }
            sql::set_presiding(change, meeting.id, item.nomination, president);
            any = true;
        }
        if (!any) throw Problem::field("nomination", "Chương trình họp không có đề nghị này.");
        sql::touch_meeting(change, meeting.id, meeting.changes);
        return changed(request, path_of(meeting.id));
    });
}

// POST /meetings/:id/ties. By who presides over the item; nobody is told before the result.
Response post_tie(const Request& request, App& app) {
    const auto decision = find<Vote>(request.text("decision"));
    if (!decision || *decision == Vote::blank)
        throw Problem::field("decision", "Chọn đạt hoặc không đạt.");
    return recorded(request, app, [&](sql::Change& change) {
        sql::lock_meeting(change, request.id());
        const sql::Horizon horizon(change.db(), request.actor);
        const auto meeting = sql::load_meeting(change.db(), horizon, request.id());
        expect_version(request, meeting.version);
        const auto nomination = request.number("nomination");
        if (std::ranges::find(meeting.agenda, nomination, &AgendaItem::nomination) ==
            meeting.agenda.end())
            throw Problem::field("nomination", "Chương trình họp không có đề nghị này.");
        const Asked step{sql::Of::nomination, Through::item, nomination,
                         *decision == Vote::yes ? Event::decide_for : Event::decide_against,
                         request.text("reason")};
        const auto group = group_of(change.db(), app, horizon, step);
        if (group.empty() || group.front().meeting != meeting.id)
            throw Problem::field("nomination", "Chương trình họp không có đề nghị này.");
        // The meeting is not touched: its version would tell before the result does.
        take_step(change, app, request.actor, step, group);
        return changed(request, path_of(meeting.id));
    });
}

// GET /meetings/:id/board: for the screen in the room; asks anew by itself.
Response show_board(const Request& request, App& app) {
    const auto view = app.database.read([&](auto& db) {
        const sql::Horizon horizon(db, request.actor);
        auto meeting = sql::load_meeting(db, horizon, request.id());
        close_written(meeting, day_of(app.now()));
        const auto facts = group_of(db, app, horizon, meeting);
        return templates::board_view(meeting, facts, now_of(app));
    });
    return show(request, app, "board", view);
}

}  // namespace tdkt::server
