#include "sql/repeats.h"

namespace tdkt::sql {
namespace {

using soci::into;
using soci::use;

std::optional<Repeat> find(soci::session& db, const Repeat& claim) {
    Repeat found = claim;
    db << "select content_hash, status, location, media_type, body from idempotency"
          " where account_id = :account and idem_key = :idem_key",
        into(found.content_hash), into(found.status), into(found.location), into(found.media_type),
        into(found.body), use(claim.account), use(claim.key);
    if (!db.got_data()) return {};
    return found;
}

}  // namespace

std::optional<Repeat> claim_key(Change& change, const Repeat& claim) {
    auto& db = change.db();
    try {
        db << "insert into idempotency (account_id, idem_key, content_hash, status, location,"
              " media_type, body, at) values (:account, :idem_key, :hash, 0, '', '', '', :at)",
            use(claim.account), use(claim.key), use(claim.content_hash), use(claim.at);
        return {};
    } catch (const soci::soci_error& error) {
        if (!is_duplicate(error)) throw;
        return find(db, claim);
    }
}

void keep_answer(Change& change, const Repeat& answer, std::int64_t old) {
    auto& db = change.db();
    db << "update idempotency set status = :status, location = :location,"
          " media_type = :media_type, body = :body where account_id = :account and"
          " idem_key = :idem_key",
        use(answer.status), use(answer.location), use(answer.media_type), use(answer.body),
        use(answer.account), use(answer.key);
    db << "delete from idempotency where account_id = :account and at < :old", use(answer.account),
        use(old);
}

}  // namespace tdkt::sql
