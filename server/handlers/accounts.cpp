#include "server/handlers/accounts.h"

#include <algorithm>

#include "server/access/passwords.h"
#include "server/handlers/lists.h"
#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/accounts.h"
#include "server/steps/recorded.h"
#include "sql/account_events.h"
#include "sql/locks.h"
#include "sql/people.h"
#include "sql/sessions.h"
#include "templates/views/account_events.h"
#include "workflow/vietnamese.h"

namespace tdkt::server {

using namespace workflow;

namespace {

std::string path_of(Id id) {
    return "/accounts/" + std::to_string(id);
}

std::vector<templates::UnitOption> unit_options(soci::session& db, Id organ) {
    std::vector<templates::UnitOption> list;
    auto units = sql::units(db, organ);
    std::ranges::sort(units, {}, [](const sql::Unit& unit) { return folded(unit.name); });
    for (const auto& unit : units) list.push_back({unit.id, unit.name});
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
    if (roles == Role{})
        throw Problem::field("roles",
                             "Hãy giao ít nhất một vai trò; người nghỉ việc thì khóa tài "
                             "khoản.");
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

// Two administrators who lock each other out at once would leave the office
// without any: whoever comes second is one no more.
void expect_administrator(sql::Change& change, const Actor& actor) {
    sql::lock_account(change, actor.id);
    const auto account = sql::load_account(change.db(), actor.id);
    if (!account.active || !has(Role::administrator, account.roles))
        throw Problem(Kind::forbidden, "Tài khoản của Ông/Bà không còn quyền quản trị.");
}

By by(const Request& request, const App& app) {
    return {request.actor.id, request.actor.name, app.settings.mail.is_set()};
}

}  // namespace

templates::AccountShown shown(const sql::Account& a) {
    return {a.id,    a.username, a.name,    a.post,       a.unit_name, a.unit,
            a.roles, a.active,   a.version, a.created_at, a.mail,      a.mail_wanted};
}

std::vector<templates::AccountEventShown> shown(const std::vector<sql::AccountLine>& lines) {
    std::vector<templates::AccountEventShown> list;
    for (const auto& line : lines)
        list.push_back({line.entry, line.username, line.name, line.actor_name});
    return list;
}

// GET /accounts
Response list_accounts(const Request& request, App& app) {
    constexpr int page_size = 50;
    const auto organ = request.actor.organ;
    auto view = app.database.read([&](auto& db) {
        auto found =
            sql::accounts(db, organ, {request.text("q"), request.number("before"), page_size + 1});
        const auto next = cut(found, page_size);
        std::vector<templates::AccountShown> list;
        for (const auto& account : found) list.push_back(shown(account));
        const auto [active, locked] = sql::count_accounts(db, organ);
        auto page = templates::accounts_view(list, {active, locked}, unit_options(db, organ));
        put_next(page, request, next);
        return page;
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
        expect_administrator(change, request.actor);
        sql::Account account;
        account.username = request.text("username");
        account.password_hash = hash;
        account.name = request.text("name");
        account.post = request.text("post");
        account.organ = request.actor.organ;
        account.unit = sent_unit(change.db(), request);
        account.roles = sent_roles(request);
        account.password_given = true;
        account.created_at = app.now();
        const auto id = make_account(change, by(request, app), account, app.now());
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
        expect_administrator(change, request.actor);
        const auto before = account_in_organ(change.db(), request);
        auto account = before;
        if (request.version) account.version = *request.version;
        account.name = request.text("name");
        account.post = request.text("post");
        account.unit = sent_unit(change.db(), request);
        // A form leaves out what is not ticked; a program leaves out what stays.
        if (!request.json || request.input.contains("roles")) account.roles = sent_roles(request);
        if (!request.json || request.input.contains("mail")) account.mail = request.text("mail");
        account.active = request.input.value("active", request.json && account.active);
        change_account(change, by(request, app), before, account, app.now());
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
        expect_administrator(change, request.actor);
        set_password(change, by(request, app), account, hash, app.now());
        return changed(request, path_of(account.id));
    });
}

}  // namespace tdkt::server
