// Accounts as administrators see them, and as their owners do.
#pragma once

#include "templates/views/words.h"

namespace tdkt::templates {

struct AccountShown {
    workflow::Id id;
    std::string username, name, post, unit_name;
    workflow::Id unit;
    workflow::Role roles;
    bool active;
    std::int64_t version, created_at;
    std::string mail = {};
    bool mail_wanted = false;
};
struct UnitOption {
    workflow::Id id;
    std::string name;
};

// How many there are, whatever the search found.
struct AccountCounts {
    std::int64_t active, locked;
};
json accounts_view(const std::vector<AccountShown>& accounts, const AccountCounts& counts,
                   const std::vector<UnitOption>& units);
json account_edit_view(const AccountShown& account, const std::vector<UnitOption>& units);

// A place where the owner of an account is signed in.
struct SessionShown {
    std::string id;  // names it to its owner; opens nothing
    std::string agent;
    std::int64_t created_at, seen_at;
    bool this_one;
};
// `password_given`: somebody else chose it, and the owner is asked for their own.
// `mails_go_out`: there is a server that takes them.
json own_account_view(const AccountShown& account, const std::vector<SessionShown>& sessions,
                      bool password_given, bool mails_go_out);

// Roughly what called itself `agent` (User-Agent): "Chrome trên Windows".
std::string device_text(std::string_view agent);

}  // namespace tdkt::templates
