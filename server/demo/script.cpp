#include "server/demo/script.h"

namespace tdkt::server::demo {

using namespace workflow;

Day day(const char* iso_day) {
    return *parse_day(iso_day);
}

Campaign sprint(Id organ) {
    Campaign c;
    c.organ = organ;
    c.code = "nuoc-rut-2025";
    c.name = "Thi đua nước rút thu và phát triển người tham gia BHXH, BHYT năm 2025";
    c.theme =
        "Tập thể và viên chức, người lao động thuộc BHXH tỉnh Đắk Lắk nỗ lực vượt khó, quyết tâm "
        "thi đua hoàn thành xuất sắc toàn diện chỉ tiêu thu và phát triển người tham gia BHXH, "
        "BHYT năm 2025";
    c.document = "Công văn phát động của Giám đốc BHXH tỉnh Đắk Lắk";
    c.launched_on = day("2025-10-06");
    c.ends_on = day("2025-12-31");
    c.rounds = {{0, 0, 1, "Đợt 1", day("2025-10-06"), day("2025-10-31"), day("2025-11-05"),
                 "Số người tham gia đạt từ 81% số phải phát triển trong năm"},
                {0, 0, 2, "Đợt 2", day("2025-11-01"), day("2025-11-30"), day("2025-12-05"),
                 "Số người tham gia đạt từ 91% số phải phát triển trong năm"},
                {0, 0, 3, "Đợt 3", day("2025-12-01"), day("2025-12-31"), day("2026-01-05"),
                 "Hoàn thành và hoàn thành vượt mức chỉ tiêu"}};
    c.prizes = {
        {0, "collective_1", "GIAI_DOT", "Tập thể giải Nhất", Subject::collective, 5'000'000, 1},
        {0, "collective_2", "GIAI_DOT", "Tập thể giải Nhì", Subject::collective, 3'000'000, 1},
        {0, "collective_3", "GIAI_DOT", "Tập thể giải Ba", Subject::collective, 2'000'000, 3},
        {0, "person", "GIAI_DOT", "Cá nhân thuộc tập thể được khen thưởng", Subject::person,
         500'000, 8}};
    return c;
}

const std::vector<Proposal>& proposals() {
    static const std::vector<Proposal> all = {
        {"bmt",
         "bmt.gd",
         "BHXH cơ sở Buôn Ma Thuột",
         "collective_1",
         "Người tham gia BHXH bắt buộc đạt 94,20%, BHXH tự nguyện 92,75%, BHYT 96,10% số phải phát "
         "triển; tỷ lệ chậm đóng 1,82%, thấp hơn chỉ tiêu giao.",
         {{"Nguyễn Thị Hồng Nhung", "Phó Giám đốc"},
          {"Y Thuân Niê", "Chuyên viên, Tổ Truyền thông"},
          {"Trần Quốc Đạt", "Chuyên viên, Tổ Thu"}}},
        {"eakar",
         "eakar.gd",
         "BHXH cơ sở Ea Kar",
         "collective_2",
         "Người tham gia BHXH tự nguyện đạt 91,40% số phải phát triển; số thu đạt 95,02% kế hoạch; "
         "tỷ lệ chậm đóng 2,05%.",
         {{"Lê Thị Mỹ Duyên", "Chuyên viên"}, {"Nguyễn Văn Hậu", "Chuyên viên, Tổ Thu"}}},
        {"krongpac",
         "krongpac.gd",
         "BHXH cơ sở Krông Pắc",
         "collective_3",
         "Người tham gia BHYT hộ gia đình tăng 1.204 người so với cùng kỳ; số thu đạt 93,60% kế "
         "hoạch.",
         {{"Phạm Văn Khải", "Chuyên viên"}}},
        {"tuyhoa",
         "tuyhoa.gd",
         "BHXH cơ sở Tuy Hòa",
         "collective_3",
         "Số thu khối doanh nghiệp, hợp tác xã, ngoài công lập chiếm 61,30% tổng số thu; tỷ lệ "
         "chậm đóng 1,95%.",
         {{"Đoàn Thị Lệ Thủy", "Chuyên viên"}}},
        {"qlt.cv",
         "qlt",
         "Phòng Quản lý thu và Phát triển người tham gia",
         "collective_3",
         "Tham mưu, đôn đốc toàn tỉnh; các chỉ tiêu 1.1, 1.2 và 1.3 toàn tỉnh đều đạt.",
         {{"Võ Hoàng Vũ", "Chuyên viên"}}},
    };
    return all;
}

}  // namespace tdkt::server::demo
