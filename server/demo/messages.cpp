#include "server/demo/messages.h"

#include "server/handlers/own_account.h"
#include "server/handlers/receivers.h"
#include "server/steps/telling.h"
#include "sql/history.h"
#include "sql/notices.h"
#include "sql/outbox.h"
#include "sql/receivers.h"

namespace tdkt::server::demo {

using namespace workflow;

namespace {

// As if all that waits on a channel had been tried: delivered, but for the last.
void end_all(App& app, const Cast& cast, Channel channel, const char* fault, std::int64_t now) {
    const sql::MessageSearch waiting{std::string(code(channel)), "waiting", 0, 100};
    const auto reader = cast.accounts.at("quantri").actor();
    auto left =
        app.database
            .read([&](auto& db) { return sql::messages(db, sql::Horizon(db, reader), waiting); })
            .size();
    while (const auto one = sql::take_message(app.database, channel, now)) {
        const bool last = --left == 0;
        app.database.change([&](sql::Change& change) {
            sql::close_message(change, *one, last ? Delivery::dead : Delivery::delivered,
                               last ? fault : "", now);
            if (last) tell_of_dead(change, one->organ, now);
        });
    }
}

void mails(Stage& stage, const Cast& cast, const std::string& username, std::int64_t now) {
    stage.act(username, post_mail, 0,
              {{"mail", username + "@daklak.example.vn"}, {"mail_wanted", true}});
    const auto account = cast.accounts.at(username).id;
    stage.app().database.change([&](sql::Change& change) {
        for (const auto& notice : sql::notices(change.db(), account, 0, 4))
            sql::put_mail(change, notice.id, account, 0, now);
    });
}

void webhooks(Stage& stage, const Cast& cast, std::int64_t now) {
    const auto id =
        stage.act("quantri", post_webhook, 0,
                  {{"url", "https://dieuhanh.daklak.example.vn/tdkt"}, {"events", {"issue"}}});
    auto& database = stage.app().database;
    const auto issued = database.read(
        [&](auto& db) { return sql::last_line(db, Through::dossier, 1, Event::issue); });
    if (issued)
        database.change([&](sql::Change& change) {
            sql::put_webhooks(change, cast.organ.id, {issued->entry.dossier}, Event::issue,
                              issued->entry.at);
        });
    end_all(stage.app(), cast, Channel::webhook, "Máy nhận trả lời 503.", now);
    database.change(
        [&](sql::Change& change) { sql::close_webhook(change, cast.organ.id, id, now); });
}

}  // namespace

void leave_messages(Stage& stage, const Cast& cast, std::int64_t now) {
    mails(stage, cast, "tchc", now);
    end_all(stage.app(), cast, Channel::mail,
            "Máy chủ thư từ chối người nhận: 550 5.1.1 no such user", now);
    webhooks(stage, cast, now);
    for (const auto& [code, name, sender] :
         {std::tuple("G24.34", "Bảo hiểm xã hội tỉnh Đắk Lắk", true),
          std::tuple("G24", "Bảo hiểm xã hội Việt Nam", false)})
        stage.act("quantri", post_edxml_organ, 0,
                  {{"code", code}, {"name", name}, {"sender", sender}});
}

}  // namespace tdkt::server::demo
