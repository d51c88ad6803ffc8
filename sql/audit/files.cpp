#include <iomanip>
#include <sstream>

#include "sql/audit/checks.h"
#include "sql/digest.h"

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

}  // namespace

void check_files(soci::session& db, Breaks& breaks) {
    for (const auto& name : names_of_files(db)) {
        Digest digest;
        std::int64_t ordinal = 0;
        for (std::string piece;; ++ordinal) {
            db << "select bytes from file_chunk where sha256 = :name and ordinal = :ordinal",
                into(piece), use(name), use(ordinal);
            if (!db.got_data()) break;
            digest.add(piece);
        }
        if (digest.hex() != name) breaks.push_back("file " + name + ": its bytes are others");
    }
}

}  // namespace tdkt::sql
