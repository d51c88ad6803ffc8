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
// until a growing wait is over. `agent` is what the browser or
// program calls itself.
SignedIn sign_in(App& app, const std::string& username, const std::string& password,
                 const std::string& peer, const std::string& agent);

// Who comes with a token, if its session is still open; looking at it keeps it open.
std::optional<sql::Visitor> open_session(App& app, const std::string& token);

bool is_open(const sql::Session& session, const Settings& settings, std::int64_t now);

}  // namespace tdkt::server
