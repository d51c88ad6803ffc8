// A dossier and what lies in it.
#pragma once

#include "workflow/actor.h"
#include "workflow/awards.h"

namespace tdkt::workflow {

struct Attachment {
    Id id = 0;
    Id dossier = 0;
    Id nomination = 0;  // 0: of the whole dossier
    Part part = Part::other;
    std::string name, sha256, media_type;
    std::int64_t size = 0;
    std::int64_t added_at = 0;
    std::string added_by;
};

struct Nomination {
    Id id = 0;
    Id dossier = 0;
    int ordinal = 0;
    Subject subject = Subject::collective;
    std::string award;  // code, see Award
    Id prize = 0;
    std::string prize_name;
    std::int64_t prize_amount = 0;
    std::string name, post;
    Id nominee_account = 0, nominee_unit = 0;
    std::string summary, report;
    State state = State::draft;
    std::int64_t since = 0;
    std::string suspension;
    Id meeting = 0, decision = 0;
    bool veiled = false;  // the reader sees that it is under consideration, and no more
};

struct Dossier {
    Id id = 0;
    Id organ = 0, unit = 0, round = 0;
    std::string unit_name, round_name, campaign_name;
    Day propose_before;
    std::string title, late_reason;
    std::int64_t version = 0;  // of its last event
    std::int64_t edits = 0;    // of its content, by the unit
    std::int64_t unseen = 0;   // events that the reader does not see, and `version` does not count
    std::string created_by;
    std::int64_t created_at = 0, submitted_at = 0, received_at = 0;
    std::string submitted_by;
    std::string receipt, due_on, pack;
    bool partial = false;  // something in it is hidden from the reader
    int letter = 0;        // number of the submission letter in the series of the unit; 0: none yet
    std::string letter_symbol;
    std::vector<Nomination> nominations;
    std::vector<Attachment> attachments;
};

// "HS-00012": what people call it.
std::string dossier_code(Id id);

// The dossier that "HS-00012" or "hs 12" names; 0 when `text` is no such code.
Id dossier_named(std::string_view text);

// The state that a dossier is said to be in: the least advanced of its
// nominations that are still under way, or else the most advanced of all.
State state_of(const std::vector<Nomination>& nominations);

// What is voted on: everything that a nomination claims, with the hashes of its
// papers (those of its dossier among `attachments`). Its hash is locked with the agenda.
std::string canonical(const Nomination& nomination, const std::vector<Attachment>& attachments);

}  // namespace tdkt::workflow
