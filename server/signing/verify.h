// Is this paper genuine? Who signed it, when, and what was done to it since.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/signing/changes.h"
#include "server/signing/roots.h"
#include "server/signing/signer.h"

namespace tdkt::server {

struct FoundSignature {
    std::string field;
    SignerIdentity signer;
    std::string issuer;                     // CN of the authority that certified the signer
    std::optional<std::int64_t> signed_at;  // UTC ms, as the signer states it
    std::string reason;
    bool intact = false;              // what it covers is what was signed
    bool trusted = false;             // by a certificate that led to a root when it was signed
    std::vector<std::string> faults;  // Vietnamese sentences; empty when intact and trusted
    std::string caution;              // Vietnamese; worth knowing, not a fault
    std::size_t end = 0;              // first byte that it does not cover any more
};

struct SignatureReport {
    std::vector<FoundSignature> signatures;     // in the order of signing
    std::vector<PdfChange> changes;             // since the first signature
    std::vector<std::string> alarms;            // Vietnamese: faults of the file as a whole
    std::map<std::string, std::string> fields;  // the clerk's ("so", "ngay" …) and their texts
    std::string title;                          // of the paper, as it was rendered

    // Every signature is good and nothing was changed that may not be. Says
    // nothing about whether the signer was competent to decide.
    bool valid() const;

    // Valid, by the leader and then by the organ, and every number and date is filled in.
    bool issued() const;
};

// `now` (UTC ms) tells signatures of the future. Files of strangers may hold compressed tables,
// which qpdf expands without a limit: look at those within a limit of memory. Never throws for what
// is wrong with the file; an unreadable one gives an alarm.
SignatureReport verify(std::string_view pdf, const Roots& roots, std::int64_t now);

// The same for a file that is open already.
SignatureReport verify(PdfFile& file, const Roots& roots, std::int64_t now);

// The report in Vietnamese, for people, several lines.
std::string describe(const SignatureReport& report);

}  // namespace tdkt::server
