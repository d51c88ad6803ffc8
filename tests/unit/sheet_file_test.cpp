// Forms come back from anywhere: each thing that cannot be taken is named by its place, and no
// file takes more memory than a form needs.
#include <boost/test/unit_test.hpp>
#include <fstream>

#include "server/sheet_file/form.h"
#include "tests/support/workbook.h"

using namespace tdkt::server;
using namespace tdkt::workflow;
using namespace tdkt::test;

namespace {

const std::vector<Criterion> criteria = {{"targets", "Chỉ tiêu", 50, {}},
                                         {"records", "Hồ sơ", 10, {}}};

Sheet a_sheet() {
    Sheet sheet;
    sheet.id = 7;
    sheet.version = 3;
    sheet.said = {{{"targets", 45, "Đúng \"số liệu\",\nđã đối chiếu"}}, Conclusion::agree, "- Tốt"};
    return sheet;
}

std::vector<FormLine> lines() {
    static const auto sheet = a_sheet();
    return form_lines({{{&sheet, "=H'Yăm Bkrông", &criteria}, "HS-00007", "Giải Nhất"}});
}

std::string written(const TempDir& folder, const std::string& bytes) {
    const auto path = folder / "form";
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

std::string refusal(const std::string& path) {
    try {
        read_form_file(path);
        return "taken";
    } catch (const Problem& problem) {
        std::string all;
        for (const auto& fault : problem.faults()) all += fault.message + "\n";
        return all;
    }
}

std::string head_row() {
    std::string row = "<row r=\"1\">";
    for (int i = 0; i < form_columns; ++i)
        row += text_cell(cell_name(i, 1), form_head()[static_cast<std::size_t>(i)]);
    return row + "</row>";
}

std::string refused(const std::string& rows, const std::string& after = "") {
    const TempDir folder;
    return refusal(zipped(folder / "form", workbook(head_row() + rows, after)));
}

void expect(const std::vector<FormRow>& rows) {
    BOOST_TEST_REQUIRE(rows.size() == 3u);
    BOOST_TEST((rows[0].line == 2 && rows[0].sheet == "7" && rows[0].version == "3"));
    BOOST_TEST((rows[0].criterion == "targets" && rows[0].value == "45"));
    BOOST_TEST(rows[0].remark == "Đúng \"số liệu\",\nđã đối chiếu");
    BOOST_TEST((rows[2].criterion == conclusion_row && rows[2].value == "Đủ điều kiện"));
    BOOST_TEST(rows[2].remark == "- Tốt");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sheet_file_test)

BOOST_AUTO_TEST_CASE(what_was_written_is_read_again) {
    const TempDir folder;
    write_xlsx(lines(), folder / "form.xlsx");
    expect(read_form_file(folder / "form.xlsx"));
    expect(read_form_file(written(folder, write_csv(lines()))));
}

BOOST_AUTO_TEST_CASE(a_name_is_no_formula_in_the_form) {
    BOOST_TEST(write_csv(lines()).find("\"'=H'Yăm Bkrông\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(semicolons_and_tabs_part_as_well) {
    const TempDir folder;
    for (const char sign : {';', '\t'}) {
        auto text = write_csv(lines());
        for (auto at = text.find("\",\""); at != std::string::npos; at = text.find("\",\"", at + 3))
            text[at + 1] = sign;
        expect(read_form_file(written(folder, text)));
    }
}

BOOST_AUTO_TEST_CASE(other_encodings_are_named) {
    const TempDir folder;
    for (const std::string bytes : {"Phi\xea"
                                    "u;Phi",
                                    "\xff\xfeP\0h\0", "\xfe\xffP"})
        BOOST_TEST(refusal(written(folder, bytes)).find("UTF-8") != std::string::npos);
    BOOST_TEST(refusal(written(folder, "\xd0\xcf\x11\xe0 old")).find("97-2003") !=
               std::string::npos);
    BOOST_TEST(refusal(written(folder, "")).find("Ô A1") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(another_table_is_told_what_its_head_should_be) {
    const TempDir folder;
    const auto said = refusal(written(folder, "Họ tên,Điểm\nA,1\n"));
    BOOST_TEST(said.find("Ô A1: cần tiêu đề “Phiếu”, thấy “Họ tên”.") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_computed_merged_or_wrong_is_named_by_its_place) {
    BOOST_TEST(refused("<row r=\"2\"><c r=\"I2\"><f>1+1</f><v>2</v></c></row>") ==
               "Ô I2: là công thức; chỉ nhận giá trị.\n");
    BOOST_TEST(refused("<row r=\"2\"><c r=\"I2\" t=\"e\"><v>#REF!</v></c></row>") ==
               "Ô I2: có lỗi tính toán (#REF!).\n");
    BOOST_TEST(refused("", "<mergeCells><mergeCell ref=\"I2:I3\"/></mergeCells>") ==
               "Ô I2:I3: là ô gộp; hãy bỏ gộp ô.\n");
    BOOST_TEST(refused("<row r=\"2\"><c r=\"I2\" t=\"s\"><v>9</v></c></row>") ==
               "Ô I2: trỏ đến chữ không có trong tệp.\n");
    BOOST_TEST(refused("<row r=\"2\">" + text_cell("AZ2", "x") + "</row>") ==
               "Ô AZ2: nằm ngoài các cột của mẫu.\n");
    BOOST_TEST(refused("<row r=\"2\">" + text_cell("J2", std::string(2001, 'x')) + "</row>") ==
               "Ô J2: dài quá 2000 ký tự.\n");
}

BOOST_AUTO_TEST_CASE(numbers_are_read_as_programs_write_them) {
    const TempDir folder;
    std::string rows;
    const std::vector<std::pair<std::string, std::string>> values = {
        {"35", "35"}, {"35.0", "35"}, {"3.5E1", "35"}, {"35.5", "35.5"}, {"1E300", "1E300"}};
    int line = 1;
    for (const auto& [found, expected] : values) {
        const auto at = std::to_string(++line);
        rows += "<row r=\"" + at + "\"><c r=\"I" + at + "\"><v>" + found + "</v></c></row>";
    }
    const auto read = read_form_file(zipped(folder / "form", workbook(head_row() + rows)));
    BOOST_TEST_REQUIRE(read.size() == values.size());
    for (std::size_t i = 0; i < values.size(); ++i) BOOST_TEST(read[i].value == values[i].second);
}

BOOST_AUTO_TEST_CASE(what_reaches_outside_is_not_opened) {
    const TempDir folder;
    auto parts = workbook(head_row());
    parts["xl/externalLinks/externalLink1.xml"] = "<externalLink/>";
    BOOST_TEST(refusal(zipped(folder / "form", parts)).find("liên kết") != std::string::npos);
    parts = workbook(head_row());
    parts["xl/vbaProject.bin"] = "x";
    BOOST_TEST(refusal(zipped(folder / "form", parts)).find("macro") != std::string::npos);
    parts = workbook(head_row());
    parts["xl/workbook.xml"] = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>";
    BOOST_TEST(refusal(zipped(folder / "form", parts)).find("khai báo XML") != std::string::npos);
    parts = workbook(head_row());
    parts["xl/_rels/workbook.xml.rels"] =
        R"(<Relationships><Relationship Id="rId1" TargetMode="External" Target="http://a/"/></Relationships>)";
    BOOST_TEST(refusal(zipped(folder / "form", parts)).find("không có bảng tính") !=
               std::string::npos);
    BOOST_TEST(refusal(written(folder, "PK\x03\x04 broken")).find("hỏng") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_bomb_takes_no_more_memory_than_a_form) {
    const TempDir folder;
    auto parts = workbook(head_row());
    parts["xl/sharedStrings.xml"] = std::string(std::size_t{300} << 20, ' ');
    zipped(folder / "form", parts);
    parts.clear();
    const auto used = [] {
        std::ifstream in("/proc/self/statm");
        long pages = 0, resident = 0;
        in >> pages >> resident;
        return resident * 4096;
    };
    const auto before = used();
    BOOST_TEST(refusal(folder / "form").find("quá 4 MB") != std::string::npos);
    BOOST_TEST(used() - before < 32 << 20);
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_rows_are_refused) {
    std::string rows;
    for (int i = 2; i < 20'000; ++i) {
        const auto at = std::to_string(i);
        rows += "<row r=\"" + at + "\"><c r=\"A" + at + "\"><v>1</v></c></row>";
    }
    BOOST_TEST(refused(rows).find("quá 5000 dòng") != std::string::npos);
    const TempDir folder;
    std::string text = write_csv({});
    for (int i = 0; i < 100'000; ++i) text += "1,2,3\n";
    BOOST_TEST(refusal(written(folder, text)).find("quá 5000 dòng") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(points_are_whole_in_either_style) {
    for (const auto* good : {"35", "35,0", "35.0", "35,00"})
        BOOST_TEST((points_in(good) == 35), good);
    for (const auto* bad : {"", "35,5", "35.5", "1.000", "1,000", "-1", "3 5", "1e3", "٣", "0x10",
                            "99999999999999999999", "35."})
        BOOST_TEST(!points_in(bad).has_value(), bad);
}

BOOST_AUTO_TEST_CASE(a_form_says_what_it_would_change_and_what_is_wrong) {
    const auto sheet = a_sheet();
    const std::vector<Fillable> sheets = {{&sheet, "Y Thuân Niê", &criteria}};
    const auto reading = read_form({{2, "7", "3", "targets", "51", ""},
                                    {3, "7", "3", "records", "9,0", "Đủ"},
                                    {4, "7", "2", "ket_luan", "", ""},
                                    {5, "8", "3", "records", "1", ""},
                                    {6, "7", "3", "records", "1", ""},
                                    {7, "7", "3", "looks", "1", ""},
                                    {8, "7", "3", "ket_luan", "can bo sung", "- Tốt"}},
                                   sheets);
    std::vector<std::string> cells;
    for (const auto& fault : reading.faults) cells.push_back(fault.cell);
    const std::vector<std::string> expected = {"I2", "B4", "A5", "C6", "C7"};
    BOOST_TEST(cells == expected, boost::test_tools::per_element());
    BOOST_TEST(reading.faults[0].expected == "số nguyên từ 0 đến 50");
    BOOST_TEST(reading.faults[0].found == "“51”");
    BOOST_TEST_REQUIRE(reading.changes.size() == 3u);
    BOOST_TEST((reading.changes[0].before.empty() && reading.changes[0].after == "9"));
    BOOST_TEST(reading.changes[2].before == "Đủ điều kiện");
    BOOST_TEST(reading.changes[2].after == "Cần bổ sung");
    BOOST_TEST_REQUIRE(reading.said.size() == 1u);
    BOOST_TEST((reading.said[0].second.conclusion == Conclusion::supplement));
    BOOST_TEST((mark_for(reading.said[0].second, "targets").points == 45));
}

BOOST_AUTO_TEST_CASE(a_form_that_changes_nothing_changes_nothing) {
    const auto sheet = a_sheet();
    const std::vector<Fillable> sheets = {{&sheet, "Y Thuân Niê", &criteria}};
    const auto reading =
        read_form({{2, "7", "3", "targets", "45", sheet.said.marks[0].comment}}, sheets);
    BOOST_TEST((reading.changes.empty() && reading.faults.empty() && reading.said.empty()));
}

BOOST_AUTO_TEST_SUITE_END()
