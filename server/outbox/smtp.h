// Hands mails to the server that sends them on.
#pragma once

#include <string>

#include "server/settings.h"

namespace tdkt::server {

// Returns when the server has taken the mail. Throws Undelivered otherwise, also when the
// connection broke so late that nobody knows. A minute at most.
void send_mail(const Settings& settings, const std::string& to, const std::string& text);

// Signs in there and sends nothing. Throws Undelivered.
void try_mail_server(const Settings& settings);

}  // namespace tdkt::server
