#include "server/outbox/deliver_mail.h"

#include "server/outbox/mail_text.h"
#include "server/outbox/smtp.h"
#include "server/outbox/undelivered.h"
#include "sql/notices.h"
#include "sql/people.h"
#include "templates/engine.h"

namespace tdkt::server {

bool mail_is_open(const Settings& settings) {
    return settings.mail.is_set();
}

std::string mail_of_notice(const Settings& settings, const std::string& to,
                           const std::string& organ_name, const std::string& text,
                           const std::string& link, const sql::Message& message) {
    const auto filled =
        templates::fill_plain("mail/notice.mustache", {{"text", text},
                                                       {"link", link},
                                                       {"address", settings.address},
                                                       {"organ_name", organ_name}});
    // The subject is the first line, and stands apart.
    const auto end = filled.find('\n');
    return mail_text({"Thi đua - Khen thưởng", settings.mail.from, to, filled.substr(0, end),
                      filled.substr(filled.find_first_not_of('\n', end)), message.key(),
                      message.created_at});
}

void deliver_mail(App& app, const sql::Message& message) {
    const auto [account, notice, organ] = app.database.read([&](auto& db) {
        auto who = sql::load_account(db, message.target);
        auto home = sql::load_organ(db, who.organ);
        return std::tuple(std::move(who), sql::load_notice(db, message.source), std::move(home));
    });
    if (!account.active || !account.mail_wanted || account.mail.empty())
        throw Undelivered(Trouble::unwanted, "Người nhận không còn nhận thông báo qua thư.");
    send_mail(
        app.settings, account.mail,
        mail_of_notice(app.settings, account.mail, organ.name, notice.text, notice.link, message));
}

}  // namespace tdkt::server
