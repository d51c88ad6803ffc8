#include "server/handlers/conflicts.h"

#include <algorithm>

#include "server/handlers/lists.h"
#include "server/showing/show.h"
#include "server/steps/recorded.h"
#include "sql/conflicts.h"
#include "sql/council.h"
#include "sql/locks.h"
#include "sql/people.h"
#include "templates/views/conflicts.h"
#include "workflow/nominees.h"
#include "workflow/visibility.h"

namespace tdkt::server {

using namespace workflow;

namespace {

constexpr std::size_t most_names = 30;

std::string path_of(Id meeting) {
    return "/meetings/" + std::to_string(meeting) + "/conflicts";
}

bool is_secretary(const Request& request) {
    return has(Role::council_secretary, request.actor.roles);
}

Relation sent_relation(const Request& request) {
    const auto relation = find<Relation>(request.text("relation"));
    if (!relation) throw Problem::field("relation", "Hãy chọn quan hệ.");
    return *relation;
}

// One name a line.
std::vector<std::string> sent_names(const Request& request) {
    std::vector<std::string> sent;
    const auto text = request.text("persons");
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        auto name = tidied_name(text.substr(at, end - at));
        at = end + 1;
        std::erase(name, '\r');
        if (name.empty()) continue;
        if (const auto fault = name_fault(name, Subject::collective))
            throw Problem::field("persons", name + ": " + *fault);
        sent.push_back(std::move(name));
    }
    if (sent.size() > most_names)
        throw Problem::field("persons", "Mỗi lần khai báo tối đa 30 người.");
    return sent;
}

// What the form says; nothing means nobody, and must be said.
std::vector<Statement> sent_statements(soci::session& db, const Request& request) {
    std::vector<Statement> statements;
    for (auto& name : sent_names(request)) {
        Statement one;
        one.relation = sent_relation(request);
        one.name = std::move(name);
        statements.push_back(std::move(one));
    }
    const auto known = sql::units(db, request.actor.organ);
    for (const auto id : ids(request, "units")) {
        if (!std::ranges::count(known, id, &sql::Unit::id))
            throw Problem::field("units", "Không có đơn vị này.");
        Statement one;
        one.relation = sent_relation(request);
        one.unit = id;
        statements.push_back(std::move(one));
    }
    const bool none = request.input.value("none", false);
    if (none && !statements.empty())
        throw Problem::field("none",
                             "Đã nêu người hoặc đơn vị có liên quan thì không chọn “Không "
                             "có xung đột lợi ích”.");
    if (!none && statements.empty())
        throw Problem::field("persons",
                             "Hãy nêu người hoặc đơn vị có liên quan, hoặc chọn “Không có xung đột "
                             "lợi ích”.");
    return statements;
}

templates::ConflictsShown shown_to(soci::session& db, const Request& request) {
    const sql::Horizon horizon(db, request.actor);
    auto meeting = sql::load_meeting(db, horizon, request.id());
    const auto member = member_of(meeting, request.actor.id);
    if (!member && !is_secretary(request))
        throw Problem(Kind::forbidden, "Ông/Bà không phải là thành viên Hội đồng này.");
    templates::ConflictsShown shown;
    shown.reader = request.actor;
    shown.secretary = is_secretary(request);
    if (member) shown.statements = sql::statements_of(db, meeting.id, request.actor.id);
    for (const auto& unit : sql::units(db, request.actor.organ))
        shown.units.emplace_back(unit.id, unit.name);
    if (shown.secretary)
        for (const auto& doubt : sql::doubts(db, horizon, meeting.id))
            shown.doubts.push_back({doubt.account, doubt.nomination, doubt.member_name,
                                    doubt.declared, doubt.nominee, doubt.unit_name,
                                    doubt.standing});
    shown.meeting = std::move(meeting);
    return shown;
}

}  // namespace

// GET /meetings/:id/conflicts
Response show_conflicts(const Request& request, App& app) {
    const auto view = app.database.read(
        [&](auto& db) { return templates::conflicts_view(shown_to(db, request)); });
    return show(request, app, "conflicts", view);
}

// POST /meetings/:id/conflicts. A declaration opens the agenda, so that nothing of it is
// taken back afterwards; it may be added to.
Response post_conflicts(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        sql::lock_meeting(change, request.id());
        const auto meeting = sql::load_meeting(db, request.actor, request.id());
        if (!member_of(meeting, request.actor.id))
            throw Problem(Kind::forbidden, "Ông/Bà không phải là thành viên Hội đồng này.");
        if (meeting.cancelled_at != 0) throw Problem(Kind::conflict, "Phiên họp này đã hủy.");
        sql::declare_conflicts(change, meeting, request.actor.id, sent_statements(db, request),
                               app.now());
        return changed(request, "/meetings/" + std::to_string(meeting.id));
    });
}

// POST /meetings/:id/conflicts/settle. Never about the secretary's own.
Response settle_conflict(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        const sql::Horizon horizon(db, request.actor);
        const auto meeting = sql::load_meeting(db, horizon, request.id());
        const auto account = request.number("member"), nomination = request.number("nomination");
        const auto found = sql::doubts(db, horizon, meeting.id);
        if (std::ranges::none_of(found, [&](const sql::Doubt& doubt) {
                return doubt.account == account && doubt.nomination == nomination;
            }))
            throw Problem::missing("khai báo này");
        sql::settle_doubt(change, account, nomination, request.input.value("meant", true),
                          request.actor.id, app.now());
        return changed(request, path_of(meeting.id));
    });
}

}  // namespace tdkt::server
