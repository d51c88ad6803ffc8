#include "sql/dossiers.h"

#include <algorithm>
#include <map>

#include "sql/audit/checks.h"
#include "sql/digest.h"
#include "sql/history.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

std::vector<Entry> load_entries(soci::session& db, Id dossier) {
    std::vector<Entry> entries;
    for (auto& line : load_history(db, dossier)) entries.push_back(std::move(line.entry));
    return entries;
}

void check_chain(const std::vector<Entry>& entries) {
    std::string before;
    for (const auto& entry : entries) {
        if (sha256_hex(chained(entry, before)) != entry.hash)
            throw std::logic_error("line " + std::to_string(entry.seq) + ": its hash does not fit");
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

// What the lines about one nomination led to.
struct Trail {
    State state = State::draft;
    std::int64_t since = 0;  // of the last move; 0: never moved
    bool suspended = false;
};

std::map<Id, Trail> trails(const std::vector<Entry>& entries) {
    std::map<Id, Trail> found;
    for (const auto& entry : entries) {
        auto& trail = found[entry.nomination];
        trail.state = entry.to;
        if (entry.from != entry.to) trail.since = entry.at;
        if (entry.event == Event::suspend) trail.suspended = true;
        if (entry.event == Event::resume) trail.suspended = false;
    }
    return found;
}

void check_nomination(soci::session& db, const Dossier& dossier, const Nomination& nomination,
                      const Trail& trail, Breaks& breaks) {
    const auto say = [&](const char* what) {
        add_break(breaks, "nomination", nomination.id, what);
    };
    if (nomination.state != trail.state) say("stands where its history does not lead");
    if (trail.since != 0 && nomination.since != trail.since)
        say("stands there since another moment than its history says");
    if (nomination.suspension.empty() == trail.suspended)
        say("is suspended, or not, against its history");
    // What was voted on must still be what the nomination says.
    if (locked(nomination.state) &&
        locked_hash(db, nomination) != sha256_hex(canonical(nomination, dossier.attachments)))
        say("differs from what was voted on");
}

// Who submitted and when it was received stand beside the history, for lists.
void check_copies(soci::session& db, const Dossier& dossier, const std::vector<Entry>& entries,
                  Breaks& breaks) {
    Id submitted_by = 0;
    db << "select submitted_by from dossier where id = :id", into(submitted_by), use(dossier.id);
    Id submitter = 0;
    std::int64_t submitted = 0, received = 0;
    for (const auto& entry : entries) {
        if (entry.event == Event::submit) {
            submitter = entry.actor;
            submitted = entry.at;
        }
        if (entry.event == Event::receive && received == 0) received = entry.at;
    }
    const auto say = [&](const char* what) { add_break(breaks, "dossier", dossier.id, what); };
    if (submitted_by != submitter || dossier.submitted_at != submitted)
        say("was submitted by another person or at another moment than it says");
    if (dossier.received_at != received) say("was received at another moment than it says");
    if (dossier.receipt.empty() != (received == 0) || dossier.pack.empty() != (received == 0))
        say("has a receipt without having been received, or none although it was");
}

}  // namespace

void check_dossier(soci::session& db, Id id, Breaks& breaks) {
    const auto entries = load_entries(db, id);
    check_chain(entries);
    replay(entries);
    const auto dossier = load_dossier(db, id);
    if (dossier.version != static_cast<std::int64_t>(entries.size()))
        throw std::logic_error("its last lines are missing");
    const auto led_to = trails(entries);
    for (const auto& nomination : dossier.nominations) {
        const auto found = led_to.find(nomination.id);
        check_nomination(db, dossier, nomination, found == led_to.end() ? Trail{} : found->second,
                         breaks);
    }
    for (const auto& [nomination, trail] : led_to)
        if (std::ranges::find(dossier.nominations, nomination, &Nomination::id) ==
            dossier.nominations.end())
            breaks.push_back("nomination " + std::to_string(nomination) +
                             ": has a history and is not there");
    check_copies(db, dossier, entries, breaks);
    check_sheets(db, id, entries, breaks);
}

}  // namespace tdkt::sql
