#include "server/handlers/accounts.h"

#include "server/access/passwords.h"
#include "server/showing/show.h"
#include "server/steps/recorded.h"
#include "sql/audit/audit.h"
#include "sql/people.h"
#include "sql/sessions.h"
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
        const auto id = sql::add_account(change, account);
        return made(request, path_of(id), id);
    });
}

// GET /accounts/:id
Response show_account(const Request& request, App& app) {
    const auto view = app.database.read([&](auto& db) {
        return templates::account_edit_view(shown(account_in_organ(db, request)),
                                            unit_options(db, request.actor.organ));
    });
    return show(request, app, "account_edit", view);
}

// POST /accounts/:id
Response edit_account(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        auto account = account_in_organ(change.db(), request);
        if (request.version) account.version = *request.version;
        account.name = request.text("name");
        account.post = request.text("post");
        account.unit = sent_unit(change.db(), request);
        // A form leaves out what is not ticked; a program leaves out what stays.
        if (!request.json || request.input.contains("roles")) account.roles = sent_roles(request);
        account.active = request.input.value("active", request.json && account.active);
        if (account.id == request.actor.id &&
            (!account.active || !has(Role::administrator, account.roles)))
            throw Problem(Kind::conflict,
                          "Không tự khóa hoặc tự bỏ quyền quản trị của chính mình.");
        sql::save_account(change, account);
        return changed(request, path_of(account.id));
    });
}

// POST /accounts/:id/password
Response reset_password(const Request& request, App& app) {
    const auto account = app.database.read([&](auto& db) { return account_in_organ(db, request); });
    check_password(request.text("password"), account.username, "password");
    const auto hash = hash_password(request.text("password"));
    app.database.change([&](sql::Change& change) {
        sql::save_password(change, account.id, hash);
        sql::end_sessions(change, account.id);
    });
    return changed(request, path_of(account.id));
}

// GET /account
Response show_own_account(const Request& request, App& app) {
    const auto account =
        app.database.read([&](auto& db) { return sql::load_account(db, request.actor.id); });
    return show(request, app, "account", templates::own_account_view(shown(account)));
}

// GET /audit. Checks every chain and invariant while it is shown.
Response show_audit(const Request& request, App& app) {
    constexpr int page_size = 100;
    const auto view = app.database.read([&](auto& db) {
        auto lines =
            sql::load_recent(db, request.actor.organ, request.number("before"), page_size + 1);
        const bool more = lines.size() > page_size;
        if (more) lines.resize(page_size);
        const auto whats = happened(lines);
        std::vector<templates::Recorded> list;
        for (std::size_t i = 0; i < lines.size(); ++i)
            list.push_back({lines[i].id, lines[i].entry.dossier, whats[i], lines[i].entry.hash});
        const auto report = sql::audit(db, app.rules);
        return templates::audit_view(list, report.breaks, report.dossiers,
                                     more ? list.back().id : 0);
    });
    return show(request, app, "audit", view);
}

}  // namespace tdkt::server
