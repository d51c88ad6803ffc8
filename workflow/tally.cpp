#include "workflow/tally.h"

#include <algorithm>

namespace tdkt::workflow {

namespace {

bool left_during_vote(const Meeting& meeting, const Member& member) {
    return std::ranges::find(meeting.departures, member.id, &Departure::member) !=
           meeting.departures.end();
}

}  // namespace

Tally tally_of(const Meeting& meeting, const AgendaItem& item) {
    Tally tally;
    tally.members = static_cast<int>(meeting.members.size());
    for (const auto& member : meeting.members) {
        const bool there = member.presence != Presence::absent || left_during_vote(meeting, member);
        if (there && !recused(member, item)) ++tally.issued;
    }
    tally.returned = item.ballots;
    // A ballot that is in stays in, though its voter has come into conflict since.
    tally.issued = std::max(tally.issued, tally.returned);
    tally.yes = item.yes;
    tally.no = item.no;
    tally.valid = item.yes + item.no;
    tally.invalid = item.invalid;
    return tally;
}

std::string contradiction(const Tally& tally) {
    for (const int part :
         {tally.issued, tally.returned, tally.valid, tally.invalid, tally.yes, tally.no})
        if (part < 0) return "Số phiếu không thể nhỏ hơn không.";
    if (tally.issued > tally.members) return "Số phiếu phát ra nhiều hơn số thành viên.";
    if (tally.returned > tally.issued) return "Số phiếu thu về nhiều hơn số phiếu phát ra.";
    if (tally.valid + tally.invalid != tally.returned)
        return "Số phiếu hợp lệ và không hợp lệ không bằng số phiếu thu về.";
    if (tally.yes + tally.no != tally.valid)
        return "Số phiếu đồng ý và không đồng ý không bằng số phiếu hợp lệ.";
    return {};
}

bool may_count(const Meeting& meeting, const Member& member) {
    return member.presence == Presence::present &&
           std::ranges::none_of(meeting.agenda,
                                [&](const auto& item) { return recused(member, item); });
}

}  // namespace tdkt::workflow
