// A mail as it goes over the wire (RFC 5322): one receiver, plain text, Vietnamese.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tdkt::server {

struct Mail {
    std::string from_name, from, to;  // addresses as workflow::is_mail_address() wants them
    std::string subject, text;        // UTF-8; a line feed ends a line of the text
    std::string key;                  // names the mail for good: doubles are known by it
    std::int64_t at = 0;              // UTC, milliseconds
};

// Throws std::invalid_argument for what would be another head or another receiver: an
// address that is none, a sign that controls anything in the subject.
std::string mail_text(const Mail& mail);

std::string base64(std::string_view bytes);  // in one line

// A text of any signs as words of a head (RFC 2047), none longer than 75 signs and none
// with a part of a letter; as it stands when it is plain ASCII.
std::string head_words(std::string_view text);

}  // namespace tdkt::server
