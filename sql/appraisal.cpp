#include "sql/appraisal.h"

#include <algorithm>
#include <map>

#include "sql/rows.h"
#include "sql/values.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

// Of the turn that is shown.
const std::string shown_turn = "case when a.state = 'handed_in' then a.turn else 0 end";

const std::string joined =
    " from appraisal a join nomination n on n.id = a.nomination_id"
    " join dossier d on d.id = a.dossier_id";

const std::string sheet_columns =
    "select a.id, a.dossier_id, a.nomination_id, a.seat, a.account_id, a.unit_id, a.state,"
    " a.version, a.turn, a.due_on, a.reason, a.assigned_at, coalesce(c.name, w.name),"
    " coalesce(c.post, ''), coalesce(t.conclusion, ''), coalesce(t.remark, ''),"
    " coalesce(t.at, 0), coalesce(b.name, ''), d.organ_id, n.name, n.award, coalesce(p.name, ''),"
    " d.pack, u.name, n.state, n.suspension, n.nominee_account, n.nominee_unit, d.submitted_by" +
    joined +
    " join unit u on u.id = d.unit_id join unit w on w.id = a.unit_id"
    " left join account c on c.id = a.account_id left join prize p on p.id = n.prize_id"
    " left join appraisal_turn t on t.appraisal_id = a.id and t.turn = " +
    shown_turn + " left join account b on b.id = t.actor_id";

// The conditions of a query, with what they bind, in order.
struct Condition {
    std::string text;
    std::vector<Id> numbers;
    std::string state;
    const Horizon* seen_by;

    explicit Condition(const SheetQuery& q) : seen_by(q.seen_by) {
        number("a.dossier_id =", q.dossier);
        number("a.nomination_id =", q.nomination);
        number("a.id =", q.sheet);
        number("d.organ_id =", q.organ);
        if (q.account != 0) {
            // One after the other: they are bound in the order in which they stand.
            const auto account = place(q.account), unit = place(q.unit);
            add("(a.account_id = " + account + " or (a.account_id = 0 and a.unit_id = " + unit +
                "))");
        }
        number("a.id <", q.before);
        if (q.open) add("a.state in ('assigned', 'begun')");
        if (q.state) {
            state = code(*q.state);
            add("a.state = :state");
        }
        if (seen_by != nullptr) add(seen_by->nominations("a.nomination_id"));
        if (text.empty()) throw std::logic_error("all sheets of all organs");
    }

    template <class Statement>
    void bind(Statement& asked) const {
        for (const auto& each : numbers) asked, use(each);
        if (!state.empty()) asked, use(state);
        if (seen_by != nullptr) seen_by->bind_nominations(asked);
    }

  private:
    std::string place(Id value) {
        numbers.push_back(value);
        return ":number" + std::to_string(numbers.size());
    }
    void number(const char* condition, Id value) {
        if (value != 0) add(condition + (" " + place(value)));
    }
    void add(const std::string& condition) {
        text += (text.empty() ? " where " : " and ") + condition;
    }
};

struct CardRow {
    SheetCard card;
    std::string seat, state, conclusion, nomination_state;

    template <class Statement>
    auto bind(Statement&& st) {
        auto& s = card.sheet;
        auto& f = card.facts;
        return std::forward<Statement>(st), into(s.id), into(s.dossier), into(s.nomination),
               into(seat), into(s.appraiser.account), into(s.appraiser.unit), into(state),
               into(s.version), into(s.turn), into(s.due_on), into(s.reason), into(s.assigned_at),
               into(s.appraiser.name), into(s.appraiser.post), into(conclusion),
               into(s.said.comment), into(s.said_at), into(s.said_by), into(card.organ),
               into(card.nominee), into(card.award), into(card.prize_name), into(card.pack),
               into(card.unit_name), into(nomination_state), into(f.suspension),
               into(f.nominee_account), into(f.nominee_unit), into(f.proposer);
    }
    SheetCard take() {
        auto& s = card.sheet;
        auto& f = card.facts;
        s.appraiser.seat = stored<Capacity>(seat);
        s.state = stored<SheetState>(state);
        s.said.conclusion =
            conclusion.empty() ? std::nullopt : std::optional(stored<Conclusion>(conclusion));
        f.nomination = s.nomination;
        f.dossier = s.dossier;
        f.organ = card.organ;
        f.nominee = card.nominee;
        f.state = stored<State>(nomination_state);
        return card;
    }
};

