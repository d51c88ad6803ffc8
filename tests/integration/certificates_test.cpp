// Many certificates as one file: pages behind pages, or files in an archive.
#include "server/jobs/certificates.h"

#include <zip.h>

#include <boost/test/unit_test.hpp>
#include <sstream>

#include "server/front/spool.h"
#include "server/jobs/archive.h"
#include "server/jobs/work_folder.h"
#include "templates/book.h"
#include "templates/papers.h"
#include "templates/views/certificates.h"
#include "tests/support/paper.h"
#include "tests/support/printed.h"

using namespace tdkt;
using namespace tdkt::server;
using nlohmann::json;
using workflow::Bundle;
using workflow::CertificateOrder;

namespace {

const std::string title = "Giấy khen kèm theo Quyết định số 05/QĐ-BHXH";
const auto day = *workflow::parse_day("2025-11-12");

std::vector<json> sheets(const std::vector<std::string>& names) {
    std::vector<json> made;
    for (const auto& name : names) {
        made.push_back(test::paper_data("certificate"));
        made.back()["name"] = name;
    }
    return made;
}

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string written(
    const CertificateOrder& order, const std::vector<json>& of,
    const std::function<void()>& made = [] {}) {
    const test::TempDir folder;
    write_certificates(folder / "out", {order, title, day, of, made});
    return read(folder / "out");
}

std::vector<std::string> names_in(const std::string& bytes) {
    const test::Printed file(bytes);
    auto* archive = zip_open(file.path().c_str(), ZIP_RDONLY | ZIP_CHECKCONS, nullptr);
    BOOST_TEST_REQUIRE(archive != nullptr);
    std::vector<std::string> names;
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i)
        names.emplace_back(zip_get_name(archive, static_cast<zip_uint64_t>(i), 0));
    zip_discard(archive);
    return names;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(certificates_test)

BOOST_AUTO_TEST_CASE(each_of_a_book_has_a_page_and_its_own_words) {
    const std::vector<std::string> names = {"Nguyễn Thị Ánh", "Đỗ Văn Đạt", "H’Nguyệt Byă"};
    const auto pdf = written({}, sheets(names));
    const test::Printed file(pdf);
    BOOST_TEST(file.asked("qpdf --check @").find("No syntax or stream encoding errors") !=
               std::string::npos);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto page = std::to_string(i + 1);
        const auto words = file.asked("pdftotext -f " + page + " -l " + page + " @ -");
        for (std::size_t j = 0; j < names.size(); ++j)
            BOOST_TEST((words.find(names[j]) != std::string::npos) == (i == j));
    }
    BOOST_TEST(file.asked("pdfinfo @").find("Pages:           3") != std::string::npos);
    BOOST_TEST((written({}, sheets(names)) == pdf));
}

BOOST_AUTO_TEST_CASE(a_page_of_a_book_costs_no_more_than_its_own_words) {
    const auto one = written({}, sheets({"Nguyễn Thị Ánh"})).size();
    const auto hundred = written({}, sheets(std::vector<std::string>(100, "Đỗ Văn Đạt"))).size();
    BOOST_TEST(hundred < one + 100 * 4096);
}

BOOST_AUTO_TEST_CASE(files_of_an_archive_are_sorted_by_given_name_and_none_is_lost) {
    const auto zip =
        written({.bundle = Bundle::zip}, sheets({"Trần Văn Ước", "Lê Thị Đào", "Nguyễn Văn Dũng",
                                                 "Lê Thị Đào", "Trần ../Ánh: \"A\""}));
    const auto found = names_in(zip);
    BOOST_TEST_REQUIRE(found.size() == 5u);
    // Which sign stands where the name had one that is an order is of no account.
    BOOST_TEST(found[0].starts_with("1 Trần "));
    BOOST_TEST(found[0].find("Ánh") != std::string::npos);
    BOOST_TEST(found[1] == "2 Nguyễn Văn Dũng.pdf");
    BOOST_TEST(found[2] == "3 Lê Thị Đào.pdf");
    BOOST_TEST(found[3] == "4 Lê Thị Đào.pdf");
    BOOST_TEST(found[4] == "5 Trần Văn Ước.pdf");
    for (const auto& name : found)
        BOOST_TEST(name.find_first_of("/\\:*?\"<>|") == std::string::npos, name);
    BOOST_TEST(
        (written({.bundle = Bundle::zip}, sheets({"Trần Văn Ước", "Lê Thị Đào", "Nguyễn Văn Dũng",
                                                  "Lê Thị Đào", "Trần ../Ánh: \"A\""})) == zip));
}

BOOST_AUTO_TEST_CASE(a_file_of_an_archive_is_the_certificate_itself) {
    const auto of = sheets({"Lê Thị Đào"});
    const auto zip = written({.bundle = Bundle::zip}, of);
    BOOST_TEST((zip.find(templates::paper_pdf("certificate", of[0])) != std::string::npos));
}

// The library asks for the size of a file before it reads it, and again afterwards.
BOOST_AUTO_TEST_CASE(collectives_come_before_persons) {
    auto of = sheets({"Lê Thị Ánh", "Văn phòng"});
    of[1].erase("position");
    BOOST_TEST((names_in(written({.bundle = Bundle::zip}, of)) ==
                std::vector<std::string>{"1 Văn phòng.pdf", "2 Lê Thị Ánh.pdf"}));
}

BOOST_AUTO_TEST_CASE(each_certificate_is_made_once) {
    const auto of = sheets(std::vector<std::string>(30, "Lê Thị Đào"));
    for (const auto bundle : {Bundle::pdf, Bundle::zip}) {
        int made = 0;
        written({.bundle = bundle}, of, [&] { ++made; });
        BOOST_TEST(made == 30);
    }
}

