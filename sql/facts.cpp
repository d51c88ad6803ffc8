#include "sql/facts.h"

#include <map>
#include <set>

#include "sql/council.h"
#include "sql/decisions.h"
#include "sql/values.h"
#include "workflow/checks.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

const std::string& condition(Of of) {
    static const std::string of_nomination = "n.id = :id", of_dossier = "n.dossier_id = :id",
                             of_meeting = "n.meeting_id = :id", of_decision = "n.decision_id = :id",
                             drafts_of_unit =
                                 "n.state = 'draft' and n.dossier_id in"
                                 " (select e.id from dossier e where e.unit_id = :id)";
    switch (of) {
        case Of::nomination:
            return of_nomination;
        case Of::dossier:
            return of_dossier;
        case Of::meeting:
            return of_meeting;
        case Of::decision:
            return of_decision;
        case Of::drafts_of_unit:
            return drafts_of_unit;
    }
    throw std::logic_error("no such group");
}

// What is loaded beside the facts, to fill them in.
struct Loaded {
    Facts facts;
    std::string award, pack;
    bool has_report = false;
};

std::vector<Loaded> load_nominations(soci::session& db, Of of, Id id, Day today) {
    std::vector<Loaded> all;
    Loaded one;
    auto& facts = one.facts;
    std::string state, late_reason, before;
    int has_report = 0;
    soci::statement st =
        (db.prepare << "select n.id, n.dossier_id, d.version, n.name, n.state, n.suspension,"
                       " d.organ_id, d.unit_id, n.nominee_account, n.nominee_unit, d.submitted_by,"
                       " n.award, case when n.report = '' then 0 else 1 end, d.late_reason,"
                       " r.propose_before, n.meeting_id, n.decision_id, d.pack, coalesce(l.at, 0)"
                       " from nomination n join dossier d on d.id = n.dossier_id"
                       " join campaign_round r on r.id = d.round_id left join event l"
                       " on l.dossier_id = d.id and l.seq = d.version where " +
                           condition(of) + " order by n.dossier_id, n.ordinal, n.id",
         into(facts.nomination), into(facts.dossier), into(facts.version), into(facts.nominee),
         into(state), into(facts.suspension), into(facts.organ), into(facts.unit),
         into(facts.nominee_account), into(facts.nominee_unit), into(facts.proposer),
         into(one.award), into(has_report), into(late_reason), into(before), into(facts.meeting),
         into(facts.decision), into(one.pack), into(facts.last_at), use(id));
    st.execute();
    while (st.fetch()) {
        facts.state = stored<State>(state);
        facts.today = today;
        facts.late = today >= stored_day(before);
        facts.late_explained = !late_reason.empty();
        one.has_report = has_report != 0;
        all.push_back(one);
    }
    return all;
}

struct Paper {
    Id dossier = 0, nomination = 0;
    Part part = Part::other;
};

std::vector<Paper> load_papers(soci::session& db, Of of, Id id) {
    std::vector<Paper> papers;
    Paper paper;
    std::string part;
    soci::statement st =
        (db.prepare << "select a.dossier_id, a.nomination_id, a.part from attachment a"
                       " where a.dossier_id in (select n.dossier_id from nomination n where " +
                           condition(of) + ")",
         into(paper.dossier), into(paper.nomination), into(part), use(id));
    st.execute();
    while (st.fetch()) {
        paper.part = stored<Part>(part);
        papers.push_back(paper);
    }
    return papers;
}

// What each nominee must bring is not given by a paper of the whole dossier.
Part present_parts(const Loaded& one, const std::vector<Paper>& papers) {
    Part present{};
    if (one.has_report) present = present | Part::report;
    for (const auto& paper : papers) {
        if (paper.dossier != one.facts.dossier) continue;
        const bool of_all = paper.nomination == 0 && !has(parts_of_each, paper.part);
        if (of_all || paper.nomination == one.facts.nomination) present = present | paper.part;
    }
    return present;
}

void fill_council(soci::session& db, std::vector<Loaded>& all, const Rules& rules, Day today) {
    std::set<Id> meetings;
    for (const auto& one : all)
        if (one.facts.meeting != 0) meetings.insert(one.facts.meeting);
    for (const auto id : meetings) {
        auto meeting = load_meeting(db, id);
        close_written(meeting, today);
        for (auto& one : all) {
            if (one.facts.meeting != id) continue;
            one.facts.meeting_on = meeting.held_on;
            one.facts.not_declared_by = not_declared(meeting);
            one.facts.declared = meeting.declared_at != 0;
            one.facts.keyed = meeting.poll.is_keyed();
            one.facts.closed = meeting.poll.closed_at != 0;
            one.facts.poll_over = meeting.poll.counted_at != 0;
            const auto& pack = one.pack.empty() ? rules.on(today) : rules.pack(one.pack);
            for (const auto& item : meeting.agenda)
                if (item.nomination == one.facts.nomination) {
                    one.facts.unseated = unseated(meeting, item);
                    if (const auto* leader = presiding(meeting, item))
                        one.facts.presiding = leader->account;
                    one.facts.count =
                        count_of(meeting, item, pack, pack.award(one.award).threshold);
                    one.facts.opened = item.counted_at != 0 || item.form == Form::open;
                    one.facts.keyed = one.facts.keyed || item.form != Form::secret;
                    one.facts.poll_over = one.facts.poll_over && item.form == Form::secret;
                }
            one.facts.minutes_signed =
                meeting.chair_signed_at != 0 && meeting.secretary_signed_at != 0;
        }
    }
}

