// The form as an XLSX: what is to be filled can be written, the rest is locked.
#include <xlsxwriter.h>

#include <stdexcept>

#include "server/sheet_file/form.h"

namespace tdkt::server {
namespace {

void check(lxw_error error) {
    if (error != LXW_NO_ERROR)
        throw std::runtime_error(std::string("xlsxwriter: ") + lxw_strerror(error));
}

struct Formats {
    lxw_format *head, *locked, *open;

    explicit Formats(lxw_workbook* book)
        : head(workbook_add_format(book)),
          locked(workbook_add_format(book)),
          open(workbook_add_format(book)) {
        for (auto* format : {head, locked, open}) {
            format_set_text_wrap(format);
            format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
            format_set_border(format, LXW_BORDER_THIN);
        }
        format_set_bold(head);
        format_set_unlocked(open);
        format_set_bg_color(open, 0xFFF9E0);
    }
};

bool is_open(std::size_t column) {
    return column >= 8;
}

bool is_number(std::size_t column) {
    return column < 2 || column == 7 || column == 8;
}

void write_cell(lxw_worksheet* table, lxw_row_t row, std::size_t column, const std::string& text,
                lxw_format* format) {
    const auto at = static_cast<lxw_col_t>(column);
    const auto points = is_number(column) ? workflow::points_in(text) : std::nullopt;
    if (text.empty())
        check(worksheet_write_blank(table, row, at, format));
    else if (points)
        check(worksheet_write_number(table, row, at, *points, format));
    else
        check(worksheet_write_string(table, row, at, text.c_str(), format));
}

void set_widths(lxw_worksheet* table) {
    constexpr double widths[form_columns] = {8, 10, 14, 11, 28, 20, 44, 8, 20, 50};
    for (std::size_t i = 0; i < form_columns; ++i)
        check(worksheet_set_column(table, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i),
                                   widths[i], nullptr));
}

}  // namespace

void write_xlsx(const std::vector<FormLine>& lines, const std::string& path) {
    auto* book = workbook_new(path.c_str());
    if (book == nullptr) throw std::runtime_error("xlsxwriter cannot make a workbook");
    auto* table = workbook_add_worksheet(book, "Phiếu thẩm định");
    const Formats formats(book);
    set_widths(table);
    for (std::size_t i = 0; i < form_columns; ++i)
        write_cell(table, 0, i, form_head()[i], formats.head);
    lxw_row_t row = 0;
    for (const auto& line : lines) {
        ++row;
        for (std::size_t i = 0; i < form_columns; ++i)
            write_cell(table, row, i, line[i], is_open(i) ? formats.open : formats.locked);
    }
    worksheet_freeze_panes(table, 1, 0);
    worksheet_protect(table, nullptr, nullptr);
    check(workbook_close(book));
}

}  // namespace tdkt::server
