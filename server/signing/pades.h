// The two signatures of a decision (PAdES-B-B, ETSI EN 319 142-1): the leader
// signs the rendered paper; the clerk fills in number and date and adds the
// organ's seal. Both are incremental updates, so the bytes that the leader
// signed stay in the file as they are.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "server/signing/roots.h"
#include "server/signing/signer.h"

namespace tdkt::server {

// Gives the content operators for a box of this size in points, origin at its lower left corner.
// Fonts are named as in the paper's /DR: /F0 regular, /F1 bold, /F2 italic, /F3 bold italic.
using Draw = std::function<std::string(double width, double height)>;

// What a signature shows and states.
struct SignatureMark {
    Draw draw;
    std::string reason;    // "Phê duyệt"
    std::string location;  // "Đà Nẵng"
};

// What the clerk writes into a reserved field.
struct FieldFilling {
    std::string text;
    Draw draw;
};

struct IssueMarks {
    // By field: "so", "ngay", "so_phu_luc", "ngay_phu_luc". Those that the paper lacks are left
    // out, so a caller may always give them all.
    std::map<std::string, FieldFilling> fillings;
    SignatureMark seal;
};

// The paper with the leader's signature, made at `signed_at` (UTC ms). Throws
// workflow::Problem when the paper is no paper of ours or bears a signature already.
std::string approve(std::string_view pdf, const Signer& leader, const SignatureMark& mark,
                    std::int64_t signed_at);

// The approved paper with number, date and the organ's seal. Throws workflow::Problem, with
// every reason at once, unless the leader's signature is there, valid by `roots`, the only one,
// and the last word in the file, and every field for number and date is empty and has a filling.
std::string issue(std::string_view pdf, const Signer& organ, const IssueMarks& marks,
                  const Roots& roots, std::int64_t signed_at);

// The minutes with the signature of one of the two who sign them, in the field `own` (`leader` for
// the chair, or `secretary`), whoever is first. Throws workflow::Problem unless the field is
// there and empty, and what is signed already is valid by `roots`.
std::string sign_minutes(std::string_view pdf, const char* own, const Signer& signer,
                         const SignatureMark& mark, const Roots& roots, std::int64_t signed_at);

// What a signature's picture says, line by line: who, for which organ, when.
std::vector<std::string> caption(const SignerIdentity& signer, std::int64_t signed_at);

}  // namespace tdkt::server
