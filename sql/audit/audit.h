// Looking for anything that must never be: what `tdkt audit` does.
#pragma once

#include "sql/audit/checkpoints.h"
#include "workflow/awards.h"

namespace tdkt::sql {

struct Audit {
    std::size_t dossiers = 0;  // how many histories were replayed
    std::size_t accounts = 0;  // and how many records of accounts
    std::optional<Checkpoint> newest;
    std::vector<std::string> breaks;  // one sentence each; empty when all is well
};

// Replays every history and holds against it what is kept beside: states, dates,
// papers, votes, counts, amounts, register, the bytes of every file, the words of papers; then the
// records of the accounts, the signed checkpoints (`believe` as in checkpoints.h), and the queries
// of invariants.sql. Reads every file whole, piece by piece.
Audit audit(soci::session& db, const workflow::Rules& rules, const BelieveCheckpoint& believe = {});

}  // namespace tdkt::sql
