// Issued decisions in the folder from which the agent of the document exchange takes them.
#pragma once

#include "server/app.h"
#include "sql/outbox.h"

namespace tdkt::server {

bool edxml_is_open(const Settings& settings);

// One file for each receiver, under another name until it lies on the disk whole; again is
// the same file again. Throws Undelivered.
void deliver_edxml(App& app, const sql::Message& message);

}  // namespace tdkt::server
