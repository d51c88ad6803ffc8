#include "server/handlers/councils.h"

#include <algorithm>
#include <map>

#include "server/handlers/lists.h"
#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/recorded.h"
#include "sql/council_papers.h"
#include "sql/people.h"
#include "sql/terms.h"
#include "templates/views/councils.h"
#include "workflow/visibility.h"

namespace tdkt::server {

using namespace workflow;

namespace {

constexpr auto page = "/councils";

// The accounts that may sit, by number.
std::map<Id, sql::Account> eligible(soci::session& db, Id organ) {
    std::map<Id, sql::Account> people;
    for (auto& account : sql::accounts_with(db, organ, council_seats))
        people.emplace(account.id, account);
    return people;
}

Id expect_eligible(const std::map<Id, sql::Account>& people, Id account, const char* field) {
    if (people.contains(account)) return account;
    throw Problem::field(field, "Tài khoản số " + std::to_string(account) +
                                    " không có vai trò trong Hội đồng, hoặc đã khóa.");
}

// In the order of their posts, then as they were sent. A form sends one line for each account.
std::vector<CouncilSeat> sent_seats(const Request& request,
                                    const std::map<Id, sql::Account>& people) {
    std::vector<CouncilSeat> seats;
    for (const auto& sent : request.input.at("seats")) {
        const auto [account, word] = pair_of(sent, "seats");
        if (word == "none") continue;
        const auto post = find<CouncilPost>(word);
        if (!post) throw Problem::field("seats", "Không có chức danh “" + word + "”.");
        seats.push_back({expect_eligible(people, account, "seats"), *post});
    }
    std::ranges::stable_sort(seats, {}, &CouncilSeat::post);
    return seats;
}

void take_stand_ins(const Request& request, const std::map<Id, sql::Account>& people,
                    std::vector<CouncilSeat>& seats) {
    if (!request.input.contains("stand_ins")) return;
    for (const auto& sent : request.input.at("stand_ins")) {
        const auto [holder, text] = pair_of(sent, "stand_ins");
        const auto stand_in = number_in(text, "stand_ins");
        if (stand_in == 0) continue;
        const auto seat = std::ranges::find(seats, holder, &CouncilSeat::account);
        if (seat == seats.end())
            throw Problem::field("stand_ins", "Người được dự thay không phải là thành viên.");
        seat->stand_in = expect_eligible(people, stand_in, "stand_ins");
    }
}

std::vector<CouncilSeat> seats_of(const Request& request,
                                  const std::map<Id, sql::Account>& people) {
    auto seats = sent_seats(request, people);
    take_stand_ins(request, people, seats);
    if (const auto fault = fault_of(seats); !fault.empty()) throw Problem::field("seats", fault);
    return seats;
}

CouncilKind kind_of(const Request& request) {
    if (request.text("kind").empty()) return CouncilKind::agency;
    if (const auto kind = find<CouncilKind>(request.text("kind"))) return *kind;
    throw Problem::field("kind", "Không có loại Hội đồng này.");
}

std::vector<templates::SeriesShown> series_of(const std::vector<sql::SeriesStand>& stands,
                                              Id council) {
    std::vector<templates::SeriesShown> shown;
    for (const auto& name : names<Series>) {
        shown.push_back({name.value});
        for (const auto& one : stands)
            if (one.council == council && one.series == name.value)
                shown.back() = {one.series, one.first, one.last, one.set_by};
    }
    return shown;
}

templates::CouncilsShown councils(soci::session& db, const Request& request, const App& app) {
    templates::CouncilsShown shown;
    shown.today = day_of(app.now());
    shown.may_edit = has(council_makers, request.actor.roles);
    const auto stands = sql::series_stands(db, request.actor.organ, year_of(shown.today));
    const sql::Horizon horizon(db, request.actor);
    for (const auto& one : sql::councils_of(db, request.actor.organ)) {
        shown.councils.push_back({one.id, one.name, one.symbol, one.kind, {}});
        if (!sql::keeps_numbers_back(db, horizon, one.id, year_of(shown.today)))
            shown.councils.back().series = series_of(stands, one.id);
    }
    const auto holders = sql::holders_of(db, request.actor.organ);
    for (const auto& term : sql::terms_of(db, request.actor.organ)) {
        templates::TermShown row{
            term.id,       term.decision, term.valid_from, term.valid_to,   term.made_at,
            term.ended_at, term.made_by,  term.ended_by,   term.end_reason, {}};
        for (const auto& holder : holders)
            if (holder.term == term.id)
                row.seats.push_back({holder.seat, holder.stands_in_for, holder.name, holder.post,
                                     holder.council_post});
        std::ranges::find(shown.councils, term.council_id, &templates::CouncilShown::id)
            ->terms.push_back(std::move(row));
    }
    return shown;
}

sql::Term term_of(soci::session& db, const Request& request) {
    for (auto& term : sql::terms_of(db, request.actor.organ))
        if (term.id == request.id()) return term;
    throw Problem::missing("nhiệm kỳ này");
}

}  // namespace

// GET /councils
Response list_councils(const Request& request, App& app) {
    const auto shown = app.database.read([&](auto& db) { return councils(db, request, app); });
    return show(request, app, "councils", templates::councils_view(shown));
}

// GET /councils/new: of a new council, or the next term of one.
Response new_term(const Request& request, App& app) {
    const auto view = app.database.read([&](auto& db) {
        const auto shown = councils(db, request, app);
        const auto before = std::ranges::find(shown.councils, request.number("council"),
                                              &templates::CouncilShown::id);
        if (request.number("council") != 0 && before == shown.councils.end())
            throw Problem::missing("Hội đồng này");
        std::vector<templates::Eligible> people;
        for (const auto& [id, account] : eligible(db, request.actor.organ))
            people.push_back({id, account.name, account.post, account.unit_name});
        std::ranges::sort(people, {}, [](const auto& one) { return folded(one.name); });
        return templates::term_view(before == shown.councils.end() ? nullptr : &*before, people,
                                    shown.today);
    });
    return show(request, app, "council_term", view);
}

// POST /councils/terms
Response post_term(const Request& request, App& app) {
    sql::NewTerm wanted;
    wanted.organ = request.actor.organ;
    wanted.by = request.actor.id;
    wanted.at = app.now();
    wanted.kind = kind_of(request);
    wanted.term.council = request.text("name");
    wanted.term.symbol = request.text("symbol");
    wanted.term.decision = request.text("decision");
    wanted.term.valid_from = *parse_day(request.text("valid_from"));
    wanted.term.valid_to = *parse_day(request.text("valid_to"));
    if (wanted.term.valid_to < wanted.term.valid_from)
        throw Problem::field("valid_to", "Ngày kết thúc trước ngày bắt đầu.");
    return recorded(request, app, [&](sql::Change& change) {
        wanted.seats = seats_of(request, eligible(change.db(), request.actor.organ));
        const auto id = sql::add_term(change, wanted);
        if (request.json) return created("/api/v1/councils", {{"id", id}});
        return see_other(page);
    });
}

// POST /councils/terms/:id/end. What met in it stays as it was.
Response post_term_end(const Request& request, App& app) {
    const auto last = *parse_day(request.text("last_day"));
    return recorded(request, app, [&](sql::Change& change) {
        const auto term = term_of(change.db(), request);
        if (last > term.valid_to || last < term.valid_from)
            throw Problem::field("last_day", "Ngày cuối cùng phải trong nhiệm kỳ.");
        const auto met = sql::last_meeting(change.db(), term.id);
        if (met && last < *met)
            throw Problem::field("last_day",
                                 "Nhiệm kỳ này còn phiên họp ngày " + short_date(*met) + ".");
        sql::end_term(change, term, last, request.actor.id, app.now(), request.text("reason"));
        return changed(request, page);
    });
}

}  // namespace tdkt::server
