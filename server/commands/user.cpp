// tdkt user: accounts without the pages, for the first administrator and for
// whoever locked themselves out. Passwords come from standard input, so that
// they appear in no list of processes and no shell history.
#include <iostream>

#include "server/access/passwords.h"
#include "server/app.h"
#include "server/commands/command.h"
#include "server/front/text.h"
#include "server/steps/accounts.h"
#include "sql/migrate.h"
#include "workflow/account_change.h"

namespace tdkt::server {
namespace {

using workflow::Problem;
using workflow::Role;

using Words = UserWords;

std::string read_password(const std::string& username) {
    std::string line;
    std::getline(std::cin, line);
    const auto password = tidy(line);
    check_password(password, username, "password");
    return hash_password(password);
}

Role roles_of(const std::vector<std::string>& codes) {
    Role roles = {};
    for (const auto& code : codes) {
        const auto role = workflow::find<Role>(code);
        if (!role) throw std::invalid_argument("no role is called '" + code + "'");
        roles = roles | *role;
    }
    return roles;
}

std::string codes_of(Role roles) {
    const auto codes = workflow::role_codes(roles);
    return codes.empty() ? "-" : codes;
}

sql::Account existing(soci::session& db, const std::string& username) {
    auto account = sql::find_account(db, username);
    if (!account) throw std::runtime_error("no account is called '" + username + "'");
    return *account;
}

By operator_of(const App& app) {
    return {0, "", app.settings.mail.is_set()};
}

int list(App& app, const Words&) {
    app.database.read_once([](auto& db) {
        for (const auto& organ : sql::organs(db))
            for (const auto& account : sql::accounts(db, organ.id))
                std::cout << account.username << '\t' << account.name << '\t' << account.unit_name
                          << '\t' << codes_of(account.roles) << '\t'
                          << (account.active ? "active" : "locked") << '\n';
    });
    return success;
}

int add(App& app, const Words& words) {
    sql::Account account;
    account.username = words.username;
    account.name = composed(words.name);
    account.post = composed(words.post);
    account.roles = roles_of(words.roles);
    account.password_hash = read_password(words.username);
    account.password_given = true;
    account.created_at = app.now();
    app.database.change([&](sql::Change& change) {
        const auto organ = sql::find_organ(change.db(), words.organ);
        if (!organ) throw std::runtime_error("no organ has the code '" + words.organ + "'");
        const auto unit = sql::find_unit(change.db(), organ->id, words.unit);
        if (!unit) throw std::runtime_error("no unit has the code '" + words.unit + "'");
        account.organ = organ->id;
        account.unit = unit->id;
        make_account(change, {}, account, app.now());
    });
    return success;
}

int set_password(App& app, const Words& words) {
    const auto hash = read_password(words.username);
    app.database.change([&](sql::Change& change) {
        const auto account = existing(change.db(), words.username);
        server::set_password(change, operator_of(app), account, hash, app.now());
    });
    return success;
}

int set_roles(App& app, const Words& words) {
    app.database.change([&](sql::Change& change) {
        const auto before = existing(change.db(), words.username);
        auto account = before;
        account.roles = roles_of(words.roles);
        change_account(change, operator_of(app), before, account, app.now());
    });
    return success;
}

int set_active(App& app, const Words& words, bool active) {
    app.database.change([&](sql::Change& change) {
        const auto before = existing(change.db(), words.username);
        auto account = before;
        account.active = active;
        change_account(change, operator_of(app), before, account, app.now());
    });
    return success;
}

int lock(App& app, const Words& words) {
    return set_active(app, words, false);
}

int unlock(App& app, const Words& words) {
    return set_active(app, words, true);
}

struct Act {
    const char* name;
    const char* meaning;
    int (*run)(App&, const Words&);
    bool named;  // takes a user name
    bool roles;
    bool person;
};

// clang-format off
constexpr Act acts[] = {
    {"list",     "User name, name, unit, roles, whether active",    list,         false, false, false},
    {"add",      "Add an account; the password from standard input", add,          true,  true,  true},
    {"password", "Set a password from standard input; signs out",   set_password, true,  false, false},
    {"roles",    "Set the roles, instead of those before",          set_roles,    true,  true,  false},
    {"lock",     "The account can no longer sign in; signs out",    lock,         true,  false, false},
    {"unlock",   "The account can sign in again",                   unlock,       true,  false, false},
};
// clang-format on

int run(const Program& program, const Act& act, const Words& words) {
    auto app = open_app(program.settings());
    sql::migrate(app.database, app.now());
    try {
        return act.run(app, words);
    } catch (const Problem& problem) {
        throw std::runtime_error(problem.what());
    }
}

}  // namespace

void add_user(CLI::App& command, Program& program) {
    command.require_subcommand(1);
    auto& words = program.user;
    for (const auto& act : acts) {
        auto* sub = command.add_subcommand(act.name, act.meaning);
        sub->fallthrough();
        if (act.named) sub->add_option("username", words.username, "User name")->required();
        if (act.roles)
            sub->add_option("--role", words.roles, "Role, may be given several times")->required();
        if (act.person) {
            sub->add_option("--name", words.name, "Full name")->required();
            sub->add_option("--post", words.post, "Post")->required();
            sub->add_option("--organ", words.organ, "Code of the organ")->required();
            sub->add_option("--unit", words.unit, "Code of the unit")->required();
        }
        sub->callback([&program, &act] {
            program.run = [&program, &act] { return run(program, act, program.user); };
        });
    }
}

}  // namespace tdkt::server
