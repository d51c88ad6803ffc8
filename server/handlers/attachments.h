// Handlers of attachments.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response post_dossier_attachment(const Request& request, App& app);
Response post_nomination_attachment(const Request& request, App& app);
Response download_attachment(const Request& request, App& app);
Response remove_attachment(const Request& request, App& app);

inline constexpr auto attachment_fields = std::to_array<Field>({
    {"kind", Type::text, true, 20, "Loại tài liệu"},
    {"file", Type::file, true, 0, "Tệp"},
    {"sha256", Type::text, false, 64, "Mã SHA-256 của tệp"},  // for programs, which know it
});

}  // namespace tdkt::server
