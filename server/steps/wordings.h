// In which words a paper is written. Nothing else chooses: a new paper gets those that are
// valid on its day, and keeps them.
#pragma once

#include <string>
#include <vector>

#include "sql/database.h"
#include "workflow/decision.h"
#include "workflow/wording.h"

namespace tdkt::server {

struct Words {
    workflow::Id wording = 0;  // of the office; 0: the program's own
    std::string text;          // the whole template, parts in place
};

// For a paper of this kind and day.
Words words_for(soci::session& db, workflow::Id organ, const std::string& kind, workflow::Day day);

// The whole template that something was made in; empty for what is older than the keeping of
// words, and was written in the program's own.
std::string text_of(soci::session& db, const workflow::KeptWords& words);

// What is wrong with the office's words that hold or are to hold: they were sound when they
// were kept, but the program's parts and data may have changed since.
std::vector<std::string> wording_faults(soci::session& db, workflow::Day today);

// Keeps the words that a paper, which is about to be stored, was made in.
workflow::KeptWords keep_words(sql::Change& change, const Words& words, std::int64_t now);

}  // namespace tdkt::server
