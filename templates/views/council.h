// Meetings and ballots as the pages and the API show them.
#pragma once

#include "templates/views/poll.h"
#include "templates/views/sheets.h"
#include "templates/views/signatures.h"
#include "templates/views/steps.h"
#include "workflow/council.h"
#include "workflow/decision.h"

namespace tdkt::templates {

struct MeetingRow {
    workflow::Id id;
    std::string council, place, held_at;
    workflow::Day held_on;
    std::int64_t opened_at, declared_at;
    int items;
    bool minutes_signed;
    bool shut = false;  // the reader is to declare first
    std::int64_t closed_at = 0, counted_at = 0;
};

// A council's term that a new meeting may be called in.
struct TermOption {
    workflow::Id id;
    std::string name;
};

// `waiting`: how many nominations wait for a meeting; -1: not for this reader.
json meetings_view(const std::vector<MeetingRow>& rows, const std::vector<TermOption>& terms,
                   std::int64_t waiting, bool may_create, const Now& now);

// A nomination that waits for a meeting, or for a decision.
struct Candidate {
    workflow::Id nomination, dossier;
    std::string name, post, unit_name, award_label, verdict_text;
    std::int64_t amount;
    std::string round_name = {};
};
json candidate(const Candidate& one);

struct MeetingShown {
    const workflow::Meeting& meeting;
    const std::vector<workflow::Facts>& facts;
    const std::vector<workflow::Choice>& choices;
    const std::vector<Happened>& history;
    const std::vector<Candidate>& candidates;
    std::optional<workflow::Document> minutes;
    workflow::Actor reader;
    bool has_voted = false;
    std::vector<SheetLink> sheets = {};
    bool barred = false;  // in conflict, so that others take the steps of the meeting
    PollShown poll = {};
    std::vector<SignatureShown> signatures = {};  // on the minutes
};
json meeting_view(const MeetingShown& shown, const Now& now);

// The ballot of one member: the items `open` to their vote and those they take no
// part in, with `summaries` by nomination.
json ballot_view(const workflow::Meeting& meeting, const workflow::Member& member,
                 const std::vector<workflow::AgendaItem>& open,
                 const std::map<workflow::Id, std::string>& summaries,
                 const std::map<workflow::Id, workflow::Count>& counts);

std::string meeting_title(const workflow::Meeting& meeting);

// "6/11 phiếu thuận (trên 50%)".
std::string threshold_text(const workflow::Count& count);

// What follows from who is there, before or while votes come in: it tells no vote. Empty:
// nothing does.
std::string outlook_text(const workflow::Count& count);

void put_quorum(json& view, const workflow::Meeting& meeting,
                const std::vector<workflow::Facts>& facts, const Now& now);

}  // namespace tdkt::templates
