// The certificates of a decision, made in one go: what somebody wants, and how far it is.
#pragma once

#include "workflow/wording.h"

namespace tdkt::workflow {

// Which of the two a campaign gives is for the office to say (Law 06/2022, Article 75
// names the first; prizes and titles are attested).
enum class CertificateKind { commendation, attestation };
inline constexpr auto certificate_kind_names = std::to_array<Name<CertificateKind>>({
    {CertificateKind::commendation, "commendation", "Giấy khen"},
    {CertificateKind::attestation, "attestation", "Giấy chứng nhận"},
});
template <>
inline constexpr std::span<const Name<CertificateKind>> names<CertificateKind> =
    certificate_kind_names;

enum class Bundle { pdf, zip };
inline constexpr auto bundle_names = std::to_array<Name<Bundle>>({
    {Bundle::pdf, "pdf", "Một tệp PDF, mỗi người một trang"},
    {Bundle::zip, "zip", "Một tệp nén (zip), mỗi người một tệp PDF"},
});
template <>
inline constexpr std::span<const Name<Bundle>> names<Bundle> = bundle_names;

struct CertificateOrder {
    CertificateKind kind = CertificateKind::commendation;
    Bundle bundle = Bundle::pdf;
    bool blank = false;       // printed on blanks that have border and Quốc hiệu
    int right = 0, down = 0;  // tenths of a millimetre
    bool operator==(const CertificateOrder&) const = default;
};

// How long the file of a batch is kept.
inline constexpr int certificate_days = 30;

struct CertificateBatch {
    Id id = 0;
    Id organ = 0;
    Id decision = 0;
    Id document = 0;  // the issued paper, whose data say what the certificates say
    int number = 0;   // of the decision
    std::string symbol;
    KeptWords words;
    CertificateOrder order;
    Id asker = 0;
    std::string asked_by;  // their name
    std::int64_t asked_at = 0;
    int total = 0, done = 0;
    std::int64_t run = 0;  // how often the work was begun
    std::int64_t made_at = 0, cancelled_at = 0;
    std::int64_t forgotten_at = 0;  // its file was kept long enough
    std::string error;              // why it cannot be made
    std::string warnings;           // one a line
    std::string sha256;
    std::int64_t size = 0;
    std::int64_t attempts = 0, next_at = 0;  // of the work that waits; next_at 0: none does

    bool under_way() const { return made_at == 0 && cancelled_at == 0 && error.empty(); }
    bool has_file() const { return made_at != 0 && forgotten_at == 0; }
    std::int64_t kept_until() const { return made_at + certificate_days * one_day; }
};

}  // namespace tdkt::workflow
