// Programs of others that are told of steps: what they are sent, and how they know that it
// comes from us.
#pragma once

#include "server/app.h"
#include "sql/history.h"
#include "sql/outbox.h"
#include "sql/receivers.h"

namespace tdkt::server {

// Computed anew each time: it is stored nowhere. It changes with DATA/keys/repeats.key.
std::string webhook_secret(const App& app, const sql::Webhook& webhook);

// "t=1765242000,v1=…": HMAC-SHA256, hexadecimal, over the seconds, a dot and the body.
std::string webhook_signature(const std::string& secret, std::int64_t at, const std::string& body);

// The facts of a line of a history: codes and numbers, and nobody's name. `number` and
// `issued_on` of the decision, once it has them.
std::string webhook_body(const std::string& key, const sql::Line& line, const std::string& number,
                         const std::string& issued_on);

bool webhooks_are_open(const Settings& settings);

// Throws Undelivered.
void deliver_webhook(App& app, const sql::Message& message);

}  // namespace tdkt::server
