#include "server/steps/wordings.h"

#include <sstream>

#include "sql/digest.h"
#include "sql/files.h"
#include "sql/people.h"
#include "sql/wordings.h"
#include "templates/desk/examine.h"
#include "templates/desk/spread.h"
#include "templates/papers.h"

namespace tdkt::server {

using namespace workflow;

Words words_for(soci::session& db, Id organ, const std::string& kind, Day day) {
    const auto versions = sql::wordings(db, organ, kind);
    const auto* valid = valid_on(versions, day);
    if (valid == nullptr) return {0, templates::shipped_text(kind)};
    const auto chosen = sql::load_wording(db, organ, kind, valid->version);
    return {chosen.id, templates::spread(chosen.text).text};
}

std::string text_of(soci::session& db, const KeptWords& words) {
    return words.file.empty() ? std::string() : sql::load_small(db, words.file);
}

std::vector<std::string> wording_faults(soci::session& db, Day today) {
    std::vector<std::string> faults;
    for (const auto& organ : sql::organs(db))
        for (const auto& one : sql::wordings(db, organ.id)) {
            const auto versions = sql::wordings(db, organ.id, one.kind);
            const auto* valid = valid_on(versions, today);
            if (valid != nullptr && one.version < valid->version) continue;
            const auto text = sql::load_wording(db, organ.id, one.kind, one.version).text;
            const auto examined = templates::examine(one.kind, text);
            for (const auto& objection : examined.objections)
                faults.push_back(organ.code + ", " + one.kind + ", version " +
                                 std::to_string(one.version) + ": " + sentence_of(objection));
        }
    return faults;
}

KeptWords keep_words(sql::Change& change, const Words& words, std::int64_t now) {
    std::istringstream bytes(words.text);
    const KeptWords kept{words.wording, sql::sha256_hex(words.text)};
    sql::store(change, kept.file, "text/x-mustache", now, bytes);
    return kept;
}

}  // namespace tdkt::server
