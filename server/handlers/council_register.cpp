#include "server/handlers/council_register.h"

#include <algorithm>

#include "server/sheet_file/form.h"
#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/recorded.h"
#include "sql/council_papers.h"
#include "sql/terms.h"
#include "templates/views/council_papers.h"

namespace tdkt::server {

using namespace workflow;

namespace {

constexpr int most_first = 9999;

sql::Council council_of(soci::session& db, const Request& request) {
    for (auto& one : sql::councils_of(db, request.actor.organ))
        if (one.id == request.id()) return one;
    throw Problem::missing("Hội đồng này");
}

int asked_year(const Request& request, int this_year) {
    const auto year = request.number("year", this_year);
    if (year < 2000 || year > 2100) throw Problem::field("year", "Năm phải từ 2000 đến 2100.");
    return static_cast<int>(year);
}

templates::CouncilRegisterShown shown_register(soci::session& db, const Request& request,
                                               const App& app) {
    const auto council = council_of(db, request);
    const int this_year = year_of(day_of(app.now()));
    const int year = asked_year(request, this_year);
    const sql::Horizon horizon(db, request.actor);
    auto found = sql::council_register(db, horizon, council.id, year);
    templates::CouncilRegisterShown shown{council.id, council.name,  year,
                                          this_year,  found.extract, {}};
    for (auto& line : found.lines)
        shown.lines.push_back({line.paper, line.meeting, line.held_on, line.issued_by});
    return shown;
}

Response as_csv(const templates::CouncilRegisterShown& shown) {
    std::vector<std::vector<std::string>> rows = {templates::register_head()};
    for (const auto& line : shown.lines) rows.push_back(templates::register_cells(line));
    return kept_as("Sổ văn bản " + shown.name + " " + std::to_string(shown.year) + ".csv",
                   {200, csv_of(rows), "text/csv; charset=utf-8"});
}

}  // namespace

// GET /councils/:id/register
Response show_council_register(const Request& request, App& app) {
    const auto format = request.text("format");
    if (!format.empty() && format != "csv") throw Problem::field("format", "Dạng tệp là csv.");
    const auto shown =
        app.database.read([&](auto& db) { return shown_register(db, request, app); });
    if (format == "csv") return as_csv(shown);
    return show(request, app, "council_register", templates::council_register_view(shown));
}

// POST /councils/:id/series. Until the series of this year has given its first number.
Response post_series(const Request& request, App& app) {
    const auto series = find<Series>(request.text("series"));
    if (!series) throw Problem::field("series", "Loại văn bản là GM hoặc BB.");
    const auto first = request.number("first");
    if (first < 1 || first > most_first)
        throw Problem::field("first", "Số đầu tiên từ 1 đến " + std::to_string(most_first) + ".");
    return recorded(request, app, [&](sql::Change& change) {
        const auto council = council_of(change.db(), request);
        const int year = year_of(day_of(app.now()));
        if (sql::keeps_numbers_back(change.db(), sql::Horizon(change.db(), request.actor),
                                    council.id, year))
            throw Problem(Kind::forbidden,
                          "Ông/Bà có xung đột lợi ích nên số đầu tiên do người khác ghi.");
        sql::SeriesStand wanted;
        wanted.council = council.id;
        wanted.series = *series;
        wanted.year = year;
        wanted.first = static_cast<int>(first);
        sql::begin_at(change, wanted, request.actor.id, app.now());
        return changed(request, "/councils");
    });
}

}  // namespace tdkt::server
