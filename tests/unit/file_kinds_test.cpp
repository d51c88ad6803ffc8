#include "server/handlers/file_kinds.h"

#include <boost/test/unit_test.hpp>

using namespace tdkt::server;

BOOST_AUTO_TEST_SUITE(file_kinds_test)

BOOST_AUTO_TEST_CASE(name_and_content_must_agree) {
    BOOST_TEST(file_kind("Báo cáo.PDF", "application/pdf") != nullptr);
    BOOST_TEST(file_kind("Ảnh.jpeg", "image/jpeg") != nullptr);
    BOOST_TEST(file_kind("bao-cao.pdf", "text/plain") == nullptr);
    BOOST_TEST(file_kind("virus.exe", "application/x-dosexec") == nullptr);
    BOOST_TEST(file_kind("virus.exe", "text/plain") == nullptr);
    BOOST_TEST(file_kind("pdf", "application/pdf") == nullptr);
    BOOST_TEST(file_kind("trang.html", "text/html") == nullptr);
    BOOST_TEST(file_kind("nén.zip", "application/zip") == nullptr);
    BOOST_TEST(file_kind("", "application/pdf") == nullptr);
    BOOST_TEST(file_kind("tep.", "application/pdf") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_document_that_shows_as_an_archive_gets_its_own_type) {
    const auto* kind = file_kind("Tờ trình.docx", "application/zip");
    BOOST_TEST_REQUIRE(kind != nullptr);
    BOOST_TEST(kind->types[0].starts_with("application/vnd.openxmlformats"));
}

BOOST_AUTO_TEST_CASE(a_file_is_handed_out_under_the_end_of_its_type) {
    BOOST_TEST(download_name("Báo cáo.pdf", "application/pdf") == "Báo cáo.pdf");
    BOOST_TEST(download_name("virus.exe", "text/plain") == "virus.exe.txt");
    BOOST_TEST(download_name("cũ.zip", "application/zip") == "cũ.zip.bin");
}

BOOST_AUTO_TEST_CASE(people_are_told_each_kind_once) {
    BOOST_TEST(taken_kinds() == "PDF, Word, Excel, ODT, ODS, JPG, PNG, TIFF, TXT, CSV");
}

BOOST_AUTO_TEST_SUITE_END()
