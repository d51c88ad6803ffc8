// The people of the demonstration: a province with its offices and grassroots
// units, a council of eleven, and somebody for every role.
#pragma once

#include <map>
#include <string>

#include "server/app.h"
#include "sql/people.h"

namespace tdkt::server::demo {

inline constexpr auto password = "demo-tdkt-2025";

struct Cast {
    sql::Organ organ;
    std::map<std::string, sql::Account> accounts;  // by user name
};

// Stores organ, units, accounts and the council's term; makes the demonstration
// keys in the data folder.
Cast settle(App& app);

// Who may be tried out, for the person who has just started the program:
// "user name – name, post", the main ones.
std::string introduction();

}  // namespace tdkt::server::demo
