#include "server/steps/telling.h"

#include <algorithm>

#include "sql/notices.h"
#include "sql/outbox.h"
#include "sql/people.h"
#include "sql/sight.h"

namespace tdkt::server {

void tell(sql::Change& change, bool by_mail, workflow::Id account, const Told& told,
          std::int64_t now) {
    const auto notice = sql::add_notice(change, account, told.text, told.link, now);
    if (by_mail) sql::put_mail(change, notice, account, told.dossier, now);
}

void tell_of_dead(sql::Change& change, workflow::Id organ, std::int64_t now) {
    constexpr auto link = "/outbox?state=dead";
    for (const auto& account :
         sql::accounts_with(change.db(), organ, workflow::Role::administrator)) {
        // That something does not get through would tell them too.
        if (sql::Horizon(change.db(), account.actor()).is_wary()) continue;
        const auto unread = sql::unread_notices(change.db(), account.id, 500);
        if (std::ranges::count(unread, link, &sql::Notice::link) > 0) continue;
        sql::add_notice(change, account.id,
                        "Có thư hoặc tin không gửi được ra ngoài. Ông/Bà xem lý do, rồi cho gửi "
                        "lại hoặc thôi không gửi.",
                        link, now);
    }
}

}  // namespace tdkt::server
