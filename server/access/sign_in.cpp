#include "server/access/sign_in.h"

#include <algorithm>

#include "server/access/passwords.h"
#include "server/access/tokens.h"

namespace tdkt::server {
namespace {

using workflow::Kind;
using workflow::Problem;

constexpr std::int64_t second = 1000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t day = 24 * 60 * minute;
constexpr std::int64_t free_failures = 5;
// A session seen so lately is not written again.
constexpr std::int64_t lately = minute;

// Counts the attempt before the password is looked at: many sent at once would
// otherwise all be looked at before the first is counted.
void count_attempt(App& app, const std::string& subject, std::int64_t now) {
    const auto open_at = app.database.change([&](sql::Change& change) {
        auto attempts = sql::attempts_of(change.db(), subject);
        if (attempts.last_at < now - day) attempts = {};
        const auto open = attempts.last_at + wait_after(attempts.count);
        if (now < open) return open;
        sql::save_attempts(change, subject, {attempts.count + 1, now});
        return std::int64_t{0};
    });
    if (open_at == 0) return;
    const auto seconds = (open_at - now + second - 1) / second;
    throw Problem(Kind::too_many,
                  "Đăng nhập sai nhiều lần. Hãy thử lại sau " +
                      (seconds < 60 ? std::to_string(seconds) + " giây."
                                    : std::to_string((seconds + 59) / 60) + " phút."));
}

}  // namespace

std::int64_t wait_after(std::int64_t failures) {
    if (failures < free_failures) return 0;
    const auto doublings = std::min<std::int64_t>(failures - free_failures, 6);
    return std::min(15 * second << doublings, 15 * minute);
}

SignedIn sign_in(App& app, const std::string& username, const std::string& password,
                 const std::string& peer, const std::string& agent) {
    const auto now = app.now();
    const auto subject = sha256(username + '\n' + peer);
    count_attempt(app, subject, now);

    const auto account =
        app.database.read([&](auto& db) { return sql::find_account(db, username); });
    bool right = false;
    if (account && account->active)
        right = verify_password(account->password_hash, password);
    else
        verify_nobody(password);
    if (!right) throw Problem(Kind::signed_out, "Tên đăng nhập hoặc mật khẩu không đúng.");

    auto token = new_token();
    const sql::Session session{
        sha256(token), *account, now, now, now + app.settings.session_hours * 60 * minute, agent};
    app.database.change([&](sql::Change& change) {
        sql::forget_attempts(change, subject, now - day);
        sql::add_session(change, session);
        return true;
    });
    return {std::move(token), account->actor()};
}

bool is_open(const sql::Session& session, const Settings& settings, std::int64_t now) {
    return now < session.expires_at &&
           now < session.seen_at + settings.session_idle_minutes * minute;
}

std::optional<sql::Visitor> open_session(App& app, const std::string& token) {
    if (!looks_like_token(token)) return {};
    const auto now = app.now();
    auto visitor =
        app.database.read([&](auto& db) { return sql::find_session(db, sha256(token)); });
    if (!visitor || !is_open(visitor->session, app.settings, now)) return {};
    if (now >= visitor->session.seen_at + lately)
        app.database.change([&](sql::Change& change) {
            sql::see_session(change, visitor->session.token_hash, now);
            return true;
        });
    return visitor;
}

}  // namespace tdkt::server
