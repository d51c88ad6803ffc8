#include "server/handlers/polls.h"

#include <algorithm>

#include "server/access/throttle.h"
#include "server/access/tokens.h"
#include "server/secrecy/text.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/poll.h"
#include "server/steps/recorded.h"
#include "sql/council.h"
#include "sql/locks.h"
#include "sql/other_votes.h"
#include "templates/views/poll.h"

namespace tdkt::server {

using namespace workflow;

namespace {

std::string path_of(Id id) {
    return "/meetings/" + std::to_string(id);
}

Meeting poll_of(sql::Change& change, const Request& request) {
    sql::lock_meeting(change, request.id());
    auto meeting = sql::load_meeting(change.db(), request.actor, request.id());
    if (meeting.cancelled_at != 0) throw Problem(Kind::conflict, "Phiên họp này đã hủy.");
    if (meeting.declared_at != 0) throw Problem(Kind::conflict, "Kết quả đã công bố.");
    return meeting;
}

// The same for what is done with all of its items at once: as they are, by somebody who is in
// conflict with none.
Meeting whole_poll(sql::Change& change, const Request& request, std::int64_t now) {
    poll_of(change, request);
    expect_unbarred(sql::Horizon(change.db(), request.actor), request.id());
    auto meeting = sql::load_meeting(change.db(), request.id());
    close_written(meeting, day_of(now));
    return meeting;
}

void expect_no_key(const Meeting& meeting) {
    if (!meeting.poll.public_key.empty())
        throw Problem(Kind::conflict, "Đã mở biểu quyết; không đổi người giữ mã được nữa.");
}

// A code that was taken is good for the vote. To whoever is in conflict that vote may be unknown,
// open or not, so that they are given no other in either case.
void expect_first_code(const sql::Horizon& horizon, const Meeting& meeting, Holder holder) {
    const auto* seat = meeting.poll.seat(holder);
    if (horizon.is_barred(meeting.id) && seat != nullptr && !seat->public_key.empty())
        throw Problem(Kind::conflict,
                      "Ông/Bà đã nhận mã mở phiếu. Người có xung đột lợi ích nhận mã một lần; nếu "
                      "mất mã, hai người giữ mã còn lại vẫn mở được phiếu.");
}

void expect_open(const Meeting& meeting) {
    if (!is_voting(meeting)) throw Problem(Kind::conflict, "Phiên họp chưa mở biểu quyết.");
    if (meeting.poll.counted_at != 0) throw Problem(Kind::conflict, "Phiếu đã được mở.");
}

}  // namespace

std::vector<sql::Account> possible_auditors(soci::session& db, const Actor& reader,
                                            const Meeting& meeting) {
    if (!has(Role::council_secretary, reader.roles) || !meeting.poll.public_key.empty() ||
        meeting.cancelled_at != 0 || meeting.declared_at != 0)
        return {};
    auto found = sql::accounts_with(db, meeting.organ, Role::auditor);
    std::erase_if(found, [&](const auto& one) {
        return !one.active || member_of(meeting, one.id).has_value();
    });
    return found;
}

templates::PollShown poll_shown(soci::session& db, const App& app, const sql::Horizon& horizon,
                                const Meeting& meeting) {
    const auto& reader = horizon.reader();
    templates::PollShown shown;
    shown.barred = horizon.is_barred(meeting.id);
    if (!shown.barred)
        for (const auto& one : possible_auditors(db, reader, meeting))
            shown.auditors.emplace_back(one.id, one.name);
    const auto& pack = app.rules.on(meeting.held_on);
    if (has(Role::council_secretary, reader.roles) && !shown.barred && meeting.opened_at == 0)
        for (const auto& item : meeting.agenda)
            shown.forms[item.nomination] = pack.award(item.award).forms;
    if (meeting.opened_at == 0) return shown;
    // Of what is hidden from the reader nothing is said either.
    const auto known = [&](Id nomination) {
        return std::ranges::find(meeting.agenda, nomination, &AgendaItem::nomination) !=
               meeting.agenda.end();
    };
    for (const auto& one : sql::named_votes(db, meeting.id))
        if (known(one.nomination))
            shown.said.push_back({one.nomination, one.member, std::string(label(one.vote))});
    shown.paper_tellers = sql::tellers(db, meeting.id);
    if (meeting.declared_at != 0) return shown;
    shown.papers = sql::paper_votes(db, meeting.id);
    std::erase_if(shown.papers, [&](const auto& one) { return !known(one.first); });
    return shown;
}

// POST /meetings/:id/auditor
Response post_auditor(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        const auto meeting = poll_of(change, request);
        expect_unbarred(sql::Horizon(change.db(), request.actor), meeting.id);
        expect_no_key(meeting);
        const auto candidates = possible_auditors(change.db(), request.actor, meeting);
        if (std::ranges::find(candidates, request.number("auditor"), &sql::Account::id) ==
            candidates.end())
            throw Problem::field("auditor",
                                 "Chọn người có vai trò Kiểm tra, giám sát và không phải là "
                                 "thành viên Hội đồng.");
        const auto* before = meeting.poll.seat(Holder::auditor);
        if (before == nullptr || before->account != request.number("auditor"))
            sql::set_holder(change, meeting.id,
                            {Holder::auditor, request.number("auditor"), "", ""});
        return changed(request, path_of(meeting.id));
    });
}

