// One POST to an address on the internet, and the status that came back: no redirect is
// followed, nothing of the answer but its first line is read, and ten seconds are all.
#pragma once

#include <string>
#include <vector>

#include "server/settings.h"

namespace tdkt::server {

// https, or http to this machine where private addresses are allowed; no user, no fragment.
// Throws workflow::Problem naming the field "url".
void check_webhook_url(const std::string& url, const Settings& settings);

using Heads = std::vector<std::pair<std::string, std::string>>;

// The status of the answer. Throws Undelivered when there is none, and for a name that leads
// to an address inside: the name is looked up once, so that it cannot lead elsewhere later.
int post(const std::string& url, const Heads& heads, const std::string& body,
         const Settings& settings);

// Whether nobody outside has such an address: this machine, a private or a shared network, what
// is bound to a link (where clouds keep their secrets), what is no address of one machine.
// `private_allowed` leaves the last three.
bool is_inside(const std::string& address, bool private_allowed);

}  // namespace tdkt::server
