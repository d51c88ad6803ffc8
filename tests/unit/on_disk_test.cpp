#include "server/on_disk.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include "tests/support/temp_dir.h"

namespace fs = std::filesystem;
using namespace tdkt;

namespace {

std::string content(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

long entries(const fs::path& folder) {
    return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(on_disk_test)

BOOST_AUTO_TEST_CASE(a_folder_is_made_with_those_above_it_for_its_owner_alone) {
    const test::TempDir dir;
    const auto folder = dir.path() / "data" / "keys";
    server::make_folder(folder / "");
    BOOST_TEST(fs::is_directory(folder));
    BOOST_CHECK(fs::status(folder).permissions() == fs::perms::owner_all);
    BOOST_CHECK(fs::status(folder.parent_path()).permissions() == fs::perms::owner_all);
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_there_keeps_its_rights) {
    const test::TempDir dir;
    const auto rights = fs::perms::owner_all | fs::perms::group_read;
    fs::permissions(dir.path(), rights);
    server::make_folder(dir.path());
    BOOST_CHECK(fs::status(dir.path()).permissions() == rights);
}

BOOST_AUTO_TEST_CASE(where_a_file_lies_no_folder_is_made) {
    const test::TempDir dir;
    server::write_once(dir.path() / "data", "a file");
    BOOST_CHECK_THROW(server::make_folder(dir.path() / "data" / "keys"), std::system_error);
}

BOOST_AUTO_TEST_CASE(what_is_written_once_is_never_overwritten) {
    const test::TempDir dir;
    const auto file = dir.path() / "repeats.key";
    server::write_once(file, "first");
    server::write_once(file, "second");
    BOOST_TEST(content(file) == "first");
    BOOST_CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    BOOST_TEST(entries(dir.path()) == 1);
}

BOOST_AUTO_TEST_CASE(what_is_written_anew_takes_the_place_of_the_old) {
    const test::TempDir dir;
    const auto file = dir.path() / "tdkt.conf";
    server::write_anew(file, "first");
    server::write_anew(file, "second");
    BOOST_TEST(content(file) == "second");
    BOOST_TEST(entries(dir.path()) == 1);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written_leaves_nothing_behind) {
    const test::TempDir dir;
    fs::create_directories(dir.path() / "name" / "taken");
    BOOST_CHECK_THROW(server::write_anew(dir.path() / "name", "bytes"), std::system_error);
    BOOST_CHECK_THROW(server::write_once(dir.path() / "nowhere" / "name", "bytes"),
                      std::system_error);
    BOOST_TEST(entries(dir.path()) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
