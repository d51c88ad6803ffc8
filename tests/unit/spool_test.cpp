// Files on their way in, and what is left of them when the program is killed.
#include "server/front/spool.h"

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "tests/support/temp_dir.h"

namespace tdkt::server {

namespace fs = std::filesystem;

namespace {

std::size_t files_in(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(spool_test)

BOOST_AUTO_TEST_CASE(what_a_killed_program_left_is_gone_at_once) {
    const test::TempDir folder;
    std::ofstream(folder.path() / "upload-a1b2c3") << "half of a file";
    std::ofstream(folder.path() / "notes.txt") << "not ours";
    clear_spool(folder.path());
    BOOST_TEST(!fs::exists(folder.path() / "upload-a1b2c3"));
    BOOST_TEST(fs::exists(folder.path() / "notes.txt"));
}

BOOST_AUTO_TEST_CASE(what_another_program_is_receiving_stays) {
    const test::TempDir folder;
    Spool spool(folder.path(), "file");
    spool.add("one half, ");
    clear_spool(folder.path());
    spool.add("the other");
    const auto upload = spool.finish("báo cáo.txt");
    clear_spool(folder.path());
    BOOST_TEST(fs::file_size(*upload.path) == 19U);
}

BOOST_AUTO_TEST_CASE(nothing_stays_when_the_request_ends) {
    const test::TempDir folder;
    { Spool(folder.path(), "file").finish("a.txt"); }
    BOOST_TEST(files_in(folder.path()) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tdkt::server
