#include "workflow/council_term.h"

#include <algorithm>
#include <set>

namespace tdkt::workflow {

std::string fault_of(const std::vector<CouncilSeat>& seats) {
    const auto having = [&](CouncilPost post) {
        return std::ranges::count(seats, post, &CouncilSeat::post);
    };
    if (having(CouncilPost::chair) != 1) return "Hội đồng có đúng một Chủ tịch.";
    if (having(CouncilPost::secretary) != 1) return "Hội đồng có đúng một Thư ký.";
    if (seats.size() < 3) return "Hội đồng có ít nhất ba thành viên.";
    std::set<Id> people;
    for (const auto& seat : seats)
        if (!people.insert(seat.account).second) return "Một người được chọn hai lần.";
    for (const auto& seat : seats)
        if (seat.stand_in != 0 && !people.insert(seat.stand_in).second)
            return "Người dự thay không thể là thành viên, hoặc dự thay cho hai người.";
    return "";
}

}  // namespace tdkt::workflow
