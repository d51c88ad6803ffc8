#include "sql/audit.h"

#include <map>
#include <sstream>

#include "sql/digest.h"
#include "sql/dossiers.h"
#include "sql/history.h"
#include "sql/resources.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

std::vector<Id> all_dossiers(soci::session& db) {
    std::vector<Id> ids;
    Id id = 0;
    soci::statement st = (db.prepare << "select id from dossier order by id", into(id));
    st.execute();
    while (st.fetch()) ids.push_back(id);
    return ids;
}

std::map<Id, State> stored_states(soci::session& db, Id dossier) {
    std::map<Id, State> states;
    Id id = 0;
    std::string state;
    soci::statement st = (db.prepare << "select id, state from nomination"
                                        " where dossier_id = :dossier order by id",
                          into(id), into(state), use(dossier));
    st.execute();
    while (st.fetch()) states[id] = stored<State>(state);
    return states;
}

void check_chain(const std::vector<Entry>& entries) {
    std::string before;
    for (const auto& entry : entries) {
        if (sha256_hex(chained(entry, before)) != entry.hash)
            throw std::logic_error("dossier " + std::to_string(entry.dossier) + ", line " +
                                   std::to_string(entry.seq) + ": its hash does not fit");
        before = entry.hash;
    }
}

std::string locked_hash(soci::session& db, const Nomination& nomination) {
    std::string hash;
    db << "select content_hash from agenda_item where meeting_id = :meeting"
          " and nomination_id = :nomination",
        into(hash), use(nomination.meeting), use(nomination.id);
    return hash;
}

// What was voted on must still be what the nomination says.
void check_content(soci::session& db, Id id) {
    const auto dossier = load_dossier(db, id);
    for (const auto& nomination : dossier.nominations)
        if (locked(nomination.state) &&
            locked_hash(db, nomination) != sha256_hex(canonical(nomination, dossier.attachments)))
            throw std::logic_error("nomination " + std::to_string(nomination.id) +
                                   ": differs from what was voted on");
}

void check_dossier(soci::session& db, Id dossier) {
    std::vector<Entry> entries;
    for (auto& line : load_history(db, dossier)) entries.push_back(std::move(line.entry));
    check_chain(entries);
    const auto led_to = replay(entries);
    std::int64_t version = 0;
    db << "select version from dossier where id = :id", into(version), use(dossier);
    if (version != static_cast<std::int64_t>(entries.size()))
        throw std::logic_error("dossier " + std::to_string(dossier) +
                               ": its last lines are missing");
    for (const auto& [nomination, state] : stored_states(db, dossier)) {
        const auto found = led_to.find(nomination);
        if (state != (found == led_to.end() ? State::draft : found->second))
            throw std::logic_error("nomination " + std::to_string(nomination) +
                                   ": stands where its history does not lead");
    }
    check_content(db, dossier);
}

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

}  // namespace

Audit audit(soci::session& db) {
    Audit report;
    auto& breaks = report.breaks;
    for (const auto dossier : all_dossiers(db)) {
        ++report.dossiers;
        try {
            check_dossier(db, dossier);
        } catch (const std::logic_error& broken) {
            breaks.emplace_back(broken.what());
        }
    }
    for (const auto& [name, query] : invariants()) {
        std::int64_t id = 0;
        soci::statement st = (db.prepare << query, into(id));
        st.execute();
        while (st.fetch()) breaks.push_back(name + ": " + std::to_string(id));
    }
    return report;
}

}  // namespace tdkt::sql
