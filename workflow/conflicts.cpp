#include "workflow/conflicts.h"

#include <algorithm>

#include "workflow/nominees.h"
#include "workflow/vietnamese.h"

namespace tdkt::workflow {
namespace {

// "Thị Hoa" in "Nguyễn Thị Hoa": whole words, at least two of them.
bool is_part_of(const std::string& part, const std::string& whole) {
    if (part.find(' ') == std::string::npos) return false;
    const auto padded = ' ' + whole + ' ';
    return padded.find(' ' + part + ' ') != std::string::npos;
}

}  // namespace

Match match(const Statement& statement, const Nominated& nominated) {
    const bool of_unit = statement.unit != 0 && (statement.unit == nominated.nominee_unit ||
                                                 statement.unit == nominated.proposing_unit);
    if (statement.name.empty()) return of_unit ? Match::sure : Match::none;
    const auto declared = nominee_key(statement.name), named = nominee_key(nominated.name);
    if (declared == named) return statement.unit == 0 || of_unit ? Match::sure : Match::doubtful;
    const auto plain = folded(declared), other = folded(named);
    const bool alike = plain == other || is_part_of(plain, other) || is_part_of(other, plain);
    return alike ? Match::doubtful : Match::none;
}

}  // namespace tdkt::workflow
