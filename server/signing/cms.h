// The signature itself as a message (CMS, RFC 5652) in the profile of ETSI EN
// 319 142-1: detached, signing-certificate-v2, and no time of its own, since
// the PDF's signature dictionary carries it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/signing/roots.h"
#include "server/signing/signer.h"

namespace tdkt::server {

using Parts = std::span<const std::string_view>;

// DER. The same bytes for the same parts when the key is RSA.
std::string signed_message(const Signer& signer, Parts parts);

// An upper bound for the size of any message of this signer.
std::size_t message_room(const Signer& signer);

struct MessageCheck {
    SignerIdentity signer;            // empty while no certificate could be read
    std::string issuer;               // CN of the authority
    std::vector<std::string> broken;  // Vietnamese: why the parts are not what was signed
    std::vector<std::string> doubts;  // Vietnamese: why the signer is not to be believed
    std::string caution;              // Vietnamese: worth knowing, not a fault
};

// Reads `message` (zeros may follow it) and checks it against the parts and, at
// `signed_at`, against the roots. `now` only serves the caution. Never throws
// for what is wrong with the message.
MessageCheck check_message(std::string_view message, Parts parts, bool needs_signing_certificate,
                           const Roots& roots, std::int64_t signed_at, std::int64_t now);

}  // namespace tdkt::server
