#include "sql/files.h"

#include <sstream>
#include <stdexcept>

namespace tdkt::sql {
namespace {

using soci::into;
using soci::use;
using workflow::Kind;
using workflow::Problem;

constexpr std::size_t chunk_size = std::size_t{1} << 20;

// Fills `chunk` with the next piece; false at the end.
bool next(std::istream& bytes, std::string& chunk) {
    chunk.resize(chunk_size);
    bytes.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    if (bytes.bad()) throw std::runtime_error("a file to be stored cannot be read");
    chunk.resize(static_cast<std::size_t>(bytes.gcount()));
    return !chunk.empty();
}

}  // namespace

std::optional<FileFacts> find_file(soci::session& db, const std::string& sha256) {
    FileFacts facts;
    db << "select sha256, media_type, size, created_at from file where sha256 = :sha256",
        into(facts.sha256), into(facts.media_type), into(facts.size), into(facts.created_at),
        use(sha256);
    if (!db.got_data()) return {};
    return facts;
}

void store(Change& change, const std::string& sha256, const std::string& media_type,
           std::int64_t now, std::istream& bytes) {
    auto& db = change.db();
    if (find_file(db, sha256)) return;
    std::int64_t size = 0;
    db << "insert into file (sha256, size, media_type, created_at)"
          " values (:sha256, :size, :media_type, :now)",
        use(sha256), use(size), use(media_type), use(now);

    std::string chunk;
    std::int64_t ordinal = 0;
    soci::statement insert = (db.prepare << "insert into file_chunk (sha256, ordinal, bytes)"
                                            " values (:sha256, :ordinal, " +
                                                change.dialect().bytes + ")",
                              use(sha256), use(ordinal), use(chunk));
    bytes.clear();
    bytes.seekg(0);
    if (!bytes) throw std::runtime_error("a file to be stored cannot be read");
    for (; next(bytes, chunk); ++ordinal) {
        insert.execute(true);
        size += static_cast<std::int64_t>(chunk.size());
    }
    db << "update file set size = :size where sha256 = :sha256", use(size), use(sha256);
}

bool load(soci::session& db, const std::string& sha256, std::ostream& out) {
    const auto facts = find_file(db, sha256);
    if (!facts) return false;
    std::int64_t written = 0;
    // One query for each piece: a single one would bring the whole file.
    for (std::int64_t ordinal = 0; written < facts->size; ++ordinal) {
        std::string chunk;
        db << "select bytes from file_chunk where sha256 = :sha256 and ordinal = :ordinal",
            into(chunk), use(sha256), use(ordinal);
        if (!db.got_data() || chunk.empty())
            throw std::runtime_error("file " + sha256 + " lacks piece " + std::to_string(ordinal));
        out.write(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        if (!out) throw std::runtime_error("file " + sha256 + " cannot be written out");
        written += static_cast<std::int64_t>(chunk.size());
    }
    return true;
}

std::string load_small(soci::session& db, const std::string& sha256, std::int64_t most) {
    const auto facts = find_file(db, sha256);
    if (!facts) throw Problem::missing("tệp");
    if (facts->size > most)
        throw Problem(Kind::too_large, "Tệp quá lớn để xử lý trong một lần. Hãy tải tệp về máy.");
    std::ostringstream out;
    load(db, sha256, out);
    return std::move(out).str();
}

void forget_file(Change& change, const std::string& sha256) {
    change.db() << "delete from file_chunk where sha256 = :sha256", use(sha256);
    change.db() << "delete from file where sha256 = :sha256", use(sha256);
}

}  // namespace tdkt::sql
