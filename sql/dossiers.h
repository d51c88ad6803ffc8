// Dossiers, their nominations and attachments.
#pragma once

#include <map>
#include <optional>

#include "sql/database.h"
#include "sql/sight.h"
#include "workflow/dossier.h"

namespace tdkt::sql {

// What an edit expects to find: the number an earlier reading gave; nothing
// when the editor did not say.
using Expected = std::optional<std::int64_t>;

// Changes with every event and every edit: what ETag and If-Match carry.
inline std::int64_t revision(const workflow::Dossier& dossier) {
    return dossier.version + dossier.edits;
}

// With its nominations and attachments, for a reader who may see it. Throws
// Problem{missing} both when there is none and when it is not for them.
workflow::Dossier load_dossier(soci::session& db, const Horizon& horizon, workflow::Id id);
workflow::Dossier load_dossier(soci::session& db, const workflow::Actor& reader, workflow::Id id);

// For the program itself, which may see everything.
workflow::Dossier load_dossier(soci::session& db, workflow::Id id);

// The revision alone, when the rest is not asked for: one statement instead of three.
std::int64_t load_revision(soci::session& db, const workflow::Actor& reader, workflow::Id id);
std::int64_t load_revision(soci::session& db, workflow::Id id);

// What an editor expects, who was told the revision without what they do not see.
inline Expected expected(Expected told, const workflow::Dossier& dossier) {
    if (told) *told += dossier.unseen;
    return told;
}

// What the nominations on an agenda say, with the papers of their dossiers. Two
// statements, whatever their number.
struct Contents {
    std::vector<workflow::Nomination> nominations;
    std::vector<workflow::Attachment> attachments;
};
Contents load_contents(soci::session& db, workflow::Id meeting);

// The dossier of a nomination that the reader may see; Problem{missing}.
workflow::Id dossier_of_nomination(soci::session& db, workflow::Id nomination);

workflow::Id dossier_of_attachment(soci::session& db, workflow::Id attachment);

// A line of a list: a dossier with where its nominations stand.
struct Card {
    workflow::Id id = 0, round = 0;
    std::string title, unit_name, round_name, pack;
    workflow::Day propose_before;
    std::int64_t created_at = 0, first_submitted_at = 0;
    std::vector<workflow::Nomination> nominations;  // name, subject, state, since, suspension
};

struct Search {
    std::optional<workflow::State> state;  // some nomination stands there
    workflow::Id round = 0;                // 0: any
    workflow::Id campaign = 0;             // 0: any
    // In the title, the unit, the receipt's code or a nominee's name, any case,
    // marks optional; or the dossier's own code.
    std::string text;
    workflow::Id before = 0;  // cursor: ids below this one; 0: from the newest
    int most = 50;
};

// The dossiers that the reader may see, the newest first. One statement.
std::vector<Card> load_cards(soci::session& db, const Horizon& horizon, const Search& search);

// How many of them there are in each round of a campaign that has any.
std::map<workflow::Id, std::int64_t> count_by_round(soci::session& db, const Horizon& horizon,
                                                    workflow::Id campaign);

// A new draft; its unit is the author's.
workflow::Id add_dossier(Change& change, const workflow::Actor& author, workflow::Id round,
                         const std::string& title, std::int64_t now);

// The functions below change a dossier's content and count as one edit each.
// They throw Problem{stale} when `expected` is given and is not its revision.
void edit_dossier(Change& change, workflow::Id id, Expected expected, const std::string& title,
                  const std::string& late_reason);
// With nothing in it. Problem{conflict} when it has a history.
void remove_dossier(Change& change, workflow::Id id, Expected expected);

workflow::Id add_nomination(Change& change, const workflow::Nomination& nomination,
                            Expected expected, std::int64_t now);
void edit_nomination(Change& change, const workflow::Nomination& nomination, Expected expected);
// Only of a nomination that has no history; Problem{conflict} otherwise.
void remove_nomination(Change& change, const workflow::Nomination& nomination, Expected expected);
workflow::Id add_attachment(Change& change, const workflow::Attachment& attachment,
                            const workflow::Actor& who, Expected expected);
void remove_attachment(Change& change, const workflow::Attachment& attachment, Expected expected);

// What a step leaves in the dossier besides the history.
void set_submitted(Change& change, workflow::Id id, const workflow::Actor& who, std::int64_t at,
                   int letter, const std::string& symbol);
void set_received(Change& change, workflow::Id id, const std::string& receipt, std::int64_t at,
                  const std::string& due_on, const std::string& pack);
void set_suspension(Change& change, workflow::Id nomination, const std::string& why);

}  // namespace tdkt::sql
