// How a council is made up by its founding decision (domain rules 1.6.1).
#pragma once

#include <string>
#include <vector>

#include "workflow/actor.h"
#include "workflow/names.h"

namespace tdkt::workflow {

enum class CouncilKind { agency, sector, initiative };
inline constexpr auto council_kind_names = std::to_array<Name<CouncilKind>>({
    {CouncilKind::agency, "agency", "Hội đồng thi đua, khen thưởng cơ quan"},
    {CouncilKind::sector, "sector", "Hội đồng thi đua, khen thưởng ngành"},
    {CouncilKind::initiative, "initiative", "Hội đồng sáng kiến"},
});
template <>
inline constexpr std::span<const Name<CouncilKind>> names<CouncilKind> = council_kind_names;

enum class CouncilPost { chair, deputy_chair, secretary, member };
inline constexpr auto council_post_names = std::to_array<Name<CouncilPost>>({
    {CouncilPost::chair, "chair", "Chủ tịch Hội đồng"},
    {CouncilPost::deputy_chair, "deputy_chair", "Phó Chủ tịch Hội đồng"},
    {CouncilPost::secretary, "secretary", "Thư ký Hội đồng"},
    {CouncilPost::member, "member", "Ủy viên"},
});
template <>
inline constexpr std::span<const Name<CouncilPost>> names<CouncilPost> = council_post_names;

// Offices whose holders may sit in a council, for they may come to its pages.
constexpr auto council_seats = Role::council_member | Role::council_chair | Role::council_secretary;

struct CouncilSeat {
    Id account = 0;
    CouncilPost post = CouncilPost::member;
    Id stand_in = 0;  // account of who comes when the holder cannot; 0: nobody
};

// What is wrong with seats, in Vietnamese; empty: nothing. One chair, one secretary, three
// members at least, nobody in two places.
std::string fault_of(const std::vector<CouncilSeat>& seats);

}  // namespace tdkt::workflow
