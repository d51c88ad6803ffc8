#include "server/demo/script.h"

namespace tdkt::server::demo {

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
