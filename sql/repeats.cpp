#include "sql/repeats.h"

namespace tdkt::sql {
using soci::into;
using soci::use;

std::optional<Repeat> find_repeat(soci::session& db, Id account, const std::string& key) {
    Repeat found;
    db << "select content_hash, status, location, etag, media_type, body, at from idempotency"
          " where account_id = :account and idem_key = :idem_key",
        into(found.content_hash), into(found.status), into(found.location), into(found.etag),
        into(found.media_type), into(found.body), into(found.at), use(account), use(key);
    if (!db.got_data()) return {};
    found.account = account;
    found.key = key;
    return found;
}

std::optional<Repeat> claim_key(Change& change, const Repeat& claim) {
    auto& db = change.db();
    try {
        db << "insert into idempotency (account_id, idem_key, content_hash, status, location,"
              " media_type, body, at) values (:account, :idem_key, :hash, 0, '', '', '', :at)",
            use(claim.account), use(claim.key), use(claim.content_hash), use(claim.at);
        return {};
    } catch (const soci::soci_error& error) {
        if (!is_duplicate(error)) throw;
        return find_repeat(db, claim.account, claim.key);
    }
}

void keep_answer(Change& change, const Repeat& answer) {
    change.db() << "update idempotency set status = :status, location = :location, etag = :etag,"
                   " media_type = :media_type, body = :body where account_id = :account and"
                   " idem_key = :idem_key",
        use(answer.status), use(answer.location), use(answer.etag), use(answer.media_type),
        use(answer.body), use(answer.account), use(answer.key);
}

void forget_old_answers(Change& change, std::int64_t now) {
    const auto old = now - answers_kept_for;
    change.db() << "delete from idempotency where at < :old", use(old);
}

}  // namespace tdkt::sql
