#include "workflow/council.h"

#include <algorithm>

#include "workflow/texts.h"

namespace tdkt::workflow {

namespace {

bool voted_on(const Member& member, const AgendaItem& item) {
    return std::find(item.voters.begin(), item.voters.end(), member.id) != item.voters.end();
}

}  // namespace

const NumberedPaper* Meeting::paper(CouncilPaper kind) const {
    const auto found = std::ranges::find(papers, kind, &NumberedPaper::kind);
    return found == papers.end() ? nullptr : &*found;
}

// An absent member may vote in writing, and is not there all the same.
int Meeting::present() const {
    return count(Presence::present);
}

int Meeting::base(const AgendaItem& item) const {
    return item.base != 0 ? item.base : static_cast<int>(members.size());
}

int Meeting::count(Presence presence) const {
    return static_cast<int>(
        std::count_if(members.begin(), members.end(),
                      [&](const Member& member) { return member.presence == presence; }));
}

const Member* presiding(const Meeting& meeting, const AgendaItem& item) {
    for (const auto& member : meeting.members) {
        const bool named = item.presiding != 0 ? member.id == item.presiding
                                               : member.council_post == CouncilPost::chair;
        if (named && member.presence == Presence::present && !recused(member, item)) return &member;
    }
    return nullptr;
}

const Member* chair_of_minutes(const Meeting& meeting) {
    const Member* presided = nullptr;
    for (const auto& member : meeting.members)
        if (member.council_post == CouncilPost::chair && member.presence == Presence::present)
            return &member;
    for (const auto& item : meeting.agenda) {
        const auto* one = presiding(meeting, item);
        if (one == nullptr || (presided != nullptr && presided != one)) return nullptr;
        presided = one;
    }
    return presided;
}

const Member* signer_of(const Meeting& meeting, CouncilPost as) {
    if (as == CouncilPost::chair) return chair_of_minutes(meeting);
    for (const auto& member : meeting.members)
        if (member.council_post == as) return &member;
    return nullptr;
}

namespace {

// Nobody presides: why.
std::string unled(const Meeting& meeting, const AgendaItem& item) {
    if (item.presiding != 0) return "người điều hành thay Chủ tịch chưa có mặt";
    const bool there =
        std::any_of(meeting.members.begin(), meeting.members.end(), [](const auto& m) {
            return m.council_post == CouncilPost::chair && m.presence == Presence::present;
        });
    return there ? "Chủ tịch Hội đồng không tham gia nội dung này, hãy cử người điều hành thay"
                 : "Chủ tịch Hội đồng chưa có mặt, hoặc hãy cử người điều hành thay";
}

}  // namespace

std::string unseated(const Meeting& meeting, const AgendaItem& item) {
    if (presiding(meeting, item) == nullptr) return unled(meeting, item);
    const bool kept =
        std::any_of(meeting.members.begin(), meeting.members.end(), [](const auto& m) {
            return m.council_post == CouncilPost::secretary && m.presence == Presence::present;
        });
    return kept ? "" : "Thư ký Hội đồng chưa có mặt";
}

std::vector<std::string> not_declared(const Meeting& meeting) {
    std::vector<std::string> list;
    for (const auto& member : meeting.members)
        if (member.presence != Presence::absent && !member.declared) list.push_back(member.name);
    return list;
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
    if (std::find(item.conflicted.begin(), item.conflicted.end(), member.account) !=
        item.conflicted.end())
        return true;
    // A colleague's award is not one's own; that of one's whole unit is.
    return item.subject == Subject::collective && member.unit != 0 &&
           member.unit == item.nominee_unit;
}

bool has_voted(const Meeting& meeting, const Member& member) {
    return std::any_of(meeting.agenda.begin(), meeting.agenda.end(),
                       [&](const AgendaItem& item) { return voted_on(member, item); });
}

void close_written(Meeting& meeting, Day today) {
    if (!meeting.written_by || today <= *meeting.written_by) return;
    for (auto& member : meeting.members) member.late = member.presence == Presence::written;
}

bool awaited(const Member& member, const AgendaItem& item) {
    return item.verdict.empty() && member.presence != Presence::absent && !member.late &&
           !recused(member, item) && !voted_on(member, item);
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

Count count_of(const Meeting& meeting, const AgendaItem& item, const Pack& pack,
               const Threshold& threshold) {
    Count count;
    count.members = static_cast<int>(meeting.members.size());
    count.present = meeting.present();
    count.expected = expected_ballots(meeting, item);
    count.ballots = item.ballots;
    count.yes = item.yes;
    count.no = item.no;
    count.invalid = item.invalid;
    count.threshold = threshold;
    count.quorum = pack.quorum(count.members);
    count.chair_decides = pack.tie_breaker == TieBreaker::chair;
    if (item.tie) count.decision = item.tie->carried;
    if (pack.recusal_reduces_members)
        count.discounted = static_cast<int>(
            std::count_if(meeting.members.begin(), meeting.members.end(),
                          [&](const Member& member) { return recused(member, item); }));
    return count;
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
