#include "templates/paper/flaws.h"

#include <array>

#include "workflow/texts.h"

namespace tdkt::templates {
namespace {

struct Row {
    Flaw flaw;
    std::string_view code, english, vietnamese;
};

// clang-format off
constexpr auto rows = std::to_array<Row>({
    {Flaw::no_paper, "no_paper", "expected <paper>", "Mẫu phải bắt đầu bằng <paper title=\"…\">."},
    {Flaw::text_behind_paper, "text_behind_paper", "text behind </paper>", "Sau </paper> không được còn nội dung nào."},
    {Flaw::name_expected, "name_expected", "expected a name", "Ở đây phải là tên thẻ hoặc tên thuộc tính; nếu muốn in dấu “<” thì viết &lt;."},
    {Flaw::sign_expected, "sign_expected", "expected %1", "Ở đây phải là %1."},
    {Flaw::not_ended, "not_ended", "</%1> is missing", "Thẻ <%1> chưa được đóng: thiếu </%1>."},
    {Flaw::comment_open, "comment_open", "a comment is not closed", "Ghi chú <!-- chưa được đóng bằng -->."},
    {Flaw::wrong_end, "wrong_end", "</%1> closes <%2>", "Gặp </%1> trong khi thẻ đang mở là <%2>."},
    {Flaw::text_outside, "text_outside", "text stands outside a paragraph", "Chữ chỉ được đứng trong đoạn (<p>), tiêu đề (<h1>, <h2>, <h3>) hoặc ô bảng (<td>, <th>)."},
    {Flaw::element_outside, "element_outside", "an element may not stand in <%1>", "Thẻ này không được đứng trong <%1>."},
    {Flaw::unknown_element, "unknown_element", "unknown element <%1>", "Không có thẻ <%1>."},
    {Flaw::unknown_attribute, "unknown_attribute", "<%1> has no attribute %2", "Thẻ <%1> không có thuộc tính “%2”."},
    {Flaw::value_open, "value_open", "a value is not closed", "Giá trị thuộc tính chưa được đóng bằng dấu \"."},
    {Flaw::unknown_class, "unknown_class", "<%1> has no class %2", "Thẻ <%1> không có kiểu (class) “%2”."},
    {Flaw::entity_open, "entity_open", "an entity is not closed", "Dấu & phải viết là &amp;, hoặc kết thúc bằng dấu chấm phẩy (như &lt;)."},
    {Flaw::unknown_entity, "unknown_entity", "unknown entity &%1;", "Không có ký hiệu &%1;. Dùng được: &amp; &lt; &gt; &quot; &apos; và mã số."},
    {Flaw::entity_no_letter, "entity_no_letter", "an entity names no letter", "Mã số này không phải của chữ nào."},
    {Flaw::too_deep, "too_deep", "elements stand in each other too deep", "Thẻ lồng nhau quá sâu."},
    {Flaw::page_direction, "page_direction", "a page is portrait or landscape", "Thuộc tính page chỉ nhận portrait (dọc) hoặc landscape (ngang)."},
    {Flaw::page_size, "page_size", "a size is two lengths from 50 to 420 mm", "Thuộc tính size gồm hai số đo từ 50 đến 420 mm."},
    {Flaw::box_outside_sheet, "box_outside_sheet", "boxes and borders stand on sheets with a size, and nothing else does", "<box>, <border> chỉ dùng trên tờ có thuộc tính size, và trên tờ đó không dùng thẻ khác."},
    {Flaw::unknown_frame, "unknown_frame", "no frame has this kind", "Không có dấu khung nào tên như vậy."},
    {Flaw::image_unnamed, "image_unnamed", "an image has no name", "Thẻ <image> thiếu thuộc tính name."},
    {Flaw::unknown_colour, "unknown_colour", "no colour is named %1", "Không có màu “%1”. Dùng được: black, red, blue, gold."},
    {Flaw::box_side_lacking, "box_side_lacking", "a box has no %1", "Thẻ <box> thiếu thuộc tính “%1”, hoặc giá trị không phải số đo."},
    {Flaw::box_beyond_sheet, "box_beyond_sheet", "a box reaches beyond its sheet", "Ô này vượt ra ngoài tờ giấy."},
    {Flaw::page_in_box, "page_in_box", "no page ends in a box", "Trong <box> không được sang trang."},
    {Flaw::larger_than_box, "larger_than_box", "this needs %1 mm by %2 mm, more than its box has", "Khung không đủ chỗ: phần chữ ký và dấu khung cần rộng %1 mm, cao %2 mm và không thu nhỏ được."},
    {Flaw::border_beyond_sheet, "border_beyond_sheet", "a border leaves its sheet no room", "Đường viền lùi vào quá sâu so với khổ giấy."},
    {Flaw::unknown_alignment, "unknown_alignment", "a box is not aligned %1", "Thẻ <box> không căn được theo “%1”."},
    {Flaw::columns_kind, "columns_kind", "columns have no kind", "Thẻ <div> ở đây phải có class=\"head\" hoặc class=\"closing\"."},
    {Flaw::columns_count, "columns_count", "two columns are wanted", "Khối này phải gồm hai cột: left và right."},
    {Flaw::columns_sides, "columns_sides", "columns hold a left and a right one", "Các cột phải là <div class=\"left\"> rồi <div class=\"right\">."},
    {Flaw::column_contents, "column_contents", "a column holds no table, column or page", "Trong cột không được có bảng, cột khác hoặc sang trang."},
    {Flaw::row_columns, "row_columns", "a row has other columns than its table", "Số ô của hàng này khác số cột của bảng (thuộc tính widths)."},
    {Flaw::column_width, "column_width", "a column has no width", "Thuộc tính widths phải gồm các số mm lớn hơn 0."},
    {Flaw::columns_too_wide, "columns_too_wide", "the columns do not fit the page", "Tổng độ rộng các cột vượt quá bề ngang trang."},
    {Flaw::no_length, "no_length", "%1 is no length above 0 and up to 420 mm", "Thuộc tính “%1” phải là số đo lớn hơn 0 và không quá 420 mm."},
    {Flaw::qr_text, "qr_text", "a QR code holds 1 to 2331 bytes", "Mã QR phải có nội dung, dài không quá 2.331 byte."},
    {Flaw::tag_open, "tag_open", "a Mustache tag is not closed", "Dấu {{ chưa được đóng bằng }}."},
    {Flaw::section_closes_nothing, "section_closes_nothing", "{{/%1}} closes nothing", "{{/%1}} không khớp với phần nào đang mở."},
    {Flaw::section_open, "section_open", "{{#%1}} is not closed", "Phần “%1” chưa được đóng: thiếu {{/%1}}."},
    {Flaw::sections_too_deep, "sections_too_deep", "sections stand in each other too deep", "Các phần {{#…}} lồng nhau quá sâu."},
    {Flaw::tag_forbidden, "tag_forbidden", "%1 is no tag of a paper", "Không được dùng “%1”: mẫu chỉ có {{tên}}, {{#tên}}…{{/tên}}, {{^tên}}…{{/tên}} và {{> phần có sẵn}}."},
    {Flaw::part_unknown, "part_unknown", "there is no part %1", "Không có phần “%1”. Chỉ dùng được các phần của mẫu gốc (dispatches/…/parts/…)."},
    {Flaw::name_unknown, "name_unknown", "the data have no %1 here", "Dữ liệu không có “%1” ở chỗ này. Dùng được: %2."},
    {Flaw::name_may_lack, "name_may_lack", "%1 may be absent", "“%1” có thể vắng mặt; hãy đặt trong {{#…}} và {{/…}} để văn bản vẫn lập được khi không có."},
    {Flaw::name_not_shown, "name_not_shown", "%1 is neither text nor number", "“%1” là nhóm dữ liệu, danh sách hoặc dấu có/không, không in thẳng ra được; hãy dùng trong {{#…}} và {{/…}}, và in những dữ liệu bên trong."},
    {Flaw::field_lacking, "field_lacking", "the field %1 is lacking", "Thiếu chỗ dành sẵn “%1” (%2); không có nó thì không ký, không cho số được."},
    {Flaw::field_twice, "field_twice", "the field %1 comes twice", "Chỗ dành sẵn “%1” có hai lần."},
    {Flaw::datum_unfit, "datum_unfit", "%1", "%1"},
    {Flaw::too_large, "too_large", "the filled text is too large", "Văn bản điền ra quá lớn. Hãy bớt phần lặp hoặc nội dung cố định."},
});
// clang-format on

constexpr bool every_flaw_has_its_row() {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].flaw != static_cast<Flaw>(i)) return false;
    return rows.size() == static_cast<std::size_t>(Flaw::too_large) + 1;
}
static_assert(every_flaw_has_its_row());

// What somebody wrote, cut where it would run on.
std::string_view shortened(std::string_view word) {
    return workflow::opening(word, 300);
}

std::string filled(std::string_view pattern, std::initializer_list<std::string_view> words) {
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool hole = pattern[i] == '%' && i + 1 < pattern.size();
        const auto which = hole ? static_cast<std::size_t>(pattern[i + 1] - '1') : words.size();
        if (which >= words.size()) {
            text += pattern[i];
        } else {
            text += shortened(words.begin()[which]);
            ++i;
        }
    }
    return text;
}

const Row& row_of(Flaw flaw) {
    return rows[static_cast<std::size_t>(flaw)];
}

}  // namespace

std::string_view code(Flaw flaw) {
    return row_of(flaw).code;
}

std::string sentence(Flaw flaw, std::initializer_list<std::string_view> words) {
    return filled(row_of(flaw).vietnamese, words);
}

std::string english(Flaw flaw, std::initializer_list<std::string_view> words) {
    return filled(row_of(flaw).english, words);
}

}  // namespace tdkt::templates
