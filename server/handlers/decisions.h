// Handlers of decisions.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response list_decisions(const Request& request, App& app);
Response show_decision(const Request& request, App& app);
Response post_decision_event(const Request& request, App& app);

inline constexpr auto decision_fields = std::to_array<Field>({
    {"nominations", Type::list, true, 1000, "Đề nghị"},
    {"title", Type::text, true, 500, "Trích yếu"},
    {"basis", Type::text, false, 4000, "Căn cứ riêng", true},
    {"signer", Type::number, true, 0, "Người ký"},
});

}  // namespace tdkt::server
