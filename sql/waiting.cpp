#include "sql/waiting.h"

#include <algorithm>

#include "sql/decisions.h"
#include "sql/rows.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

std::vector<std::string> codes_of(const std::vector<State>& states) {
    std::vector<std::string> codes;
    for (const auto state : states) codes.emplace_back(code(state));
    return codes;
}

}  // namespace

std::vector<Pending> waiting_dossiers(soci::session& db, const Horizon& horizon,
                                      const std::vector<State>& states, int most) {
    if (states.empty()) return {};
    const auto codes = codes_of(states);
    const auto& reader = horizon.reader();
    const bool drafts = std::ranges::find(states, State::draft) != states.end();
    const Id unit = drafts ? reader.unit : 0;
    const auto query =
        "select w.dossier_id, w.state, w.since, w.total, d.title, u.name, d.pack from"
        " (select t.*, count(*) over (partition by t.state) as total,"
        " row_number() over (partition by t.state order by t.since, t.dossier_id) as place from"
        " (select n.dossier_id, n.state, max(n.since) as since from nomination n"
        " join dossier d on d.id = n.dossier_id where n.state in (" +
        placeholders("state", codes.size()) + ") and" + horizon.nominations("n.id") + "and" +
        horizon.dossiers() +
        " group by n.dossier_id, n.state"
        " union all select d.id, 'draft', d.created_at from dossier d where"
        " d.organ_id = :same_organ and d.unit_id = :drafts_of"
        " and not exists (select 1 from nomination m where m.dossier_id = d.id)) t) w"
        " join dossier d on d.id = w.dossier_id join unit u on u.id = d.unit_id"
        " where w.place <= :most order by w.since, w.dossier_id";
    Pending one;
    std::string state;
    auto asked = (db.prepare << query, into(one.id), into(state), into(one.since),
                  into(one.of_state), into(one.title), into(one.unit_name), into(one.pack));
    for (const auto& each : codes) asked, use(each);
    horizon.bind_nominations(asked);
    horizon.bind_dossiers(asked);
    soci::statement st = (asked, use(reader.organ), use(unit), use(most));
    return rows_of(st, [&] {
        one.state = stored<State>(state);
        return one;
    });
}

std::vector<Pending> waiting_decisions(soci::session& db, const Horizon& horizon,
                                       const std::vector<State>& states, int most) {
    if (states.empty()) return {};
    const auto codes = codes_of(states);
    const auto query =
        "select w.id, w.title, w.state, w.since from (select d.id, d.title, " + least_advanced() +
        " as state, max(case n.state when 'recommended' then d.created_at else n.since end)"
        " as since from decision d join nomination n on n.decision_id = d.id"
        " where d.organ_id = :organ and d.outcome = '' and d.id in"
        " (select m.decision_id from nomination m where m.state in (" +
        placeholders("some", codes.size()) + ")) group by d.id, d.title) w where w.state in (" +
        placeholders("state", codes.size()) + ") order by w.since, w.id limit :most";
    Pending one;
    std::string state;
    auto asked = (db.prepare << query, into(one.id), into(one.title), into(state), into(one.since),
                  use(horizon.reader().organ));
    for (const auto& each : codes) asked, use(each);
    for (const auto& each : codes) asked, use(each);
    soci::statement st = (asked, use(most));
    auto found = rows_of(st, [&] {
        one.state = stored<State>(state);
        return one;
    });
    std::erase_if(found, [&](const Pending& each) {
        return horizon.is_wary() && is_veiled_in_conflict(each.state);
    });
    return found;
}

Awaiting count_awaiting_decision(soci::session& db, const Horizon& horizon) {
    Awaiting all;
    if (horizon.is_wary()) return all;
    const auto organ = horizon.reader().organ;
    db << "select count(*), coalesce(min(n.since), 0) from nomination n"
          " join dossier d on d.id = n.dossier_id"
          " where d.organ_id = :organ and n.state = 'recommended' and n.decision_id = 0"
          " and n.suspension = ''",
        into(all.count), into(all.since), use(organ);
    return all;
}

std::set<Id> minutes_to_sign(soci::session& db, const Actor& reader) {
    Id meeting = 0;
    soci::statement st =
        (db.prepare << "select m.id from meeting m join council_member c on c.term_id = m.term_id"
                       " and c.stands_in_for = 0 left join attendance t on t.meeting_id = m.id"
                       " and t.member_id = c.id"
                       " where m.organ_id = :organ and c.account_id = :account"
                       " and m.declared_at > 0"
                       " and ((c.council_post = 'secretary' and m.secretary_signed_at = 0)"
                       " or (m.chair_signed_at = 0 and ((c.council_post = 'chair'"
                       " and t.presence = 'present') or (exists (select 1 from agenda_item g"
                       " where g.meeting_id = m.id and g.presiding_id = c.id)"
                       " and not exists (select 1 from council_member h join attendance a"
                       " on a.member_id = h.id and a.meeting_id = m.id where h.term_id = m.term_id"
                       " and h.council_post = 'chair' and a.presence = 'present')))))"
                       " and exists (select 1 from document p where p.subject_kind = 'meeting'"
                       " and p.subject_id = m.id and p.kind = 'minutes')",
         into(meeting), use(reader.organ), use(reader.id));
    const auto found = copies_of(st, meeting);
    return {found.begin(), found.end()};
}

}  // namespace tdkt::sql
