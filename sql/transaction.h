// One transaction on a lent connection.
#pragma once

#include <string>

#include "sql/pool.h"

namespace tdkt::sql {

// Rolls back unless told that all went well, and spoils a connection that fails:
// the next one may lead to another node.
class Transaction {
  public:
    // Throws soci_error when it cannot begin.
    Transaction(Pool::Lease& lease, const std::string& begin);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    // Throws OutcomeUnknown when the connection breaks, for then nobody knows whether
    // it was kept. `alike`: that is an error like others, since the work may be kept twice.
    void commit(bool alike);

  private:
    Pool::Lease& lease_;
    bool open_ = true;
};

}  // namespace tdkt::sql
