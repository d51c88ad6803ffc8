#include "tests/support/server.h"

#include <sodium.h>

#include "server/access/passwords.h"
#include "server/rules.h"

namespace tdkt::test {
namespace {

// Argon2id is slow on purpose; once is enough for all people of all tests.
const std::string& password_hash() {
    static const auto hash = server::hash_password(Server::password);
    return hash;
}

}  // namespace

Server::Server(std::vector<server::Route> routes, const std::string& engine, const Detour& detour,
               std::chrono::milliseconds patience)
    : routes_(std::move(routes)),
      fresh_(engine),
      app_(open(detour ? detour(fresh_.url()) : fresh_.url(), patience)) {
    app_.database.change([&](sql::Change& change) {
        organ_ = sql::add_organ(change,
                                {0, 0, "daklak", "Bảo hiểm xã hội tỉnh Đắk Lắk", "BHXH tỉnh",
                                 "Bảo hiểm xã hội Việt Nam", "Đắk Lắk", "BHXH", "Buôn Ma Thuột"});
        unit_ = sql::add_unit(
            change, {0, organ_, "tchc", "Phòng Tổ chức - Hành chính", "office", "Trưởng phòng"});
    });
    door_ = std::make_unique<server::Door>(app_);
}

Server::~Server() = default;

server::App Server::open(const std::string& url, std::chrono::milliseconds patience) {
    const auto own = server::routes();
    routes_.insert(routes_.end(), own.begin(), own.end());
    server::Settings settings;
    if (sodium_init() < 0) throw std::runtime_error("no libsodium");
    settings.port = 0;
    settings.data = folder_.path().string();
    settings.head_seconds = 1;
    settings.body_seconds = 3;
    settings.threads = 8;
    return {sql::Database(url, 8, patience),
            [this] { return now_.load(); },
            settings,
            routes_,
            server::load_rules(),
            server::Keys(folder_.path() / "keys", "demo"),
            server::Log([this](const std::string& line) {
                const std::lock_guard lock(log_mutex_);
                log_ += line;
            }),
            {}};
}

std::string Server::log() const {
    const std::lock_guard lock(log_mutex_);
    return log_;
}

workflow::Id Server::add_person(const std::string& username, workflow::Role roles) {
    sql::Account account;
    account.username = username;
    account.password_hash = password_hash();
    account.name = "Trần Thị Thu Hà";
    account.post = "Chuyên viên";
    account.organ = organ_;
    account.unit = unit_;
    account.roles = roles;
    account.created_at = now_;
    return app_.database.change(
        [&](sql::Change& change) { return sql::add_account(change, account); });
}

}  // namespace tdkt::test
