#include "server/jobs/notify.h"

#include <algorithm>
#include <set>

#include "server/steps/telling.h"
#include "sql/council.h"
#include "sql/decisions.h"
#include "sql/documents.h"
#include "sql/dossiers.h"
#include "sql/facts.h"
#include "sql/history.h"
#include "sql/jobs.h"
#include "sql/people.h"
#include "templates/views/notices.h"
#include "workflow/decide.h"

namespace tdkt::server {

using namespace workflow;
using templates::Audience;
using templates::Deed;
using templates::Leads;
using templates::Wording;

namespace {

// All that one person did at one moment, as far as this job tells of it.
struct Act {
    std::vector<sql::Line> lines;
    Dossier dossier;  // of the first line
    Id meeting = 0, decision = 0;

    const sql::Line& first() const { return lines.front(); }
    Event event() const { return first().entry.event; }
};

struct Notice {
    Id account = 0;
    std::string text, link;
    Id dossier = 0;  // 0: it is about several
};

bool same_act(const sql::Line& a, const sql::Line& b) {
    return a.entry.at == b.entry.at && a.entry.actor == b.entry.actor &&
           a.entry.event == b.entry.event;
}

bool is_through_dossiers(Event event) {
    return std::ranges::none_of(transitions, [&](const Transition& row) {
        return row.event == event && row.through != Through::dossier;
    });
}

// What is voted, or decided, on together: of another meeting the same person may have done the
// same at the same moment.
std::set<Id> together(soci::session& db, const Act& act) {
    std::set<Id> all = {act.first().entry.nomination};
    if (act.decision != 0)
        for (const auto& item : sql::load_decision(db, act.decision).items)
            all.insert(item.nomination.id);
    else if (act.meeting != 0)
        for (const auto& item : sql::load_meeting(db, act.meeting).agenda)
            all.insert(item.nomination);
    return all;
}

// With all its dossiers, or only with that of the job's line: its lines follow each
// other, the one that the job names first.
Act act_of(soci::session& db, Id first, bool all_dossiers) {
    constexpr int most = 500;
    const auto line = sql::load_line(db, first);
    Act act{{}, sql::load_dossier(db, line.entry.dossier)};
    auto lines = all_dossiers ? sql::load_recent(db, act.dossier.organ, first + most, most)
                              : sql::load_history(db, act.dossier.id);
    if (all_dossiers) std::reverse(lines.begin(), lines.end());
    for (auto& one : lines)
        if (same_act(one, line)) act.lines.push_back(std::move(one));
    for (const auto& n : act.dossier.nominations)
        if (n.id == line.entry.nomination) {
            act.meeting = n.meeting;
            act.decision = n.decision;
        }
    // What left its meeting or its decision by the step itself knows them no more.
    const bool known = act.meeting != 0 || act.decision != 0;
    if (known && !is_through_dossiers(act.event()))
        std::erase_if(act.lines, [&, among = together(db, act)](const sql::Line& one) {
            return !among.contains(one.entry.nomination);
        });
    return act;
}

std::vector<templates::Verdict> verdicts(soci::session& db, App& app, const Act& act) {
    std::vector<templates::Verdict> list;
    const auto facts =
        sql::load_facts(db, sql::Of::meeting, act.meeting, app.rules, day_of(act.first().entry.at));
    for (const auto& line : act.lines)
        for (const auto& one : facts)
            if (one.nomination == line.entry.nomination)
                list.push_back({line.nominee, one.count.yes, one.count.base(), one.count.needed(),
                                line.entry.to == State::recommended});
    return list;
}

// What of it one person is told; nothing when all of it is hidden from them.
std::optional<Act> told_to(soci::session& db, const sql::Horizon& horizon, Act act) {
    std::erase_if(act.lines, [&](const sql::Line& line) {
        return !horizon.tells(line.entry.nomination, line.entry.from, line.entry.to);
    });
    if (act.lines.empty()) return {};
    const auto dossier = act.first().entry.dossier;
    if (dossier != act.dossier.id) act.dossier = sql::load_dossier(db, dossier);
    return act;
}

void put_meeting(soci::session& db, App& app, const sql::Horizon& horizon, const Act& act,
                 Deed& deed) {
    const auto meeting = sql::load_meeting(db, horizon, act.meeting);
    deed.meeting = "Phiên họp " + meeting.held_at + " ngày " + short_date(meeting.held_on) +
                   (meeting.place.empty() ? "" : " tại " + meeting.place);
    deed.items = meeting.agenda.size();
    if (act.event() == Event::declare)
        deed.outcome = templates::outcome_text(verdicts(db, app, act));
}

void put_decision(soci::session& db, const sql::Horizon& horizon, const Act& act, Deed& deed) {
    const auto decision = sql::load_decision(db, horizon, act.decision);
    deed.decision = decision.title;
    deed.items = decision.items.size();
    deed.money = money(decision.total());
    const auto paper = sql::find_document(db, "decision", decision.id, PaperKind::decision);
    if (paper && paper->number > 0)
        deed.number = document_number(paper->number) + "/" + paper->symbol;
}

Deed deed_of(soci::session& db, App& app, const sql::Horizon& horizon, const Act& act) {
    Deed deed;
    std::vector<std::string> names;
    for (const auto& line : act.lines) names.push_back(line.nominee);
    deed.who = act.first().actor_name;
    deed.dossier = dossier_code(act.dossier.id);
    deed.unit = act.dossier.unit_name;
    deed.names = templates::few_of(names);
    deed.reason = act.first().entry.reason;
    if (act.decision != 0)
        put_decision(db, horizon, act, deed);
    else if (act.meeting != 0)
        put_meeting(db, app, horizon, act, deed);
    return deed;
}

std::set<Id> with_roles(soci::session& db, Id organ, Role roles) {
    std::set<Id> accounts;
    for (const auto& account : sql::accounts_with(db, organ, roles)) accounts.insert(account.id);
    return accounts;
}

std::set<Id> of_the_unit(soci::session& db, const Dossier& dossier) {
    std::set<Id> accounts;
    for (const auto& account :
         sql::accounts_with(db, dossier.organ, Role::unit_officer | Role::unit_head))
        if (account.unit == dossier.unit) accounts.insert(account.id);
    return accounts;
}

std::set<Id> of_the_council(soci::session& db, Id meeting, Audience audience) {
    std::set<Id> accounts;
    if (meeting == 0) return accounts;
    for (const auto& member : sql::load_meeting(db, meeting).members) {
        const bool votes = member.presence != Presence::absent && !member.recused;
        const bool signs = member.council_post == CouncilPost::chair ||
                           member.council_post == CouncilPost::secretary;
        if (audience == Audience::council || (audience == Audience::voters && votes) ||
            (audience == Audience::minutes_signers && signs))
            accounts.insert(member.account);
    }
    return accounts;
}

std::set<Id> readers(soci::session& db, const Act& act, Audience audience) {
    const auto organ = act.dossier.organ;
    switch (audience) {
        case Audience::unit:
            return of_the_unit(db, act.dossier);
        case Audience::next:
            return with_roles(db, organ, holders(act.first().entry.to));
        case Audience::office:
            return with_roles(db, organ, Role::standing_office);
        case Audience::secretary:
            return with_roles(db, organ, Role::council_secretary);
        case Audience::signer:
            return {sql::load_decision(db, act.decision).signer};
        default:
            return of_the_council(db, act.meeting, audience);
    }
}

std::string link_of(const Act& act, Leads leads) {
    const auto meeting = "/meetings/" + std::to_string(act.meeting);
    switch (leads) {
        case Leads::meeting:
            return meeting;
        case Leads::ballot:
            return meeting + "/ballot";
        case Leads::meetings:
            return "/meetings";
        case Leads::decision:
            return "/decisions/" + std::to_string(act.decision);
        default:
            return "/dossiers/" + std::to_string(act.dossier.id);
    }
}

// What it was about was taken from its meeting or decision before this was told: nobody
// waits for anybody there any more.
bool is_overtaken(const Act& act, const Wording& wording) {
    const bool to_meeting = wording.leads == Leads::meeting || wording.leads == Leads::ballot;
    return (act.decision == 0 && wording.leads == Leads::decision) ||
           (act.meeting == 0 && to_meeting);
}

// Whether a member of the council has still to declare: until then they are told of no agenda.
bool is_shut(const sql::Horizon& horizon, const Act& act, const Wording& wording) {
    return wording.audience == Audience::council && horizon.is_shut(act.meeting);
}

// One notice for each person: what is hidden from one is told to another.
std::vector<Notice> notices_of(soci::session& db, App& app, const Act& act, bool unit) {
    std::vector<Notice> all;
    for (const auto& wording : templates::wordings(act.event(), unit)) {
        if (is_overtaken(act, wording)) continue;
        for (const auto account : readers(db, act, wording.audience)) {
            if (account == act.first().entry.actor) continue;
            const sql::Horizon horizon(db, sql::load_account(db, account).actor());
            if (is_shut(horizon, act, wording)) continue;
            const auto told = told_to(db, horizon, act);
            if (!told) continue;
            all.push_back({account, notice_text(wording, deed_of(db, app, horizon, *told)),
                           link_of(*told, wording.leads),
                           wording.leads == Leads::dossier ? told->dossier.id : 0});
        }
    }
    return all;
}

// Done in the change that tells: a worker that dies has told everybody or nobody,
// and one that was thought dead tells nobody a second time. Nobody is told of
// their own deed.
void tell(App& app, const sql::Job& job, bool unit) {
    const auto notices = app.database.read([&](auto& db) {
        return notices_of(db, app, act_of(db, job.subject_id, /*all_dossiers=*/!unit), unit);
    });
    const auto now = app.now();
    app.database.change([&](sql::Change& change) {
        if (!sql::finish_job(change, job, now)) return;
        for (const auto& [account, text, link, dossier] : notices)
            server::tell(change, app.settings.mail.is_set(), account, {text, link, dossier}, now);
    });
}

}  // namespace

void notify_unit(App& app, const sql::Job& job) {
    tell(app, job, /*unit=*/true);
}

void notify_office(App& app, const sql::Job& job) {
    tell(app, job, /*unit=*/false);
}

}  // namespace tdkt::server
