// Comma-separated values as spreadsheets write them: UTF-8, quoted as RFC 4180 says, parted by
// commas, semicolons or tabs.
#include <fstream>
#include <iterator>

#include "server/front/text.h"
#include "server/sheet_file/form.h"
#include "server/sheet_file/grid.h"

namespace tdkt::server {
namespace {

std::string whole(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes(most_form_bytes + 1, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > most_form_bytes) refuse_file("Tệp CSV lớn quá 4 MB.");
    return bytes;
}

std::string as_utf8(std::string bytes) {
    constexpr std::string_view mark = "\xef\xbb\xbf";
    if (bytes.starts_with(mark)) bytes.erase(0, mark.size());
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff") || !is_utf8(bytes))
        refuse_file("Tệp CSV không phải UTF-8. Trong Excel, hãy lưu dạng “CSV UTF-8”.");
    return bytes;
}

// What parts the fields: whichever stands most often in the first line.
char separator_of(std::string_view text) {
    const auto first = text.substr(0, text.find('\n'));
    char best = ',';
    std::size_t most = 0;
    for (const char sign : {',', ';', '\t'}) {
        std::size_t count = 0;
        for (const char c : first) count += c == sign ? 1 : 0;
        if (count > most) {
            most = count;
            best = sign;
        }
    }
    return best;
}

class CsvReader {
  public:
    CsvReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

    Grid read() {
        while (at_ < text_.size()) read_row();
        faults_.raise();
        return std::move(grid_);
    }

  private:
    void read_row() {
        GridRow row;
        row.line = ++line_;
        bool any = false;
        for (int column = 0;; ++column) {
            const auto field = read_field();
            any = put(row, column, field) || any;
            if (at_ >= text_.size() || text_[at_] != separator_) break;
            ++at_;
        }
        if (at_ < text_.size() && text_[at_] == '\r') ++at_;
        if (at_ < text_.size() && text_[at_] == '\n') ++at_;
        if (!any) return;
        if (grid_.rows.size() == most_form_rows)
            refuse_file("Tệp có quá " + std::to_string(most_form_rows) + " dòng.");
        grid_.rows.push_back(std::move(row));
    }

    bool put(GridRow& row, int column, const std::string& field) {
        const auto cell = cell_name(column, row.line);
        if (column >= form_columns) {
            if (!field.empty()) faults_.add(cell, "nằm ngoài các cột của mẫu.");
            return false;
        }
        auto text = cell_text(field, cell, faults_);
        if (text.starts_with('=') || text.starts_with('@'))
            faults_.add(cell, "là công thức; chỉ nhận giá trị.");
        row.cells[static_cast<std::size_t>(column)] = without_guard(text);
        return !text.empty();
    }

    std::string read_field() {
        std::string field;
        if (at_ < text_.size() && text_[at_] == '"') return read_quoted();
        while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' &&
               text_[at_] != '\r')
            field += text_[at_++];
        return field;
    }

    std::string read_quoted() {
        std::string field;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] != '"') {
                field += text_[at_];
                continue;
            }
            if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
            field += text_[++at_];
        }
        if (at_ >= text_.size())
            refuse_file("Dòng " + std::to_string(line_) + ": dấu ngoặc kép không được đóng.");
        ++at_;
        const bool ends = at_ >= text_.size() || text_[at_] == separator_ || text_[at_] == '\n' ||
                          text_[at_] == '\r';
        if (!ends)
            refuse_file("Dòng " + std::to_string(line_) + ": có chữ liền sau dấu ngoặc kép đóng.");
        return field;
    }

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    int line_ = 0;
    Grid grid_;
    GridFaults faults_;
};

std::string quoted(const std::string& text) {
    std::string field = "\"";
    for (const char c : with_guard(text)) {
        if (c == '"') field += '"';
        field += c;
    }
    return field + '"';
}

}  // namespace

Grid read_csv(const std::string& path) {
    const auto text = as_utf8(whole(path));
    return CsvReader(text, separator_of(text)).read();
}

std::string csv_of(const std::vector<std::vector<std::string>>& rows) {
    std::string file = "\xef\xbb\xbf";
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            file.append(i == 0 ? "" : ",").append(quoted(row[i]));
        file += "\r\n";
    }
    return file;
}

std::string write_csv(const std::vector<FormLine>& lines) {
    std::vector<std::vector<std::string>> rows = {{form_head().begin(), form_head().end()}};
    for (const auto& line : lines) rows.emplace_back(line.begin(), line.end());
    return csv_of(rows);
}

}  // namespace tdkt::server
