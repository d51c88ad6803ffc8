// What is sealed: a ballot, and the shares of the key that opens ballots. Each sealing is
// bound to its meeting and to what it is, so that nothing can be put in another's place.
#pragma once

#include <optional>
#include <vector>

#include "server/secrecy/hpke.h"
#include "workflow/poll.h"

namespace tdkt::server {

// The content of a ballot. All have the same length, sealed or not.
struct Ballot {
    workflow::Vote vote = workflow::Vote::blank;
    std::string tracker;  // eight of Crockford's signs
};

inline constexpr std::size_t sealed_ballot_signs = 86;  // 64 bytes in base64url

std::string new_tracker();

// In base64url. `open` is the poll's public key in base64url.
std::string seal_ballot(const std::string& open, workflow::Id meeting, workflow::Id nomination,
                        const Ballot& ballot);
// Nothing for what no program of ours sealed for this item: an invalid ballot.
std::optional<Ballot> open_ballot(const hpke::KeyPair& poll, workflow::Id meeting,
                                  workflow::Id nomination, const std::string& sealed);

// Whether a text can be a sealed ballot; what is in it nobody knows yet.
bool looks_sealed(const std::string& sealed);

// The poll's secret key sealed for two holders together: neither opens it alone.
std::string seal_share(const Secret& poll, workflow::Id meeting, const workflow::Seat& first,
                       const workflow::Seat& second);
std::optional<Secret> open_share(const std::string& sealed, workflow::Id meeting,
                                 const std::pair<workflow::Holder, hpke::KeyPair>& first,
                                 const std::pair<workflow::Holder, hpke::KeyPair>& second);

}  // namespace tdkt::server
