// Who sends a request, and what proves that they meant to.
#pragma once

#include <optional>
#include <string>

#include "server/front/wire.h"
#include "server/http.h"

namespace tdkt::server {

inline constexpr std::string_view session_cookie = "tdkt_session";
inline constexpr std::string_view visit_cookie = "tdkt_visit";

struct Caller {
    workflow::Actor actor;
    std::string session;     // digest of the token; empty for nobody
    std::string secret;      // of which forms carry the mark; empty for programs
    bool new_visit = false;  // the secret was made now and goes out as a cookie
    bool by_cookie = false;  // a browser sent it along unasked
    std::string organ_name;  // of the actor
    std::int64_t unread = 0;
    bool password_given = false;  // by somebody else: first they choose their own
};

// Reads Authorization: Bearer, or else the cookie. Throws Problem{signed_out}
// for a bearer token that is not good; a cookie that ran out is nobody's. A
// person who is not signed in gets a secret of the visit, so that the sign-in
// form is protected like every other.
Caller caller_of(const Head& head, bool json, App& app);

// The token of Authorization: Bearer; empty text for another scheme, nothing
// when there is no such header.
std::optional<std::string> bearer_token(const Head& head);

// A Set-Cookie value; `seconds` 0 deletes, -1 keeps it until the browser ends.
std::string set_cookie(std::string_view name, const std::string& value, std::int64_t seconds,
                       const App& app);

// Throws Problem{forbidden} unless `sent` is the mark of the request's session.
void check_csrf(const Request& request, const std::string& sent);

}  // namespace tdkt::server
