// Handlers of the template desk: the words of papers, their versions, and trying them out.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response list_templates(const Request& request, App& app);
Response show_template(const Request& request, App& app);
Response post_template(const Request& request, App& app);
Response try_template(const Request& request, App& app);
Response show_template_version(const Request& request, App& app);
Response show_version_page(const Request& request, App& app);
Response show_version_pdf(const Request& request, App& app);
Response show_version_docx(const Request& request, App& app);

inline constexpr auto template_fields = std::to_array<Field>({
    {"from", Type::number, false, 0, "Bản"},
});
inline constexpr auto compare_fields = std::to_array<Field>({
    {"with", Type::number, false, 0, "So với bản"},
});
// The limit in letters; that in bytes is the examination's.
inline constexpr auto wording_fields = std::to_array<Field>({
    {"text", Type::text, true, 262'144, "Nội dung mẫu", /*lines=*/true},
    {"valid_from", Type::day, true, 0, "Có hiệu lực từ ngày"},
    {"note", Type::text, true, 2000, "Lý do sửa", /*lines=*/true},
    {"accept", Type::boolean, false, 0, "Lưu dù còn lỗi thể thức"},
    {"replace_upcoming", Type::boolean, false, 0, "Thay luôn bản đang chờ"},
});
// The same form, tried out: nothing in it must be right yet.
inline constexpr auto trial_fields = std::to_array<Field>({
    {"text", Type::text, false, 262'144, "Nội dung mẫu", /*lines=*/true},
    {"show", Type::text, false, 10, "Dạng xem thử"},
    {"valid_from", Type::text, false, 40, "Có hiệu lực từ ngày"},
    {"note", Type::text, false, 4000, "Lý do sửa", /*lines=*/true},
    {"accept", Type::boolean, false, 0, "Lưu dù còn lỗi thể thức"},
    {"replace_upcoming", Type::boolean, false, 0, "Thay luôn bản đang chờ"},
});

}  // namespace tdkt::server
