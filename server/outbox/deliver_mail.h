// A notice as a mail: its sentence and its link, and nothing else about anybody.
#pragma once

#include "server/app.h"
#include "sql/outbox.h"

namespace tdkt::server {

bool mail_is_open(const Settings& settings);

// To the address that the person has now. Throws Undelivered.
void deliver_mail(App& app, const sql::Message& message);

// The mail that deliver_mail() would send to an address.
std::string mail_of_notice(const Settings& settings, const std::string& to,
                           const std::string& organ_name, const std::string& text,
                           const std::string& link, const sql::Message& message);

}  // namespace tdkt::server
