#include "sql/wordings.h"

#include "sql/audit/checks.h"
#include "sql/digest.h"
#include "sql/people.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using workflow::Wording;

namespace {

// What is wrong with a version that follows `before`; empty when nothing is.
std::string fault_of(const Wording& wording, const Wording& before) {
    const bool first = before.kind != wording.kind;
    if (wording.version != (first ? 1 : before.version + 1))
        return "a version before it is missing";
    if (sha256_hex(wording.text) != wording.sha256) return "its text is another";
    if (sha256_hex(chained(wording, first ? "" : before.hash)) != wording.hash)
        return "its hash does not fit";
    return "";
}

void check_organ(soci::session& db, const Organ& organ, Breaks& breaks) {
    std::int64_t counted = 0;
    db << "select wordings from organ where id = :id", into(counted), use(organ.id);
    const auto all = wordings(db, organ.id);
    if (counted != static_cast<std::int64_t>(all.size()))
        breaks.push_back("wordings of organ " + organ.code + ": they are not as many as counted");
    Wording before;
    for (auto i = all.rbegin(); i != all.rend(); ++i) {
        const auto wording = load_wording(db, organ.id, i->kind, i->version);
        const auto fault = fault_of(wording, before);
        if (!fault.empty())
            breaks.push_back("wording " + wording.kind + ", version " +
                             std::to_string(wording.version) + ": " + fault);
        before = wording;
    }
}

}  // namespace

void check_wordings(soci::session& db, Breaks& breaks) {
    for (const auto& organ : organs(db)) check_organ(db, organ, breaks);
}

}  // namespace tdkt::sql
