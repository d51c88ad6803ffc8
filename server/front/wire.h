// HTTP/1.1 as bytes, and nothing else: what the head of a message may look
// like, and how ours is written. There is one reading of a message in this
// program, so no second one can disagree with it about where a message ends.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "server/http.h"

namespace tdkt::server {

// Ends a connection before anybody looks at what was asked.
struct Refusal {
    int status;
    std::string_view why;  // English, for the log
};

inline constexpr std::size_t longest_head = 32 * 1024;
inline constexpr std::size_t longest_line = 2048;
inline constexpr std::size_t most_fields = 64;

struct Head {
    std::string method;
    std::string path;                            // decoded: UTF-8, no empty or dot segments
    std::string query;                           // as sent, without "?"
    std::map<std::string, std::string> headers;  // names in lower case
    std::int64_t length = 0;                     // of the body, unless chunked
    bool chunked = false;
    bool expects_continue = false;

    std::string_view header(const std::string& name) const;  // empty when absent
    bool has_body() const { return chunked || length > 0; }
};

// `block` is everything up to and with the empty line. Throws Refusal for
// whatever two readers could understand in two ways.
Head parse_head(std::string_view block);

// The value of a cookie; empty when absent.
std::string cookie(const Head& head, std::string_view name);

// Status line and headers of `response`, with those that every answer carries;
// `secure`: people reach us over TLS, and browsers are told to use nothing else.
// Throws std::logic_error for a header that would break the message.
std::string format_head(const Response& response, std::int64_t now, bool secure = false);

}  // namespace tdkt::server
