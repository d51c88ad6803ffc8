#include "workflow/council.h"

#include <algorithm>

namespace tdkt::workflow {

int Meeting::present() const {
    return static_cast<int>(std::count_if(members.begin(), members.end(), [](const Member& member) {
        return member.presence != Presence::absent;
    }));
}

std::optional<Member> member_of(const Meeting& meeting, Id account) {
    for (const auto& member : meeting.members)
        if (member.account == account) return member;
    return {};
}

bool recused(const Member& member, const AgendaItem& item) {
    return member.recused || (item.nominee_account != 0 && item.nominee_account == member.account);
}

}  // namespace tdkt::workflow
