// The time of a signature, as a PDF keeps it and as Decree 30/2020 prints it.
// Vietnam has kept +07:00 without summer time since 1975.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tdkt::server {

// Instants are UTC milliseconds.
std::string pdf_date(std::int64_t at);      // D:20261121143000+07'00'
std::string printed_time(std::int64_t at);  // 21/11/2026 14:30:00 +07:00
// Nothing for a text that is no full date with a zone.
std::optional<std::int64_t> parse_pdf_date(std::string_view text);

}  // namespace tdkt::server