// What every program opens: version 1.0, not the form for more than 4 GB (4.5).
BOOST_AUTO_TEST_CASE(an_archive_is_of_the_oldest_form) {
    const auto zip = written({.bundle = Bundle::zip}, sheets({"Lê Thị Đào"}));
    BOOST_TEST(zip.substr(0, 6) == std::string("PK\3\4\12\0", 6));
}

BOOST_AUTO_TEST_CASE(work_that_is_stopped_leaves_nothing) {
    for (const auto bundle : {Bundle::pdf, Bundle::zip}) {
        const test::TempDir spool;
        {
            const WorkFolder folder(spool / "spool");
            int made = 0;
            const auto of = sheets(std::vector<std::string>(20, "Lê Thị Đào"));
            const CertificateOrder order{.bundle = bundle};
            BOOST_CHECK_THROW(
                write_certificates(folder.file("out"), {order, title, day, of,
                                                        [&] {
                                                            if (++made == 7)
                                                                throw std::string("enough");
                                                        }}),
                std::string);
            BOOST_TEST(made == 7);
        }
        BOOST_TEST(std::filesystem::is_empty(spool / "spool"));
    }
}

BOOST_AUTO_TEST_CASE(what_a_killed_program_left_goes_and_what_another_writes_stays) {
    const test::TempDir spool;
    const WorkFolder mine(std::filesystem::path(spool / ""));
    std::ofstream(mine.file("out")) << "still written";
    std::filesystem::create_directories(spool / "work-killed/more");
    std::ofstream(spool / "work-killed/more/out") << "left";
    clear_spool(spool / "");
    BOOST_TEST(std::filesystem::exists(mine.file("out")));
    BOOST_TEST(!std::filesystem::exists(spool / "work-killed"));
}

BOOST_AUTO_TEST_CASE(on_a_blank_the_printed_words_are_left_out_and_the_rest_moves) {
    const auto of = sheets({"Lê Thị Đào"});
    const auto whole = written({}, of), blank = written({.blank = true}, of);
    const auto moved = written({.right = 15, .down = -20}, of);
    const std::string nation = "CỘNG HÒA";
    BOOST_TEST(test::Printed(whole).asked("pdftotext @ -").find(nation) != std::string::npos);
    BOOST_TEST(test::Printed(blank).asked("pdftotext @ -").find(nation) == std::string::npos);
    BOOST_TEST(test::Printed(blank).asked("pdftotext @ -").find("Lê Thị Đào") != std::string::npos);
    const auto edge = [](const std::string& pdf, const char* which) {
        const auto words = test::Printed(pdf).asked("pdftotext -bbox @ -");
        const auto at = words.rfind(which, words.find(">Đào<"));
        return std::stod(words.substr(at + 6));
    };
    const auto by = [&](const char* which) { return edge(moved, which) - edge(whole, which); };
    BOOST_TEST(std::abs(by("xMin=\"") - 1.5 * 72 / 25.4) < 0.05);
    BOOST_TEST(std::abs(by("yMin=\"") + 2.0 * 72 / 25.4) < 0.05);
}

BOOST_AUTO_TEST_CASE(a_name_too_long_for_its_box_is_told) {
    std::string name = "Nguyễn";
    for (int i = 0; i < 60; ++i) name += " Thị Hồng Ánh";
    const test::TempDir folder;
    const auto of = sheets({"Lê Thị Đào", name});
    for (const auto bundle : {Bundle::pdf, Bundle::zip}) {
        const CertificateOrder order{.bundle = bundle};
        const auto told = write_certificates(folder / "out", {order, title, day, of, [] {}});
        BOOST_TEST_REQUIRE(told.size() == 1U);
        BOOST_TEST(told[0].starts_with("Nguyễn Thị Hồng Ánh"));
    }
}

BOOST_AUTO_TEST_CASE(letters_that_no_font_has_are_told_by_name_and_code) {
    BOOST_TEST(templates::letters_without_font("Nguyễn Thị Ánh, H’Nguyệt Byă “A” – Ž").empty());
    const auto found = templates::letters_without_font("A\U0001DF00B\U0001DF00\U000104A0");
    BOOST_TEST_REQUIRE(found.size() == 2U);
    BOOST_TEST(found[0] == "\U0001DF00 (U+1DF00)");
}

BOOST_AUTO_TEST_CASE(a_name_of_a_file_is_taken_by_every_system) {
    BOOST_TEST(safe_name("Lê Thị Đào") == "Lê Thị Đào");
    BOOST_TEST(safe_name("..") == "khong-ten");
    BOOST_TEST(safe_name("a/b\\c:d. ") == "a b c d");
    std::string longest;
    for (int i = 0; i < 100; ++i) longest += "ệ";
    BOOST_TEST(safe_name(longest).size() == 120U);
}

BOOST_AUTO_TEST_CASE(millimetres_are_typed_with_a_comma_or_a_point) {
    using templates::millimetres, templates::tenths_of;
    for (const auto& [text, tenths] : std::vector<std::pair<std::string, int>>{
             {"0", 0}, {"1,5", 15}, {"-2", -20}, {"−0.5", -5}, {"+12", 120}})
        BOOST_TEST((tenths_of(text) == tenths), text);
    for (const auto* text : {"", "-", "1,55", "abc", "1e3", "100", "1,", " 1", "--1"})
        BOOST_TEST(!tenths_of(text), text);
    for (const auto tenths : {0, 5, -5, 15, -120})
        BOOST_TEST((tenths_of(millimetres(tenths)) == tenths));
}

BOOST_AUTO_TEST_SUITE_END()
