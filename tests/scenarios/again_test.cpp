// A form that is not taken is shown again with what was typed, whatever the reason.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;

namespace {

constexpr auto summary = "Vận động 214 người tham gia BHXH tự nguyện.";

bool holds(const Reply& reply, const std::string& words) {
    return reply.body.find(words) != std::string::npos;
}

std::string hidden(const std::string& page, const std::string& name) {
    const auto mark = "name=\"" + name + "\" value=\"";
    const auto at = page.find(mark);
    if (at == std::string::npos) return "";
    const auto start = at + mark.size();
    auto value = page.substr(start, page.find('"', start) - start);
    const std::string mark_of_and = "&amp;";
    for (auto and_at = value.find(mark_of_and); and_at != std::string::npos;
         and_at = value.find(mark_of_and))
        value.replace(and_at, mark_of_and.size(), "&");
    return value;
}

// An officer of Buôn Ma Thuột with a draft open before them.
struct Desk {
    Office office;
    Client browser;
    std::string dossier;

    explicit Desk(const std::string& engine)
        : office(engine),
          browser(office.server().port()),
          dossier("/dossiers/" + std::to_string(draft(office, "bmt", {{"Trần Quốc Đạt"}}))) {
        browser.sign_in("bmt", Server::password);
        browser.get(dossier);
    }
    Client::Fields nomination(const std::string& name, const std::string& kind) {
        return {{"csrf", browser.csrf()},
                {"nominee_kind", kind},
                {"nominee_name", name},
                {"prize", "person"},
                {"summary", summary}};
    }
    // The form on which `username` signs in after the session ended.
    Client::Fields back(const Reply& asked, const std::string& username) {
        return {{"csrf", browser.csrf()},
                {"username", username},
                {"password", Server::password},
                {"kept_for", hidden(asked.body, "kept_for")},
                {"kept_path", hidden(asked.body, "kept_path")},
                {"kept", hidden(asked.body, "kept")}};
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(again_test)

BOOST_DATA_TEST_CASE(what_was_typed_comes_back_with_the_fault_beside_its_field, engines(), engine) {
    Desk desk(engine);
    const auto page = desk.browser.form(desk.dossier + "/nominations",
                                        desk.nomination("Lê Văn Ước", "collective"));
    BOOST_TEST(page.status == 422);
    BOOST_TEST(holds(page, "value=\"Lê Văn Ước\""));
    BOOST_TEST(holds(page, summary));
    BOOST_TEST(holds(page, "<span class=\"fault\" id=\"fault-prize\">"));
    BOOST_TEST(holds(page, "<details class=\"more\" open>"));
    const auto twice = desk.browser.form(desk.dossier + "/nominations",
                                         desk.nomination("Trần Quốc Đạt", "person"));
    BOOST_TEST(twice.status == 409);
    BOOST_TEST(holds(twice, summary));
}

BOOST_DATA_TEST_CASE(a_form_shown_again_counts_the_notices_as_every_page_does, engines(), engine) {
    constexpr auto one_waits = "<span class=\"bell-count\">1<";
    Desk desk(engine);
    const auto other = draft(desk.office, "bmt", {{"Lan"}});
    submit(desk.office, "bmt", other);
    step(desk.office, "tchc", "/dossiers/" + std::to_string(other), "receive");
    BOOST_TEST(holds(desk.browser.get(desk.dossier), one_waits));
    const auto refused = desk.browser.form(desk.dossier + "/nominations",
                                           desk.nomination("Lê Văn Ước", "collective"));
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(holds(refused, one_waits));
    const auto fields = desk.nomination("Lê Văn Ước", "person");
    desk.office.server().pass(40 * 60 * 1000);
    const auto asked = desk.browser.form(desk.dossier + "/nominations", fields);
    BOOST_TEST(holds(desk.browser.form("/sign-in", desk.back(asked, "bmt")), one_waits));
}

BOOST_DATA_TEST_CASE(a_change_meanwhile_is_shown_beside_what_was_typed, engines(), engine) {
    Desk desk(engine);
    const auto version = hidden(desk.browser.get(desk.dossier).body, "version");
    ok(desk.office.as("bmt.gd").post(desk.dossier, {{"title", "Trích yếu của thủ trưởng"}}));
    const auto page = desk.browser.form(desk.dossier, {{"csrf", desk.browser.csrf()},
                                                       {"version", version},
                                                       {"title", "Trích yếu của chuyên viên"},
                                                       {"late_reason", ""}});
    BOOST_TEST(page.status == 412);
    BOOST_TEST(holds(page, "value=\"Trích yếu của chuyên viên\""));
    BOOST_TEST(holds(page, "hiện đang ghi: “Trích yếu của thủ trưởng”."));
    BOOST_TEST(holds(page, "chưa có gì được ghi"));
    BOOST_TEST(!holds(page, "người khác"));
    BOOST_TEST(!holds(page, "ải lại trang"));
    // Sent again from the page that is shown, it is taken.
    const auto saved = desk.browser.form(desk.dossier, {{"csrf", desk.browser.csrf()},
                                                        {"version", hidden(page.body, "version")},
                                                        {"title", "Trích yếu của chuyên viên"},
                                                        {"late_reason", ""}});
    BOOST_TEST(saved.status == 303);
}

BOOST_DATA_TEST_CASE(forms_of_the_office_come_back_filled, engines(), engine) {
    Office office(engine);
    Client browser(office.server().port());
    browser.sign_in("thuky", Server::password);
    browser.get("/meetings");
    const auto meeting = browser.form("/meetings", {{"csrf", browser.csrf()},
                                                    {"council", "1"},
                                                    {"held_on", "2025-11-05"},
                                                    {"held_time", "25:00"},
                                                    {"place", "Phòng họp tầng 9"}});
    BOOST_TEST(meeting.status == 422);
    BOOST_TEST(holds(meeting, "value=\"Phòng họp tầng 9\""));
    BOOST_TEST(holds(meeting, "value=\"2025-11-05\""));
    BOOST_TEST(holds(meeting, "id=\"fault-held_time\""));

    Client administrator(office.server().port());
    administrator.sign_in("quantri", Server::password);
    administrator.get("/accounts");
    const auto account = administrator.form("/accounts", {{"csrf", administrator.csrf()},
                                                          {"username", "bmt"},
                                                          {"name", "Lê Văn Ước"},
                                                          {"post", "Chuyên viên"},
                                                          {"unit", "1"},
                                                          {"roles", "clerk"},
                                                          {"password", "một câu dài để nhớ"}});
    BOOST_TEST((account.status == 409 || account.status == 422));
    BOOST_TEST(holds(account, "value=\"Lê Văn Ước\""));
    BOOST_TEST(holds(account, "value=\"clerk\" checked"));
    BOOST_TEST(!holds(account, "một câu dài để nhớ"));
}

BOOST_DATA_TEST_CASE(a_reason_stays_in_its_step, engines(), engine) {
    Desk desk(engine);
    submit(desk.office, "bmt", 1);
    step(desk.office, "tchc", desk.dossier, "receive");
    Client tchc(desk.office.server().port());
    tchc.sign_in("tchc", Server::password);
    tchc.get(desk.dossier);
    const auto page = tchc.form(desk.dossier + "/events", {{"csrf", tchc.csrf()},
                                                           {"version", "0"},
                                                           {"event", "send_back"},
                                                           {"reason", "Thiếu số liệu quý IV."}});
    BOOST_TEST(page.status == 412);
    BOOST_TEST(holds(page, "<details open>"));
    BOOST_TEST(holds(page, ">Thiếu số liệu quý IV.</textarea>"));
}

BOOST_DATA_TEST_CASE(a_session_that_ends_while_somebody_writes_loses_nothing, engines(), engine) {
    Desk desk(engine);
    const auto fields = desk.nomination("Lê Văn Ước", "person");
    desk.office.server().pass(40 * 60 * 1000);
    const auto asked = desk.browser.form(desk.dossier + "/nominations", fields);
    BOOST_TEST(asked.status == 401);
    BOOST_TEST(holds(asked, "chưa được lưu"));
    BOOST_TEST(holds(asked, summary));
    const auto page = desk.browser.form("/sign-in", desk.back(asked, "bmt"));
    BOOST_TEST(page.status == 200);
    BOOST_TEST(holds(page, "value=\"Lê Văn Ước\""));
    BOOST_TEST(holds(page, summary));
    BOOST_TEST(nominations(desk.office, 1).size() == 1u);  // nothing is written unasked
    BOOST_TEST(
        desk.browser.form(desk.dossier + "/nominations", desk.nomination("Lê Văn Ước", "person"))
            .status == 303);
    BOOST_TEST(nominations(desk.office, 1).size() == 2u);
}

BOOST_DATA_TEST_CASE(what_one_person_typed_is_not_shown_to_another, engines(), engine) {
    Desk desk(engine);
    const auto fields = desk.nomination("Lê Văn Ước", "person");
    desk.office.server().pass(40 * 60 * 1000);
    const auto asked = desk.browser.form(desk.dossier + "/nominations", fields);
    const auto other = desk.browser.form("/sign-in", desk.back(asked, "bmt.gd"));
    BOOST_TEST(other.status == 303);
    BOOST_TEST(!holds(other, summary));
}

// Only a page of the ended session carries its mark.
BOOST_DATA_TEST_CASE(nobody_else_puts_words_into_a_form, engines(), engine) {
    Desk desk(engine);
    auto fields = desk.nomination("Lê Văn Ước", "person");
    fields[0].second = "forged";
    desk.office.server().pass(40 * 60 * 1000);
    const auto asked = desk.browser.form(desk.dossier + "/nominations", fields);
    BOOST_TEST(asked.status == 303);
    BOOST_TEST(!holds(asked, summary));
}

BOOST_AUTO_TEST_SUITE_END()
