// Lists of dossiers, as a reader may see them.
#include "sql/dossiers.h"
#include "sql/folding.h"
#include "sql/rows.h"
#include "sql/values.h"
#include "sql/veil.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

// Nothing of what is hidden is joined, counted, or found by a search.
std::string cards_query(const Horizon& horizon) {
    return "select d.id, d.round_id, d.title, u.name, r.name, r.propose_before, d.pack,"
           " d.created_at, d.first_submitted_at,"
           " coalesce(n.id, 0), coalesce(n.name, ''), coalesce(n.subject, 'person'),"
           " coalesce(n.state, 'draft'),"
           " coalesce(n.since, 0), coalesce(n.suspension, '')"
           // Within, where it is asked once for a dossier and not for each of its nominations.
           " from (select d.*, coalesce((select min(e.at) from event e where e.dossier_id = d.id"
           " and e.event = 'submit'), 0) as first_submitted_at from dossier d where" +
           horizon.dossiers() +
           " and d.id < :before and (:round = 0 or d.round_id = :same_round)"
           " and (:campaign = 0 or d.round_id in (select q.id from campaign_round q"
           " where q.campaign_id = :same_campaign))"
           " and (:state = '' or exists (select 1 from nomination f where f.dossier_id = d.id"
           " and" +
           horizon.state_of("f") + "= :same_state and" + horizon.nominations("f.id") +
           "))"
           " and (:pattern = '' or d.id = :named or d.folded like :in_dossier escape '!'"
           " or exists (select 1 from nomination h where h.dossier_id = d.id"
           " and h.folded like :in_nominee escape '!' and" +
           horizon.nominations("h.id") +
           "))"
           " order by d.id desc limit :most) d"
           " join unit u on u.id = d.unit_id join campaign_round r on r.id = d.round_id"
           " left join nomination n on n.dossier_id = d.id and" +
           horizon.nominations("n.id") + "order by d.id desc, n.ordinal, n.id";
}

// What it asks for, in its order.
struct Asked {
    std::string state, pattern;
    Id named, before;

    explicit Asked(const Search& search)
        : state(search.state ? code(*search.state) : ""),
          pattern(pattern_of(search.text)),
          named(dossier_named(search.text)),
          before(search.before == 0 ? INT64_MAX : search.before) {}

    template <class Statement>
    void bind(Statement& st, const Horizon& horizon, const Search& search) const {
        horizon.bind_dossiers(st);
        st, use(before), use(search.round), use(search.round), use(search.campaign),
            use(search.campaign), use(state);
        horizon.bind_state(st);
        st, use(state);
        horizon.bind_nominations(st);
        st, use(pattern), use(named), use(pattern), use(pattern);
        horizon.bind_nominations(st);
        st, use(search.most);
        horizon.bind_nominations(st);
    }
};

}  // namespace

std::vector<Card> load_cards(soci::session& db, const Horizon& horizon, const Search& search) {
    const Asked asked(search);
    const auto query = cards_query(horizon);
    Card card;
    Nomination n;
    std::string at, subject, due;
    auto prepared = (db.prepare << query, into(card.id), into(card.round), into(card.title),
                     into(card.unit_name), into(card.round_name), into(due), into(card.pack),
                     into(card.created_at), into(card.first_submitted_at), into(n.id), into(n.name),
                     into(subject), into(at), into(n.since), into(n.suspension));
    asked.bind(prepared, horizon, search);
    soci::statement st = prepared;
    std::vector<Card> cards;
    st.execute();
    while (st.fetch()) {
        card.propose_before = stored_day(due);
        if (cards.empty() || cards.back().id != card.id) cards.push_back(card);
        n.state = stored<State>(at);
        n.subject = stored<Subject>(subject);
        if (n.id == 0) continue;
        cards.back().nominations.push_back(n);
        if (horizon.veils(n.id)) veil(cards.back().nominations.back(), card.first_submitted_at);
    }
    return cards;
}

std::map<Id, std::int64_t> count_by_round(soci::session& db, const Horizon& horizon, Id campaign) {
    Id round = 0;
    std::int64_t count = 0;
    const auto query = "select d.round_id, count(*) from dossier d where" + horizon.dossiers() +
                       " and d.round_id in (select q.id from campaign_round q"
                       " where q.campaign_id = :campaign) group by d.round_id";
    auto asked = (db.prepare << query, into(round), into(count));
    horizon.bind_dossiers(asked);
    soci::statement st = (asked, use(campaign));
    std::map<Id, std::int64_t> counts;
    st.execute();
    while (st.fetch()) counts[round] = count;
    return counts;
}

}  // namespace tdkt::sql