struct MarkRow {
    Id sheet = 0, turn = 0;
    Mark mark;
    int points = -1;

    Mark take() const {
        auto taken = mark;
        if (points >= 0) taken.points = points;
        return taken;
    }
};

void fill_marks(soci::session& db, const Condition& condition, std::vector<SheetCard>& cards) {
    std::map<Id, Assessment*> said;
    for (auto& card : cards) said[card.sheet.id] = &card.sheet.said;
    MarkRow row;
    const auto query =
        "select m.appraisal_id, m.criterion, m.points, m.remark" + joined +
        " join appraisal_mark m on m.appraisal_id = a.id and m.turn = " + shown_turn +
        condition.text + " order by m.appraisal_id, m.criterion";
    auto asked = (db.prepare << query, into(row.sheet), into(row.mark.criterion), into(row.points),
                  into(row.mark.comment));
    condition.bind(asked);
    soci::statement st = asked;
    st.execute();
    while (st.fetch())
        if (const auto one = said.find(row.sheet); one != said.end())
            one->second->marks.push_back(row.take());
}

}  // namespace

std::vector<SheetCard> load_sheets(soci::session& db, const SheetQuery& query) {
    const Condition condition(query);
    CardRow row;
    const auto text = sheet_columns + condition.text +
                      (query.most > 0 ? " order by a.id desc limit :most"
                                      : " order by a.dossier_id, n.ordinal, a.nomination_id, a.id");
    auto asked = row.bind(db.prepare << text);
    condition.bind(asked);
    if (query.most > 0) asked, use(query.most);
    soci::statement st = asked;
    auto cards = rows_of(st, [&] { return row.take(); });
    if (query.most == 0) fill_marks(db, condition, cards);
    return cards;
}

namespace {

SheetCard only_sheet(soci::session& db, Id id, const Horizon* seen_by) {
    if (id <= 0) throw Problem::missing("phiếu thẩm định này");
    SheetQuery query;
    query.sheet = id;
    query.seen_by = seen_by;
    auto found = load_sheets(db, query);
    if (found.empty()) throw Problem::missing("phiếu thẩm định này");
    return std::move(found.front());
}

}  // namespace

SheetCard load_sheet(soci::session& db, Id id) {
    return only_sheet(db, id, nullptr);
}

SheetCard load_sheet(soci::session& db, const Horizon& horizon, Id id) {
    return only_sheet(db, id, &horizon);
}

std::vector<Sheet> sheets_in(const std::vector<SheetCard>& cards) {
    std::vector<Sheet> sheets;
    for (const auto& card : cards) sheets.push_back(card.sheet);
    return sheets;
}

std::vector<Turn> load_turns(soci::session& db, const Sheet& sheet) {
    Turn turn{sheet, {}};
    auto& s = turn.sheet;
    s.said = {};
    std::string conclusion;
    soci::statement st =
        (db.prepare << "select t.turn, t.conclusion, t.remark, t.at, b.name, t.digest"
                       " from appraisal_turn t join account b on b.id = t.actor_id"
                       " where t.appraisal_id = :id and t.turn > 0 order by t.turn",
         into(s.turn), into(conclusion), into(s.said.comment), into(s.said_at), into(s.said_by),
         into(turn.digest), use(sheet.id));
    auto turns = rows_of(st, [&] {
        s.said.conclusion =
            conclusion.empty() ? std::nullopt : std::optional(stored<Conclusion>(conclusion));
        return turn;
    });
    MarkRow row;
    soci::statement marks =
        (db.prepare << "select m.turn, m.criterion, m.points, m.remark from appraisal_mark m"
                       " where m.appraisal_id = :id and m.turn > 0 order by m.turn, m.criterion",
         into(row.turn), into(row.mark.criterion), into(row.points), into(row.mark.comment),
         use(sheet.id));
    marks.execute();
    while (marks.fetch())
        for (auto& one : turns)
            if (one.sheet.turn == row.turn) one.sheet.said.marks.push_back(row.take());
    return turns;
}

