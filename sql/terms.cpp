#include "sql/terms.h"

#include "sql/rows.h"
#include "sql/values.h"
#include "workflow/vietnamese.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

Id council_of(soci::session& db, const NewTerm& wanted) {
    Id id = 0;
    db << "select id from council where organ_id = :organ and name = :name", into(id),
        use(wanted.organ), use(wanted.term.council);
    if (db.got_data()) return id;
    // Two series of papers with one symbol would give one number twice.
    std::string other;
    db << "select name from council where organ_id = :organ and symbol = :symbol", into(other),
        use(wanted.organ), use(wanted.term.symbol);
    if (db.got_data())
        throw Problem::field("symbol", "Ký hiệu này đã dùng cho " + other +
                                           "; mỗi Hội đồng có ký hiệu riêng trên văn bản.");
    const std::string kind(code(wanted.kind));
    db << "insert into council (organ_id, name, symbol, kind)"
          " values (:organ, :name, :symbol, :kind)",
        use(wanted.organ), use(wanted.term.council), use(wanted.term.symbol), use(kind);
    return new_id(db, "council");
}

// A council sits in one term at a time.
void expect_free(soci::session& db, Id council, const Term& wanted) {
    std::string decision;
    const auto from = iso(wanted.valid_from), to = iso(wanted.valid_to);
    db << "select t.decision from council_term t where t.council_id = :council"
          " and t.valid_from <= :last and t.valid_to >= :first order by t.id limit 1",
        into(decision), use(council), use(to), use(from);
    if (db.got_data())
        throw Problem::field("valid_from", "Trong thời gian này Hội đồng đã có nhiệm kỳ theo " +
                                               decision + "; hãy kết thúc nhiệm kỳ đó trước.");
}

void add_seat(soci::session& db, Id term, const CouncilSeat& seat, int ordinal, Id stands_in_for) {
    const std::string word(code(seat.post));
    db << "insert into council_member (term_id, account_id, ordinal, council_post, stands_in_for)"
          " values (:term, :account, :ordinal, :post, :for_seat)",
        use(term), use(seat.account), use(ordinal), use(word), use(stands_in_for);
}

// What a Term is read from; `st` binds the rest.
const std::string term_columns =
    "select t.id, c.id, c.name, c.symbol, t.decision, t.valid_from, t.valid_to, t.made_at,"
    " coalesce(x.name, ''), t.ended_at, coalesce(y.name, ''), t.end_reason"
    " from council_term t join council c on c.id = t.council_id"
    " left join account x on x.id = t.made_by left join account y on y.id = t.ended_by";

class TermRow {
  public:
    template <class Statement>
    auto bind(Statement&& st) {
        return std::forward<Statement>(st), into(term_.id), into(term_.council_id),
               into(term_.council), into(term_.symbol), into(term_.decision), into(from_),
               into(to_), into(term_.made_at), into(term_.made_by), into(term_.ended_at),
               into(term_.ended_by), into(term_.end_reason);
    }

    Term taken() {
        term_.valid_from = stored_day(from_);
        term_.valid_to = stored_day(to_);
        return term_;
    }

  private:
    Term term_;
    std::string from_, to_;
};

}  // namespace

Id add_term(Change& change, const NewTerm& wanted) {
    auto& db = change.db();
    const auto council = council_of(db, wanted);
    expect_free(db, council, wanted.term);
    const auto from = iso(wanted.term.valid_from), to = iso(wanted.term.valid_to);
    db << "insert into council_term (council_id, decision, valid_from, valid_to, made_by, made_at)"
          " values (:council, :decision, :from_day, :to_day, :made_by, :at)",
        use(council), use(wanted.term.decision), use(from), use(to), use(wanted.by), use(wanted.at);
    const auto term = new_id(db, "council_term");
    int ordinal = 0;
    for (const auto& seat : wanted.seats) {
        add_seat(db, term, seat, ++ordinal, 0);
        if (seat.stand_in == 0) continue;
        const auto id = new_id(db, "council_member");
        add_seat(db, term, {seat.stand_in, seat.post, 0}, ordinal, id);
    }
    return term;
}

void end_term(Change& change, const Term& term, Day last, Id by, std::int64_t at,
              const std::string& reason) {
    const auto day = iso(last);
    soci::statement update =
        (change.db().prepare << "update council_term set valid_to = :day, ended_by = :ended_by,"
                                " ended_at = :at, end_reason = :reason"
                                " where id = :id and ended_at = 0",
         use(day), use(by), use(at), use(reason), use(term.id));
    update.execute(true);
    if (update.get_affected_rows() != 1)
        throw Problem(Kind::conflict, "Nhiệm kỳ này đã được kết thúc.");
}

std::vector<Term> terms_on(soci::session& db, Id organ, Day day) {
    TermRow row;
    const auto on = iso(day);
    soci::statement st =
        (row.bind(db.prepare << term_columns +
                                    " where c.organ_id = :organ and t.valid_from <= :first"
                                    " and t.valid_to >= :last order by c.id, t.id"),
         use(organ), use(on), use(on));
    return rows_of(st, [&] { return row.taken(); });
}

std::vector<Term> terms_of(soci::session& db, Id organ) {
    TermRow row;
    soci::statement st =
        (row.bind(db.prepare << term_columns + " where c.organ_id = :organ"
                                               " order by c.id, t.valid_from desc, t.id desc"),
         use(organ));
    return rows_of(st, [&] { return row.taken(); });
}

std::vector<Council> councils_of(soci::session& db, Id organ) {
    Council one;
    std::string kind;
    soci::statement st = (db.prepare << "select c.id, c.name, c.symbol, c.kind from council c"
                                        " where c.organ_id = :organ order by c.id",
                          into(one.id), into(one.name), into(one.symbol), into(kind), use(organ));
    return rows_of(st, [&] {
        one.kind = stored<CouncilKind>(kind);
        return one;
    });
}

std::vector<SeatHolder> holders_of(soci::session& db, Id organ) {
    SeatHolder one;
    std::string post;
    soci::statement st =
        (db.prepare << "select m.term_id, m.id, m.stands_in_for, a.name, a.post, m.council_post"
                       " from council_member m join account a on a.id = m.account_id"
                       " join council_term t on t.id = m.term_id"
                       " join council c on c.id = t.council_id where c.organ_id = :organ"
                       " order by m.term_id, m.ordinal, m.stands_in_for, m.id",
         into(one.term), into(one.seat), into(one.stands_in_for), into(one.name), into(one.post),
         into(post), use(organ));
    return rows_of(st, [&] {
        one.council_post = stored<CouncilPost>(post);
        return one;
    });
}

std::optional<Day> last_meeting(soci::session& db, Id term) {
    std::string day;
    db << "select coalesce(max(held_on), '') from meeting where term_id = :term"
          " and cancelled_at = 0",
        into(day), use(term);
    return parse_day(day);
}

}  // namespace tdkt::sql
