#include "sql/audit/audit.h"

#include <sstream>

#include "sql/audit/accounts.h"
#include "sql/audit/checks.h"
#include "sql/resources.h"

namespace tdkt::sql {

using soci::into;
using workflow::Id;

std::vector<Id> all_ids(soci::session& db, const std::string& table) {
    std::vector<Id> ids;
    Id id = 0;
    soci::statement st = (db.prepare << "select id from " + table + " order by id", into(id));
    st.execute();
    while (st.fetch()) ids.push_back(id);
    return ids;
}

namespace {

// invariants.sql as (name, query): a query follows the line "-- name: sentence".
std::vector<std::pair<std::string, std::string>> invariants() {
    std::vector<std::pair<std::string, std::string>> named;
    std::istringstream text{std::string(text_of(resources(), "invariants.sql"))};
    for (std::string line; std::getline(text, line);) {
        if (line.starts_with("-- name: "))
            named.emplace_back(line.substr(9), "");
        else if (!line.starts_with("--") && !named.empty())
            named.back().second += line + "\n";
    }
    for (auto& [name, query] : named) query.erase(query.rfind(';'));
    return named;
}

void check_invariants(soci::session& db, Breaks& breaks) {
    for (const auto& [name, query] : invariants()) {
        std::int64_t id = 0;
        soci::statement st = (db.prepare << query, into(id));
        st.execute();
        while (st.fetch()) breaks.push_back(name + ": " + std::to_string(id));
    }
}

// A row so broken that it cannot be read is a break like any other.
template <class Check>
void each(const std::vector<Id>& ids, const char* what, Breaks& breaks, Check check) {
    for (const auto id : ids) {
        try {
            check(id);
        } catch (const soci::soci_error&) {
            throw;  // the database itself does not answer
        } catch (const std::exception& broken) {
            breaks.push_back(std::string(what) + ' ' + std::to_string(id) + ": " + broken.what());
        }
    }
}

}  // namespace

Audit audit(soci::session& db, const workflow::Rules& rules, const BelieveCheckpoint& believe) {
    Audit report;
    auto& breaks = report.breaks;
    const auto dossiers = all_ids(db, "dossier");
    report.dossiers = dossiers.size();
    each(dossiers, "dossier", breaks, [&](Id id) { check_dossier(db, id, breaks); });
    each(all_ids(db, "meeting"), "meeting", breaks,
         [&](Id id) { check_meeting(db, id, rules, breaks); });
    each(all_ids(db, "decision"), "decision", breaks,
         [&](Id id) { check_decision(db, id, breaks); });
    check_files(db, breaks);
    check_wordings(db, breaks);
    auto accounts = audit_accounts(db);
    report.accounts = accounts.accounts;
    breaks.insert(breaks.end(), accounts.breaks.begin(), accounts.breaks.end());
    const auto unsigned_now = check_checkpoints(db, believe);
    breaks.insert(breaks.end(), unsigned_now.begin(), unsigned_now.end());
    report.newest = last_checkpoint(db);
    check_invariants(db, breaks);
    return report;
}

}  // namespace tdkt::sql
