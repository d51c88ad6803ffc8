// How many statements the council's pages cost: never more for a longer agenda.
#include <boost/test/unit_test.hpp>

#include "server/handlers/ballots.h"
#include "server/handlers/home.h"
#include "server/handlers/meetings.h"
#include "sql/people.h"
#include "sql/statements.h"
#include "tests/support/way.h"

using namespace tdkt;
using namespace tdkt::test;

namespace {

using Handler = server::Response (*)(const server::Request&, server::App&);

std::int64_t statements(Office& office, const std::string& username, Handler handler, Id on) {
    auto& app = office.server().app();
    server::Request request;
    request.method = "GET";
    request.params["id"] = std::to_string(on);
    request.json = true;
    request.actor = app.database.read(
        [&](auto& db) { return sql::load_account(db, office.account(username)).actor(); });
    const auto before = sql::statements_prepared();
    BOOST_TEST(handler(request, app).status == 200);
    return sql::statements_prepared() - before;
}

// The pages of a meeting with one item of each of so many dossiers.
std::map<std::string, std::int64_t> costs(int dossiers) {
    Office office;
    Ids items, waiting;
    for (int i = 0; i < dossiers; ++i) {
        items.push_back(appraised(office, "bmt", {{"Lê Văn Ước"}}).front());
        waiting.push_back(appraised(office, "eakar", {{"Trần Quốc Đạt"}}).front());
    }
    const auto meeting = call_meeting(office, "2025-11-03", items);
    std::map<std::string, std::int64_t> cost;
    cost["meetings"] = statements(office, "thuky", server::list_meetings, 0);
    cost["planned meeting"] = statements(office, "thuky", server::show_meeting, meeting);
    open_vote(office, meeting);
    cost["open meeting"] = statements(office, "uv1", server::show_meeting, meeting);
    cost["ballot"] = statements(office, "uv1", server::show_ballot, meeting);
    for (int i = 0; i < dossiers; ++i) call_meeting(office, "2025-11-04", {waiting[i]});
    cost["home of the secretary"] = statements(office, "thuky", server::show_home, 0);
    cost["home of a member"] = statements(office, "uv1", server::show_home, 0);
    return cost;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(council_statements_test)

BOOST_AUTO_TEST_CASE(a_longer_agenda_costs_no_more_statements) {
    const auto few = costs(1), many = costs(4);
    for (const auto& [page, count] : many) {
        BOOST_TEST_MESSAGE("statements " << page << " " << count);
        BOOST_TEST(few.at(page) == count, page << ": " << few.at(page) << ", then " << count);
    }
}

BOOST_AUTO_TEST_SUITE_END()
