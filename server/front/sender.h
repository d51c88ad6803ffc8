// From where a request comes, when proxies may stand between.
#pragma once

#include <string>

#include "server/front/wire.h"
#include "server/networks.h"

namespace tdkt::server {

// The address that asked: `peer`, or, when that is a proxy of ours, whoever it
// says it asks for (X-Forwarded-For, read from its end, where our own proxies
// have written). What a stranger writes there is not believed.
std::string sender_of(const Head& head, const std::string& peer, const Networks& proxies);

// Whether it was asked on this machine, and not through a proxy for somebody else.
bool is_from_here(const Head& head, const std::string& peer, const Networks& proxies);

}  // namespace tdkt::server
