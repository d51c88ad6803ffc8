// What must be done before a dossier is archived.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/store_office.h"

using namespace tdkt;
using namespace tdkt::workflow;
using sql::Of;
using test::StoreOffice;

BOOST_AUTO_TEST_SUITE(archive_test)

BOOST_DATA_TEST_CASE(a_dossier_is_archived_when_nothing_of_it_is_under_way, test::engines(),
                     engine) {
    StoreOffice office(engine);
    const auto dossier = office.draft(office.ha, {"Nguyễn Thị Ánh", "Lê Duy", "Trần Hoàn"});
    const auto place = [&](int ordinal, const char* state) {
        office.run({std::string("update nomination set state = '") + state +
                    "' where ordinal = " + std::to_string(ordinal)});
    };
    const auto lacking = [&] {
        const auto group = office.database().read([&](auto& db) {
            return sql::load_facts(db, Of::dossier, dossier, office.rules, day_of(office.now));
        });
        for (const auto& choice : choices(group, office.yen, Through::dossier))
            if (choice.event == Event::archive) return choice.lacking;
        return std::vector<std::string>{"not offered"};
    };
    const std::vector<std::string> two{"Hồ sơ còn 2 đề nghị chưa giải quyết xong."},
        one{"Hồ sơ còn 1 đề nghị chưa giải quyết xong."};
    place(1, "paid");
    BOOST_TEST(lacking() == two, boost::test_tools::per_element());
    place(2, "refused");
    BOOST_TEST(lacking() == one, boost::test_tools::per_element());
    place(3, "issued");
    BOOST_TEST(lacking() == one, boost::test_tools::per_element());
    place(3, "paid");
    BOOST_TEST(lacking().empty());
    place(3, "archived");
    BOOST_TEST(lacking().empty());
}

BOOST_AUTO_TEST_SUITE_END()
