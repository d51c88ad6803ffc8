// Signing in and out, and who a token belongs to.
#pragma once

#include <optional>
#include <string>

#include "server/app.h"
#include "sql/sessions.h"

namespace tdkt::server {

struct SignedIn {
    std::string token;  // the only copy; the database keeps its digest
    workflow::Actor actor;
};

// Throws Problem{signed_out} for a wrong user name or password, in the same
// words and time for both, and Problem{too_many} after failures (throttle.h)
// until a growing wait is over.
SignedIn sign_in(App& app, const std::string& username, const std::string& password,
                 const std::string& peer);

// The session of a token, if it is still open; looking at it keeps it open.
std::optional<sql::Session> open_session(App& app, const std::string& token);

}  // namespace tdkt::server
