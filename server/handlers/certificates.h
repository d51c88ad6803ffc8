// Handlers of the certificates of a decision.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response list_certificates(const Request& request, App& app);
Response post_certificates(const Request& request, App& app);
Response show_certificates(const Request& request, App& app);
Response download_certificates(const Request& request, App& app);
Response cancel_certificates(const Request& request, App& app);
Response resume_certificates(const Request& request, App& app);

inline constexpr auto certificate_fields = std::to_array<Field>({
    {"kind", Type::text, true, 20, "Loại giấy"},
    {"bundle", Type::text, true, 10, "Dạng tệp"},
    {"blank", Type::boolean, false, 0, "In trên phôi"},
    {"right", Type::text, false, 6, "Dịch sang phải"},
    {"down", Type::text, false, 6, "Dịch xuống dưới"},
});

}  // namespace tdkt::server
