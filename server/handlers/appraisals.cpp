#include "server/handlers/appraisals.h"

#include <algorithm>
#include <limits>

#include "server/app.h"
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
using nlohmann::json;

namespace {

constexpr int page_size = 50;

std::string path_of(Id id) {
    return "/appraisals/" + std::to_string(id);
}

std::string award_label(const App& app, const sql::SheetCard& card) {
    if (!card.prize_name.empty()) return card.prize_name;
    const auto& rules = app.rules;
    const auto& pack = card.pack.empty() ? rules.on(day_of(app.now())) : rules.pack(card.pack);
    return pack.award(card.award).name;
}

bool is_concerned(const Actor& reader, const sql::SheetCard& card) {
    return !conflict_of(reader.id, reader.unit, card.facts).empty();
}

// All sheets on the nomination of one: what one may see hangs on the others.
std::vector<sql::SheetCard> beside(soci::session& db, const sql::SheetCard& card) {
    sql::SheetQuery query;
    query.nomination = card.sheet.nomination;
    return sql::load_sheets(db, query);
}

// A sheet that the reader may know of: their own, or one of a dossier that is theirs to look
// after. Problem{missing}.
sql::SheetCard sheet_for(soci::session& db, const Request& request) {
    const auto& reader = request.actor;
    auto card = sql::load_sheet(db, sql::Horizon(db, reader), request.id());
    const bool known = card.organ == reader.organ && !is_concerned(reader, card) &&
                       (is_theirs(card.sheet, reader) || sees_sheets(reader));
    if (!known) throw Problem::missing("phiếu thẩm định này");
    sql::load_revision(db, reader, card.sheet.dossier);
    return card;
}

Assessment assessment_in(const Request& request) {
    Assessment said;
    const auto mark = [&](const std::string& criterion) -> Mark& {
        const auto found = std::ranges::find(said.marks, criterion, &Mark::criterion);
        if (found != said.marks.end()) return *found;
        return said.marks.emplace_back(Mark{criterion, {}, {}});
    };
    for (const auto& [name, value] : request.input.items()) {
        if (name.starts_with("points-")) {
            const auto points = value.get<std::int64_t>();
            if (points < 0 || points > std::numeric_limits<int>::max())
                throw Problem::field(name, "Điểm là số nguyên từ 0 trở lên.");
            mark(name.substr(7)).points = static_cast<int>(points);
        }
        if (name.starts_with("remark-") && !value.get<std::string>().empty())
            mark(name.substr(7)).comment = value.get<std::string>();
    }
    said.comment = request.text("comment");
    if (const auto word = request.text("conclusion"); !word.empty()) {
        said.conclusion = find<Conclusion>(word);
        if (!said.conclusion)
            throw Problem::field("conclusion", "Không có kết luận “" + word + "”.");
    }
    return said;
}

std::vector<Appraiser> others_for(soci::session& db, const App& app, const Actor& reader,
                                  const sql::SheetCard& card, const std::vector<Sheet>& sheets) {
    auto people = sql::appraisers(db, sql::Horizon(db, reader), day_of(app.now()));
    std::erase_if(people, [&](const Appraiser& who) {
        return !conflict_of(who.account, who.unit, card.facts).empty() ||
               std::ranges::any_of(sheets, [&](const Sheet& sheet) {
                   return sheet.state != SheetState::withdrawn && sheet.appraiser == who;
               });
    });
    return people;
}

json view_of(soci::session& db, App& app, const Request& request) {
    const auto card = sheet_for(db, request);
    const auto all = sql::sheets_in(beside(db, card));
    const auto& sheet = card.sheet;
    const bool shown = is_shown(sheet, request.actor, all);
    const bool at_work = card.facts.state == State::received && card.facts.suspension.empty();
    const bool office = has(Role::standing_office, request.actor.roles) && at_work;
    const auto turns = shown ? sql::load_turns(db, sheet) : std::vector<sql::Turn>{};
    const bool theirs = is_theirs(sheet, request.actor);
    templates::SheetPage page{
        {sheet, card.nominee, award_label(app, card), card.unit_name, theirs, shown},
        criteria_of(app, card),
        {},
        office && sheet.is_open() ? others_for(db, app, request.actor, card, all)
                                  : std::vector<Appraiser>{},
        theirs && at_work && sheet.is_open(),
        office && sheet.state == SheetState::handed_in,
        office && sheet.is_open()};
    for (const auto& turn : turns) page.turns.push_back({turn.sheet, turn.digest});
    return templates::sheet_view(page, now_of(app));
}

std::optional<Appraiser> appraiser_in(soci::session& db, const App& app, const Actor& reader,
                                      const std::string& key) {
    if (key.empty()) return {};
    for (auto& who : sql::appraisers(db, sql::Horizon(db, reader), day_of(app.now())))
        if (templates::appraiser_key(who) == key) return who;
    throw Problem::field("to", "Không có người thẩm định này.");
}

}  // namespace

bool sees_sheets(const Actor& reader) {
    return has(appraisal_circle, reader.roles);
}

bool sees_sheets(const Actor& reader, std::span<const Facts> nominations) {
    return sees_sheets(reader) && std::ranges::all_of(nominations, [&](const Facts& facts) {
               return conflict_of(reader.id, reader.unit, facts).empty();
           });
}

