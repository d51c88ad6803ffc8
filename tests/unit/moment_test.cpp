#include "server/signing/moment.h"

#include <boost/test/unit_test.hpp>

using namespace tdkt::server;

BOOST_AUTO_TEST_SUITE(moment_test)

BOOST_AUTO_TEST_CASE(a_time_is_told_as_in_vietnam) {
    constexpr std::int64_t evening = 1'767'200'399'999;  // 31/12/2025 16:59:59.999 UTC
    BOOST_TEST(pdf_date(evening) == "D:20251231235959+07'00'");
    BOOST_TEST(printed_time(evening) == "31/12/2025 23:59:59 +07:00");
    BOOST_TEST(printed_time(evening + 1) == "01/01/2026 00:00:00 +07:00");
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_again_to_the_second) {
    for (const std::int64_t at : {0LL, 951'782'400'000LL, 1'790'000'000'000LL, 4'102'444'800'000LL})
        BOOST_TEST((parse_pdf_date(pdf_date(at)) == at));
}

BOOST_AUTO_TEST_CASE(other_zones_are_understood) {
    const auto noon = parse_pdf_date("D:20260922120000Z");
    BOOST_TEST_REQUIRE(noon.has_value());
    BOOST_TEST((parse_pdf_date("D:20260922190000+07'00'") == noon));
    BOOST_TEST((parse_pdf_date("D:20260922190000+07'00") == noon));
    BOOST_TEST((parse_pdf_date("D:20260922190000+0700") == noon));
    BOOST_TEST((parse_pdf_date("D:20260922063000-05'30'") == noon));
}

BOOST_AUTO_TEST_CASE(what_is_no_time_gives_nothing) {
    for (const auto* text :
         {"", "D:", "20260922120000Z", "D:2026", "D:20261322120000Z", "D:20260230120000Z",
          "D:20260922240000Z", "D:20260922126000Z", "D:20260922120060Z", "D:20260922120000",
          "D:20260922120000*07'00'", "D:20260922120000+7'00'", "D:2026092212000xZ",
          "D:20260922120000+24'00'"})
        BOOST_TEST(!parse_pdf_date(text).has_value(), text);
}

BOOST_AUTO_TEST_SUITE_END()
