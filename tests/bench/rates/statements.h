// What the program asked of its database in each of its transactions, word for
// word, to be asked again through the database's own C interface.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sql/database.h"

namespace tdkt::bench {

struct Statement {
    std::string text;                 // SQLite: with its parameters; MariaDB: as it was sent
    std::vector<std::string> values;  // SQLite: of the parameters, in order, as literals
};

// Of one transaction, from its beginning to its commit.
using Statements = std::vector<Statement>;

// Those of the changes that `work` makes, one after the other. Nobody else may use
// the database meanwhile; on MariaDB it needs the right to set the general log.
std::vector<Statements> statements_of(sql::Database& database, const std::function<void()>& work);

}  // namespace tdkt::bench
