#include "server/handlers/accounts.h"

#include "server/access/passwords.h"
#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/accounts.h"
#include "server/steps/recorded.h"
#include "sql/account_audit.h"
#include "sql/account_events.h"
#include "sql/audit.h"
#include "sql/people.h"
#include "sql/sessions.h"
#include "templates/views/accounts.h"
#include "templates/views/office.h"
#include "workflow/vietnamese.h"

namespace tdkt::server {

using namespace workflow;

namespace {

std::string path_of(Id id) {
    return "/accounts/" + std::to_string(id);
}

templates::AccountShown shown(const sql::Account& a) {
    return {a.id,   a.username, a.name,   a.post,    a.unit_name,
            a.unit, a.roles,    a.active, a.version, a.created_at};
}

std::vector<templates::UnitOption> unit_options(soci::session& db, Id organ) {
    std::vector<templates::UnitOption> list;
    for (const auto& unit : sql::units(db, organ)) list.push_back({unit.id, unit.name});
    return list;
}

Role sent_roles(const Request& request) {
    Role roles{};
    if (request.input.contains("roles"))
        for (const auto& member : request.input.at("roles")) {
            const auto role =
                member.is_string() ? find<Role>(member.get<std::string>()) : std::nullopt;
            if (!role) throw Problem::field("roles", "Có vai trò không tồn tại.");
            roles = roles | *role;
        }
    return roles;
}

Id sent_unit(soci::session& db, const Request& request) {
    for (const auto& unit : sql::units(db, request.actor.organ))
        if (unit.id == request.number("unit")) return unit.id;
    throw Problem::field("unit", "Không có đơn vị này.");
}

// An account of the administrator's own organ.
sql::Account account_in_organ(soci::session& db, const Request& request) {
    auto account = sql::load_account(db, request.id());
    if (account.organ != request.actor.organ) throw Problem::missing("tài khoản này");
    return account;
}

bool matches(const sql::Account& account, const std::string& wanted) {
    return folded(account.name + " " + account.post + " " + account.username).find(wanted) !=
           std::string::npos;
}

By by(const Request& request) {
    return {request.actor.id, request.actor.name};
}

std::vector<templates::AccountEventShown> shown(const std::vector<sql::AccountLine>& lines) {
    std::vector<templates::AccountEventShown> list;
    for (const auto& line : lines)
        list.push_back({line.entry, line.username, line.name, line.actor_name});
    return list;
}

}  // namespace

// GET /accounts
Response list_accounts(const Request& request, App& app) {
    const auto wanted = folded(request.text("q"));
    auto view = app.database.read([&](auto& db) {
        std::vector<templates::AccountShown> list;
        for (const auto& account : sql::accounts(db, request.actor.organ))
            if (wanted.empty() || matches(account, wanted)) list.push_back(shown(account));
        return templates::accounts_view(list, unit_options(db, request.actor.organ));
    });
    view["q"] = request.text("q");
    return show(request, app, "accounts", std::move(view));
}

// POST /accounts
Response post_account(const Request& request, App& app) {
    if (auto before = answered_before(request, app)) return *before;
    check_password(request.text("password"), request.text("username"), "password");
    const auto hash = hash_password(request.text("password"));
    return recorded(request, app, [&](sql::Change& change) {
        sql::Account account;
        account.username = request.text("username");
        account.password_hash = hash;
        account.name = request.text("name");
        account.post = request.text("post");
        account.organ = request.actor.organ;
        account.unit = sent_unit(change.db(), request);
        account.roles = sent_roles(request);
        account.created_at = app.now();
        const auto id = make_account(change, by(request), account, app.now());
        return made(request, path_of(id), id);
    });
}

// GET /accounts/:id. An auditor reads what an administrator may change.
Response show_account(const Request& request, App& app) {
    constexpr int newest = 100;
    const auto view = app.database.read([&](auto& db) {
        const auto account = account_in_organ(db, request);
        auto page =
            templates::account_edit_view(shown(account), unit_options(db, request.actor.organ));
        templates::add_account_events(page, shown(sql::account_lines_of(db, account.id, newest)));
        page["may_edit"] = has(Role::administrator, request.actor.roles);
        return page;
    });
    return show(request, app, "account_edit", view);
}

// POST /accounts/:id
Response edit_account(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        const auto before = account_in_organ(change.db(), request);
        auto account = before;
        if (request.version) account.version = *request.version;
        account.name = request.text("name");
        account.post = request.text("post");
        account.unit = sent_unit(change.db(), request);
        // A form leaves out what is not ticked; a program leaves out what stays.
        if (!request.json || request.input.contains("roles")) account.roles = sent_roles(request);
        account.active = request.input.value("active", request.json && account.active);
        change_account(change, by(request), before, account, app.now());
        return with_version(changed(request, path_of(account.id)), account.version + 1);
    });
}

