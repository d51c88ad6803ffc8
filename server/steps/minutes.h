// Minutes get the digital signatures of their secretary and their chair, one after the other.
#pragma once

#include <optional>

#include "server/app.h"
#include "sql/council.h"
#include "sql/documents.h"
#include "workflow/council.h"

namespace tdkt::server {

// Made ready before the change that keeps it, since a signature may come from a slow token.
struct SignedMinutes {
    workflow::Document document;  // as it was when it was signed
    std::string bytes;
    std::int64_t at = 0;  // the time of its signature
};

// The minutes with the signature of `signer` as secretary or as chair, made at `at` (UTC ms).
// Nothing where no minutes wait for it, and where the signer has no key here: the signature is
// then the record of the step alone, and the paper is signed by hand. Problem when the key does
// not open, or what is signed already is not valid.
std::optional<SignedMinutes> sign_paper(soci::session& db, App& app,
                                        const workflow::Meeting& meeting,
                                        const workflow::Member& signer, workflow::CouncilPost as,
                                        std::int64_t at);

// Within the change that records the step. Problem{stale} when the paper is another by now.
void keep(sql::Change& change, const SignedMinutes& minutes);

}  // namespace tdkt::server
