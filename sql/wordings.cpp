#include "sql/wordings.h"

#include "sql/digest.h"
#include "sql/rows.h"
#include "sql/values.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

const std::string columns =
    "select w.id, w.organ_id, w.kind, w.version, w.sha256, w.valid_from, w.note, w.accepted,"
    " w.made_by, a.name, w.made_at, w.hash from wording w join account a on a.id = w.made_by ";

struct WordingRow {
    Wording wording;
    std::string valid_from;

    template <class Statement>
    auto bind(Statement&& st) {
        auto& w = wording;
        return std::forward<Statement>(st), into(w.id), into(w.organ), into(w.kind),
               into(w.version), into(w.sha256), into(valid_from), into(w.note), into(w.accepted),
               into(w.made_by), into(w.made_by_name), into(w.made_at), into(w.hash);
    }
    std::vector<Wording> all(soci::statement& st) {
        return rows_of(st, [&] {
            wording.valid_from = stored_day(valid_from);
            return wording;
        });
    }
};

std::string text_of(soci::session& db, Id wording) {
    std::string text;
    db << "select body from wording where id = :id", into(text), use(wording);
    return text;
}

// The hash of the version before, "" for the first. Problem{stale} when it is not the last.
std::string hash_before(soci::session& db, const Wording& w) {
    const int last = w.version - 1;
    int newest = 0;
    std::string hash;
    db << "select coalesce(max(version), 0) from wording where organ_id = :organ and kind = :kind",
        into(newest), use(w.organ), use(w.kind);
    if (newest != last) throw Problem::stale();
    db << "select hash from wording where organ_id = :organ and kind = :kind and version = :last",
        into(hash), use(w.organ), use(w.kind), use(last);
    return hash;
}

}  // namespace

std::vector<Wording> wordings(soci::session& db, Id organ) {
    WordingRow row;
    soci::statement st =
        (row.bind(db.prepare << columns +
                                    "where w.organ_id = :organ order by w.kind, w.version desc"),
         use(organ));
    return row.all(st);
}

std::vector<Wording> wordings(soci::session& db, Id organ, const std::string& kind) {
    WordingRow row;
    soci::statement st =
        (row.bind(db.prepare << columns + "where w.organ_id = :organ and w.kind = :kind"
                                          " order by w.version desc"),
         use(organ), use(kind));
    return row.all(st);
}

Wording load_wording(soci::session& db, Id organ, const std::string& kind, int version) {
    WordingRow row;
    soci::statement st =
        (row.bind(db.prepare << columns + "where w.organ_id = :organ and w.kind = :kind"
                                          " and w.version = :version"),
         use(organ), use(kind), use(version));
    auto found = row.all(st);
    if (found.empty()) throw Problem::missing("bản mẫu này");
    found.front().text = text_of(db, found.front().id);
    return std::move(found.front());
}

Id add_wording(Change& change, Wording w) {
    auto& db = change.db();
    // The counter first: it makes others of this organ wait.
    db << "update organ set wordings = wordings + 1 where id = :id", use(w.organ);
    w.sha256 = sha256_hex(w.text);
    w.hash = sha256_hex(chained(w, hash_before(db, w)));
    const auto valid_from = iso(w.valid_from);
    try {
        db << "insert into wording (organ_id, kind, version, body, sha256, valid_from, note, "
              "accepted,"
              " made_by, made_at, hash) values (:organ, :kind, :version, :body, :sha256, "
              ":valid_from,"
              " :note, :accepted, :made_by, :made_at, :hash)",
            use(w.organ), use(w.kind), use(w.version), use(w.text), use(w.sha256), use(valid_from),
            use(w.note), use(w.accepted), use(w.made_by), use(w.made_at), use(w.hash);
    } catch (const soci::soci_error& error) {
        if (is_duplicate(error)) throw Problem::stale();
        throw;
    }
    return new_id(db, "wording");
}

}  // namespace tdkt::sql
