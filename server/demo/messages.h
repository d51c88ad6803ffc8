// What the demonstration shows of mails and webhooks: lines as they are left behind, all of
// them closed, so that nothing is ever sent anywhere.
#pragma once

#include "server/demo/stage.h"

namespace tdkt::server::demo {

void leave_messages(Stage& stage, const Cast& cast, std::int64_t now);

}  // namespace tdkt::server::demo
