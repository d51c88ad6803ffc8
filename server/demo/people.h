// The people of the demonstration (office.json): a province with its offices and
// grassroots units, a council, and somebody for every role.
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

// Sets the office up and makes the demonstration keys in the data folder.
Cast settle(App& app);

// Who may be tried out, for the person who has just started the program.
std::string introduction(App& app);

}  // namespace tdkt::server::demo
