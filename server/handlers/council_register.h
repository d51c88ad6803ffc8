// The registers of councils: what each has given a number, and where its series begin.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response show_council_register(const Request& request, App& app);
Response post_series(const Request& request, App& app);

inline constexpr auto council_register_fields = std::to_array<Field>({
    {"year", Type::number, false, 0, "Năm"},
    {"format", Type::text, false, 10, "Dạng tệp"},
});
// Of this year: the series "GM" or "BB" goes on from paper with this number.
inline constexpr auto series_fields = std::to_array<Field>({
    {"series", Type::text, true, 10, "Loại văn bản"},
    {"first", Type::number, true, 0, "Số đầu tiên"},
});

}  // namespace tdkt::server
