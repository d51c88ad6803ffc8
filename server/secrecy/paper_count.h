// What a teller found in the ballots on paper, sealed until the poll is opened: the second
// teller counts without knowing the first one's numbers.
#pragma once

#include <optional>

#include "server/secrecy/hpke.h"
#include "workflow/poll.h"

namespace tdkt::server {

struct PaperCount {
    int yes = 0, no = 0, invalid = 0;

    int all() const { return yes + no + invalid; }
    bool operator==(const PaperCount&) const = default;
};

// `place`: 1 or 2, which of the two tellers. `open` is the poll's public key in base64url.
std::string seal_count(const std::string& open, workflow::Id meeting, workflow::Id nomination,
                       int place, const PaperCount& count);
std::optional<PaperCount> open_count(const hpke::KeyPair& poll, workflow::Id meeting,
                                     workflow::Id nomination, int place, const std::string& sealed);

}  // namespace tdkt::server
