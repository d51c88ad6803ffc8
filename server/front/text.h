// Text as it comes from outside: is it UTF-8, what does it hold, and in which
// form it is kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tdkt::server {

bool is_utf8(std::string_view text);

// Composed form (NFC), which is the one that is kept. `text` is UTF-8.
std::string composed(std::string_view text);

std::size_t characters(std::string_view text);  // code points

// Control, format, private and unassigned signs, and separators of lines: what
// nobody sees or types by intent, among them those that turn the direction of
// writing. `lines` allows line feed and tab.
bool has_unprintable(std::string_view text, bool lines);

// Without blanks of any script at either end; CRLF, CR and the separators of
// lines and paragraphs as line feed.
std::string tidy(std::string_view text);

// Without the invisible signs that other programs leave in what is copied from
// them: hints where a word may be broken, and marks of the order of bytes.
std::string without_hints(std::string_view text);

// Nothing when a "%" is not followed by two hexadecimal digits. `plus` turns
// "+" into a blank, as forms are sent.
std::optional<std::string> percent_decoded(std::string_view text, bool plus = false);
std::string percent_encoded(std::string_view text);  // all but letters, digits and -._~/

std::string hex(std::string_view bytes);

}  // namespace tdkt::server
