#include "server/handlers/audit.h"

#include "server/backups/schedule.h"
#include "server/handlers/accounts.h"
#include "server/handlers/lists.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/recorded.h"
#include "sql/account_events.h"
#include "sql/audit/runs.h"
#include "templates/views/account_events.h"
#include "templates/views/audit.h"

namespace tdkt::server {
namespace {

constexpr int page_size = 100;

// A check that has not come to an end by then is not waited for.
constexpr std::int64_t given_up_after = 60 * 60 * 1000;

templates::Checked shown(const sql::AuditRun& run) {
    return {run.asked_by, run.asked_at, run.done_at, run.dossiers, run.breaks, run.told};
}

templates::LastBackup last_backup(const App& app) {
    templates::LastBackup last{.scheduled = !app.settings.backup_folder.empty(),
                               .late = is_backup_late(app.settings, app.now())};
    const auto backups = backups_in(app.settings.backup_folder);
    if (backups.empty()) return last;
    last.made_at = backups.front().made_at;
    last.size = static_cast<std::int64_t>(backups.front().size);
    return last;
}

std::optional<templates::Sealed> last_seal(soci::session& db) {
    const auto newest = sql::last_checkpoint(db);
    if (!newest) return {};
    return templates::Sealed{newest->number, newest->at, newest->hash};
}

std::vector<templates::Recorded> recorded_lines(const std::vector<sql::Line>& lines) {
    const auto whats = happened(lines);
    std::vector<templates::Recorded> list;
    for (std::size_t i = 0; i < lines.size(); ++i)
        list.push_back({lines[i].id, lines[i].entry.dossier, whats[i], lines[i].entry.hash});
    return list;
}

}  // namespace

namespace {

// What happened to dossiers; nothing for those who have no part in them.
std::vector<sql::Line> steps_for(soci::session& db, const Request& request, bool auditor) {
    if (!auditor) return {};
    return sql::load_recent(db, sql::Horizon(db, request.actor), request.number("before"),
                            page_size + 1);
}

// To an administrator these are the list, and paged; an auditor sees the newest
// beside the steps.
void add_account_lines(soci::session& db, const Request& request, bool auditor,
                       nlohmann::json& view) {
    const auto before = auditor ? 0 : request.number("before");
    const auto lines = sql::account_lines(db, request.actor.organ, before, page_size);
    templates::add_account_events(view, server::shown(lines));
    const bool more = !auditor && static_cast<int>(lines.size()) == page_size;
    view["account_next_href"] =
        more ? nlohmann::json("/audit?before=" + std::to_string(lines.back().id))
             : nlohmann::json();
    view["shows_dossiers"] = auditor;
}

}  // namespace

// GET /audit. What happened, and what the last check of it found.
Response show_audit(const Request& request, App& app) {
    auto view = app.database.read([&](auto& db) {
        // Of all histories at once: even that something happened, and how the chains end now,
        // would tell.
        const bool reserved = sql::Horizon(db, request.actor).is_wary();
        const bool auditor = has(workflow::Role::auditor, request.actor.roles) && !reserved;
        auto lines = steps_for(db, request, auditor);
        const auto next = cut(lines, page_size);
        const auto runs = reserved ? sql::AuditRuns{} : sql::last_audit_runs(db);
        auto backup = last_backup(app);
        if (reserved) backup.size = 0;
        auto page = templates::audit_view(
            recorded_lines(lines), runs.done ? std::optional(shown(*runs.done)) : std::nullopt,
            reserved ? std::nullopt : last_seal(db),
            runs.asked && runs.asked->done_at == 0 &&
                    runs.asked->asked_at > app.now() - given_up_after
                ? runs.asked->asked_at
                : 0,
            backup);
        page["reserved_text"] = reserved ? nlohmann::json(reserved_for_others) : nlohmann::json();
        put_next(page, request, next);
        add_account_lines(db, request, auditor, page);
        return page;
    });
    return show(request, app, "audit", std::move(view));
}

// POST /audit/runs. The check is done in the background: it replays every
// history, which takes minutes in an office that is some years old.
Response post_audit_run(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        sql::ask_for_audit(change, request.actor.id, app.now(), app.now() - given_up_after);
        return changed(request, "/audit");
    });
}

}  // namespace tdkt::server