SheetCounts count_sheets(soci::session& db, const Horizon& horizon, Day today) {
    SheetCounts counts;
    const auto now = iso(today);
    std::string state;
    std::int64_t all = 0, late = 0;
    const auto query =
        "select a.state, count(*), sum(case when a.due_on < :today then 1 else 0 end)" + joined +
        " where d.organ_id = :organ and" + horizon.nominations("a.nomination_id") +
        " group by a.state";
    auto asked = (db.prepare << query, into(state), into(all), into(late), use(now),
                  use(horizon.reader().organ));
    horizon.bind_nominations(asked);
    soci::statement st = asked;
    st.execute();
    while (st.fetch()) {
        const auto which = stored<SheetState>(state);
        if (which == SheetState::assigned) counts.assigned = all;
        if (which == SheetState::begun) counts.begun = all;
        if (which == SheetState::handed_in) counts.handed_in = all;
        if (which == SheetState::assigned || which == SheetState::begun) counts.overdue += late;
    }
    return counts;
}

Id add_sheet(Change& change, const Sheet& s) {
    const std::string seat(code(s.appraiser.seat)), state(code(s.state));
    change.db() << "insert into appraisal (dossier_id, nomination_id, seat, account_id, unit_id,"
                   " state, due_on, assigned_at) values (:dossier, :nomination, :seat, :account,"
                   " :unit, :state, :due_on, :at)",
        use(s.dossier), use(s.nomination), use(seat), use(s.appraiser.account),
        use(s.appraiser.unit), use(state), use(s.due_on), use(s.assigned_at);
    return new_id(change.db(), "appraisal");
}

namespace {

void write_turn(soci::session& db, const Sheet& sheet, Id turn, const Assessment& said, Id by,
                std::int64_t at, const std::string& digest) {
    const std::string conclusion(said.conclusion ? code(*said.conclusion) : "");
    db << "insert into appraisal_turn (appraisal_id, turn, conclusion, remark, at, actor_id, "
          "digest)"
          " values (:id, :turn, :conclusion, :remark, :at, :actor, :digest)",
        use(sheet.id), use(turn), use(conclusion), use(said.comment), use(at), use(by), use(digest);
    for (const auto& mark : said.marks) {
        const int points = mark.points.value_or(-1);
        db << "insert into appraisal_mark (appraisal_id, turn, criterion, points, remark)"
              " values (:id, :turn, :criterion, :points, :remark)",
            use(sheet.id), use(turn), use(mark.criterion), use(points), use(mark.comment);
    }
}

void move_on(soci::session& db, const Sheet& sheet, SheetState to, std::int64_t turn,
             const std::string& reason, const std::string& due_on) {
    const std::string state(code(to));
    soci::statement update =
        (db.prepare << "update appraisal set state = :state, turn = :turn, reason = :reason,"
                       " due_on = :due_on, version = version + 1"
                       " where id = :id and version = :version",
         use(state), use(turn), use(reason), use(due_on), use(sheet.id), use(sheet.version));
    update.execute(true);
    if (update.get_affected_rows() != 1) throw Problem::stale();
}

}  // namespace

void save_draft(Change& change, const Sheet& sheet, const Assessment& said, Id by,
                std::int64_t at) {
    auto& db = change.db();
    move_on(db, sheet, SheetState::begun, sheet.turn, sheet.reason, sheet.due_on);
    db << "delete from appraisal_mark where appraisal_id = :id and turn = 0", use(sheet.id);
    db << "delete from appraisal_turn where appraisal_id = :id and turn = 0", use(sheet.id);
    write_turn(db, sheet, 0, said, by, at, "");
}

void hand_in(Change& change, const Sheet& sheet, const std::string& digest, Id by,
             std::int64_t at) {
    move_on(change.db(), sheet, SheetState::handed_in, sheet.turn, "", sheet.due_on);
    write_turn(change.db(), sheet, sheet.turn, sheet.said, by, at, digest);
}

void move_sheet(Change& change, const Sheet& sheet, SheetState to, const std::string& reason,
                const std::string& due_on) {
    move_on(change.db(), sheet, to, sheet.turn, reason, due_on);
}

}  // namespace tdkt::sql
