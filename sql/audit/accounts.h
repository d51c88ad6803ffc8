// Whether the record of the accounts is whole, and accounts are as it says.
#pragma once

#include <string>
#include <vector>

#include "sql/database.h"

namespace tdkt::sql {

struct AccountAudit {
    std::size_t accounts = 0;         // how many were looked at
    std::vector<std::string> breaks;  // empty when all is well
};

// One sentence for each account whose chain is broken or shortened, or whose
// roles or lock are not those that were recorded last.
AccountAudit audit_accounts(soci::session& db);

}  // namespace tdkt::sql
