// Handlers of nominations and attachments.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response post_nomination(const Request& request, App& app);
Response show_nomination(const Request& request, App& app);
Response edit_nomination(const Request& request, App& app);
Response remove_nomination(const Request& request, App& app);
Response post_nomination_event(const Request& request, App& app);

inline constexpr auto nomination_fields = std::to_array<Field>({
    {"nominee_kind", Type::text, true, 20, "Đối tượng đề nghị"},
    {"nominee_name", Type::text, true, 300, "Họ và tên hoặc tên tập thể"},
    {"nominee_account", Type::number, false, 0, "Tài khoản của cá nhân"},
    {"nominee_unit", Type::number, false, 0, "Đơn vị của tập thể"},
    {"post", Type::text, false, 300, "Chức vụ, bộ phận"},
    {"prize", Type::text, true, 40, "Hình thức khen thưởng"},
    {"summary", Type::text, true, 2000, "Tóm tắt thành tích", true},
    {"report", Type::text, false, 60000, "Báo cáo thành tích", true},
});

}  // namespace tdkt::server
