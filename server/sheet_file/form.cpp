#include "server/sheet_file/form.h"

#include <fstream>

namespace tdkt::server {

using namespace workflow;

namespace {

bool looks_like_formula(char first) {
    return first == '=' || first == '+' || first == '-' || first == '@';
}

bool is_zip(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::array<char, 4> head{};
    in.read(head.data(), head.size());
    return std::string_view(head.data(), head.size()) == std::string_view("PK\x03\x04", 4);
}

// Compound files: old Excel, and new Excel under a password.
bool is_compound(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::array<char, 4> head{};
    in.read(head.data(), head.size());
    return std::string_view(head.data(), head.size()) == std::string_view("\xd0\xcf\x11\xe0", 4);
}

FormLine line_of(const FormSheet& one, const std::string& criterion, const std::string& text,
                 const std::string& most, const std::string& value, const std::string& remark) {
    return {std::to_string(one.of.sheet->id),
            std::to_string(one.of.sheet->version),
            criterion,
            one.dossier_code,
            one.of.nominee,
            one.award_label,
            text,
            most,
            value,
            remark};
}

void expect_head(const Grid& grid) {
    GridFaults faults;
    const auto& head = form_head();
    for (std::size_t i = 0; i < head.size(); ++i) {
        const auto found = grid.rows.empty() ? std::string() : grid.rows.front().cells[i];
        const int line = grid.rows.empty() ? 1 : grid.rows.front().line;
        if (found != head[i])
            faults.add(cell_name(static_cast<int>(i), line),
                       "cần tiêu đề “" + head[i] + "”, thấy " +
                           (found.empty() ? "ô trống." : "“" + found.substr(0, 60) + "”."));
    }
    faults.raise();
}

}  // namespace

const FormLine& form_head() {
    static const FormLine head = {
        "Phiếu",    "Phiên bản", "Mã tiêu chí",        "Hồ sơ",   "Đề nghị", "Hình thức",
        "Nội dung", "Tối đa",    "Điểm hoặc kết luận", "Nhận xét"};
    return head;
}

std::vector<FormLine> form_lines(const std::vector<FormSheet>& sheets) {
    std::vector<FormLine> lines;
    for (const auto& one : sheets) {
        const auto& said = one.of.sheet->said;
        for (const auto& criterion : *one.of.criteria) {
            const auto mark = mark_for(said, criterion.code);
            lines.push_back(line_of(one, criterion.code, criterion.text,
                                    std::to_string(criterion.most),
                                    mark.points ? std::to_string(*mark.points) : "", mark.comment));
        }
        lines.push_back(line_of(one, std::string(conclusion_row), "Kết luận và nhận xét chung", "",
                                said.conclusion ? std::string(label(*said.conclusion)) : "",
                                said.comment));
    }
    return lines;
}

std::vector<FormRow> read_form_file(const std::string& path) {
    if (is_compound(path))
        refuse_file("Tệp là Excel 97-2003 hoặc có mật khẩu. Hãy lưu dạng .xlsx, bỏ mật khẩu.");
    const auto grid = is_zip(path) ? read_xlsx(path) : read_csv(path);
    expect_head(grid);
    std::vector<FormRow> rows;
    GridFaults faults;
    for (std::size_t i = 1; i < grid.rows.size(); ++i) {
        const auto& [line, cells] = grid.rows[i];
        constexpr std::size_t longest = 200;  // bytes, of what is a number or a word
        for (const std::size_t at :
             {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{8}})
            if (cells[at].size() > (at < 2 ? 40u : at == 2 ? 80u : longest))
                faults.add(cell_name(static_cast<int>(at), line), "dài quá mức của mẫu.");
        rows.push_back({line, cells[0], cells[1], cells[2], cells[8], cells[9]});
    }
    faults.raise();
    if (rows.empty()) refuse_file("Tệp không có dòng nào ngoài tiêu đề.");
    return rows;
}

std::string with_guard(const std::string& text) {
    return !text.empty() && looks_like_formula(text.front()) ? "'" + text : text;
}

std::string without_guard(const std::string& text) {
    const bool guarded = text.size() > 1 && text[0] == '\'' && looks_like_formula(text[1]);
    return guarded ? text.substr(1) : text;
}

}  // namespace tdkt::server
