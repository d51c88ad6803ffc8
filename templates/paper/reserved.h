// The places of a paper that are filled in after it is made, by how their names begin: what
// people are told of them, in whatever form they meet one.
#pragma once

#include <string_view>

namespace tdkt::templates {

struct ReservedPlace {
    std::string_view name;     // how it begins
    std::string_view label;    // for a person who hears the form read aloud
    std::string_view handle;   // in Word
    std::string_view waiting;  // there until it is typed over
    std::string_view purpose;  // for who writes templates
};

// The date comes with its words: the place for it holds all of it.
inline constexpr ReservedPlace reserved_places[] = {
    {"ngay", "Ngày, tháng, năm ban hành", "Ngày, tháng, năm", "ngày … tháng … năm ……",
     "ngày ban hành"},
    {"so", "Số văn bản", "Số văn bản", "……", "số văn bản"},
    {"ky_lanh_dao", "Chữ ký số của người có thẩm quyền", "Chữ ký", "……", "chữ ký số"},
    {"ky_", "Chữ ký số", "Chữ ký", "……", "chữ ký số"},
    {"dau", "Chữ ký số của cơ quan ban hành", "Dấu", "……", "chữ ký số của cơ quan"},
    {"", "Điền sau", "Điền sau", "……", "điền sau"},
};

constexpr const ReservedPlace& reserved_place(std::string_view name) {
    const auto* row = reserved_places;
    while (!name.starts_with(row->name)) ++row;
    return *row;
}

}  // namespace tdkt::templates