// POST /accounts/:id/password
Response reset_password(const Request& request, App& app) {
    const auto account = app.database.read([&](auto& db) { return account_in_organ(db, request); });
    if (auto before = answered_before(request, app)) return *before;
    check_password(request.text("password"), account.username, "password");
    const auto hash = hash_password(request.text("password"));
    return recorded(request, app, [&](sql::Change& change) {
        set_password(change, by(request), account, hash, app.now());
        return changed(request, path_of(account.id));
    });
}

// GET /account
Response show_own_account(const Request& request, App& app) {
    const auto account =
        app.database.read([&](auto& db) { return sql::load_account(db, request.actor.id); });
    return show(request, app, "account", templates::own_account_view(shown(account)));
}

namespace {

constexpr int audit_page = 100;

// What happened to dossiers, and whether its record is whole.
nlohmann::json dossiers_audited(soci::session& db, const Request& request) {
    auto lines =
        sql::load_recent(db, request.actor.organ, request.number("before"), audit_page + 1);
    const bool more = lines.size() > audit_page;
    if (more) lines.resize(audit_page);
    const auto whats = happened(lines);
    std::vector<templates::Recorded> list;
    for (std::size_t i = 0; i < lines.size(); ++i)
        list.push_back({lines[i].id, lines[i].entry.dossier, whats[i], lines[i].entry.hash});
    auto report = sql::audit(db);
    for (auto& broken : sql::audit_accounts(db).breaks) report.breaks.push_back(std::move(broken));
    return templates::audit_view(list, report.breaks, report.dossiers, more ? list.back().id : 0);
}

nlohmann::json accounts_audited(soci::session& db) {
    const auto report = sql::audit_accounts(db);
    auto view = templates::audit_view({}, report.breaks, 0, 0);
    if (report.breaks.empty())
        view["chain_text"] = "Nhật ký tài khoản nguyên vẹn: đã kiểm tra chuỗi mã của " +
                             std::to_string(report.accounts) + " tài khoản.";
    return view;
}

}  // namespace

// GET /audit. Checks every chain and invariant while it is shown. What happens
// to dossiers is for the auditor; an administrator, who has no part in them,
// sees what was done to accounts.
Response show_audit(const Request& request, App& app) {
    const bool auditor = has(Role::auditor, request.actor.roles);
    const auto view = app.database.read([&](auto& db) {
        auto page = auditor ? dossiers_audited(db, request) : accounts_audited(db);
        const auto before = auditor ? 0 : request.number("before");
        const auto lines = sql::account_lines(db, request.actor.organ, before, audit_page);
        templates::add_account_events(page, shown(lines));
        const bool more = !auditor && static_cast<int>(lines.size()) == audit_page;
        page["account_next_href"] =
            more ? nlohmann::json("/audit?before=" + std::to_string(lines.back().id))
                 : nlohmann::json();
        page["shows_dossiers"] = auditor;
        return page;
    });
    return show(request, app, "audit", view);
}

}  // namespace tdkt::server
