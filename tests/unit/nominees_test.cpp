#include "workflow/nominees.h"

#include <boost/test/unit_test.hpp>

#include "workflow/duties.h"

using namespace tdkt::workflow;

BOOST_AUTO_TEST_SUITE(nominees_test)

BOOST_AUTO_TEST_CASE(blanks_of_any_kind_become_single_ones) {
    BOOST_TEST(tidied_name("  Nguyễn \u00a0 Văn\tAn ") == "Nguyễn Văn An");
}

BOOST_AUTO_TEST_CASE(spellings_of_one_name_have_one_key) {
    const auto key = nominee_key("H'Yăm Bkrông");
    for (const char* same : {"H’Yăm Bkrông", "HʼYĂM  BKRÔNG", "h‘yăm\u00a0bkrông"})
        BOOST_TEST(nominee_key(same) == key, same);
    BOOST_TEST(nominee_key("ĐẶNG ƯỚC Ỷ Ơ") == nominee_key("đặng ước ỷ ơ"));
    BOOST_TEST(nominee_key("Hoa") != nominee_key("Hòa"));
    BOOST_TEST(nominee_key("Võ Thị Yến") != nominee_key("Vo Thi Yen"));
}

BOOST_AUTO_TEST_CASE(names_of_this_country_are_names) {
    for (const char* name : {"Nguyễn Văn Ân", "H’Nguyệt Byă", "Y Blưm Niê", "Ksơr Y-Thim"})
        BOOST_TEST(!name_fault(name, Subject::person), name);
    for (const char* name : {"Tổ 3, Phòng Quản lý thu (Khối 1/2)", "BHXH cơ sở Ea Kar"})
        BOOST_TEST(!name_fault(name, Subject::collective), name);
}

// A Cyrillic letter, a letter of no width: what looks the same is told apart here.
BOOST_AUTO_TEST_CASE(what_is_no_name_is_refused_with_a_sentence) {
    for (const char* name :
         {"123", "A", "Nguyễn Văn 2", "Trần Tоàn", "Lê\u200bAnh", "Ａnh Thư", "<b>An</b>", "’-"}) {
        const auto fault = name_fault(name, Subject::person);
        BOOST_TEST_REQUIRE(fault.has_value(), name);
        BOOST_TEST(fault->back() == '.');
    }
}

BOOST_AUTO_TEST_CASE(offices_that_check_each_other_are_not_one_persons) {
    using enum Role;
    for (const auto roles :
         {director | clerk, deputy_director | clerk, director | finance, administrator | director,
          administrator | unit_officer, auditor | standing_office, auditor | administrator})
        BOOST_TEST(conflict_of(roles).has_value());
    for (const auto roles : {director | council_chair, standing_office | council_member,
                             unit_head | unit_officer, data_office | unit_head | council_member})
        BOOST_TEST(!conflict_of(roles).has_value());
    for (const auto& name : names<Role>) BOOST_TEST(!conflict_of(name.value).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
