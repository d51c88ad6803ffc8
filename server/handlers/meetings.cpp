#include "server/handlers/meetings.h"

#include <algorithm>
#include <set>

#include "server/handlers/lists.h"
#include "server/handlers/polls.h"
#include "server/handlers/sheets.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/desk.h"
#include "server/steps/recorded.h"
#include "server/steps/telling.h"
#include "sql/council.h"
#include "sql/documents.h"
#include "sql/locks.h"
#include "sql/terms.h"
#include "sql/votes.h"
#include "templates/views/council.h"
#include "workflow/visibility.h"

namespace tdkt::server {

using namespace workflow;
using nlohmann::json;

namespace {

std::string path_of(Id id) {
    return "/meetings/" + std::to_string(id);
}

// Nominations that are fit and wait for a meeting.
std::vector<templates::Candidate> waiting(soci::session& db, const sql::Horizon& horizon) {
    std::vector<templates::Candidate> list;
    for (const auto& n : sql::awaiting_meeting(db, horizon))
        list.push_back(
            {n.nomination, n.dossier, n.name, n.post, n.unit_name, n.prize_name, "", n.amount});
    return list;
}

sql::Term term_for(soci::session& db, const Request& request, Day held_on) {
    for (const auto& term : sql::terms_on(db, request.actor.organ, held_on))
        if (term.id == request.number("council")) return term;
    throw Problem::field("council", "Hội đồng này không có nhiệm kỳ vào ngày họp.");
}

bool is_time(const std::string& text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    return text.size() == 5 && text[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4) &&
           text <= "23:59" && text[3] <= '5';
}

// The meeting that a request is about to change; the agenda must still be open.
Meeting open_meeting(soci::session& db, const Request& request) {
    const sql::Horizon horizon(db, request.actor);
    auto meeting = sql::load_meeting(db, horizon, request.id());
    expect_unbarred(horizon, meeting.id);
    expect_version(request, meeting.version);
    if (meeting.cancelled_at != 0) throw Problem(Kind::conflict, "Phiên họp này đã hủy.");
    if (meeting.opened_at != 0)
        throw Problem(Kind::conflict, "Chương trình họp đã chốt, không sửa được nữa.");
    return meeting;
}

// A nomination that waits for the council. What the secretary may not see is
// refused like what does not exist.
Facts facts_in_waiting(soci::session& db, App& app, const Request& request, Id id) {
    const auto found = group_of(db, app, sql::Horizon(db, request.actor),
                                {sql::Of::nomination, Through::meeting, id, Event::schedule, ""});
    if (found.empty() || found.front().organ != request.actor.organ ||
        found.front().state == State::draft)
        throw Problem::field("nominations", "Không có đề nghị số " + std::to_string(id) + ".");
    const auto& facts = found.front();
    if (facts.state != State::appraised)
        throw Problem::field("nominations", facts.nominee + " không ở bước chờ họp Hội đồng.");
    if (!facts.suspension.empty())
        throw Problem::field("nominations", facts.nominee + " đang tạm dừng xét.");
    return facts;
}

Member& seat(Meeting& meeting, Id id, const char* field) {
    for (auto& member : meeting.members)
        if (member.id == id) return member;
    throw Problem::field(field, "Hội đồng không có thành viên số " + std::to_string(id) + ".");
}

// Who is not named stays as they were; who is not named as recused is not.
void take_presence(const Request& request, Meeting& meeting) {
    std::set<Id> named;
    for (const auto& sent : request.input.at("attendance")) {
        const auto [id, word] = pair_of(sent, "attendance");
        auto& member = seat(meeting, id, "attendance");
        const bool stood_in = word == "stand_in" && !member.stand_in.empty();
        const auto presence = stood_in ? Presence::present : find<Presence>(word);
        if (!presence)
            throw Problem::field("attendance", "“" + word + "” không phải là cách dự họp.");
        const auto known = member.came_for;
        if (stood_in && known.empty()) member.came_for = member.name;
        if (!stood_in) member.came_for.clear();
        const bool same = member.presence == *presence && member.stood_in() == !known.empty();
        if (!named.insert(id).second && !same)
            throw Problem::field("attendance",
                                 member.name + " được ghi hai lần, mỗi lần một khác.");
        member.presence = *presence;
    }
    for (auto& member : meeting.members) member.recused = false;
    for (const auto id : ids(request, "recused")) seat(meeting, id, "recused").recused = true;
}

// On the day when a meeting is called its members are asked to declare, and not told more.
void ask_to_declare(sql::Change& change, App& app, const Request& request, Id meeting) {
    const auto called = sql::load_meeting(change.db(), meeting);
    const auto text = "Phiên họp " + called.held_at + " ngày " + short_date(called.held_on) +
                      ": mời Ông/Bà khai báo xung đột lợi ích; khai báo xong thì xem được chương "
                      "trình họp.";
    for (const auto& member : called.members)
        if (member.account != request.actor.id)
            tell(change, app.settings.mail.is_set(), member.account,
                 {text, path_of(meeting) + "/conflicts", 0}, app.now());
}

}  // namespace

// GET /meetings
Response list_meetings(const Request& request, App& app) {
    const auto now = now_of(app);
    const bool secretary = has(Role::council_secretary, request.actor.roles);
    const auto view = app.database.read([&](auto& db) {
        const sql::Horizon horizon(db, request.actor);
        std::vector<templates::MeetingRow> rows;
        for (const auto& m : sql::load_meetings(db, horizon))
            rows.push_back({m.id, m.council, m.place, m.held_at, m.held_on, m.opened_at,
                            m.declared_at, m.items, m.minutes_signed, m.shut, m.closed_at,
                            m.counted_at});
        std::vector<templates::TermOption> terms;
        for (const auto& term : sql::terms_on(db, request.actor.organ, day_of(now.at)))
            terms.push_back({term.id, term.council});
        // A member is told of what is on an agenda, and not of what waits for one.
        const bool sees_waiting = has(sight(request.actor.roles), workflow::Sight::submitted);
        const auto count =
            sees_waiting ? static_cast<std::int64_t>(sql::awaiting_meeting(db, horizon).size())
                         : -1;
        return templates::meetings_view(rows, terms, count, secretary, now);
    });
    return show(request, app, "meetings", view);
}

// POST /meetings
Response post_meeting(const Request& request, App& app) {
    const auto held_on = *parse_day(request.text("held_on"));
    if (!is_time(request.text("held_time")))
        throw Problem::field("held_time", "Giờ họp có dạng giờ:phút, ví dụ 14:00.");
    if (held_on < day_of(app.now())) throw Problem::field("held_on", "Ngày họp đã qua.");
    return recorded(request, app, [&](sql::Change& change) {
        const auto term = term_for(change.db(), request, held_on);
        const auto id = sql::add_meeting(change, request.actor.organ, term.id, held_on,
                                         request.text("held_time"), request.text("place"));
        ask_to_declare(change, app, request, id);
        return made(request, path_of(id), id);
    });
}

// GET /meetings/:id
Response show_meeting(const Request& request, App& app) {
    const auto id = request.id();
    const auto view = app.database.read([&](auto& db) {
        const sql::Horizon horizon(db, request.actor);
        auto meeting = sql::load_meeting(db, horizon, id);
        close_written(meeting, day_of(app.now()));
        if (meeting.opened_at != 0) meeting.departures = sql::departures(db, id);
        const auto facts = group_of(db, app, horizon, meeting);
        auto offered = horizon.is_barred(id) ? std::vector<Choice>{}
                                             : choices(facts, request.actor, Through::meeting);
        const auto history =
            meeting.shut ? std::vector<templates::Happened>{}
                         : happened(sql::load_history_of(db, horizon, Through::meeting, id));
        const bool edits = meeting.opened_at == 0 && meeting.cancelled_at == 0 &&
                           !horizon.is_barred(id) &&
                           has(Role::council_secretary, request.actor.roles);
        const auto candidates = edits ? waiting(db, horizon) : std::vector<templates::Candidate>{};
        const auto member = member_of(meeting, request.actor.id);
        const bool voted = member && !sql::voted(db, id, member->id).empty();
        auto minutes = sql::find_document(db, "meeting", id, PaperKind::minutes);
        if (meeting.declared_at == 0) minutes.reset();
        const auto signatures =
            minutes ? signatures_on(db, app, *minutes) : std::vector<templates::SignatureShown>{};
        return templates::meeting_view(
            {meeting, facts, offered, history, candidates, minutes, request.actor, voted,
             sheets_of(db, request.actor, meeting, horizon.is_barred(id)), horizon.is_barred(id),
             poll_shown(db, app, horizon, meeting), signatures},
            now_of(app));
    });
    return show(request, app, "meeting", view);
}

// POST /meetings/:id/agenda
Response post_agenda(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        sql::lock_meeting(change, request.id());
        const auto meeting = open_meeting(db, request);
        sql::touch_meeting(change, meeting.id, meeting.changes);
        const Asked step{sql::Of::nomination, Through::meeting, meeting.id, Event::schedule, ""};
        std::vector<Facts> group;
        for (const auto id : ids(request, "nominations"))
            group.push_back(facts_in_waiting(db, app, request, id));
        take_step(change, app, request.actor, step, group);
        return changed(request, path_of(meeting.id));
    });
}

