// The numbers that a council gives its own papers.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "server/commands/office_file.h"
#include "sql/audit/audit.h"
#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;

namespace {

struct Council {
    Office office;

    explicit Council(const std::string& engine = any_engine()) : office(engine) {}

    json page(const std::string& who, Id meeting) {
        return ok(office.as(who).get(at("meetings", meeting)));
    }
    // "01/GM-HĐTĐKT", in the order of the papers.
    std::vector<std::string> numbers(const std::string& who, Id meeting) {
        std::vector<std::string> list;
        const auto shown = page(who, meeting);
        for (const auto& paper : shown.at("papers")) list.push_back(paper.at("number_text"));
        return list;
    }
    Id call(const std::string& day, const std::string& nominee) {
        return call_meeting(office, day, appraised(office, "bmt", {{nominee}}));
    }
    void invite(Id meeting) {
        ok(office.as("thuky").post(at("meetings", meeting) + "/invitation"));
    }
    void name_tellers(Id meeting) {
        const auto seats = page("thuky", meeting).at("attendance");
        ok(office.as("thuky").post(
            at("meetings", meeting) + "/tellers",
            {{"head", seats[3].at("member_id")}, {"tellers", {seats[2].at("member_id")}}}));
    }
    void hold(Id meeting, bool tellers = false) {
        open_vote(office, meeting);
        Ids items;
        const auto shown = page("thuky", meeting);
        for (const auto& item : shown.at("agenda")) items.push_back(item.at("nomination_id"));
        vote(office, meeting, items, 11);
        if (tellers) name_tellers(meeting);
        declare(office, meeting);
    }
    json book(const std::string& who, const std::string& more = "") {
        return ok(office.as(who).get("/councils/1/register" + more));
    }
    std::vector<std::string> entries(const std::string& who, const std::string& more = "") {
        std::vector<std::string> list;
        const auto shown = book(who, more);
        for (const auto& line : shown.at("entries")) list.push_back(line.at("number_text"));
        return list;
    }
    Reply begin(const std::string& who, const char* series, int first) {
        return office.as(who).post("/councils/1/series", {{"series", series}, {"first", first}});
    }
    void expect_sound() {
        BOOST_TEST(office.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());
    }
};

using Numbers = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(registers_test)

BOOST_DATA_TEST_CASE(each_paper_takes_the_next_number_of_its_series_once, engines(), engine) {
    Council c(engine);
    const auto first = c.call("2025-11-03", "Trần Quốc Đạt");
    BOOST_TEST(c.numbers("thuky", first).empty());
    c.invite(first);
    c.invite(first);
    c.hold(first, true);
    const auto second = c.call("2025-11-03", "Lê Văn Ước");
    c.invite(second);
    c.hold(second);
    BOOST_TEST(
        c.numbers("thuky", first) == (Numbers{"01/GM-HĐTĐKT", "01/BB-HĐTĐKT", "02/BB-HĐTĐKT"}),
        boost::test_tools::per_element());
    BOOST_TEST(c.numbers("uv1", second) == (Numbers{"02/GM-HĐTĐKT", "03/BB-HĐTĐKT"}),
               boost::test_tools::per_element());
    BOOST_TEST(c.entries("tchc") == (Numbers{"01/GM-HĐTĐKT", "02/GM-HĐTĐKT", "01/BB-HĐTĐKT",
                                             "02/BB-HĐTĐKT", "03/BB-HĐTĐKT"}),
               boost::test_tools::per_element());
    c.expect_sound();
}

BOOST_DATA_TEST_CASE(the_papers_bear_their_numbers, engines(), engine) {
    Council c(engine);
    const auto meeting = c.call("2025-11-03", "Trần Quốc Đạt");
    const auto path = at("meetings", meeting);
    const auto invitation = [&] {
        return ok(c.office.as("uv1").get(path + "/invitation")).at("data");
    };
    BOOST_TEST(invitation().at("number") == "");
    c.invite(meeting);
    BOOST_TEST(invitation().at("number") == "01");
    BOOST_TEST(invitation().at("symbol") == "GM-HĐTĐKT");
    BOOST_TEST(invitation().at("date") == "ngày 03 tháng 11 năm 2025");
    c.hold(meeting, true);
    const auto count = ok(c.office.as("thuky").get(path + "/count-minutes")).at("data");
    BOOST_TEST(count.at("number") == "01");
    BOOST_TEST(count.at("tellers").size() == 2u);
    const auto id = c.page("thuky", meeting).at("minutes_id").dump();
    const auto minutes = ok(c.office.as("thuky").get("/documents/" + id + "/page"));
    BOOST_TEST(minutes.at("number") == 2);
    BOOST_TEST(minutes.at("symbol") == "BB-HĐTĐKT");
    BOOST_TEST(minutes.at("issued_on") == "2025-11-03");
    BOOST_TEST(minutes.at("data").at("number") == "02");
}

BOOST_DATA_TEST_CASE(numbers_begin_anew_with_the_year, engines(), engine) {
    Council c(engine);
    const auto old = c.call("2025-11-03", "Trần Quốc Đạt");
    c.invite(old);
    c.hold(old);
    c.office.at("2026-01-05");
    const auto meeting = c.call("2026-01-05", "Lê Văn Ước");
    c.invite(meeting);
    c.hold(meeting);
    BOOST_TEST(c.entries("tchc") == (Numbers{"01/GM-HĐTĐKT", "01/BB-HĐTĐKT"}),
               boost::test_tools::per_element());
    BOOST_TEST(c.entries("tchc", "?year=2025").size() == 2u);
    BOOST_TEST(c.entries("tchc", "?year=2024").empty());
    c.expect_sound();
}

BOOST_DATA_TEST_CASE(a_series_goes_on_from_paper_until_it_has_given_a_number, engines(), engine) {
    Council c(engine);
    BOOST_TEST(c.begin("thuky", "GM", 0).status == 422);
    BOOST_TEST(c.begin("thuky", "QĐ", 2).status == 422);
    BOOST_TEST(c.begin("uv1", "GM", 2).status == 404);
    ok(c.begin("thuky", "GM", 9));
    ok(c.begin("tchc", "GM", 17));
    const auto meeting = c.call("2025-11-03", "Trần Quốc Đạt");
    c.invite(meeting);
    BOOST_TEST(c.numbers("thuky", meeting) == Numbers{"17/GM-HĐTĐKT"},
               boost::test_tools::per_element());
    BOOST_TEST(c.begin("tchc", "GM", 18).status == 409);
    ok(c.begin("tchc", "BB", 5));
    c.hold(meeting);
    BOOST_TEST(c.numbers("thuky", meeting).back() == "05/BB-HĐTĐKT");
    const auto series = ok(c.office.as("thuky").get("/councils")).at("councils")[0].at("series");
    BOOST_TEST(series[0].at("set_text").get<std::string>().find("Bắt đầu từ số 17") == 0u);
    BOOST_TEST(series[0].at("can_set") == false);
    c.expect_sound();
}

BOOST_DATA_TEST_CASE(many_at_once_leave_no_gap_and_no_double, engines(), engine) {
    Council c(engine);
    constexpr int meetings = 6;
    Ids ids;
    std::vector<std::string> tokens;
    for (int i = 0; i < meetings; ++i) {
        ids.push_back(c.call("2025-11-03", "Y Niê " + std::string(1, static_cast<char>('A' + i))));
        tokens.push_back(c.office.token("thuky"));
    }
    std::vector<std::thread> crowd;
    std::vector<int> status(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i)
        crowd.emplace_back([&, i] {
            Person secretary(c.office.server().port(), tokens[i]);
            status[i] = secretary.post(at("meetings", ids[i]) + "/invitation").status;
        });
    for (auto& one : crowd) one.join();
    BOOST_TEST(std::ranges::count(status, 200) == meetings);
    BOOST_TEST(c.office.count("select count(distinct number) from council_paper") == meetings);
    BOOST_TEST(c.office.count("select max(number) from council_paper") == meetings);
    c.expect_sound();
}

BOOST_AUTO_TEST_CASE(of_a_meeting_from_before_the_registers_it_can_still_be_said_who_counted) {
    Council c;
    const auto meeting = c.call("2025-11-03", "Trần Quốc Đạt");
    c.hold(meeting);
    const auto path = at("meetings", meeting);
    const auto seats = c.page("thuky", meeting).at("attendance");
    const json two = {{"tellers", {seats[2].at("member_id"), seats[3].at("member_id")}}};
    BOOST_TEST(c.office.as("thuky").post(path + "/tellers", two).status == 409);
    c.office.server().app().database.change([](tdkt::sql::Change& change) {
        change.db() << "delete from council_paper";
        change.db() << "delete from council_series";
        change.db() << "update document set number = 0";
    });
    BOOST_TEST(c.page("thuky", meeting).at("poll").at("can_name_tellers") == true);
    ok(c.office.as("thuky").post(path + "/tellers", two));
    const auto data = ok(c.office.as("thuky").get(path + "/count-minutes")).at("data");
    BOOST_TEST(data.at("number") == "");
    BOOST_TEST(c.office.as("thuky").post(path + "/tellers", two).status == 409);
    c.expect_sound();
}

BOOST_AUTO_TEST_CASE(who_is_in_conflict_gets_a_register_without_numbers) {
    Council c;
    const auto shown = c.call("2025-11-03", "Trần Quốc Đạt");
    const auto hidden = c.call("2025-11-03", "Lê Văn Ước");
    c.invite(hidden);
    c.invite(shown);
    BOOST_TEST(c.numbers("uv3", shown) == Numbers{"02/GM-HĐTĐKT"},
               boost::test_tools::per_element());
    ok(c.office.as("uv3").post(at("meetings", hidden) + "/conflicts",
                               {{"relation", "relative"}, {"persons", "Lê Văn Ước"}}));
    BOOST_TEST(c.entries("uv3") == Numbers{"…/GM-HĐTĐKT"}, boost::test_tools::per_element());
    BOOST_TEST(c.book("uv3").at("extract") == true);
    BOOST_TEST(c.numbers("uv3", shown).empty());
    const auto paper = ok(c.office.as("uv3").get(at("meetings", shown) + "/invitation"));
    BOOST_TEST(paper.at("data").at("number") == "");
    BOOST_TEST(c.entries("uv4") == (Numbers{"01/GM-HĐTĐKT", "02/GM-HĐTĐKT"}),
               boost::test_tools::per_element());
}

// An organ of its own with a council of three whose series stood on paper.
json office_with(const json& series) {
    const auto person = [](const char* username, const char* role) {
        return json{{"username", username},
                    {"name", "Lê Văn Tám"},
                    {"post", "Chuyên viên"},
                    {"unit", "vp"},
                    {"roles", {role}}};
    };
    json council = {{"name", "Hội đồng Ngành"},
                    {"symbol", "HĐN"},
                    {"kind", "sector"},
                    {"decision", "9/QĐ-BHXH"},
                    {"valid_from", "2025-01-01"},
                    {"valid_to", "2026-12-31"},
                    {"series", series},
                    {"members",
                     {{{"username", "x1"}, {"post", "chair"}},
                      {{"username", "x2"}, {"post", "secretary"}},
                      {{"username", "x3"}, {"post", "member"}}}}};
    return {
        {"organ",
         {{"code", "khac"},
          {"name", "BHXH tỉnh khác"},
          {"short_name", "BHXH"},
          {"superior_name", "BHXH Việt Nam"},
          {"place", "Khác"},
          {"symbol", "BHXH"},
          {"seat", "Khác"}}},
        {"units",
         {{{"code", "vp"}, {"name", "Văn phòng"}, {"kind", "office"}, {"head_title", "Chánh"}}}},
        {"people",
         {person("x1", "council_chair"), person("x2", "council_secretary"),
          person("x3", "council_member")}},
        {"councils", {council}},
        {"campaigns", json::array()}};
}

BOOST_DATA_TEST_CASE(an_office_from_a_file_says_where_its_series_stood, engines(), engine) {
    Council c(engine);
    auto& app = c.office.server().app();
    const auto set_up = [&](const json& series) {
        tdkt::server::set_up_office(app, office_with(series).dump(), "!");
    };
    const auto names = [](const char* place) {
        return [place](const std::exception& fault) {
            return std::string(fault.what()).find(place) != std::string::npos;
        };
    };
    BOOST_CHECK_EXCEPTION(set_up({{"year", 2025}, {"GM", 0}}), std::runtime_error,
                          names("office.councils[0].series.GM"));
    BOOST_CHECK_EXCEPTION(set_up({{"GM", 7}}), std::runtime_error, names("lacks \"year\""));
    set_up({{"year", 2025}, {"GM", 17}});
    BOOST_TEST(c.office.count("select first from council_series where series = 'GM'") == 17);
    BOOST_TEST(c.office.count("select count(*) from council_series") == 1);
    c.expect_sound();
}

BOOST_AUTO_TEST_CASE(the_register_comes_as_a_file_and_belongs_to_its_organ) {
    Council c;
    const auto meeting = c.call("2025-11-03", "Trần Quốc Đạt");
    c.invite(meeting);
    const auto file = c.office.as("tchc").get("/councils/1/register?format=csv");
    BOOST_TEST(file.status == 200);
    BOOST_TEST(file.header("content-type").find("text/csv") == 0u);
    BOOST_TEST(file.body.find("\"01/GM-HĐTĐKT\",\"03/11/2025\",\"Giấy mời họp\"") !=
               std::string::npos);
    BOOST_TEST(c.office.as("tchc").get("/councils/1/register?format=doc").status == 422);
    BOOST_TEST(c.office.as("tchc").get("/councils/9/register").status == 404);
    BOOST_TEST(c.office.as("tchc").get("/councils/1/register?year=1999").status == 422);
    BOOST_TEST(c.office.as("bmt").get("/councils/1/register").status == 404);
}

struct Harm {
    const char* deed;
    const char* said;
};

const Harm harms[] = {
    {"delete from council_paper where series = 'BB' and number = 1",
     "a series of a council whose numbers are not all in its register"},
    {"update council_series set last = last + 1 where series = 'GM'",
     "a series of a council whose numbers are not all in its register"},
    {"update council_paper set number = 9 where series = 'GM'",
     "a paper of a council with a number that its series did not give"},
    {"update council_paper set issued_on = '2024-11-03' where series = 'GM'",
     "a paper of a council with a number that its series did not give"},
    {"update document set number = 7 where kind = 'minutes'",
     "minutes with a number that is not theirs"},
};

BOOST_AUTO_TEST_CASE(a_gap_or_a_double_is_found) {
    Council c;
    const auto meeting = c.call("2025-11-03", "Trần Quốc Đạt");
    c.invite(meeting);
    c.hold(meeting, true);
    c.expect_sound();
    struct Undone {};
    for (const auto& harm : harms) {
        std::vector<std::string> found;
        try {
            c.office.server().app().database.change([&](tdkt::sql::Change& change) {
                change.db() << harm.deed;
                found = tdkt::sql::audit(change.db(), c.office.server().app().rules).breaks;
                throw Undone();
            });
        } catch (const Undone&) {
        }
        BOOST_TEST(
            std::ranges::any_of(
                found, [&](const auto& one) { return one.find(harm.said) != std::string::npos; }),
            harm.deed);
    }
    c.expect_sound();
}

BOOST_AUTO_TEST_SUITE_END()
