// Reads the first table of an XLSX: texts, numbers, nothing that is computed or fetched.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <pugixml.hpp>

#include "server/sheet_file/grid.h"
#include "server/sheet_file/package.h"

namespace tdkt::server {
namespace {

pugi::xml_document parsed(const std::string& bytes, const std::string& name) {
    if (bytes.find("<!DOCTYPE") != std::string::npos || bytes.find("<!ENTITY") != std::string::npos)
        refuse_file("Tệp .xlsx có khai báo XML không được nhận: " + name + ".");
    pugi::xml_document document;
    const auto result = document.load_buffer(bytes.data(), bytes.size(),
                                             pugi::parse_default | pugi::parse_ws_pcdata_single,
                                             pugi::encoding_auto);
    if (!result) refuse_file("Tệp .xlsx hỏng ở thành phần " + name + ".");
    return document;
}

// All runs of a text, one after the other.
std::string text_of(pugi::xml_node node) {
    std::string text;
    for (const auto child : node.children()) {
        if (std::string_view(child.name()) == "t") text += child.child_value();
        if (std::string_view(child.name()) == "r") text += child.child("t").child_value();
    }
    return text;
}

std::vector<std::string> shared_strings(const XlsxPackage& package) {
    const std::string name = "xl/sharedStrings.xml";
    std::vector<std::string> strings;
    if (!package.has(name)) return strings;
    const auto document = parsed(package.part(name), name);
    for (const auto one : document.child("sst").children("si")) strings.push_back(text_of(one));
    return strings;
}

// Where the first table lies.
std::string first_table(const XlsxPackage& package) {
    const std::string workbook = "xl/workbook.xml", links = "xl/_rels/workbook.xml.rels";
    const auto book = parsed(package.part(workbook), workbook);
    const std::string id =
        book.child("workbook").child("sheets").child("sheet").attribute("r:id").value();
    const auto rels = parsed(package.part(links), links);
    for (const auto rel : rels.child("Relationships").children("Relationship")) {
        if (id != rel.attribute("Id").value()) continue;
        if (std::string_view(rel.attribute("TargetMode").value()) == "External") break;
        std::string target = rel.attribute("Target").value();
        return target.starts_with('/') ? target.substr(1) : "xl/" + target;
    }
    refuse_file("Tệp .xlsx không có bảng tính nào.");
}

struct Place {
    int column = -1, line = 0;
};

// "I7"; column -1 for anything else.
Place place_of(std::string_view name) {
    Place place;
    std::size_t i = 0;
    int column = 0;
    for (; i < name.size() && i < 3 && name[i] >= 'A' && name[i] <= 'Z'; ++i)
        column = column * 26 + (name[i] - 'A' + 1);
    const auto* end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data() + i, end, place.line);
    if (i == 0 || error != std::errc{} || stop != end || place.line < 1) return {};
    place.column = column - 1;
    return place;
}

// 35 for "35", "35.0", "3.5E1"; a number with a fraction as it stands, to be named in a fault.
std::string number_text(const std::string& found) {
    double value = 0;
    const auto* end = found.data() + found.size();
    const auto [stop, error] = std::from_chars(found.data(), end, value);
    constexpr double most = 1e15;
    if (error != std::errc{} || stop != end || std::abs(value) > most || value != std::floor(value))
        return found;
    return std::to_string(static_cast<long long>(value));
}

constexpr int last_line = 1'048'576;  // that a workbook may have

class TableReader {
  public:
    explicit TableReader(std::vector<std::string> strings) : strings_(std::move(strings)) {}

    Grid read(const pugi::xml_document& document) {
        const auto table = document.child("worksheet");
        for (const auto merged : table.child("mergeCells").children("mergeCell"))
            faults_.add(merged.attribute("ref").value(), "là ô gộp; hãy bỏ gộp ô.");
        int line = 0;
        for (const auto row : table.child("sheetData").children("row")) {
            line = row.attribute("r") ? row.attribute("r").as_int() : line + 1;
            if (line < 1 || line > last_line) refuse_file("Tệp .xlsx có số dòng sai.");
            read_row(row, line);
        }
        faults_.raise();
        std::ranges::stable_sort(grid_.rows, {}, &GridRow::line);
        return std::move(grid_);
    }

  private:
    void read_row(pugi::xml_node row, int line) {
        GridRow found;
        found.line = line;
        int column = -1;
        bool any = false;
        for (const auto cell : row.children("c")) {
            auto place = place_of(cell.attribute("r").value());
            if (place.column < 0) place = {column + 1, line};
            column = place.column;
            const auto name = cell_name(place.column, place.line);
            const auto text = value_of(cell, name);
            if (text.empty()) continue;
            if (place.column >= form_columns || place.line != line) {
                faults_.add(name, "nằm ngoài các cột của mẫu.");
                continue;
            }
            found.cells[static_cast<std::size_t>(place.column)] = text;
            any = true;
        }
        if (!any) return;
        if (grid_.rows.size() == most_form_rows)
            refuse_file("Tệp có quá " + std::to_string(most_form_rows) + " dòng.");
        grid_.rows.push_back(std::move(found));
    }

    std::string value_of(pugi::xml_node cell, const std::string& name) {
        if (cell.child("f")) {
            faults_.add(name, "là công thức; chỉ nhận giá trị.");
            return {};
        }
        const std::string_view type = cell.attribute("t").value();
        const std::string value = cell.child("v").child_value();
        if (type == "inlineStr") return cell_text(text_of(cell.child("is")), name, faults_);
        if (type == "s") return cell_text(shared(value, name), name, faults_);
        if (type == "e") {
            faults_.add(name, "có lỗi tính toán (" + value.substr(0, 20) + ").");
            return {};
        }
        if (type == "b") {
            faults_.add(name, "là giá trị đúng/sai; cần số hoặc chữ.");
            return {};
        }
        const bool number = type.empty() || type == "n";
        return cell_text(number ? number_text(value) : value, name, faults_);
    }

    std::string shared(const std::string& index, const std::string& name) {
        std::size_t at = 0;
        const auto* end = index.data() + index.size();
        const auto [stop, error] = std::from_chars(index.data(), end, at);
        if (error == std::errc{} && stop == end && at < strings_.size()) return strings_[at];
        faults_.add(name, "trỏ đến chữ không có trong tệp.");
        return {};
    }

    std::vector<std::string> strings_;
    Grid grid_;
    GridFaults faults_;
};

}  // namespace

Grid read_xlsx(const std::string& path) {
    const XlsxPackage package(path);
    const auto name = first_table(package);
    TableReader reader(shared_strings(package));
    return reader.read(parsed(package.part(name), name));
}

}  // namespace tdkt::server
