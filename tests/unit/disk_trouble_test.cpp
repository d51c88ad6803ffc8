#include "server/showing/disk_trouble.h"

#include <boost/test/unit_test.hpp>
#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include "sql/accident.h"

using namespace tdkt;
using server::disk_trouble, server::DiskTrouble;

namespace {

std::system_error failed(int code) {
    return {code, std::generic_category(), "cannot spool an upload"};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(disk_trouble_test)

BOOST_AUTO_TEST_CASE(a_full_disk_is_known_whoever_tells_of_it) {
    BOOST_CHECK(disk_trouble(failed(ENOSPC)) == DiskTrouble::full);
    BOOST_CHECK(disk_trouble(failed(EDQUOT)) == DiskTrouble::full);
    for (const int code : {13, 1021, 1114})
        BOOST_CHECK(disk_trouble(sql::Accident(code, "")) == DiskTrouble::full);
    const std::filesystem::filesystem_error folder(
        "cannot make it", std::make_error_code(std::errc::no_space_on_device));
    BOOST_CHECK(disk_trouble(folder) == DiskTrouble::full);
}

BOOST_AUTO_TEST_CASE(a_failing_disk_is_told_from_a_full_one) {
    BOOST_CHECK(disk_trouble(failed(EIO)) == DiskTrouble::failing);
    BOOST_CHECK(disk_trouble(failed(EROFS)) == DiskTrouble::failing);
    for (const int code : {10, 14, 1026, 1030})
        BOOST_CHECK(disk_trouble(sql::Accident(code, "")) == DiskTrouble::failing);
}

BOOST_AUTO_TEST_CASE(what_is_no_fault_of_the_disk_stays_an_accident) {
    BOOST_CHECK(disk_trouble(std::runtime_error("no such paper")) == DiskTrouble::none);
    BOOST_CHECK(disk_trouble(failed(EACCES)) == DiskTrouble::none);
    BOOST_CHECK(disk_trouble(sql::Accident(19, "a constraint")) == DiskTrouble::none);
}

BOOST_AUTO_TEST_SUITE_END()
