#include "sql/council_papers.h"

#include <algorithm>

#include "sql/rows.h"
#include "sql/values.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

// One year of one series of a council.
struct Year {
    Id council;
    std::string series;
    int year;
};

// Whoever begins it a moment later finds it begun.
void begin(soci::session& db, const Year& of) {
    int there = 0;
    db << "select count(*) from council_series where council_id = :council and series = :series"
          " and year = :year",
        into(there), use(of.council), use(of.series), use(of.year);
    if (there != 0) return;
    try {
        db << "insert into council_series (council_id, series, year)"
              " values (:council, :series, :year)",
            use(of.council), use(of.series), use(of.year);
    } catch (const soci::soci_error& error) {
        if (!is_duplicate(error)) throw;
    }
}

bool count_on(soci::session& db, const Year& of) {
    soci::statement update = (db.prepare << "update council_series set last = last + 1"
                                            " where council_id = :council and series = :series"
                                            " and year = :year",
                              use(of.council), use(of.series), use(of.year));
    update.execute(true);
    return update.get_affected_rows() == 1;
}

// The row is locked before it is read: whoever comes meanwhile takes the one after.
int take_next(soci::session& db, const Year& of) {
    if (!count_on(db, of)) {
        begin(db, of);
        count_on(db, of);
    }
    int last = 0;
    db << "select last from council_series where council_id = :council and series = :series"
          " and year = :year",
        into(last), use(of.council), use(of.series), use(of.year);
    return last;
}

// Binds what a NumberedPaper is read from; `taken` gives the row just fetched.
struct PaperRow {
    NumberedPaper paper;
    std::string kind, day;

    const NumberedPaper& taken() {
        paper.kind = stored<CouncilPaper>(kind);
        paper.issued_on = stored_day(day);
        return paper;
    }
};

// A line with how much of its meeting's agenda the reader knows of.
struct Known {
    PaperLine line;
    int items = 0;
};

std::vector<Known> all_lines(soci::session& db, const Horizon& horizon, Id council, int year) {
    Known one;
    auto& line = one.line;
    PaperRow row;
    std::string held_on;
    const auto query =
        "select p.kind, p.number, p.symbol, p.issued_on, p.meeting_id, m.held_on, a.name,"
        " (select count(*) from agenda_item g where g.meeting_id = m.id and" +
        horizon.nominations("g.nomination_id") +
        ") from council_paper p join meeting m on m.id = p.meeting_id"
        " join account a on a.id = p.issued_by where p.council_id = :council"
        " and p.year = :year order by p.series desc, p.number";
    auto asked =
        (db.prepare << query, into(row.kind), into(row.paper.number), into(row.paper.symbol),
         into(row.day), into(line.meeting), into(held_on), into(line.issued_by), into(one.items));
    horizon.bind_nominations(asked);
    soci::statement st = (asked, use(council), use(year));
    return rows_of(st, [&] {
        line.paper = row.taken();
        line.held_on = stored_day(held_on);
        return one;
    });
}

}  // namespace

std::vector<NumberedPaper> numbered_papers(soci::session& db, Id meeting) {
    PaperRow row;
    soci::statement st = (db.prepare << "select kind, number, symbol, issued_on from council_paper"
                                        " where meeting_id = :meeting",
                          into(row.kind), into(row.paper.number), into(row.paper.symbol),
                          into(row.day), use(meeting));
    auto papers = rows_of(st, [&] { return row.taken(); });
    std::ranges::sort(papers, {}, &NumberedPaper::kind);
    return papers;
}

void number_paper(Change& change, const Meeting& meeting, CouncilPaper kind, Day on, Id by,
                  std::int64_t at) {
    auto& db = change.db();
    const std::string series(code(series_of(kind))), word(code(kind)), day = iso(on);
    int there = 0;
    db << "select count(*) from council_paper where meeting_id = :meeting and kind = :kind",
        into(there), use(meeting.id), use(word);
    if (there != 0) return;
    const int year = year_of(on), number = take_next(db, {meeting.council_id, series, year});
    const auto symbol = series + "-" + meeting.symbol;
    db << "insert into council_paper (council_id, series, year, number, meeting_id, kind, symbol,"
          " issued_on, issued_by, issued_at) values (:council, :series, :year, :number, :meeting,"
          " :kind, :symbol, :day, :issued_by, :at)",
        use(meeting.council_id), use(series), use(year), use(number), use(meeting.id), use(word),
        use(symbol), use(day), use(by), use(at);
}

std::vector<SeriesStand> series_stands(soci::session& db, Id organ, int year) {
    SeriesStand one;
    std::string series;
    soci::statement st =
        (db.prepare << "select s.council_id, s.series, s.year, s.first, s.last,"
                       " coalesce(a.name, ''), s.set_at from council_series s"
                       " join council c on c.id = s.council_id"
                       " left join account a on a.id = s.set_by"
                       " where c.organ_id = :organ and s.year = :year",
         into(one.council), into(series), into(one.year), into(one.first), into(one.last),
         into(one.set_by), into(one.set_at), use(organ), use(year));
    return rows_of(st, [&] {
        one.series = stored<Series>(series);
        return one;
    });
}

void begin_at(Change& change, const SeriesStand& wanted, Id by, std::int64_t at) {
    auto& db = change.db();
    const std::string series(code(wanted.series));
    begin(db, {wanted.council, series, wanted.year});
    const int before = wanted.first - 1;
    soci::statement update =
        (db.prepare << "update council_series set first = :first, last = :last,"
                       " set_by = :set_by, set_at = :at where council_id = :council"
                       " and series = :series and year = :year and last = first - 1",
         use(wanted.first), use(before), use(by), use(at), use(wanted.council), use(series),
         use(wanted.year));
    update.execute(true);
    int first = 0, last = 0;
    db << "select first, last from council_series where council_id = :council"
          " and series = :series and year = :year",
        into(first), into(last), use(wanted.council), use(series), use(wanted.year);
    if (first != wanted.first || last != before)
        throw Problem(Kind::conflict, "Sổ này đã cho số trong năm nên không đổi số đầu được nữa.");
}

// Of the meetings called for the year or the one after, whatever stands in the register, so
// that nothing follows from the answer.
bool keeps_numbers_back(soci::session& db, const Horizon& horizon, Id council, int year) {
    const auto from = std::to_string(year) + "-01-01", to = std::to_string(year + 1) + "-12-31";
    Id meeting = 0;
    soci::statement st = (db.prepare << "select m.id from meeting m join council_term t"
                                        " on t.id = m.term_id where t.council_id = :council"
                                        " and (m.held_on between :first and :last or exists"
                                        " (select 1 from council_paper p where p.meeting_id = m.id"
                                        " and p.year = :year))",
                          into(meeting), use(council), use(from), use(to), use(year));
    return std::ranges::any_of(copies_of(st, meeting),
                               [&](Id id) { return horizon.has_extracts(id); });
}

CouncilRegister council_register(soci::session& db, const Horizon& horizon, Id council, int year) {
    CouncilRegister shown;
    shown.extract = keeps_numbers_back(db, horizon, council, year);
    for (auto& one : all_lines(db, horizon, council, year)) {
        const bool unknown = shown.extract && one.items == 0;
        if (unknown || horizon.is_shut(one.line.meeting)) continue;
        if (shown.extract) one.line.paper.number = 0;
        shown.lines.push_back(std::move(one.line));
    }
    return shown;
}

}  // namespace tdkt::sql