// POST /meetings/:id/agenda/remove
Response post_agenda_removal(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        sql::lock_meeting(change, request.id());
        const auto meeting = open_meeting(db, request);
        sql::touch_meeting(change, meeting.id, meeting.changes);
        const Asked step{sql::Of::nomination, Through::dossier, request.number("nomination"),
                         Event::postpone, request.text("reason")};
        auto group = group_of(db, app, sql::Horizon(db, request.actor), step);
        if (group.empty() || group.front().meeting != meeting.id)
            throw Problem::missing("đề nghị khen thưởng này trong chương trình họp");
        take_step(change, app, request.actor, step, group);
        return changed(request, path_of(meeting.id));
    });
}

namespace {

// While the vote is open somebody may still leave without having voted, so that
// a ballot that never comes does not hold up the others; nothing else changes.
void check_leaving(const Meeting& meeting, const Member& before, const Member& after) {
    const bool same_person = before.stood_in() == after.stood_in();
    if (before.presence == after.presence && before.recused == after.recused && same_person) return;
    const bool leaves = after.presence == Presence::absent && before.recused == after.recused;
    if (!leaves || has_voted(meeting, before))
        throw Problem(Kind::conflict, "Đang biểu quyết: chỉ ghi vắng được người chưa bỏ phiếu; " +
                                          before.name + " giữ như đã ghi.");
}

// Who is noted as gone now loses a vote: who noted it, when and why stays on record.
void note_departures(sql::Change& change, App& app, const Request& request,
                     const std::vector<Member>& before, const Meeting& meeting) {
    for (std::size_t i = 0; i < before.size(); ++i) {
        const auto& after = meeting.members[i];
        check_leaving(meeting, before[i], after);
        if (before[i].presence == after.presence) continue;
        if (request.text("reason").empty())
            throw Problem::field("reason", "Đang biểu quyết: hãy nêu lý do ghi vắng " + after.name +
                                               "; lý do được ghi vào biên bản.");
        sql::add_departure(change, meeting.id, after.id, request.actor.id, app.now(),
                           request.text("reason"));
    }
}

}  // namespace

