// Lists: page by page without losing or repeating a row, and searched as people write.
#include <boost/test/unit_test.hpp>
#include <set>

#include "tests/support/database.h"
#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;

namespace {

// The ids of all pages of a list, in order; every page but the last is full.
std::vector<std::int64_t> all_of(Person person, const std::string& list, const std::string& rows,
                                 const std::string& filter = "") {
    std::vector<std::int64_t> ids;
    std::string before;
    for (int pages = 0; pages < 20; ++pages) {
        const auto view = ok(person.get(list + '?' + filter + before));
        for (const auto& row : view.at(rows)) ids.push_back(row.at("id").get<std::int64_t>());
        if (view.at("next").is_null()) return ids;
        const auto href = view.at("next_href").get<std::string>();
        BOOST_TEST(href.starts_with(list + "?before=" + view.at("next").dump()));
        if (!filter.empty())
            BOOST_TEST(href.find(filter.substr(0, filter.size() - 1)) != std::string::npos);
        before = "before=" + view.at("next").dump();
    }
    throw std::runtime_error("a list without end");
}

std::size_t different(const std::vector<std::int64_t>& ids) {
    return std::set<std::int64_t>(ids.begin(), ids.end()).size();
}

std::vector<std::int64_t> found(Office& office, const std::string& username,
                                const std::string& words) {
    std::string encoded;
    for (const unsigned char c : words) {
        constexpr auto digits = "0123456789ABCDEF";
        encoded += {'%', digits[c >> 4], digits[c & 15]};
    }
    return all_of(office.as(username), "/dossiers", "dossiers", "q=" + encoded + '&');
}

Id titled(Office& office, const std::string& officer, const std::string& title) {
    return ok(office.as(officer).post(
                  "/dossiers", {{"round", office.campaign().rounds[0].id}, {"title", title}}))
        .at("id");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lists_test)

BOOST_DATA_TEST_CASE(a_long_list_of_dossiers_is_shown_page_by_page, engines(), engine) {
    Office office(engine);
    for (int i = 0; i < 103; ++i)
        titled(office, i % 2 ? "bmt" : "eakar", "Đợt " + std::to_string(i));
    const auto own = all_of(office.as("bmt"), "/dossiers", "dossiers");
    BOOST_TEST(own.size() == 51u);
    BOOST_TEST(different(own) == 51u);
    BOOST_TEST(std::ranges::is_sorted(own, std::greater<>()));
    const auto round = "round=" + std::to_string(office.campaign().rounds[0].id) + "&";
    BOOST_TEST(all_of(office.as("eakar"), "/dossiers", "dossiers", round).size() == 52u);
}

BOOST_DATA_TEST_CASE(accounts_are_paged_as_names_sort, engines(), engine) {
    Office office(engine);
    for (int i = 0; i < 101; ++i)
        office.hire("nv" + std::to_string(i), i % 3 ? "Lê Thị Ánh" : "Đỗ Văn Út",
                    tdkt::workflow::Role::unit_officer, i % 2 ? "bmt" : "eakar");
    const auto all = all_of(office.as("quantri"), "/accounts", "accounts");
    BOOST_TEST(static_cast<std::int64_t>(all.size()) ==
               office.count("select count(*) from account"));
    BOOST_TEST(different(all) == all.size());
    BOOST_TEST(all_of(office.as("quantri"), "/accounts", "accounts", "q=do%20van%20ut&").size() ==
               34u);
    const auto text = ok(office.as("quantri").get("/accounts?q=khong-ai"));
    BOOST_TEST(text.at("accounts").empty());
    BOOST_TEST(text.at("accounts_text").get<std::string>().find(std::to_string(all.size())) == 0u);
}

BOOST_DATA_TEST_CASE(a_search_finds_by_whatever_one_remembers, engines(), engine) {
    Office office(engine);
    const auto first = draft(office, "eakar", {{"Trần Quốc Đạt"}});
    const auto second = titled(office, "bmt", "Tờ trình về thi đua nước rút quý IV");
    submit(office, "eakar", first);
    step(office, "tchc", "/dossiers/" + std::to_string(first), "receive");
    const std::string receipt = office.server().app().database.read([&](auto& db) {
        std::string text;
        db << "select receipt from dossier where id = :id", soci::into(text), soci::use(first);
        return text;
    });
    const std::vector<std::int64_t> only_first = {first}, only_second = {second}, none;
    BOOST_TEST(found(office, "tchc", "quoc dat") == only_first, "nominee");
    BOOST_TEST(found(office, "tchc", "TRẦN QUỐC ĐẠT") == only_first, "nominee in capitals");
    BOOST_TEST(found(office, "tchc", "ea kar") == only_first, "unit");
    BOOST_TEST(found(office, "tchc", receipt) == only_first, "receipt");
    BOOST_TEST(found(office, "bmt", "nuoc rut quy iv") == only_second, "title");
    BOOST_TEST(found(office, "bmt", "%") == none, "a sign of the pattern");
    BOOST_TEST(found(office, "tchc", "nước rút quý") == none, "a draft of others");

    ok(office.as("bmt").post("/dossiers/" + std::to_string(second),
                             {{"title", "Đề nghị khen thưởng đột xuất"}, {"late_reason", ""}}));
    BOOST_TEST(found(office, "bmt", "nuoc rut quy iv") == none, "the old title");
    BOOST_TEST(found(office, "bmt", "dot xuat") == only_second, "the new title");
}

BOOST_DATA_TEST_CASE(decisions_and_the_register_go_on_before_a_number, engines(), engine) {
    Office office(engine);
    for (const auto* name : {"Trần Quốc Đạt", "Lê Văn Ước"}) {
        const auto items = appraised(office, "eakar", {{name}});
        pass_council(office, "2025-11-03", items);
        step(office, "vanthu", "/decisions/" + std::to_string(signed_decision(office, items)),
             "issue");
    }
    auto clerk = office.as("vanthu");
    const auto whole = ok(clerk.get("/register"));
    BOOST_TEST_REQUIRE(whole.at("entries").size() == 2u);
    BOOST_TEST(whole["entries"][0]["number"] == 2);
    BOOST_TEST(whole["next"].is_null());
    const auto rest = ok(clerk.get("/register?before=2"));
    BOOST_TEST_REQUIRE(rest.at("entries").size() == 1u);
    BOOST_TEST(rest["entries"][0]["number"] == 1);
    BOOST_TEST(rest["register_text"].get<std::string>().starts_with("2 văn bản"));
    BOOST_TEST(ok(clerk.get("/decisions?before=2")).at("decisions").size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_record_is_checked_when_somebody_asks_and_keeps_the_result) {
    Office office;
    const auto dossier = draft(office, "eakar", {{"Trần Quốc Đạt"}});
    submit(office, "eakar", dossier);
    auto inspector = office.as("kiemtra");
    auto view = ok(inspector.get("/audit"));
    BOOST_TEST(view["has_check"] == false);
    BOOST_TEST(view["events"].size() == 1u);
    BOOST_TEST(ok(inspector.get("/audit?before=1"))["events"].empty());

    ok(inspector.post("/audit/runs"));
    ok(inspector.post("/audit/runs"));  // asked twice, done once
    BOOST_TEST(ok(inspector.get("/audit"))["under_way"] == true);
    office.work();
    view = ok(inspector.get("/audit"));
    BOOST_TEST(view["under_way"] == false);
    BOOST_TEST(view["chain_sound"] == true);
    BOOST_TEST(office.count("select count(*) from audit_run") == 1);

    office.server().app().database.change(
        [](tdkt::sql::Change& change) { change.db() << "update event set reason = 'khác'"; });
    BOOST_TEST(ok(inspector.get("/audit"))["chain_sound"] == true);  // as of that check
    ok(inspector.post("/audit/runs"));
    office.work();
    view = ok(inspector.get("/audit"));
    BOOST_TEST(view["chain_sound"] == false);
    BOOST_TEST(view["breaks"].size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
