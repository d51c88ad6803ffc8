// The words in which an office writes a kind of paper: versions of a template, each valid
// from a day on, only ever added to, and chained for each kind.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "workflow/actor.h"
#include "workflow/calendar.h"

namespace tdkt::workflow {

struct Wording {
    Id id = 0;
    Id organ = 0;
    std::string kind;  // of paper, as templates/papers.h names it
    int version = 0;   // from 1, without gaps, for each kind
    std::string text;  // as it was written, parts not in place
    std::string sha256;
    Day valid_from{};
    std::string note;      // why it was changed
    std::string accepted;  // errors that the checks found and that were let through: "L07,L12"
    Id made_by = 0;
    std::string made_by_name;
    std::int64_t made_at = 0;
    std::string hash;  // of the chain, hex
};

// The words that something was made in.
struct KeptWords {
    Id wording = 0;    // the office's; 0: the program's own
    std::string file;  // the whole text, SHA-256; empty for what is older than its keeping
};

// The one that a paper of this day is written in: of those valid by then the newest; null
// when there is none, and the program's own words hold. In any order.
const Wording* valid_on(std::span<const Wording> versions, Day day);

// Those that will hold on a day after `today`, the soonest first. A version whose day comes
// when a newer one holds already never will. In any order; they live as long as `versions`.
std::vector<const Wording*> upcoming(std::span<const Wording> versions, Day today);

// What the hash of a version is taken over, as chained() of a dossier's history. The text
// stands in it by its sum.
std::string chained(const Wording& wording, const std::string& before);

}  // namespace tdkt::workflow
