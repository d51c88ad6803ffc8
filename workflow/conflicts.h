// Conflicts of interest that a member of a council declares, before the agenda
// is opened to them: with whom, by name or by unit, and whom that means.
#pragma once

#include <cstdint>

#include "workflow/actor.h"
#include "workflow/awards.h"

namespace tdkt::workflow {

enum class Relation { relative, colleague, interest };
inline constexpr auto relation_names = std::to_array<Name<Relation>>({
    {Relation::relative, "relative", "Người thân"},
    {Relation::colleague, "colleague", "Cùng đơn vị"},
    {Relation::interest, "interest", "Có quyền, lợi ích liên quan"},
});
template <>
inline constexpr std::span<const Name<Relation>> names<Relation> = relation_names;

// How sure it is that a nomination is meant. What is doubtful holds until the secretary
// of the council has looked.
enum class Match { none, doubtful, sure, confirmed, dismissed };
inline constexpr auto match_names = std::to_array<Name<Match>>({
    {Match::none, "none", "Không liên quan"},
    {Match::doubtful, "doubtful", "Chờ Thư ký xác nhận"},
    {Match::sure, "sure", "Đúng như khai báo"},
    {Match::confirmed, "confirmed", "Thư ký xác nhận"},
    {Match::dismissed, "dismissed", "Thư ký xác nhận không liên quan"},
});
template <>
inline constexpr std::span<const Name<Match>> names<Match> = match_names;

// One line of a declaration.
struct Statement {
    Id id = 0;
    Id meeting = 0, account = 0;
    Relation relation = Relation::relative;
    std::string name;  // as typed; empty: the whole unit
    Id unit = 0;       // 0: none named
    std::string unit_name = {};
    std::int64_t at = 0;
};

// Whom a nomination is about.
struct Nominated {
    Id id = 0;
    std::string name;
    Id nominee_unit = 0, proposing_unit = 0;
};

// Whether the statement means it. Names are one when they differ in case and blanks alone;
// when they differ in marks, or one is a part of the other, it is doubtful.
Match match(const Statement& statement, const Nominated& nominated);

}  // namespace tdkt::workflow
