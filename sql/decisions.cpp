#include "sql/decisions.h"

#include "sql/digest.h"
#include "sql/rows.h"
#include "sql/values.h"
#include "workflow/checks.h"
#include "workflow/vietnamese.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

// How the council voted: of the meeting in which the nomination was declared last.
const std::string item_columns =
    "select n.id, n.dossier_id, n.subject, n.award, n.prize_id, coalesce(p.name, ''),"
    " coalesce(p.amount, 0), n.name, n.post, n.summary, n.report, n.state, n.since, n.suspension,"
    " n.meeting_id, n.decision_id, u.name, coalesce(g.yes, 0),"
    " case when coalesce(g.verdict, '') = '' then 0 else (select count(*) from council_member c"
    " join meeting m on m.term_id = c.term_id and c.stands_in_for = 0"
    " where m.id = g.meeting_id) end, d.round_id, r.name";
const std::string item_tables =
    " join dossier d on d.id = n.dossier_id join unit u on u.id = d.unit_id"
    " join campaign_round r on r.id = d.round_id left join prize p on p.id = n.prize_id left join "
    "agenda_item g"
    " on g.meeting_id = n.meeting_id and g.nomination_id = n.id";

struct ItemRow {
    DecisionItem item;
    std::string subject, state;

    template <class Statement>
    auto bind(Statement&& st) {
        auto& n = item.nomination;
        return std::forward<Statement>(st), into(n.id), into(n.dossier), into(subject),
               into(n.award), into(n.prize), into(n.prize_name), into(n.prize_amount), into(n.name),
               into(n.post), into(n.summary), into(n.report), into(state), into(n.since),
               into(n.suspension), into(n.meeting), into(n.decision), into(item.unit_name),
               into(item.yes), into(item.members), into(item.round), into(item.round_name);
    }
    DecisionItem& taken() {
        item.nomination.subject = stored<Subject>(subject);
        item.nomination.state = stored<State>(state);
        item.award_name = item.nomination.prize_name;
        return item;
    }
};

std::vector<Decision> heads(soci::session& db, const std::string& which, Id id) {
    Decision d;
    soci::statement st =
        (db.prepare << "select d.id, d.organ_id, d.title, d.basis, d.signer_id, s.name, s.post,"
                       " d.signs_for, d.version, c.name, d.created_at, d.outcome, d.signed_at,"
                       " d.issued_at, coalesce(x.name, ''), coalesce(y.name, '') from decision d"
                       " join account s on s.id = d.signer_id join account c on c.id = d.created_by"
                       " left join account x on x.id = d.signed_by"
                       " left join account y on y.id = d.issued_by where d.id in (" +
                           which + ") order by d.id",
         into(d.id), into(d.organ), into(d.title), into(d.basis), into(d.signer),
         into(d.signer_name), into(d.signer_post), into(d.signs_for), into(d.version),
         into(d.created_by), into(d.created_at), into(d.outcome), into(d.signed_at),
         into(d.issued_at), into(d.signed_by), into(d.issued_by), use(id));
    return copies_of(st, d);
}

// The decisions whose ids `which` gives, a list or a query with one placeholder.
std::vector<Decision> load_some(soci::session& db, const std::string& which, Id id) {
    auto decisions = heads(db, which, id);
    if (decisions.empty()) return decisions;
    ItemRow row;
    Id decision = 0;
    soci::statement st =
        (row.bind(db.prepare << item_columns +
                                    ", i.ordinal, i.amount, i.decision_id from decision_item i"
                                    " join nomination n on n.id = i.nomination_id" +
                                    item_tables + " where i.decision_id in (" + which +
                                    ") order by i.decision_id, i.ordinal"),
         into(row.item.ordinal), into(row.item.amount), into(decision), use(id));
    auto to = decisions.begin();
    st.execute();
    while (st.fetch()) {
        while (to->id != decision) ++to;
        to->items.push_back(row.taken());
    }
    return decisions;
}

// The rank and the code of a state, for those states of which `chosen` holds.
std::string ranked(bool (*chosen)(State)) {
    std::string text = "case n.state";
    for (const auto& name : names<State>) {
        const auto rank = std::to_string(10 + static_cast<int>(name.value));
        if (chosen(name.value))
            text += " when '" + std::string(name.code) + "' then '" + rank +
                    std::string(name.code) + "'";
    }
    return text + " end";
}

// Problem{conflict} when one of them is in another draft.
void take_items(soci::session& db, Id decision, const std::vector<DecisionItem>& items) {
    int ordinal = 0;
    for (const auto& item : items) {
        ++ordinal;
        db << "insert into decision_item (decision_id, nomination_id, ordinal, amount)"
              " values (:decision, :nomination, :ordinal, :amount)",
            use(decision), use(item.nomination.id), use(ordinal), use(item.amount);
        soci::statement take =
            (db.prepare << "update nomination set decision_id = :decision where id = :nomination"
                           " and decision_id = 0 and state = 'recommended'",
             use(decision), use(item.nomination.id));
        take.execute(true);
        if (take.get_affected_rows() != 1)
            throw Problem(Kind::conflict, item.nomination.name + " đã nằm trong dự thảo khác.");
    }
}

}  // namespace

