#include "server/steps/wordings.h"

#include <sstream>

#include "sql/digest.h"
#include "sql/files.h"
#include "sql/wordings.h"
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

std::string words_of(soci::session& db, const Document& paper) {
    return paper.template_file.empty() ? std::string() : sql::load_small(db, paper.template_file);
}

void keep_words(sql::Change& change, Document& paper, const Words& words, std::int64_t now) {
    std::istringstream bytes(words.text);
    paper.wording = words.wording;
    paper.template_file = sql::sha256_hex(words.text);
    sql::store(change, paper.template_file, "text/x-mustache", now, bytes);
}

}  // namespace tdkt::server