std::vector<templates::SheetShown> shown_to(const Actor& reader, const App& app,
                                            const std::vector<sql::SheetCard>& cards) {
    const auto all = sql::sheets_in(cards);
    std::vector<templates::SheetShown> list;
    for (const auto& card : cards) {
        const bool theirs = is_theirs(card.sheet, reader);
        const bool shown = is_shown(card.sheet, reader, all);
        if (is_concerned(reader, card) || (!theirs && !shown && !sees_sheets(reader))) continue;
        list.push_back(
            {card.sheet, card.nominee, award_label(app, card), card.unit_name, theirs, shown});
    }
    return list;
}

void put_appraisal_of(json& view, soci::session& db, const App& app, const sql::Horizon& horizon,
                      const Dossier& dossier) {
    const auto& reader = horizon.reader();
    const bool some = has(sheet_circle, reader.roles) && dossier.received_at != 0;
    sql::SheetQuery query;
    query.dossier = dossier.id;
    query.seen_by = &horizon;
    const auto cards = some ? sql::load_sheets(db, query) : std::vector<sql::SheetCard>{};
    const bool office = has(Role::standing_office, reader.roles);
    const bool at_work = std::ranges::any_of(
        dossier.nominations, [](const auto& n) { return n.state == State::received; });
    templates::put_appraisal(view, dossier, shown_to(reader, app, cards), office && at_work,
                             {app.now(), &app.rules});
}

namespace {

// The newest of the reader's own, without those that were withdrawn.
std::vector<sql::SheetCard> own_sheets(soci::session& db, const sql::Horizon& horizon) {
    const auto& reader = horizon.reader();
    sql::SheetQuery own{};
    own.seen_by = &horizon;
    own.organ = reader.organ;
    own.account = reader.id;
    own.unit = reader.unit;
    own.most = 2 * page_size;
    auto mine = sql::load_sheets(db, own);
    std::erase_if(mine, [&](const auto& card) {
        return !is_theirs(card.sheet, reader) || card.sheet.state == SheetState::withdrawn;
    });
    return mine;
}

}  // namespace

// GET /appraisals
Response list_appraisals(const Request& request, App& app) {
    const auto& reader = request.actor;
    const auto wanted = request.text("state");
    const auto state = find<SheetState>(wanted);
    if (!wanted.empty() && !state) throw Problem::field("state", "Không có tình trạng này.");
    const auto view = app.database.read([&](auto& db) {
        const sql::Horizon horizon(db, reader);
        const auto mine = own_sheets(db, horizon);
        std::vector<sql::SheetCard> all;
        std::optional<templates::SheetTotals> totals;
        Id next = 0;
        if (sees_sheets(reader)) {
            sql::SheetQuery query{};
            query.seen_by = &horizon;
            query.organ = reader.organ;
            query.state = state;
            query.before = request.number("before");
            query.most = page_size + 1;
            all = sql::load_sheets(db, query);
            if (all.size() > page_size) {
                all.resize(page_size);
                next = all.back().sheet.id;
            }
            const auto counts = sql::count_sheets(db, horizon, day_of(app.now()));
            totals = {counts.assigned, counts.begun, counts.handed_in, counts.overdue};
        }
        // What they say stands on the sheets themselves.
        auto list = shown_to(reader, app, all);
        for (auto& one : list) one.shown = false;
        auto shown = templates::appraisals_view(shown_to(reader, app, mine), list, totals, wanted,
                                                now_of(app));
        put_next(shown, request, next);
        return shown;
    });
    return show(request, app, "appraisals", view);
}

// GET /appraisals/:id
Response show_sheet(const Request& request, App& app) {
    const auto view = app.database.read([&](auto& db) { return view_of(db, app, request); });
    return show(request, app, "appraisal", view);
}

// POST /appraisals/:id
Response post_sheet(const Request& request, App& app) {
    const auto said = assessment_in(request);
    const bool hands_in = request.input.value("hand_in", false);
    return recorded(request, app, [&](sql::Change& change) {
        auto card = sheet_for(change.db(), request);
        expect_version(request, card.sheet.version);
        save_sheet(change, app, request.actor, card, said);
        card = sql::load_sheet(change.db(), card.sheet.id);
        if (hands_in) hand_in_sheet(change, app, request.actor, card);
        return with_version(changed(request, path_of(card.sheet.id)),
                            card.sheet.version + (hands_in ? 1 : 0));
    });
}

// POST /appraisals/:id/events
Response post_sheet_event(const Request& request, App& app) {
    const auto event = find<Event>(request.text("event"));
    if (event != Event::return_sheet && event != Event::withdraw_sheet)
        throw Problem::field("event", "Không có bước “" + request.text("event") + "”.");
    return recorded(request, app, [&](sql::Change& change) {
        const auto card = sheet_for(change.db(), request);
        expect_version(request, card.sheet.version);
        const auto reason = request.text("reason");
        if (event == Event::return_sheet)
            return_sheet(change, app, request.actor, card, reason);
        else
            withdraw_sheet(change, app, request.actor, card, reason,
                           appraiser_in(change.db(), app, request.actor, request.text("to")));
        return with_version(changed(request, path_of(card.sheet.id)), card.sheet.version + 1);
    });
}

}  // namespace tdkt::server
