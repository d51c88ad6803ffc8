#include "server/demo/people.h"

#include <filesystem>

#include "server/access/passwords.h"
#include "server/commands/office_file.h"
#include "server/demo/resources.h"
#include "server/on_disk.h"
#include "server/signing/authority.h"
#include "server/signing/keys.h"

namespace tdkt::server::demo {

namespace {

void make_keys(const App& app, const Cast& cast, std::int64_t now) {
    const auto folder = std::filesystem::path(app.settings.data) / "keys";
    const DemoAuthority authority(folder, app.settings.key_password, now);
    for (const auto* username : {"giamdoc", "phogiamdoc", "thuky"}) {
        const auto& leader = cast.accounts.at(username);
        authority.key(Keys::person_file(leader.username),
                      {leader.name, cast.organ.name, leader.post}, now);
    }
    authority.key(Keys::organ_file(cast.organ.code),
                  {cast.organ.name, cast.organ.superior_name, ""}, now);
    write_once(folder / "roots.pem", authority.root_pem());
}

}  // namespace

Cast settle(App& app) {
    const auto office = set_up_office(app, office_file(), hash_password(password));
    const auto cast = app.database.read([&](auto& db) {
        Cast all{sql::load_organ(db, office.organ), {}};
        for (auto& account : sql::accounts(db, office.organ))
            all.accounts.emplace(account.username, account);
        return all;
    });
    make_keys(app, cast, app.now());
    return cast;
}

std::string introduction(App& app) {
    std::string text;
    app.database.read_once([&](auto& db) {
        for (const auto& organ : sql::organs(db))
            for (const auto& account : sql::accounts(db, organ.id)) {
                auto name = account.username;
                name.resize(std::max<std::size_t>(name.size() + 1, 13), ' ');
                text += "  " + name + account.name + " – " + account.post + "\n";
            }
    });
    return text + "  password for all of them: " + password + "\n";
}

}  // namespace tdkt::server::demo
