// Handlers of those to whom the outbox goes besides people: programs, and organs on the
// document exchange.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response list_receivers(const Request& request, App& app);
Response post_webhook(const Request& request, App& app);
Response post_webhook_secret(const Request& request, App& app);
Response post_webhook_close(const Request& request, App& app);
Response post_edxml_organ(const Request& request, App& app);
Response post_edxml_organ_close(const Request& request, App& app);

inline constexpr auto webhook_fields = std::to_array<Field>({
    {"url", Type::text, true, 500, "Địa chỉ nhận"},
    {"events", Type::list, true, 30, "Bước được báo"},
});
inline constexpr auto edxml_organ_fields = std::to_array<Field>({
    {"code", Type::text, true, 13, "Mã định danh"},
    {"name", Type::text, true, 200, "Tên cơ quan"},
    {"unit", Type::number, false, 0, "Được nhận"},
    {"sender", Type::boolean, false, 0, "Mã của chính cơ quan mình"},
});

}  // namespace tdkt::server
