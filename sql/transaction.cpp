#include "sql/transaction.h"

#include "sql/accident.h"

namespace tdkt::sql {

Transaction::Transaction(Pool::Lease& lease, const std::string& begin) : lease_(lease) {
    try {
        lease_.session() << begin;
    } catch (const soci::soci_error&) {
        lease_.spoil();
        throw;
    }
}

Transaction::~Transaction() {
    if (!open_) return;
    try {
        lease_.session().rollback();
    } catch (const soci::soci_error&) {
        lease_.spoil();
    }
}

void Transaction::commit(bool alike) {
    try {
        lease_.session().commit();
        open_ = false;
    } catch (const soci::soci_error& error) {
        if (alike || meaning(error) != Meaning::unreachable) throw;
        lease_.spoil();
        const int code = accident(error).code();
        throw OutcomeUnknown(code, "the connection broke during commit (" + std::to_string(code) +
                                       "); whether the change was kept is not known");
    }
}

}  // namespace tdkt::sql
