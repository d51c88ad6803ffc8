#include "server/handlers/own_account.h"

#include "server/access/passwords.h"
#include "server/access/sign_in.h"
#include "server/access/throttle.h"
#include "server/access/tokens.h"
#include "server/front/text.h"
#include "server/handlers/accounts.h"
#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/accounts.h"
#include "server/steps/recorded.h"
#include "sql/locks.h"

namespace tdkt::server {

using workflow::Problem;

// GET /account
Response show_own_account(const Request& request, App& app) {
    const auto now = app.now();
    const auto view = app.database.read([&](auto& db) {
        std::vector<templates::SessionShown> sessions;
        for (const auto& one : sql::sessions_of(db, request.actor.id))
            if (is_open(one, app.settings, now))
                sessions.push_back({sql::name_of(one.token_hash), one.agent, one.created_at,
                                    one.seen_at, one.token_hash == request.session});
        const auto account = sql::load_account(db, request.actor.id);
        return templates::own_account_view(shown(account), sessions, account.password_given,
                                           app.settings.mail.is_set());
    });
    return show(request, app, "account", view);
}

// POST /account/mail. A program leaves out what stays.
Response post_mail(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        sql::lock_account(change, request.actor.id);
        const auto before = sql::load_account(change.db(), request.actor.id);
        auto after = before;
        if (!request.json || request.input.contains("mail")) after.mail = request.text("mail");
        after.mail_wanted = request.input.value("mail_wanted", request.json && before.mail_wanted);
        change_own_mail(change, before, after, app.now());
        return changed(request, "/account");
    });
}

// POST /account/password
Response post_password(const Request& request, App& app) {
    if (auto before = answered_before(request, app)) return *before;
    const auto account =
        app.database.read([&](auto& db) { return sql::load_account(db, request.actor.id); });
    // Whoever finds a desk left open may not try passwords out on it.
    const std::vector<Counted> subjects = {
        {sha256("password\n" + std::to_string(account.id)), pair_limit}};
    count_attempt(app, subjects, "Nhập sai mật khẩu hiện tại");
    if (!verify_password(account.password_hash, request.text("old_password")))
        throw Problem::field("old_password", "Mật khẩu hiện tại không đúng.");
    check_password(request.text("new_password"), account.username, "new_password");
    if (composed(request.text("new_password")) == composed(request.text("old_password")))
        throw Problem::field("new_password", "Mật khẩu mới phải khác mật khẩu hiện tại.");
    const auto hash = hash_password(request.text("new_password"));
    return recorded(request, app, [&](sql::Change& change) {
        forgive(change, subjects, app.now());
        change_own_password(change, account, hash, request.session, app.now());
        return request.json ? no_content() : see_other(account.password_given ? "/" : "/account");
    });
}

// POST /account/sessions/end
Response end_own_sessions(const Request& request, App& app) {
    const auto which = request.text("session");
    return recorded(request, app, [&](sql::Change& change) {
        if (which == "others")
            sql::end_sessions(change, request.actor.id, request.session);
        else
            sql::end_named_session(change, request.actor.id, which);
        return changed(request, "/account");
    });
}

}  // namespace tdkt::server
