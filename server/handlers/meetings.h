// Handlers of the council's meetings.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response list_meetings(const Request& request, App& app);
Response post_meeting(const Request& request, App& app);
Response show_meeting(const Request& request, App& app);
Response post_agenda(const Request& request, App& app);
Response post_agenda_removal(const Request& request, App& app);
Response post_attendance(const Request& request, App& app);
Response post_meeting_event(const Request& request, App& app);
Response cancel_meeting(const Request& request, App& app);

inline constexpr auto meeting_fields = std::to_array<Field>({
    {"council", Type::number, true, 0, "Hội đồng"},
    {"held_on", Type::day, true, 0, "Ngày họp"},
    {"held_time", Type::text, true, 5, "Giờ họp"},
    {"place", Type::text, true, 300, "Địa điểm"},
});
inline constexpr auto agenda_fields = std::to_array<Field>({
    {"nominations", Type::list, true, 500, "Đề nghị"},
});
inline constexpr auto agenda_removal_fields = std::to_array<Field>({
    {"nomination", Type::number, true, 0, "Đề nghị"},
    {"reason", Type::text, true, 2000, "Lý do", true},
});
inline constexpr auto attendance_fields = std::to_array<Field>({
    {"attendance", Type::list, true, 100, "Danh sách dự họp"},
    {"recused", Type::list, false, 100, "Không tham gia biểu quyết"},
    {"reason", Type::text, false, 2000, "Lý do ghi vắng", true},
});

}  // namespace tdkt::server
