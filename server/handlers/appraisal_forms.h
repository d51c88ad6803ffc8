// Handlers of sheets that are filled away from the office: the form out, the form back, what it
// would change, and its changes.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response download_form(const Request& request, App& app);
Response post_form(const Request& request, App& app);
Response show_form(const Request& request, App& app);
Response apply_form(const Request& request, App& app);

inline constexpr auto form_download_fields = std::to_array<Field>({
    {"format", Type::text, false, 4, "Dạng tệp"},
});
inline constexpr auto form_upload_fields = std::to_array<Field>({
    {"file", Type::file, true, 0, "Tệp phiếu đã điền"},
});

}  // namespace tdkt::server
