// What Decree 30/2020/NĐ-CP of 05/03/2020 (in force since that day) lays down for the checks, in
// tables: Annex I (measures, positions), Annex III (types and their abbreviations).
#pragma once

#include <string_view>

#include "templates/lint/subject.h"

namespace tdkt::templates::lint {

struct Range {
    double least;
    double most;
};

// Annex I, part I, section I: paper in mm.
inline constexpr double a4_short = 210;
inline constexpr double a4_long = 297;
inline constexpr Range top_margin = {20, 25};
inline constexpr Range bottom_margin = {20, 25};
inline constexpr Range left_margin = {30, 35};
inline constexpr Range right_margin = {15, 20};
inline constexpr Range page_number_size = {13, 14};

// The prescribed face, and those drawn to its measures.
inline constexpr std::string_view font_families[] = {"TimesNewRoman", "LiberationSerif", "Tinos"};

// Section II: the rule under the issuer and the subject, in parts of the line above.
inline constexpr Range short_rule = {1.0 / 3, 1.0 / 2};
inline constexpr int longest_subject = 80;  // words

inline constexpr std::string_view nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
inline constexpr std::string_view nation_other = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM";
inline constexpr std::string_view motto = "Độc lập - Tự do - Hạnh phúc";

// The sizes of each position (Annex I, part I, section V).
struct Position {
    Role role;
    std::string_view name;
    Range size;
};

inline constexpr Position positions[] = {
    {Role::nation, "Quốc hiệu", {12, 13}},
    {Role::motto, "Tiêu ngữ", {13, 14}},
    {Role::superior, "Tên cơ quan chủ quản", {12, 13}},
    {Role::organ, "Tên cơ quan ban hành", {12, 13}},
    {Role::number, "Số, ký hiệu", {13, 13}},
    {Role::place, "Địa danh và thời gian ban hành", {13, 14}},
    {Role::about, "Trích yếu công văn", {12, 13}},
    {Role::title, "Tên loại văn bản", {13, 14}},
    {Role::subject, "Trích yếu", {13, 14}},
    {Role::authority, "Thẩm quyền ban hành", {13, 14}},
    {Role::order, "Lời ban hành", {13, 14}},
    {Role::basis, "Căn cứ ban hành", {13, 14}},
    {Role::body, "Nội dung", {13, 14}},
    {Role::heading, "Đề mục", {13, 14}},
    {Role::addressee, "Kính gửi", {13, 14}},
    {Role::note, "Thông tin chỉ dẫn kèm theo", {13, 14}},
    {Role::receivers, "Từ “Nơi nhận”", {12, 12}},
    {Role::receiver, "Danh sách nơi nhận", {11, 11}},
    {Role::signer_title, "Quyền hạn, chức vụ người ký", {13, 14}},
    {Role::signer_note, "Chức vụ khác của người ký", {13, 14}},
    {Role::signer_name, "Họ tên người ký", {13, 14}},
    {Role::small, "Ký hiệu người soạn thảo, chú thích", {11, 12}},
};

// Annex III, section I and II. Longer names stand before those they begin with.
struct DispatchType {
    std::string_view code;
    std::string_view name;
};

inline constexpr DispatchType dispatch_types[] = {
    {"NQ", "NGHỊ QUYẾT"},   {"QĐ", "QUYẾT ĐỊNH"},       {"CT", "CHỈ THỊ"},
    {"QC", "QUY CHẾ"},      {"QyĐ", "QUY ĐỊNH"},        {"TC", "THÔNG CÁO"},
    {"TB", "THÔNG BÁO"},    {"HD", "HƯỚNG DẪN"},        {"CTr", "CHƯƠNG TRÌNH"},
    {"KH", "KẾ HOẠCH"},     {"PA", "PHƯƠNG ÁN"},        {"ĐA", "ĐỀ ÁN"},
    {"DA", "DỰ ÁN"},        {"BC", "BÁO CÁO"},          {"BB", "BIÊN BẢN"},
    {"TTr", "TỜ TRÌNH"},    {"HĐ", "HỢP ĐỒNG"},         {"CĐ", "CÔNG ĐIỆN"},
    {"BGN", "BẢN GHI NHỚ"}, {"BTT", "BẢN THỎA THUẬN"},  {"GUQ", "GIẤY ỦY QUYỀN"},
    {"GM", "GIẤY MỜI"},     {"GGT", "GIẤY GIỚI THIỆU"}, {"GNP", "GIẤY NGHỈ PHÉP"},
    {"PG", "PHIẾU GỬI"},    {"PC", "PHIẾU CHUYỂN"},     {"PB", "PHIẾU BÁO"},
    {"SY", "SAO Y"},        {"SL", "SAO LỤC"},          {"TrS", "TRÍCH SAO"},
};
inline constexpr std::string_view not_a_type = "CV";  // often written, never right

// Article 13. What may stand before a signer's title.
struct Authority {
    std::string_view prefix;
    std::string_view name;
    bool delegated;  // only with a paper that says so
};

inline constexpr Authority authorities[] = {
    {"TM.", "thay mặt", false}, {"TUQ.", "thừa ủy quyền", true}, {"TL.", "thừa lệnh", true},
    {"KT.", "ký thay", false},  {"Q.", "quyền", false},
};

// Bodies that decide together, for which alone one signs TM.
inline constexpr std::string_view collective_bodies[] = {"HỘI ĐỒNG", "ỦY BAN", "BAN ",
                                                         "ĐẢNG ỦY",  "TỔ ",    "ĐOÀN "};

// What Annex I, section II, paragraph 7 keeps away from a signer's name.
inline constexpr std::string_view academic_titles[] = {
    "GS.",     "PGS.",        "TS.",   "ThS.",    "Ths.", "BS.",  "CN.",      "KS.",     "DS.",
    "TS ",     "ThS ",        "PGS ",  "GS ",     "CKI",  "CKII", "Tiến sĩ",  "Thạc sĩ", "Bác sĩ",
    "Giáo sư", "Phó Giáo sư", "Kỹ sư", "Cử nhân", "NGƯT", "NGND", "Nhà giáo", "Anh hùng"};

}  // namespace tdkt::templates::lint