// POST /meetings/:id/attendance
Response post_attendance(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        sql::lock_meeting(change, request.id());
        const sql::Horizon horizon(change.db(), request.actor);
        auto meeting = sql::load_meeting(change.db(), horizon, request.id());
        expect_unbarred(horizon, meeting.id);
        expect_version(request, meeting.version);
        if (meeting.cancelled_at != 0) throw Problem(Kind::conflict, "Phiên họp này đã hủy.");
        if (meeting.poll.closed_at != 0 && meeting.declared_at == 0)
            throw Problem(Kind::conflict,
                          "Đã kết thúc bỏ phiếu, danh sách dự họp không sửa được nữa.");
        if (meeting.declared_at != 0)
            throw Problem(Kind::conflict,
                          "Kết quả đã công bố, danh sách dự họp không sửa được nữa.");
        sql::touch_meeting(change, meeting.id, meeting.changes);
        const auto before = meeting.members;
        take_presence(request, meeting);
        if (meeting.opened_at != 0) note_departures(change, app, request, before, meeting);
        sql::set_attendance(change, meeting);
        return changed(request, path_of(meeting.id));
    });
}

// POST /meetings/:id/events
Response post_meeting_event(const Request& request, App& app) {
    const auto step = asked(request, sql::Of::meeting, Through::meeting, request.id());
    return recorded(request, app, [&](sql::Change& change) {
        sql::lock_meeting(change, step.on);
        const sql::Horizon horizon(change.db(), request.actor);
        const auto meeting = sql::load_meeting(change.db(), horizon, step.on);
        expect_unbarred(horizon, meeting.id);
        expect_version(request, meeting.version);
        take_step(change, app, request.actor, step, group_of(change.db(), app, step));
        sql::touch_meeting(change, meeting.id, meeting.changes);
        return changed(request, path_of(step.on));
    });
}

// POST /meetings/:id/cancel. A meeting that was called by mistake: nothing waits for it.
Response cancel_meeting(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        sql::lock_meeting(change, request.id());
        const auto meeting = open_meeting(change.db(), request);
        if (!meeting.agenda.empty())
            throw Problem(Kind::conflict,
                          "Chương trình họp còn đề nghị; hãy đưa ra khỏi chương trình trước.");
        sql::touch_meeting(change, meeting.id, meeting.changes);
        sql::cancel_meeting(change, meeting.id, app.now());
        return changed(request, "/meetings");
    });
}

}  // namespace tdkt::server
