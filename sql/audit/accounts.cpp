#include "sql/audit/accounts.h"

#include <optional>

#include "sql/account_events.h"
#include "sql/digest.h"

namespace tdkt::sql {
namespace {

using soci::into;
using soci::use;
using workflow::AccountChange;
using workflow::AccountEntry;

std::vector<AccountEntry> entries_of(soci::session& db, Id account) {
    std::vector<AccountEntry> entries;
    AccountEntry e;
    std::string code;
    e.account = account;
    soci::statement rows =
        (db.prepare << "select seq, at, actor_id, change_code, old_value, new_value, hash"
                       " from account_event where account_id = :account order by seq",
         into(e.seq), into(e.at), into(e.actor), into(code), into(e.was), into(e.is), into(e.hash),
         use(account));
    for (rows.execute(); rows.fetch();) {
        e.change = workflow::stored<AccountChange>(code);
        entries.push_back(e);
    }
    return entries;
}

// What the record says last; nothing where it says nothing, for accounts are
// older than it.
struct Recorded {
    std::optional<std::string> roles;
    std::optional<bool> active;
};

Recorded replayed(const std::vector<AccountEntry>& entries) {
    Recorded recorded;
    for (const auto& entry : entries) {
        if (entry.change == AccountChange::roles) recorded.roles = entry.is;
        if (entry.change == AccountChange::locked) recorded.active = false;
        if (entry.change == AccountChange::unlocked || entry.change == AccountChange::made)
            recorded.active = true;
    }
    return recorded;
}

// What is wrong with an account; empty when nothing is.
std::string fault_of(const Account& account, std::int64_t events,
                     const std::vector<AccountEntry>& entries) {
    std::string before;
    std::int64_t seq = 0;
    for (const auto& entry : entries) {
        const auto line = "line " + std::to_string(entry.seq) + ": ";
        if (entry.seq != ++seq) return line + "a line before it is missing";
        if (entry.hash != sha256_hex(chained(entry, before))) return line + "its hash does not fit";
        before = entry.hash;
    }
    if (seq != events) return "its last lines are missing";
    const auto recorded = replayed(entries);
    if (recorded.roles && *recorded.roles != workflow::role_codes(account.roles))
        return "has roles that were not recorded";
    if (recorded.active && *recorded.active != account.active)
        return "was locked or unlocked without a record";
    return "";
}

}  // namespace

AccountAudit audit_accounts(soci::session& db) {
    AccountAudit report;
    for (const auto& organ : organs(db))
        for (const auto& account : accounts(db, organ.id)) {
            ++report.accounts;
            std::int64_t events = 0;
            db << "select events from account where id = :id", into(events), use(account.id);
            const auto fault = fault_of(account, events, entries_of(db, account.id));
            if (!fault.empty())
                report.breaks.push_back("account " + account.username + ": " + fault);
        }
    return report;
}

}  // namespace tdkt::sql
