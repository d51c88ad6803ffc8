// A Problem ends a request. It tells the official, in their own words, what
// is wrong, where, and what would put it right, and nothing about the
// machinery. Every other exception is a fault of ours: it is logged under a
// number, and the user is shown that number alone.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tdkt::workflow {

// The values are HTTP statuses, so no second table has to translate them.
enum class Kind {
    malformed = 400,    // the message cannot be read at all
    signed_out = 401,   // sign in first
    forbidden = 403,    // not this person's step to take
    missing = 404,      // absent, or not for this reader to know about
    conflict = 409,     // clashes with what is already there
    stale = 412,        // somebody changed it meanwhile
    too_large = 413,    // more bytes than are taken
    unsupported = 415,  // a kind of content that is not taken
    blocked = 422,      // right person, but something is lacking; the faults say what
    too_many = 429,     // too many attempts; wait
    busy = 503,         // too many at once; the same request may succeed in a while
};

// Stable words for programs: the `code` of problem+json.
constexpr std::string_view code(Kind kind) {
    switch (kind) {
        case Kind::malformed:
            return "malformed";
        case Kind::signed_out:
            return "signed_out";
        case Kind::forbidden:
            return "forbidden";
        case Kind::missing:
            return "missing";
        case Kind::conflict:
            return "conflict";
        case Kind::stale:
            return "stale";
        case Kind::too_large:
            return "too_large";
        case Kind::unsupported:
            return "unsupported";
        case Kind::blocked:
            return "blocked";
        case Kind::too_many:
            return "too_many";
        case Kind::busy:
            return "busy";
    }
    return "malformed";
}

// One thing to put right. `field` names the input it is about, or is empty; of a text with
// rules of its own, `code` names the rule, and line and column, from 1, the place.
struct Fault {
    std::string field;
    std::string message;
    std::string code = {};
    int line = 0, column = 0;

    bool operator==(const Fault&) const = default;
};

class Problem : public std::runtime_error {
  public:
    // `message` and the faults' messages are Vietnamese, and are shown as they stand.
    Problem(Kind kind, const std::string& message, std::vector<Fault> faults = {})
        : std::runtime_error(message), kind_(kind), faults_(std::move(faults)) {}

    static Problem missing(const std::string& what) {
        return {Kind::missing, "Không tìm thấy " + what + "."};
    }
    static Problem stale() {
        return {Kind::stale,
                "Nội dung đã thay đổi từ khi Ông/Bà mở trang này nên chưa có gì được ghi. Hãy xem "
                "nội dung mới nhất rồi thực hiện lại."};
    }
    static Problem busy() { return {Kind::busy, "Hệ thống đang bận. Hãy thử lại sau ít phút."}; }
    static Problem field(std::string name, const std::string& message) {
        return {Kind::blocked, message, {{std::move(name), message}}};
    }

    Kind kind() const { return kind_; }
    int status() const { return static_cast<int>(kind_); }
    const std::vector<Fault>& faults() const { return faults_; }

  private:
    Kind kind_;
    std::vector<Fault> faults_;
};

}  // namespace tdkt::workflow
