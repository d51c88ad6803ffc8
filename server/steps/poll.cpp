#include "server/steps/poll.h"

#include <algorithm>

#include "server/secrecy/holders.h"
#include "server/secrecy/paper_count.h"
#include "server/secrecy/sealed.h"
#include "server/secrecy/shuffle.h"
#include "server/secrecy/text.h"
#include "sql/other_votes.h"

namespace tdkt::server {

using namespace workflow;

namespace {

constexpr std::size_t name_bytes = 16;

std::string pair_name(Holder first, Holder second) {
    return std::string(code(first)).append(",").append(code(second));
}

struct Opener {
    Holder holder;
    hpke::KeyPair key;
};

// Whose code it is: the one whose public half follows from it.
Opener opener(const Meeting& meeting, const std::string& typed, const char* field) {
    const auto code = read_holder_code(typed);
    if (!code)
        throw Problem::field(field,
                             "Mã này gõ chưa đúng: gồm chín nhóm, mỗi nhóm bốn ký tự. Hãy so "
                             "lại với tờ giấy đã chép.");
    for (const auto& seat : meeting.poll.seats) {
        auto key = holder_key(code->view(), meeting.id, seat.holder);
        if (base64url(key.open) == seat.public_key) return {seat.holder, std::move(key)};
    }
    throw Problem::field(field, "Mã này không phải là mã của phiên họp này.");
}

// The poll's key, from two codes of two holders.
struct Opened {
    hpke::KeyPair key;
    std::string by;
};

Opened open_key(soci::session& db, const Meeting& meeting, const std::string& typed_first,
                const std::string& typed_second) {
    auto first = opener(meeting, typed_first, "code1");
    auto second = opener(meeting, typed_second, "code2");
    if (first.holder == second.holder)
        throw Problem::field("code2", "Hai mã phải là của hai người khác nhau.");
    if (second.holder < first.holder) std::swap(first, second);
    const auto by = pair_name(first.holder, second.holder);
    const auto secret = open_share(sql::load_share(db, meeting.id, by), meeting.id,
                                   {first.holder, first.key}, {second.holder, second.key});
    if (!secret) throw std::logic_error("a share of a poll that its holders do not open");
    auto key = hpke::pair_of(*secret);
    if (base64url(key.open) != meeting.poll.public_key)
        throw std::logic_error("a share of another poll");
    return {std::move(key), by};
}

// Opened in an order that has nothing to do with that of the sealed ones.
std::vector<OpenedBallot> opened(const hpke::KeyPair& key, Id meeting, Id nomination,
                                 const std::vector<std::string>& sealed) {
    std::vector<OpenedBallot> ballots;
    for (const auto& one : sealed) {
        const auto ballot = open_ballot(key, meeting, nomination, one);
        if (ballot)
            ballots.push_back({nomination, ballot->tracker, 0, "electronic", ballot->vote});
        else
            ballots.push_back({nomination, "", 0, "unreadable", Vote::blank});
    }
    return ballots;
}

void number_copies(std::vector<OpenedBallot>& ballots) {
    std::map<std::string, int> copies;
    for (auto& one : ballots) one.copy = copies[one.tracker]++;
}

using Entered = std::map<std::pair<Id, int>, std::string>;

// What both tellers found. Where they differ nobody is told by how much: they count anew.
PaperCount agreed_count(const hpke::KeyPair& key, Id meeting, const AgendaItem& item,
                        const Entered& entered) {
    std::optional<PaperCount> found[2];
    for (const int place : {1, 2})
        if (const auto sealed = entered.find({item.nomination, place}); sealed != entered.end())
            found[place - 1] = open_count(key, meeting, item.nomination, place, sealed->second);
    if (!found[0] || !found[1])
        throw Problem(Kind::conflict,
                      "Hai người kiểm phiếu giấy chưa ghi đủ kết quả của “" + item.name + "”.");
    if (*found[0] != *found[1])
        throw Problem(Kind::conflict, "Hai người kiểm phiếu giấy ghi khác nhau ở “" + item.name +
                                          "”; hãy kiểm lại và ghi lại.");
    return *found[0];
}

void add_papers(std::vector<OpenedBallot>& ballots, const AgendaItem& item,
                const PaperCount& count) {
    const auto add = [&](int times, Vote vote) {
        for (int i = 0; i < times; ++i) ballots.push_back({item.nomination, "", 0, "paper", vote});
    };
    add(count.yes, Vote::yes);
    add(count.no, Vote::no);
    add(count.invalid, Vote::blank);
}

}  // namespace

std::string take_code(sql::Change& change, const Meeting& meeting, Holder holder, Id account) {
    if (!meeting.poll.public_key.empty())
        throw Problem(Kind::conflict,
                      "Đã mở biểu quyết bằng các mã hiện có; không cấp lại mã được nữa.");
    auto code = new_holder_code();
    sql::set_holder(change, meeting.id,
                    {holder, account, "", base64url(holder_key(code, meeting.id, holder).open)});
    return code;
}

void make_poll(sql::Change& change, const Meeting& meeting) {
    if (!meeting.poll.public_key.empty()) return;
    const bool any_secret =
        std::ranges::find(meeting.agenda, Form::secret, &AgendaItem::form) != meeting.agenda.end();
    if (!any_secret) return sql::open_poll(change, meeting.id, "", {});
    const auto key = hpke::new_key_pair();
    std::map<std::string, std::string> shares;
    const auto& seats = meeting.poll.seats;
    for (std::size_t i = 0; i < seats.size(); ++i)
        for (std::size_t j = i + 1; j < seats.size(); ++j)
            shares[pair_name(seats[i].holder, seats[j].holder)] =
                seal_share(key.secret, meeting.id, seats[i], seats[j]);
    sql::open_poll(change, meeting.id, base64url(key.open), shares);
}

sql::SealedVote sealed_there(Id nomination, const std::string& sealed) {
    return {nomination, base64url(random_bytes(name_bytes)), sealed};
}

Sealing sealed_here(const Meeting& meeting, const std::map<Id, Vote>& votes) {
    Sealing sealing;
    for (const auto& [nomination, vote] : votes) {
        auto& tracker = sealing.trackers[nomination] = new_tracker();
        sealing.votes.push_back(sealed_there(
            nomination,
            seal_ballot(meeting.poll.public_key, meeting.id, nomination, {vote, tracker})));
    }
    return sealing;
}

void count_poll(sql::Change& change, const Meeting& meeting, const std::string& first,
                const std::string& second, std::int64_t at) {
    const auto key = open_key(change.db(), meeting, first, second);
    const auto sealed = sql::sealed_ballots(change.db(), meeting.id);
    const auto papers = sql::paper_votes(change.db(), meeting.id);
    const auto entered = sql::paper_counts(change.db(), meeting.id);
    for (const auto& item : meeting.agenda) {
        if (item.state != State::voting || !item.suspension.empty() || item.form != Form::secret)
            continue;
        std::vector<OpenedBallot> ballots;
        if (const auto found = sealed.find(item.nomination); found != sealed.end())
            ballots = opened(key.key, meeting.id, item.nomination, found->second);
        if (papers.contains(item.nomination))
            add_papers(ballots, item, agreed_count(key.key, meeting.id, item, entered));
        shuffle(ballots);
        number_copies(ballots);
        sql::keep_opened(change, meeting.id, item.nomination, ballots, at);
        if (sql::count_opened(change.db(), meeting.id, item.nomination) != item.ballots)
            throw Problem(Kind::conflict, "Số phiếu của “" + item.name +
                                              "” không bằng số người đã bỏ phiếu; chưa mở phiếu.");
    }
    sql::finish_poll(change, meeting.id, key.by, at);
}

}  // namespace tdkt::server
