#include "templates/lint/checks.h"

namespace tdkt::templates::lint {
namespace {

using enum Severity;

constexpr Check table[] = {
    {"L1", "Khổ giấy A4 (210 mm x 297 mm), trình bày theo chiều dài.",
     "Phụ lục I, Phần I, Mục I, khoản 1, 2", error, dispatches | forms, paper_is_a4},
    {"L2", "Lề trên, lề dưới 20 - 25 mm; lề trái 30 - 35 mm; lề phải 15 - 20 mm.",
     "Phụ lục I, Phần I, Mục I, khoản 3", error, dispatches | forms, margins_are_in_range},
    {"L3", "Phông chữ Times New Roman, được nhúng (phần dùng đến) trong tệp.",
     "Phụ lục I, Phần I, Mục I, khoản 4", error, everything, fonts_are_inside},
    {"L4", "Cỡ chữ đúng quy định cho từng thành phần thể thức.",
     "Phụ lục I, Phần I, Mục I, khoản 5 và Mục V", error, dispatches | forms, sizes_fit_positions},
    {"L5", "Trang thứ nhất không hiển thị số trang; các trang sau đánh số giữa lề trên.",
     "Phụ lục I, Phần I, Mục I, khoản 7", error, dispatches | forms, pages_are_numbered},
    {"L6", "Quốc hiệu và Tiêu ngữ viết đúng từng chữ.", "Phụ lục I, Phần I, Mục II, khoản 1", error,
     everything, nation_is_spelled},
    {"L7", "Đường kẻ dưới Tiêu ngữ, tên cơ quan, trích yếu có độ dài đúng quy định.",
     "Phụ lục I, Phần I, Mục II, khoản 1, 2, 5", error, dispatches | forms,
     rules_have_their_lengths},
    {"L8", "Tên cơ quan chủ quản không in đậm; tên cơ quan ban hành in hoa, đậm.",
     "Phụ lục I, Phần I, Mục II, khoản 2", error, dispatches | forms, issuer_is_bold},
    {"L9", "Số, ký hiệu viết đúng cấu trúc.", "Điều 15; Phụ lục I, Phần I, Mục II, khoản 3", error,
     dispatches, number_has_its_shape},
    {"L10", "Số văn bản nhỏ hơn 10 có số 0 phía trước.", "Phụ lục I, Phần I, Mục II, khoản 3",
     error, dispatches, number_has_two_digits},
    {"L11", "Công văn không có chữ viết tắt tên loại trong ký hiệu.",
     "Phụ lục I, Phần I, Mục II, khoản 3; Phụ lục III", error, dispatches, dispatch_has_no_type},
    {"L12", "Chữ viết tắt trong ký hiệu khớp với tên loại văn bản.", "Phụ lục III, Mục I", error,
     dispatches, type_matches_symbol},
    {"L13", "Ngày nhỏ hơn 10 và tháng 1, tháng 2 có số 0 phía trước.",
     "Phụ lục I, Phần I, Mục II, khoản 4", error, everything, dates_have_noughts},
    {"L14", "Địa danh là tên hiện hành của nơi cơ quan ban hành đóng trụ sở.",
     "Phụ lục I, Phần I, Mục II, khoản 4", error, dispatches | forms, place_is_the_seat},
    {"L15", "Địa danh và thời gian ban hành in nghiêng.", "Phụ lục I, Phần I, Mục II, khoản 4",
     error, dispatches | forms, place_is_italic},
    {"L16", "Trích yếu ngắn gọn (không quá 80 từ), không viết hoa toàn bộ.",
     "Phụ lục I, Phần I, Mục II, khoản 5", error, dispatches, subject_is_short},
    {"L17", "Mỗi căn cứ kết thúc bằng dấu chấm phẩy, căn cứ cuối cùng bằng dấu chấm.",
     "Phụ lục I, Phần I, Mục II, khoản 6", error, dispatches, bases_are_pointed},
    {"L18", "Văn bản làm căn cứ còn hiệu lực vào ngày ban hành.",
     "Phụ lục I, Phần I, Mục II, khoản 6", error, dispatches, bases_are_in_force},
    {"L19", "Căn cứ ghi đủ số, ngày, cơ quan ban hành; riêng Luật, Pháp lệnh không ghi số.",
     "Phụ lục I, Phần I, Mục II, khoản 6", error, dispatches, bases_are_whole},
    {"L20", "Các Điều được đánh số liên tục từ 1.", "Phụ lục I, Phần I, Mục II, khoản 6", error,
     dispatches, articles_follow},
    {"L21", "Nội dung kết thúc bằng dấu “./.”.", "Phụ lục I, Phần I, Mục II, khoản 6", error,
     dispatches, text_is_ended},
    {"L22", "Người ký đúng thẩm quyền, quyền hạn ghi đúng quy định.",
     "Điều 13; Phụ lục I, Phần I, Mục II, khoản 7", error, dispatches, signer_may_sign},
    {"L23", "Không ghi học hàm, học vị, danh hiệu trước họ tên người ký.",
     "Phụ lục I, Phần I, Mục II, khoản 7", error, everything, name_is_bare},
    {"L24", "Văn bản của Hội đồng ghi chức danh của người ký trong Hội đồng.",
     "Phụ lục I, Phần I, Mục II, khoản 7", error, dispatches, capacity_is_told},
    {"L25", "Nơi nhận có đủ các đối tượng phải thi hành.", "Phụ lục I, Phần I, Mục II, khoản 9",
     error, dispatches, obliged_receive_it},
    {"L26", "Nơi nhận kết thúc bằng dòng “Lưu: VT, <đơn vị soạn thảo>.”.",
     "Phụ lục I, Phần I, Mục II, khoản 9", error, dispatches, file_copy_is_last},
    {"L27", "“Như trên”, “Như Điều …” chỉ đến phần có thật trong văn bản.",
     "Phụ lục I, Phần I, Mục II, khoản 9", error, dispatches, as_above_has_an_above},
    {"L28", "Văn bản và phụ lục dẫn chiếu lẫn nhau.", "Phụ lục I, Phần I, Mục III, khoản 1", error,
     dispatches, annexes_are_referred_to},
    {"L29", "Số tiền bằng chữ và tổng số khớp với bằng số.", "Điều 11, khoản 1", error, everything,
     sums_agree},
    {"L30", "Tên người, tập thể viết thống nhất giữa các văn bản của hồ sơ.", "Điều 11, khoản 1",
     error, everything, names_agree},
};
static_assert(std::size(table) == 30);

}  // namespace

void Findings::add(std::string text, Place place) {
    into_.push_back({check_, check_->severity, std::move(text), place});
}

void Findings::warn(std::string text, Place place) {
    into_.push_back({check_, warning, std::move(text), place});
}

std::span<const Check> checks() {
    return table;
}

}  // namespace tdkt::templates::lint