const std::string& least_advanced() {
    static const auto text = "substr(coalesce(min(" +
                             ranked([](State state) { return !is_final(state); }) + "), max(" +
                             ranked([](State) { return true; }) + "), ''), 3)";
    return text;
}

Decision load_decision(soci::session& db, Id id) {
    auto found = load_some(db, ":id", id);
    if (found.empty()) throw Problem::missing("quyết định này");
    return std::move(found.front());
}

std::vector<Decision> load_decisions_of(soci::session& db, const std::string& condition, Id id) {
    return load_some(db, "select n.decision_id from nomination n where " + condition, id);
}

namespace {

// Asked first, so that one that holds nothing else is as much work as none.
bool is_known(soci::session& db, const Horizon& horizon, Id id) {
    Id found = 0;
    auto asked =
        (db.prepare << "select e.id from decision e where e.id = :id and e.organ_id = :organ"
                       " and (not exists (select 1 from decision_item h where h.decision_id = e.id)"
                       " or exists (select 1 from decision_item w where w.decision_id = e.id and" +
                           horizon.nominations("w.nomination_id") + "))",
         into(found), use(id), use(horizon.reader().organ));
    horizon.bind_nominations(asked);
    soci::statement st = asked;
    st.execute();
    while (st.fetch()) {
    }
    return found != 0;
}

}  // namespace

Decision load_decision(soci::session& db, const Horizon& horizon, Id id) {
    if (!is_known(db, horizon, id)) throw Problem::missing("quyết định này");
    auto decision = load_decision(db, id);
    const auto taken_out = std::erase_if(decision.items, [&](const DecisionItem& item) {
        return horizon.hides(item.nomination.id);
    });
    int ordinal = 0;
    for (auto& item : decision.items) item.ordinal = ++ordinal;
    decision.reserved = decision.issued_at == 0 && (horizon.is_wary() || taken_out > 0);
    if (decision.reserved) decision.version = 0;
    return decision;
}

Decision load_decision(soci::session& db, const Actor& reader, Id id) {
    return load_decision(db, Horizon(db, reader), id);
}

std::vector<DecisionCard> load_decisions(soci::session& db, const Horizon& horizon, Id before,
                                         int most) {
    const Id limit = before == 0 ? INT64_MAX : before;
    DecisionCard card;
    const auto query = "select d.id, d.title, s.name, d.outcome, " + least_advanced() +
                       ", d.created_at, count(i.nomination_id), coalesce(sum(i.amount), 0),"
                       " coalesce(max(o.number), 0), coalesce(max(o.symbol), ''),"
                       " coalesce(max(o.issued_on), '') from (select e.* from decision e where"
                       " e.organ_id = :organ and e.id < :before"
                       " and (not exists (select 1 from decision_item h where h.decision_id = e.id)"
                       " or exists (select 1 from decision_item w where w.decision_id = e.id and" +
                       horizon.nominations("w.nomination_id") +
                       ")) order by e.id desc limit :most) d"
                       " join account s on s.id = d.signer_id"
                       " left join decision_item i on i.decision_id = d.id and" +
                       horizon.nominations("i.nomination_id") +
                       " left join nomination n on n.id = i.nomination_id"
                       " left join document o on o.subject_kind = 'decision' and"
                       " o.subject_id = d.id and o.number > 0"
                       " group by d.id, d.title, s.name, d.outcome, d.created_at"
                       " order by d.id desc";
    auto asked = (db.prepare << query, into(card.id), into(card.title), into(card.signer_name),
                  into(card.outcome), into(card.state), into(card.created_at), into(card.items),
                  into(card.total), into(card.number), into(card.symbol), into(card.issued_on),
                  use(horizon.reader().organ), use(limit));
    horizon.bind_nominations(asked);
    asked, use(most);
    horizon.bind_nominations(asked);
    soci::statement st = asked;
    return copies_of(st, card);
}

std::vector<DecisionItem> awaiting_decision(soci::session& db, Id organ) {
    ItemRow row;
    soci::statement st =
        (row.bind(
             db.prepare
             << item_columns + " from nomination n" + item_tables +
                    " where d.organ_id = :organ and n.state = 'recommended'"
                    " and n.decision_id = 0 and n.suspension = ''"
                    " order by d.round_id, n.subject, p.amount desc, u.name, n.name_key, n.id"),
         use(organ));
    return rows_of(st, [&] {
        row.item.amount = row.item.nomination.prize_amount;
        return row.taken();
    });
}

