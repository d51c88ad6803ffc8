// Two changes that each read what the other writes: one of them must see the other.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <set>
#include <thread>

#include "sql/documents.h"
#include "tests/support/store_office.h"

using namespace tdkt;
using namespace tdkt::workflow;
using sql::Change;
using test::StoreOffice;

namespace {

// Runs work; whether it was kept.
template <class Work>
bool kept(Work work) {
    try {
        work();
        return true;
    } catch (const Problem&) {
        return false;
    }
}

template <class One, class Other>
std::pair<bool, bool> together(One one, Other other) {
    bool first = false;
    std::thread thread([&] { first = kept(one); });
    const bool second = kept(other);
    thread.join();
    return {first, second};
}

// Takes a paper away as the unit does: only from what is still being drafted.
void remove_paper(StoreOffice& office, Id id) {
    office.database().change([&](Change& change) {
        const auto dossier = sql::load_dossier(change.db(), id);
        if (!editable(dossier.nominations.front().state))
            throw Problem(Kind::forbidden, "Hồ sơ đã trình.");
        sql::remove_attachment(change, dossier.attachments.front(), {});
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(races_test)

BOOST_DATA_TEST_CASE(what_is_submitted_still_has_its_papers, test::engines(), engine) {
    StoreOffice office(engine);
    for (int round = 0; round < 25; ++round) {
        const auto id = office.draft(office.ha, {"Lê Duy"});
        const auto [submitted, removed] =
            together([&] { office.on_dossier(id, Event::submit, office.ha); },
                     [&] { remove_paper(office, id); });
        BOOST_TEST(submitted != removed);
        const auto dossier = office.dossier(id);
        BOOST_TEST((dossier.nominations[0].state == State::submitted) == submitted);
        BOOST_TEST(dossier.attachments.size() == (removed ? 1u : 2u));
    }
}

BOOST_DATA_TEST_CASE(of_two_numbers_taken_at_once_each_is_another, test::engines(), engine) {
    StoreOffice office(engine);
    const auto take = [&](int& number) {
        return [&office, &number] {
            number = office.database().change([&](Change& change) {
                return sql::take_next_number(change, office.organ, "receipt", 2025);
            });
        };
    };
    std::set<int> taken;
    for (int round = 0; round < 25; ++round) {
        int one = 0, other = 0;
        const auto [first, second] = together(take(one), take(other));
        BOOST_TEST((first && second));
        taken.insert({one, other});
    }
    BOOST_TEST(taken.size() == 50u);
    BOOST_TEST(*taken.rbegin() == 50);
}

BOOST_DATA_TEST_CASE(of_two_steps_at_once_one_is_taken, test::engines(), engine) {
    StoreOffice office(engine);
    for (int round = 0; round < 15; ++round) {
        const auto id = office.draft(office.ha, {"Lê Duy"});
        office.on_dossier(id, Event::submit, office.ha);
        const auto [withdrawn, received] =
            together([&] { office.on_dossier(id, Event::withdraw, office.ha); },
                     [&] { office.on_dossier(id, Event::receive, office.minh); });
        BOOST_TEST(withdrawn != received);
    }
    BOOST_TEST(office.audit().empty());
}

BOOST_AUTO_TEST_SUITE_END()
