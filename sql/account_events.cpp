#include "sql/account_events.h"

#include <limits>

#include "sql/digest.h"

namespace tdkt::sql {
namespace {

using soci::into;
using soci::use;

const std::string columns =
    "select e.id, e.account_id, e.seq, e.at, e.actor_id, e.change_code, e.old_value, e.new_value,"
    " e.hash, a.username, a.name, coalesce(b.name, '') from account_event e"
    " join account a on a.id = e.account_id left join account b on b.id = e.actor_id ";

std::vector<AccountLine> select_lines(soci::session& db, const std::string& where, Id key,
                                      Id before, int most) {
    std::vector<AccountLine> lines;
    AccountLine line;
    std::string code;
    auto& e = line.entry;
    soci::statement rows =
        (db.prepare << columns + where + " and e.id < :before order by e.id desc limit :most",
         into(line.id), into(e.account), into(e.seq), into(e.at), into(e.actor), into(code),
         into(e.was), into(e.is), into(e.hash), into(line.username), into(line.name),
         into(line.actor_name), use(key), use(before), use(most));
    for (rows.execute(); rows.fetch();) {
        e.change = workflow::stored<workflow::AccountChange>(code);
        lines.push_back(line);
    }
    return lines;
}

constexpr auto newest = std::numeric_limits<Id>::max();

}  // namespace

void record(Change& change, workflow::AccountEntry entry) {
    auto& db = change.db();
    // The counter first: it makes others who change this account wait.
    db << "update account set events = events + 1 where id = :id", use(entry.account);
    db << "select events from account where id = :id", into(entry.seq), use(entry.account);
    std::string before;
    const auto last = entry.seq - 1;
    db << "select hash from account_event where account_id = :id and seq = :seq", into(before),
        use(entry.account), use(last);
    entry.hash = sha256_hex(chained(entry, before));
    const std::string code(workflow::code(entry.change));
    db << "insert into account_event (account_id, seq, at, actor_id, change_code, old_value,"
          " new_value, hash) values (:account, :seq, :at, :actor, :code, :was, :now, :hash)",
        use(entry.account), use(entry.seq), use(entry.at), use(entry.actor), use(code),
        use(entry.was), use(entry.is), use(entry.hash);
}

std::vector<AccountLine> account_lines(soci::session& db, Id organ, Id before, int most) {
    return select_lines(db, "where a.organ_id = :organ", organ, before == 0 ? newest : before,
                        most);
}

std::vector<AccountLine> account_lines_of(soci::session& db, Id account, int most) {
    return select_lines(db, "where e.account_id = :account", account, newest, most);
}

void lock_administrators(Change& change, Id organ) {
    change.db() << "update organ set administrators_changed = administrators_changed + 1"
                   " where id = :id",
        use(organ);
}

}  // namespace tdkt::sql
