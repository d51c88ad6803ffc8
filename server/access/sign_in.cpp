#include "server/access/sign_in.h"

#include "server/access/passwords.h"
#include "server/access/throttle.h"
#include "server/access/tokens.h"
#include "sql/repeats.h"

namespace tdkt::server {
namespace {

using workflow::Kind;
using workflow::Problem;

constexpr std::int64_t second = 1000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t remembered = 90 * 24 * 60 * minute;  // an address one signs in from
constexpr std::int64_t clock_slack = 10 * minute;
// A session seen so lately is not written again.
constexpr std::int64_t lately = minute;

// What is counted for an attempt. Where this person has signed in from before,
// only their own failures there make them wait: nobody can keep them out by
// failing elsewhere, or at another name behind the same proxy.
std::vector<Counted> subjects_of(bool known, const std::string& username, const std::string& peer) {
    return {{sha256("pair\n" + username + '\n' + peer), pair_limit},
            {sha256("name\n" + username), name_limit, !known},
            {sha256("address\n" + peer), address_limit, !known}};
}

// Who only reads goes on reading when nothing can be written: on a full disk, say.
void note_seen(App& app, const sql::Session& session, std::int64_t now) {
    try {
        app.database.change_alike([&](sql::Change& change) {
            sql::see_session(change, session.token_hash, now);
            return true;
        });
    } catch (const std::exception& accident) {
        app.log.accident(accident, "noting a visit");
    }
}

}  // namespace

SignedIn sign_in(App& app, const std::string& username, const std::string& password,
                 const std::string& peer, const std::string& agent) {
    const auto now = app.now();
    const auto here = sha256("known\n" + username + '\n' + peer);
    std::optional<sql::Account> account;
    const bool known = app.database.read([&](auto& db) {
        account = sql::find_account(db, username);
        return sql::is_known_address(db, here, now - remembered);
    });
    const auto subjects = subjects_of(known, username, peer);
    count_attempt(app, subjects, "Đăng nhập sai");

    bool right = false;
    try {
        if (account && account->active)
            right = verify_password(account->password_hash, password);
        else
            verify_nobody(password);
    } catch (const Problem&) {
        // Nobody looked at the password, so it was no failure of theirs.
        app.database.change([&](sql::Change& change) { take_back(change, subjects); });
        throw;
    }
    if (!right) throw Problem(Kind::signed_out, "Tên đăng nhập hoặc mật khẩu không đúng.");

    auto token = new_token();
    const sql::Session session{
        sha256(token), *account, now, now, now + app.settings.session_hours * 60 * minute, agent};
    app.database.change([&](sql::Change& change) {
        forgive(change, subjects, now);
        sql::know_address(change, here, now, now - remembered);
        sql::add_session(change, session);
        sql::forget_old_answers(change, session.created_at);
        return true;
    });
    return {std::move(token), account->actor()};
}

// Seen in the future: the clock was set back since. By little is no matter; by more, the
// session would live as much too long.
bool is_open(const sql::Session& session, const Settings& settings, std::int64_t now) {
    return now < session.expires_at && session.seen_at <= now + clock_slack &&
           now < session.seen_at + settings.session_idle_minutes * minute;
}

std::optional<sql::Visitor> open_session(App& app, const std::string& token) {
    if (!looks_like_token(token)) return {};
    const auto now = app.now();
    auto visitor =
        app.database.read([&](auto& db) { return sql::find_session(db, sha256(token)); });
    if (!visitor || !is_open(visitor->session, app.settings, now)) return {};
    if (now >= visitor->session.seen_at + lately) note_seen(app, visitor->session, now);
    return visitor;
}

}  // namespace tdkt::server
