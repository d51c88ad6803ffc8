#include <iomanip>
#include <sstream>

#include "sql/audit/checks.h"
#include "sql/digest.h"
#include "sql/rows.h"

namespace tdkt::sql {

using soci::into;
using soci::use;

namespace {

std::vector<std::string> names_of_files(soci::session& db) {
    std::vector<std::string> names;
    std::string name;
    soci::statement st = (db.prepare << "select sha256 from file order by sha256", into(name));
    st.execute();
    while (st.fetch()) names.push_back(name);
    return names;
}

// The sum of the pieces that `query` gives for :key and :ordinal.
template <class Key>
std::string sum_of(soci::session& db, const std::string& query, const Key& key) {
    Digest digest;
    std::int64_t ordinal = 0;
    for (std::string piece;; ++ordinal) {
        db << query, into(piece), use(key), use(ordinal);
        if (!db.got_data()) return digest.hex();
        digest.add(piece);
    }
}

// Certificates are kept for some time only; until then they are what was made.
void check_certificates(soci::session& db, Breaks& breaks) {
    workflow::Id id = 0;
    std::string sum;
    soci::statement st = (db.prepare << "select id, sha256 from certificate_batch"
                                        " where made_at > 0 and forgotten_at = 0 order by id",
                          into(id), into(sum));
    for (const auto& [batch, expected] : rows_of(st, [&] { return std::pair(id, sum); }))
        if (sum_of(db,
                   "select bytes from certificate_piece where batch_id = :key"
                   " and ordinal = :ordinal",
                   batch) != expected)
            breaks.push_back("certificates " + std::to_string(batch) + ": the file is another");
}

}  // namespace

void check_files(soci::session& db, Breaks& breaks) {
    for (const auto& name : names_of_files(db)) {
        const auto sum = sum_of(
            db, "select bytes from file_chunk where sha256 = :key and ordinal = :ordinal", name);
        if (sum != name) breaks.push_back("file " + name + ": its bytes are others");
    }
    check_certificates(db, breaks);
}

}  // namespace tdkt::sql