void fill_decision(soci::session& db, std::vector<Loaded>& all,
                   const std::vector<Decision>& decisions) {
    auto papers = paper_standings(db, decisions);
    for (const auto& decision : decisions)
        for (auto& one : all) {
            if (one.facts.decision != decision.id) continue;
            one.facts.signer = decision.signer;
            one.facts.content_unchanged = papers[decision.id].unchanged;
            one.facts.signature_valid = papers[decision.id].is_signed;
        }
}

bool any_decided(const std::vector<Loaded>& all) {
    return std::any_of(all.begin(), all.end(),
                       [](const Loaded& one) { return one.facts.decision != 0; });
}

// How many of each dossier's nominations are still under way.
void fill_unsettled(soci::session& db, Of of, Id id, std::vector<Loaded>& all) {
    std::map<Id, int> unsettled;
    Id dossier = 0;
    std::string state;
    int nominations = 0;
    soci::statement st =
        (db.prepare << "select o.dossier_id, o.state, count(*) from nomination o"
                       " where o.dossier_id in (select n.dossier_id from nomination n where " +
                           condition(of) + ") group by o.dossier_id, o.state",
         into(dossier), into(state), into(nominations), use(id));
    st.execute();
    while (st.fetch())
        if (!is_settled(stored<State>(state))) unsettled[dossier] += nominations;
    for (auto& one : all) one.facts.unsettled = unsettled[one.facts.dossier];
}

// Whose sheets of appraisal are not in yet.
void fill_sheets(soci::session& db, Of of, Id id, std::vector<Loaded>& all) {
    Id nomination = 0;
    std::string name;
    soci::statement st =
        (db.prepare << "select a.nomination_id, coalesce(c.name, u.name) from appraisal a"
                       " join unit u on u.id = a.unit_id left join account c on c.id = a.account_id"
                       " where a.state in ('assigned', 'begun') and a.nomination_id in"
                       " (select n.id from nomination n where " +
                           condition(of) + ") order by a.id",
         into(nomination), into(name), use(id));
    st.execute();
    while (st.fetch())
        for (auto& one : all)
            if (one.facts.nomination == nomination) one.facts.open_sheets.push_back(name);
}

std::vector<Facts> completed(soci::session& db, std::vector<Loaded> all, Of of, Id id,
                             const Rules& rules, Day today) {
    const auto papers = load_papers(db, of, id);
    fill_council(db, all, rules, today);
    fill_unsettled(db, of, id, all);
    fill_sheets(db, of, id, all);
    if (of == Of::decision) {
        const auto over = over_prizes(db, id);
        for (auto& one : all) one.facts.over_prizes = over;
    }
    std::vector<Facts> group;
    for (auto& one : all) {
        const auto& pack = one.pack.empty() ? rules.on(today) : rules.pack(one.pack);
        one.facts.missing_parts = missing_parts(pack.award(one.award), present_parts(one, papers));
        group.push_back(std::move(one.facts));
    }
    return group;
}

}  // namespace

std::vector<Facts> load_facts(soci::session& db, Of of, Id id, const Rules& rules, Day today) {
    auto all = load_nominations(db, of, id, today);
    if (any_decided(all)) fill_decision(db, all, load_decisions_of(db, condition(of), id));
    return completed(db, std::move(all), of, id, rules, today);
}

// Taken out before anything is asked about it: neither the answer nor the work tells of it.
std::vector<Facts> load_facts(soci::session& db, const Horizon& horizon, Of of, Id id,
                              const Rules& rules, Day today) {
    auto all = load_nominations(db, of, id, today);
    std::erase_if(all, [&](const Loaded& one) { return horizon.hides(one.facts.nomination); });
    for (auto& one : all) {
        if (!horizon.veils(one.facts.nomination)) continue;
        one.facts.state = State::appraised;
        one.facts.suspension.clear();
        one.facts.meeting = one.facts.decision = 0;
    }
    if (any_decided(all)) fill_decision(db, all, load_decisions_of(db, condition(of), id));
    return completed(db, std::move(all), of, id, rules, today);
}

std::vector<Facts> load_facts(soci::session& db, const Decision& decision, const Rules& rules,
                              Day today) {
    auto all = load_nominations(db, Of::decision, decision.id, today);
    fill_decision(db, all, {decision});
    return completed(db, std::move(all), Of::decision, decision.id, rules, today);
}

}  // namespace tdkt::sql