// POST /meetings/:id/code. Shown once and kept nowhere: no key of a request is looked at.
Response post_code(const Request& request, App& app) {
    std::string code;
    const auto meeting = app.database.change([&](sql::Change& change) {
        auto found = poll_of(change, request);
        const auto holder = holder_of(found, request.actor.id);
        if (!holder)
            throw Problem(Kind::forbidden,
                          "Mã mở phiếu chỉ cấp cho Chủ tịch, Thư ký Hội đồng và người giám sát.");
        expect_first_code(sql::Horizon(change.db(), request.actor), found, *holder);
        code = take_code(change, found, *holder, request.actor.id);
        found = sql::load_meeting(change.db(), found.id);
        // A vote from before there were codes goes on as soon as they are there.
        if (is_voting(found) && found.poll.is_keyed()) make_poll(change, found);
        return found;
    });
    return show(request, app, "ballot_code", templates::code_view(meeting, code));
}

// POST /meetings/:id/end-vote
Response post_poll_end(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        const auto meeting = whole_poll(change, request, app.now());
        expect_open(meeting);
        const auto holder = holder_of(meeting, request.actor.id);
        if (!holder || *holder == Holder::auditor)
            throw Problem(Kind::forbidden, "Chủ tịch hoặc Thư ký Hội đồng kết thúc bỏ phiếu.");
        if (meeting.poll.closed_at != 0) throw Problem(Kind::conflict, "Đã kết thúc bỏ phiếu rồi.");
        const auto missing = awaited_ballots(meeting);
        if (missing > 0 && request.text("reason").empty())
            throw Problem::field("reason", "Còn " + std::to_string(missing) +
                                               " phiếu chưa về: hãy nêu lý do kết thúc; lý do "
                                               "được ghi vào biên bản.");
        sql::close_poll(change, meeting.id, request.actor.id, request.text("reason"), app.now());
        return changed(request, path_of(meeting.id));
    });
}

// POST /meetings/:id/count. Two codes in one form: neither lies waiting anywhere.
Response post_count(const Request& request, App& app) {
    if (auto before = answered_before(request, app)) return *before;
    // Whoever holds no code must not keep out those who do.
    const auto holder = app.database.read([&](auto& db) {
        const sql::Horizon horizon(db, request.actor);
        const auto meeting = sql::load_meeting(db, horizon, request.id());
        expect_unbarred(horizon, meeting.id);
        return holder_of(meeting, request.actor.id);
    });
    if (!holder) throw Problem(Kind::forbidden, "Người giữ mã mới mở được phiếu.");
    const std::vector<Counted> subjects = {
        {sha256("codes\n" + std::to_string(request.id())), pair_limit}};
    count_attempt(app, subjects, "Nhập sai mã mở phiếu");
    return recorded(request, app, [&](sql::Change& change) {
        const auto meeting = whole_poll(change, request, app.now());
        expect_open(meeting);
        if (awaited_ballots(meeting) > 0)
            throw Problem(Kind::conflict, "Còn " + std::to_string(awaited_ballots(meeting)) +
                                              " phiếu chưa về; hãy đợi, hoặc kết thúc bỏ phiếu "
                                              "trước.");
        if (meeting.poll.public_key.empty())
            throw Problem(Kind::conflict, "Phiên họp không có phiếu kín để mở.");
        count_poll(change, meeting, request.text("code1"), request.text("code2"), app.now());
        forgive(change, subjects, app.now());
        return changed(request, path_of(meeting.id));
    });
}

// GET /meetings/:id/ballots
Response show_opened(const Request& request, App& app) {
    const auto view = app.database.read([&](auto& db) {
        const auto meeting = sql::load_meeting(db, request.actor, request.id());
        if (meeting.declared_at == 0)
            throw Problem(Kind::blocked, "Phiếu đã mở chỉ xem được sau khi công bố kết quả.");
        const auto wanted = plain_signs(request.text("tracker"));
        return templates::opened_view(meeting, sql::opened_ballots(db, meeting.id),
                                      request.text("tracker"), wanted.value_or(""));
    });
    return show(request, app, "opened_ballots", view);
}

}  // namespace tdkt::server
