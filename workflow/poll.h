// The secret poll of a meeting: who holds its key, and how far it has come.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "workflow/names.h"

namespace tdkt::workflow {

using Id = std::int64_t;

// What a ballot says of an item. A ballot that is blank there is invalid for it.
enum class Vote { yes, no, blank };
inline constexpr auto vote_names = std::to_array<Name<Vote>>({
    {Vote::yes, "yes", "Đồng ý"},
    {Vote::no, "no", "Không đồng ý"},
    {Vote::blank, "blank", "Phiếu trắng"},
});
template <>
inline constexpr std::span<const Name<Vote>> names<Vote> = vote_names;

// How an item is voted on. Openly: each by name. By hands: the secretary counts them.
enum class Form { secret, open, hands };
inline constexpr auto form_names = std::to_array<Name<Form>>({
    {Form::secret, "secret", "Bỏ phiếu kín"},
    {Form::open, "open", "Biểu quyết công khai"},
    {Form::hands, "hands", "Giơ tay"},
});
template <>
inline constexpr std::span<const Name<Form>> names<Form> = form_names;

// Any two of the three open the ballots; one alone opens nothing.
enum class Holder { chair, secretary, auditor };
inline constexpr auto holder_names = std::to_array<Name<Holder>>({
    {Holder::chair, "chair", "Chủ tịch Hội đồng"},
    {Holder::secretary, "secretary", "Thư ký Hội đồng"},
    {Holder::auditor, "auditor", "Người giám sát"},
});
template <>
inline constexpr std::span<const Name<Holder>> names<Holder> = holder_names;

// A ballot after the count: what it says of one item.
struct OpenedBallot {
    Id nomination = 0;
    std::string tracker;  // empty: on paper, or unreadable
    int copy = 0;         // tells those of one tracker apart
    std::string kind;     // electronic, paper, unreadable
    Vote vote = Vote::blank;
};

struct Seat {
    Holder holder = Holder::chair;
    Id account = 0;
    std::string name;
    std::string public_key;  // base64url; empty: named, and no code taken yet
};

struct Poll {
    std::string public_key;   // base64url; empty: the vote has not been opened
    std::vector<Seat> seats;  // of those that are named, in the order of Holder
    std::int64_t closed_at = 0, counted_at = 0;
    std::string closed_by, close_reason;
    std::string opened_by;  // codes of the two holders, "chair,auditor"

    // The holder's seat; nothing while nobody is named.
    const Seat* seat(Holder holder) const {
        for (const auto& one : seats)
            if (one.holder == holder) return &one;
        return nullptr;
    }
    // Whether all three have taken a code.
    bool is_keyed() const {
        std::size_t taken = 0;
        for (const auto& one : seats) taken += one.public_key.empty() ? 0 : 1;
        return taken == holder_names.size();
    }
};

}  // namespace tdkt::workflow
