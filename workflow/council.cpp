#include "workflow/council.h"

#include <algorithm>

#include "workflow/texts.h"

namespace tdkt::workflow {

namespace {

bool voted_on(const Member& member, const AgendaItem& item) {
    return std::find(item.voters.begin(), item.voters.end(), member.id) != item.voters.end();
}

}  // namespace

// An absent member may vote in writing, and is not there all the same.
int Meeting::present() const {
    return count(Presence::present);
}

int Meeting::count(Presence presence) const {
    return static_cast<int>(
        std::count_if(members.begin(), members.end(),
                      [&](const Member& member) { return member.presence == presence; }));
}

std::string unseated(const Meeting& meeting) {
    const auto taken = [&](CouncilPost post) {
        return std::any_of(meeting.members.begin(), meeting.members.end(), [&](const Member& m) {
            return m.council_post == post && m.presence == Presence::present;
        });
    };
    constexpr CouncilPost needed[] = {CouncilPost::chair, CouncilPost::secretary};
    return listed(needed, ", ",
                  [&](CouncilPost post) { return taken(post) ? std::string_view() : label(post); });
}

std::optional<Member> member_of(const Meeting& meeting, Id account) {
    for (const auto& member : meeting.members)
        if (member.account == account) return member;
    return {};
}

bool recused(const Member& member, const AgendaItem& item) {
    if (member.recused) return true;
    if (member.account != 0 &&
        (member.account == item.nominee_account || member.account == item.proposer))
        return true;
    // A colleague's award is not one's own; that of one's whole unit is.
    return item.subject == Subject::collective && member.unit != 0 &&
           member.unit == item.nominee_unit;
}

bool has_voted(const Meeting& meeting, const Member& member) {
    return std::any_of(meeting.agenda.begin(), meeting.agenda.end(),
                       [&](const AgendaItem& item) { return voted_on(member, item); });
}

bool awaited(const Member& member, const AgendaItem& item) {
    return item.verdict.empty() && member.presence != Presence::absent && !recused(member, item) &&
           !voted_on(member, item);
}

bool is_voting(const Meeting& meeting) {
    return meeting.declared_at == 0 &&
           std::any_of(meeting.agenda.begin(), meeting.agenda.end(),
                       [](const AgendaItem& item) { return item.state == State::voting; });
}

bool takes_ballots(const Meeting& meeting) {
    return is_voting(meeting) && meeting.poll.closed_at == 0;
}

bool may_vote(const Member& member, const AgendaItem& item) {
    return item.state == State::voting && item.form != Form::hands && item.suspension.empty() &&
           awaited(member, item);
}

// A ballot that is in stays in, even when its voter has since come into conflict.
int expected_ballots(const Meeting& meeting, const AgendaItem& item) {
    if (meeting.poll.closed_at != 0 || item.form == Form::hands) return item.ballots;
    return item.ballots + static_cast<int>(std::count_if(
                              meeting.members.begin(), meeting.members.end(),
                              [&](const Member& member) { return awaited(member, item); }));
}

int awaited_ballots(const Meeting& meeting) {
    int most = 0;
    for (const auto& item : meeting.agenda)
        if (item.state == State::voting && item.suspension.empty())
            most = std::max(most, expected_ballots(meeting, item) - item.ballots);
    return most;
}

std::optional<Holder> holder_of(const Meeting& meeting, Id account) {
    if (const auto member = member_of(meeting, account)) {
        if (member->council_post == CouncilPost::chair) return Holder::chair;
        if (member->council_post == CouncilPost::secretary) return Holder::secretary;
    }
    const auto* auditor = meeting.poll.seat(Holder::auditor);
    if (auditor != nullptr && auditor->account == account) return Holder::auditor;
    return {};
}

}  // namespace tdkt::workflow
