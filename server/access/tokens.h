// Secrets that travel: session tokens, and what is derived from them.
#pragma once

#include <string>
#include <string_view>

namespace tdkt::server {

// 32 random bytes as 43 signs of base64url.
std::string new_token();
bool looks_like_token(std::string_view text);

std::string sha256(std::string_view text);  // hexadecimal

// What a form must carry to be taken as sent by a page of this session: only
// who was shown the page can know it, and it does not reveal the token.
std::string csrf_of(const std::string& token);

// Takes the same time wherever the two differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace tdkt::server
