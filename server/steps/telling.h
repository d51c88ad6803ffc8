// Tells people: inside, and by mail those who want it.
#pragma once

#include <string>

#include "sql/database.h"

namespace tdkt::server {

struct Told {
    std::string text;  // Vietnamese, as sql::add_notice() wants it
    std::string link;
    workflow::Id dossier = 0;  // whose mails stay in order; 0: of none
};

// In the change that it tells of. `by_mail`: the settings name a mail server.
void tell(sql::Change& change, bool by_mail, workflow::Id account, const Told& told,
          std::int64_t now);

// Administrators, that something could not be delivered: inside alone, for a mail about mails
// that do not arrive would be one more of them; and once, until they have read it.
void tell_of_dead(sql::Change& change, workflow::Id organ, std::int64_t now);

}  // namespace tdkt::server
