// Handlers of official papers, the register, and the public check.
#pragma once

#include <array>

#include "server/http.h"

namespace tdkt::server {

Response show_paper(const Request& request, App& app);
Response download_paper(const Request& request, App& app);
// For those who go on writing in it: a file of Word.
Response download_word(const Request& request, App& app);
Response show_register(const Request& request, App& app);
Response find_verification(const Request& request, App& app);
Response show_verification(const Request& request, App& app);
// An address of this office as a picture that a telephone reads.
Response show_qr(const Request& request, App& app);
Response download_verified(const Request& request, App& app);

inline constexpr auto register_fields = std::to_array<Field>({
    {"year", Type::number, false, 0, "Năm"},
    {"before", Type::number, false, 0, "Trang"},
});
inline constexpr auto verify_fields = std::to_array<Field>({
    {"code", Type::text, false, 40, "Mã kiểm tra"},
});

}  // namespace tdkt::server
