// What administrators see of the outbox: every name that the pages ask for, and no words of a
// message.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <set>

#include "templates/pages.h"
#include "templates/views/outbox.h"
#include "tests/support/markup.h"

using namespace tdkt::workflow;
using namespace tdkt::templates;

namespace {

constexpr std::int64_t morning = 1'765'160'000'000;  // 08/12/2025
const auto each = boost::test_tools::per_element();
const std::vector<std::string> none;

// What the frame gives to every page, and the handler to a list.
const std::set<std::string> of_every_page = {"organ_name",   "user", "nav",
                                             "csrf",         "once", "has_notices",
                                             "notice_count", "next", "next_href"};

void check(const std::string& name, const json& view) {
    BOOST_TEST(tdkt::test::objections(page(name, view)) == none, each);
    std::ifstream file("tests/data/pages/" + name + ".json");
    std::vector<std::string> lacking;
    const auto sample = json::parse(file);
    for (const auto& [key, value] : sample.items())
        if (!view.contains(key) && !of_every_page.contains(key)) lacking.push_back(key);
    for (const auto* list : {"messages", "acts", "webhooks", "organs"})
        if (sample.contains(list) && !view.at(list).empty())
            for (const auto& [key, value] : sample.at(list).at(0).items())
                if (!view.at(list).at(0).contains(key)) lacking.push_back(list + ("/" + key));
    BOOST_TEST(lacking == none, each);
}

MessageShown message(Id id, Delivery state) {
    return {id,      Channel::webhook, state, "https://a.vn/", "issue",     41, morning,
            morning, morning,          2,     false,           "Chưa được."};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(outbox_views_test)

BOOST_AUTO_TEST_CASE(the_outbox_fills_its_page) {
    OutboxShown outbox;
    Id id = 0;
    for (const auto& state : delivery_names) outbox.messages.push_back(message(++id, state.value));
    outbox.acts = {{morning, "give_up", "Trí", "Đã nghỉ.", 1}};
    outbox.may_edit = true;
    const auto view = outbox_view(outbox);
    check("outbox", view);
    BOOST_TEST(view["acts"][0]["act_text"] == "Thôi không gửi, thư, tin số 1");
    check("outbox", outbox_view({}));
    OutboxShown reserved;
    reserved.reserved_text = "Việc này do người khác thực hiện.";
    BOOST_TEST(outbox_view(reserved)["standing_text"].is_null());
    check("outbox", outbox_view(reserved));
}

BOOST_AUTO_TEST_CASE(what_may_be_done_follows_from_where_a_message_stands) {
    OutboxShown outbox;
    outbox.may_edit = true;
    Id id = 0;
    for (const auto& state : delivery_names) outbox.messages.push_back(message(++id, state.value));
    outbox.messages.push_back(message(5, Delivery::waiting));
    outbox.messages.back().under_way = true;
    const auto rows = outbox_view(outbox)["messages"];
    const auto may = [&](std::size_t row) {
        return std::pair(rows[row]["can_resend"].get<bool>(), rows[row]["can_give_up"].get<bool>());
    };
    BOOST_TEST((may(0) == std::pair(true, true)));    // waiting
    BOOST_TEST((may(1) == std::pair(false, false)));  // delivered
    BOOST_TEST((may(2) == std::pair(true, true)));    // dead
    BOOST_TEST((may(3) == std::pair(true, false)));   // given up
    BOOST_TEST((may(4) == std::pair(false, false)));  // under way
    outbox.may_edit = false;
    for (const auto& row : outbox_view(outbox)["messages"])
        BOOST_TEST(!row["can_resend"].get<bool>());
}

BOOST_AUTO_TEST_CASE(receivers_fill_their_page_and_a_secret_is_shown_when_there_is_one) {
    ReceiversShown receivers;
    receivers.webhooks = {{1, "https://a.vn/", {"sign", "issue"}, morning, 0}};
    receivers.organs = {{1, "G24", "BHXH Việt Nam", "", false}};
    receivers.units = {{2, "Ea Kar"}};
    receivers.may_edit = true;
    receivers.secret = "0123abcd";
    receivers.secret_of = 1;
    const auto view = receivers_view(receivers);
    check("outbox_receivers", view);
    BOOST_TEST(page("outbox_receivers", view).find("0123abcd") != std::string::npos);
    check("outbox_receivers", receivers_view({}));
}

BOOST_AUTO_TEST_SUITE_END()
