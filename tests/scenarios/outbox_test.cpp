// Mails, webhooks and edXML, from the step that they tell of to the server that takes them.
#include "server/outbox/outbox.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <pugixml.hpp>

#include "server/outbox/connection.h"
#include "server/outbox/smtp.h"
#include "server/outbox/undelivered.h"
#include "server/outbox/webhook.h"
#include "tests/support/receivers.h"
#include "tests/support/way.h"

using namespace tdkt;
using namespace tdkt::test;
using namespace tdkt::workflow;
using nlohmann::json;

namespace fs = std::filesystem;

namespace {

const auto each = boost::test_tools::per_element();

// An office whose mails go to a server of this test.
struct Scene {
    MailReceiver post_office;
    WebhookReceiver program;
    Office office;
    server::App& app = office.server().app();
    server::Outbox outbox{app};

    explicit Scene(const std::string& engine = "sqlite") : office(engine) {
        app.settings.mail = {"127.0.0.1",
                             post_office.port(),
                             server::MailServer::Tls::none,
                             "",
                             "",
                             "khenthuong@daklak.example.vn"};
        app.settings.webhook_private = true;
    }
    void want_mail(const std::string& username) {
        ok(office.as(username).post(
            "/account/mail", {{"mail", username + "@noi.example.vn"}, {"mail_wanted", true}}));
    }
    // A unit submits, and whoever is told of that gets their mails put.
    Id submitted() {
        const auto dossier = draft(office, "bmt", {{"Trần Quốc Đạt"}});
        submit(office, "bmt", dossier);
        office.work();
        return dossier;
    }
    json list(const std::string& query = "") {
        return ok(office.as("quantri").get("/outbox" + query)).at("messages");
    }
    Id register_program(const std::vector<std::string>& events) {
        return ok(office.as("quantri").post("/outbox/receivers/webhooks",
                                            {{"url", program.url()}, {"events", events}}))
            .at("id");
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(outbox_test)

BOOST_DATA_TEST_CASE(who_wants_it_is_told_by_mail_of_what_they_are_told_inside, engines(), engine) {
    Scene scene(engine);
    scene.want_mail("tchc");
    const auto dossier = scene.submitted();
    scene.outbox.run_due();
    const auto mails = scene.post_office.mails();
    BOOST_TEST_REQUIRE(mails.size() == 1u);
    BOOST_TEST(mails[0].from == "<khenthuong@daklak.example.vn>");
    BOOST_TEST(mails[0].to == "<tchc@noi.example.vn>");
    const auto notice = ok(scene.office.as("tchc").get("/notices")).at("notices").at(0);
    const auto body = mails[0].body();
    BOOST_TEST(body.find(notice.at("text").get<std::string>()) != body.npos);
    BOOST_TEST(body.find("/dossiers/" + std::to_string(dossier) + "\r\n") != body.npos);
    BOOST_TEST(scene.list().at(0).at("state") == "delivered");
    // Nothing of what is in the mail is on the administrators' page.
    BOOST_TEST(scene.list().dump().find("Trần Quốc Đạt") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(without_a_server_no_mail_is_put) {
    Scene scene;
    scene.want_mail("tchc");
    scene.app.settings.mail.host.clear();
    scene.submitted();
    BOOST_TEST(scene.list().empty());
}

BOOST_DATA_TEST_CASE(a_server_that_refuses_for_now_gets_it_later, engines(), engine) {
    Scene scene(engine);
    scene.want_mail("tchc");
    scene.post_office.answer_rcpt(2, "451 4.7.1 come back later");
    scene.submitted();
    BOOST_TEST(scene.outbox.run_due() == 1);
    const auto row = scene.list().at(0);
    BOOST_TEST(row.at("state") == "waiting");
    BOOST_TEST(row.at("error").get<std::string>().find("come back later") != std::string::npos);
    BOOST_TEST(scene.outbox.run_due() == 0);
    for (int i = 0; i < 2; ++i) {
        scene.office.server().pass(3 * a_minute);
        BOOST_TEST(scene.outbox.run_due() == 1);
    }
    BOOST_TEST(scene.post_office.mails().size() == 1u);
}

// Taken, and the word of it lost: it comes twice, and the receiver can tell.
BOOST_AUTO_TEST_CASE(a_connection_lost_after_the_mail_makes_a_double_that_can_be_told) {
    Scene scene;
    scene.want_mail("tchc");
    scene.post_office.drop_after_data(1);
    scene.submitted();
    scene.outbox.run_due();
    scene.office.server().pass(a_minute);
    scene.outbox.run_due();
    const auto mails = scene.post_office.mails();
    BOOST_TEST_REQUIRE(mails.size() == 2u);
    BOOST_TEST(!mails[0].head("Message-ID").empty());
    BOOST_TEST(mails[0].head("Message-ID") == mails[1].head("Message-ID"));
    BOOST_TEST(mails[0].text == mails[1].text);
    BOOST_TEST(scene.list().at(0).at("state") == "delivered");
}

BOOST_DATA_TEST_CASE(a_dead_mail_waits_for_a_person, engines(), engine) {
    Scene scene(engine);
    scene.want_mail("tchc");
    scene.post_office.answer_rcpt(2, "550 5.1.1 no such user");
    scene.submitted();
    scene.outbox.run_due();
    const auto dead = scene.list("?state=dead");
    BOOST_TEST_REQUIRE(dead.size() == 1u);
    auto administrator = scene.office.as("quantri");
    BOOST_TEST(ok(administrator.get("/notices")).at("notices").at(0).at("link") ==
               "/outbox?state=dead");
    const auto path = "/outbox/" + dead.at(0).at("id").dump();
    ok(administrator.post(path + "/resend"));
    scene.outbox.run_due();
    BOOST_TEST(scene.list("?state=dead").size() == 1u);
    BOOST_TEST(administrator.post(path + "/give-up").status == 422);
    ok(administrator.post(path + "/give-up", {{"reason", "Đã nghỉ hưu."}}));
    BOOST_TEST(administrator.post(path + "/give-up", {{"reason", "Lần nữa."}}).status == 409);
    const auto page = ok(administrator.get("/outbox"));
    BOOST_TEST(page.at("messages").at(0).at("state") == "given_up");
    BOOST_TEST(page.at("acts").at(0).at("reason") == "Đã nghỉ hưu.");
    BOOST_TEST(page.at("acts").at(1).at("act") == "resend");
    BOOST_TEST(scene.office.breaks() == std::vector<std::string>{}, each);
}

BOOST_AUTO_TEST_CASE(who_no_longer_wants_it_gets_nothing_that_still_waits) {
    Scene scene;
    scene.want_mail("tchc");
    scene.submitted();
    ok(scene.office.as("tchc").post("/account/mail", {{"mail_wanted", false}}));
    scene.outbox.run_due();
    BOOST_TEST(scene.post_office.mails().empty());
    BOOST_TEST(scene.list().at(0).at("state") == "given_up");
}

BOOST_AUTO_TEST_CASE(the_address_is_checked_and_its_changes_are_recorded) {
    Scene scene;
    auto person = scene.office.as("tchc");
    for (const auto* bad : {"ha", "ha@noi.vn\nBcc: x@y.vn", "Hà <ha@noi.vn>"})
        BOOST_TEST(person.post("/account/mail", {{"mail", bad}}).status >= 400, bad);
    BOOST_TEST(person.post("/account/mail", {{"mail_wanted", true}}).status == 422);
    scene.want_mail("tchc");
    const auto account = "/accounts/" + std::to_string(scene.office.account("tchc"));
    auto administrator = scene.office.as("quantri");
    const auto events = ok(administrator.get(account)).at("account_events");
    BOOST_TEST(events.at(0).at("change") == "mail_on");
    BOOST_TEST(events.at(1).at("new_text") == "tchc@noi.example.vn");
    const auto form = ok(administrator.get(account)).at("form");
    ok(administrator.post(account, {{"name", form.at("name")},
                                    {"post", form.at("post")},
                                    {"unit", 1},
                                    {"mail", "moi@noi.example.vn"}}));
    BOOST_TEST(ok(person.get("/account")).at("form").at("mail") == "moi@noi.example.vn");
    BOOST_TEST(scene.office.breaks() == std::vector<std::string>{}, each);
}

BOOST_AUTO_TEST_CASE(mail_goes_by_tls_to_whom_the_certificate_names_and_to_nobody_else) {
    TempDir folder;
    const auto identity = make_identity(folder.path().string());
    MailReceiver post_office(&identity);
    post_office.expect_login("tdkt", "bí mật");
    server::Settings settings;
    settings.mail = {"localhost", post_office.port(), server::MailServer::Tls::starttls,
                     "tdkt",      "bí mật",           "a@noi.vn"};
    const auto words = [&] {
        try {
            server::send_mail(settings, "b@noi.vn", "Subject: x\r\n\r\neA==\r\n");
            return std::string();
        } catch (const server::Undelivered& undelivered) {
            return std::string(undelivered.what());
        }
    };
    BOOST_TEST(words().find("TLS") != std::string::npos);  // nobody vouches for it
    settings.tls_roots = identity.certificate;
    BOOST_TEST(words() == "");
    settings.mail.host = "127.0.0.1";  // not what the certificate says
    BOOST_TEST(words().find("TLS") != std::string::npos);
    settings.mail.host = "localhost";
    settings.mail.password = "sai";
    BOOST_TEST(words().find("bad credentials") != std::string::npos);
    settings.mail.password = "bí mật";
    post_office.expect_login("tdkt", "bí mật", "LOGIN");
    BOOST_TEST(words() == "");
    settings.mail.tls = server::MailServer::Tls::none;
    settings.mail.user.clear();
    BOOST_TEST(words().find("not in this way") != std::string::npos);
    BOOST_TEST(post_office.mails().size() == 2u);
}

BOOST_DATA_TEST_CASE(a_program_is_told_of_steps_with_a_signature, engines(), engine) {
    Scene scene(engine);
    const auto id = scene.register_program({"submit", "receive"});
    auto administrator = scene.office.as("quantri");
    const auto path = "/outbox/receivers/webhooks/" + std::to_string(id);
    const auto secret = ok(administrator.post(path + "/secret")).at("secret").get<std::string>();
    BOOST_TEST(administrator.post(path + "/secret").status == 409);
    scene.submitted();
    BOOST_TEST(scene.outbox.run_due() == 1);
    const auto told = scene.program.delivered();
    BOOST_TEST_REQUIRE(told.size() == 1u);
    BOOST_TEST(told[0].target == "POST /tdkt?v=1 HTTP/1.1");
    BOOST_TEST(told[0].heads.at("tdkt-signature") ==
               server::webhook_signature(secret, scene.app.now(), told[0].body));
    const auto body = json::parse(told[0].body);
    BOOST_TEST(body.at("event") == "submit");
    BOOST_TEST(body.at("delivery") == told[0].heads.at("tdkt-delivery"));
    BOOST_TEST(told[0].body.find("Đạt") == std::string::npos);
    BOOST_TEST(scene.office.count("select count(*) from webhook where salt = '" + secret + "'") ==
               0);
    BOOST_TEST(scene.office.count("select count(*) from idempotency where body like '%" + secret +
                                  "%'") == 0);
}

BOOST_AUTO_TEST_CASE(the_decisions_number_is_told_once_it_is_issued) {
    Scene scene;
    scene.register_program({"sign", "issue"});
    const auto items = appraised(scene.office, "bmt", {{"Trần Quốc Đạt"}});
    pass_council(scene.office, "2025-11-03", items);
    const auto decision = signed_decision(scene.office, items);
    step(scene.office, "vanthu", at("decisions", decision), "issue");
    scene.outbox.run_due();
    const auto told = scene.program.delivered();
    BOOST_TEST_REQUIRE(told.size() == 2u);
    BOOST_TEST(json::parse(told[0].body).at("decision_number").is_null());
    BOOST_TEST(json::parse(told[1].body).at("decision_number") == "01/QĐ-BHXH");
    BOOST_TEST(json::parse(told[1].body).at("state") == "issued");
}

BOOST_AUTO_TEST_CASE(steps_of_a_dossier_arrive_in_order_whatever_fails_between) {
    Scene scene;
    scene.register_program({"submit", "receive", "send_back"});
    scene.program.answer("HTTP/1.1 500 Oh\r\n\r\n");
    scene.program.answer("");
    scene.program.answer("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n");
    const auto dossier = at("dossiers", scene.submitted());
    step(scene.office, "tchc", dossier, "receive");
    step(scene.office, "tchc", dossier, "send_back", "Thiếu biên bản.");
    for (int i = 0; i < 4; ++i, scene.office.server().pass(an_hour)) scene.outbox.run_due();
    std::vector<std::string> events;
    for (const auto& one : scene.program.delivered())
        events.push_back(json::parse(one.body).at("event"));
    const std::vector<std::string> expected = {"submit", "submit",  "submit",
                                               "submit", "receive", "send_back"};
    BOOST_TEST(events == expected, each);
}

BOOST_AUTO_TEST_CASE(a_program_that_is_gone_is_dead_and_one_that_was_closed_is_left_alone) {
    Scene scene;
    const auto id = scene.register_program({"submit"});
    scene.program.answer("HTTP/1.1 410 Gone\r\n\r\n");
    scene.submitted();
    scene.outbox.run_due();
    BOOST_TEST(scene.list("?channel=webhook&state=dead").size() == 1u);
    scene.submitted();
    ok(scene.office.as("quantri").post(
        "/outbox/receivers/webhooks/" + std::to_string(id) + "/close", {{"reason", "Thôi dùng."}}));
    scene.outbox.run_due();
    BOOST_TEST(scene.program.delivered().size() == 1u);
    BOOST_TEST(scene.list("?state=given_up").size() == 1u);
}

// The name is looked at again when something is sent: it may lead inside by then.
BOOST_AUTO_TEST_CASE(nothing_is_sent_inside_unless_that_is_allowed) {
    Scene scene;
    scene.register_program({"submit"});
    scene.app.settings.webhook_private = false;
    scene.submitted();
    scene.outbox.run_due();
    BOOST_TEST(scene.program.delivered().empty());
    BOOST_TEST(scene.list().at(0).at("error").get<std::string>().find("nội bộ") !=
               std::string::npos);
    const auto refused = scene.office.as("quantri").post(
        "/outbox/receivers/webhooks", {{"url", scene.program.url()}, {"events", {"submit"}}});
    BOOST_TEST(refused.status == 422);
}

BOOST_AUTO_TEST_CASE(whoever_says_a_little_now_and_then_holds_us_no_longer_than_the_deadline) {
    Poco::Net::ServerSocket server(Poco::Net::SocketAddress("127.0.0.1", 0));
    auto socket = server::connected({Poco::Net::IPAddress("127.0.0.1")}, server.address().port(),
                                    "127.0.0.1");
    auto other = server.acceptConnection();
    const server::Deadline deadline(socket, std::chrono::milliseconds(50));
    char byte = 0;
    BOOST_TEST(socket.receiveBytes(&byte, 1) == 0);
}

BOOST_DATA_TEST_CASE(an_issued_decision_lies_whole_in_the_folder_of_the_exchange, engines(),
                     engine) {
    Scene scene(engine);
    TempDir folder;
    scene.app.settings.edxml_folder = folder.path().string();
    auto administrator = scene.office.as("quantri");
    const auto organs = "/outbox/receivers/organs";
    ok(administrator.post(organs, {{"code", "G24.34"}, {"name", "BHXH tỉnh"}, {"sender", true}}));
    ok(administrator.post(organs, {{"code", "G24"}, {"name", "BHXH Việt Nam"}}));
    BOOST_TEST(administrator.post(organs, {{"code", "g 24"}, {"name", "x"}}).status == 422);
    const auto items = appraised(scene.office, "bmt", {{"Trần Quốc Đạt"}});
    pass_council(scene.office, "2025-11-03", items);
    step(scene.office, "vanthu", at("decisions", signed_decision(scene.office, items)), "issue");
    scene.outbox.run_due();
    std::vector<fs::path> files(fs::directory_iterator(folder.path()), fs::directory_iterator{});
    BOOST_TEST_REQUIRE(files.size() == 1u);
    BOOST_TEST(files[0].extension() == ".edxml");
    pugi::xml_document document;
    BOOST_TEST_REQUIRE(document.load_file(files[0].c_str()));
    const auto found = [&](const char* path) {
        return std::string(document.select_node(path).node().text().get());
    };
    BOOST_TEST(found("//edXML:To/edXML:OrganId") == "G24");
    BOOST_TEST(found("//edXML:From/edXML:OrganId") == "G24.34");
    BOOST_TEST(found("//edXML:Code/edXML:CodeNumber") == "01");
    const auto archive =
        TakenMail{"", "", "\r\n\r\n" + found("//edXML:ContentTransferEncoded")}.body();
    BOOST_TEST(archive.starts_with("PK"));
    BOOST_TEST(archive.find("%PDF-1.7") != archive.npos);
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_written_is_told_and_tried_again) {
    Scene scene;
    TempDir folder;
    scene.app.settings.edxml_folder = (folder.path() / "none").string();
    auto administrator = scene.office.as("quantri");
    const auto organs = "/outbox/receivers/organs";
    ok(administrator.post(organs, {{"code", "G24.34"}, {"name", "BHXH tỉnh"}, {"sender", true}}));
    ok(administrator.post(organs, {{"code", "G24"}, {"name", "BHXH Việt Nam"}}));
    const auto items = appraised(scene.office, "bmt", {{"Trần Quốc Đạt"}});
    pass_council(scene.office, "2025-11-03", items);
    step(scene.office, "vanthu", at("decisions", signed_decision(scene.office, items)), "issue");
    scene.outbox.run_due();
    BOOST_TEST(scene.list().at(0).at("state") == "waiting");
    fs::create_directory(folder.path() / "none");
    scene.office.server().pass(a_minute);
    scene.outbox.run_due();
    BOOST_TEST(scene.list().at(0).at("state") == "delivered");
}

BOOST_AUTO_TEST_CASE(the_page_works_with_forms_alone) {
    Scene scene;
    scene.want_mail("tchc");
    scene.post_office.answer_rcpt(1, "550 no");
    scene.submitted();
    scene.outbox.run_due();
    Client browser(scene.office.server().port());
    browser.sign_in("quantri", Server::password);
    auto page = browser.get("/outbox?state=dead");
    BOOST_TEST(page.status == 200);
    BOOST_TEST(page.body.find("Máy chủ thư từ chối người nhận: 550 no") != std::string::npos);
    BOOST_TEST(browser.form("/outbox/1/resend", {{"csrf", browser.csrf()}}).status == 303);
    scene.outbox.run_due();
    BOOST_TEST(scene.post_office.mails().size() == 1u);
    browser.get("/outbox/receivers");
    const auto again = browser.form(
        "/outbox/receivers/webhooks",
        {{"csrf", browser.csrf()}, {"url", "http://may.noi.vn/"}, {"events", "issue"}});
    BOOST_TEST(again.status == 422);
    BOOST_TEST(again.body.find("http://may.noi.vn/") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
