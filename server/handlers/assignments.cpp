// Who is asked to appraise a dossier.
#include <algorithm>

#include "server/app.h"
#include "server/handlers/appraisals.h"
#include "server/handlers/lists.h"
#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/recorded.h"
#include "server/steps/sheets.h"
#include "sql/dossiers.h"
#include "workflow/visibility.h"

namespace tdkt::server {

using namespace workflow;

namespace {

constexpr std::int64_t most_readers = 20;
constexpr std::size_t most_at_once = 1000;  // sheets; each is a line of the history

// The nominations that were chosen, as the guards see them.
std::vector<Facts> chosen_nominations(soci::session& db, App& app, const Request& request,
                                      const sql::Horizon& horizon, Id dossier) {
    const auto all = group_of(db, app, horizon,
                              {sql::Of::dossier, Through::sheet, dossier, Event::assign_sheet, ""});
    std::vector<Facts> chosen;
    for (const auto id : ids(request, "nominations")) {
        const auto found = std::ranges::find(all, id, &Facts::nomination);
        if (found == all.end())
            throw Problem::field("nominations",
                                 "Hồ sơ không có đề nghị số " + std::to_string(id) + ".");
        chosen.push_back(*found);
    }
    return chosen;
}

std::vector<Appraiser> chosen_people(soci::session& db, const App& app, const Request& request,
                                     const sql::Horizon& horizon) {
    const auto all = sql::appraisers(db, horizon, day_of(app.now()));
    std::vector<Appraiser> chosen;
    for (const auto& member : request.input.at("appraisers")) {
        const auto key = member.is_string() ? member.get<std::string>() : member.dump();
        const auto found = std::ranges::find(all, key, templates::appraiser_key);
        if (found == all.end())
            throw Problem::field("appraisers", "Không có người thẩm định “" + key + "”.");
        if (std::ranges::find(chosen, *found) == chosen.end()) chosen.push_back(*found);
    }
    return chosen;
}

std::vector<Assignment> wanted(soci::session& db, App& app, const Request& request, Id dossier) {
    const sql::Horizon horizon(db, request.actor);
    const auto nominations = chosen_nominations(db, app, request, horizon, dossier);
    const auto people = chosen_people(db, app, request, horizon);
    sql::SheetQuery query;
    query.seen_by = &horizon;
    query.dossier = dossier;
    const auto sheets = sql::sheets_in(sql::load_sheets(db, query));
    if (!request.input.value("evenly", false)) return to_each(nominations, people, sheets);
    const auto readers = request.number("readers", 1);
    if (readers < 1 || readers > most_readers)
        throw Problem::field("readers",
                             "Số phiếu mỗi đề nghị từ 1 đến " + std::to_string(most_readers) + ".");
    return evenly(nominations, people, sheets, static_cast<int>(readers));
}

std::string path_of(Id dossier) {
    return "/dossiers/" + std::to_string(dossier) + "/appraisals";
}

}  // namespace

// GET /dossiers/:id/appraisals
Response show_assignment(const Request& request, App& app) {
    const auto& reader = request.actor;
    const auto view = app.database.read([&](auto& db) {
        const sql::Horizon horizon(db, reader);
        const auto dossier = sql::load_dossier(db, horizon, request.id());
        sql::SheetQuery query;
        query.seen_by = &horizon;
        query.dossier = dossier.id;
        const auto cards = sql::load_sheets(db, query);
        const bool assigns = has(Role::standing_office, reader.roles) &&
                             std::ranges::any_of(dossier.nominations, [](const auto& n) {
                                 return n.state == State::received;
                             });
        const auto people = has(Role::standing_office, reader.roles)
                                ? sql::appraisers(db, horizon, day_of(app.now()))
                                : std::vector<Appraiser>{};
        return templates::assignment_view(dossier, sql::revision(dossier),
                                          shown_to(reader, app, cards), people, assigns,
                                          now_of(app));
    });
    return show(request, app, "assignment", view);
}

// POST /dossiers/:id/appraisals
Response post_assignment(const Request& request, App& app) {
    const auto id = request.id();
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        expect_version(request, sql::load_revision(db, request.actor, id));
        const auto dossier = sql::load_dossier(db, request.actor, id);
        const auto assignments = wanted(db, app, request, id);
        if (assignments.size() > most_at_once)
            throw Problem::field("nominations",
                                 "Mỗi lần giao tối đa " + std::to_string(most_at_once) + " phiếu.");
        assign_sheets(change, app, request.actor, dossier, assignments);
        return with_version(changed(request, path_of(id)),
                            sql::load_revision(db, request.actor, id));
    });
}

}  // namespace tdkt::server