Id add_decision(Change& change, const Decision& draft, Id author, std::int64_t now) {
    auto& db = change.db();
    db << "insert into decision (organ_id, title, basis, signer_id, signs_for, created_by,"
          " created_at) values (:organ, :title, :basis, :signer, :signs_for, :author, :now)",
        use(draft.organ), use(draft.title), use(draft.basis), use(draft.signer),
        use(draft.signs_for), use(author), use(now);
    const auto id = new_id(db, "decision");
    take_items(db, id, draft.items);
    return id;
}

void edit_decision(Change& change, const Decision& draft) {
    auto& db = change.db();
    db << "update decision set title = :title, basis = :basis, signer_id = :signer,"
          " signs_for = :signs_for where id = :id",
        use(draft.title), use(draft.basis), use(draft.signer), use(draft.signs_for), use(draft.id);
    db << "update nomination set decision_id = 0 where decision_id = :id", use(draft.id);
    db << "delete from decision_item where decision_id = :id", use(draft.id);
    take_items(db, draft.id, draft.items);
}

// The prizes in question are few, and a round has an index: what is counted are
// the nominations of their rounds, not those of all time.
std::vector<std::string> over_prizes(soci::session& db, Id decision) {
    std::vector<std::string> over;
    std::string prize, round;
    int most = 0, taken = 0;
    soci::statement st =
        (db.prepare << "select p.name, r.name, p.most, count(*) from (select distinct x.prize_id,"
                       " y.round_id from nomination x join dossier y on y.id = x.dossier_id"
                       " where x.decision_id = :id) k join prize p on p.id = k.prize_id"
                       " join campaign_round r on r.id = k.round_id"
                       " join dossier d on d.round_id = k.round_id"
                       " join nomination n on n.dossier_id = d.id and n.prize_id = k.prize_id"
                       " where p.most > 0 and (n.decision_id = :same or n.state in ('presented',"
                       " 'signed', 'issued', 'paid', 'archived'))"
                       " group by p.id, r.id, p.name, r.name, p.most having count(*) > p.most"
                       " order by r.id, p.id",
         into(prize), into(round), into(most), into(taken), use(decision), use(decision));
    st.execute();
    while (st.fetch())
        over.push_back(prize + " (" + round + "): " + document_number(taken) + ", tối đa " +
                       document_number(most));
    return over;
}

void touch_decision(Change& change, Id id, std::int64_t version) {
    soci::statement update = (change.db().prepare << "update decision set version = version + 1"
                                                     " where id = :id and version = :version",
                              use(id), use(version));
    update.execute(true);
    if (update.get_affected_rows() != 1) throw Problem::stale();
}

void close_decision(Change& change, Id id, const std::string& outcome, bool free_items) {
    auto& db = change.db();
    db << "update decision set outcome = :outcome where id = :id", use(outcome), use(id);
    if (free_items) db << "update nomination set decision_id = 0 where decision_id = :id", use(id);
}

void set_signed(Change& change, Id id, Id who, std::int64_t at) {
    change.db() << "update decision set signed_by = :who, signed_at = :at where id = :id", use(who),
        use(at), use(id);
}

void set_issued(Change& change, Id id, Id who, std::int64_t at) {
    change.db() << "update decision set issued_by = :who, issued_at = :at where id = :id", use(who),
        use(at), use(id);
}

std::map<Id, PaperStanding> paper_standings(soci::session& db,
                                            const std::vector<Decision>& decisions) {
    std::map<Id, PaperStanding> standings;
    if (decisions.empty()) return standings;
    Id id = 0, subject = 0;
    std::string inputs, signed_file;
    int being_written = 0;
    auto asked =
        (db.prepare
             << "select p.id, p.subject_id, p.inputs, p.signed_file, (select count(*) from job j"
                " where j.done_at is null and j.effect = 'write_decision'"
                " and j.subject_id = p.subject_id) from document p"
                " where p.subject_kind = 'decision' and p.kind = 'decision' and p.subject_id in (" +
                    placeholders("decision", decisions.size()) + ") order by p.id",
         into(id), into(subject), into(inputs), into(signed_file), into(being_written));
    for (const auto& decision : decisions) asked, use(decision.id);
    soci::statement st = asked;
    std::map<Id, std::string> made_from;
    st.execute();
    while (st.fetch()) {
        standings[subject] = {id, being_written == 0, !signed_file.empty()};
        made_from[subject] = inputs;
    }
    for (const auto& decision : decisions)
        if (const auto paper = standings.find(decision.id); paper != standings.end())
            paper->second.unchanged = paper->second.unchanged &&
                                      made_from[decision.id] == sha256_hex(canonical(decision));
    return standings;
}

}  // namespace tdkt::sql
