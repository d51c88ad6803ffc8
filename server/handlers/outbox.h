// Handlers of what goes to the outside, for administrators.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response list_messages(const Request& request, App& app);
Response post_resend(const Request& request, App& app);
Response post_give_up(const Request& request, App& app);

inline constexpr auto message_search_fields = std::to_array<Field>({
    {"channel", Type::text, false, 20, "Kênh"},
    {"state", Type::text, false, 20, "Tình trạng"},
    {"before", Type::number, false, 0, "Trang"},
});
inline constexpr auto outbox_reason_fields = std::to_array<Field>({
    {"reason", Type::text, true, 500, "Lý do", true},
});

}  // namespace tdkt::server
