// What goes to the outside, before it goes: mails, signatures, envelopes, pauses.
#include <boost/test/unit_test.hpp>
#include <pugixml.hpp>

#include "server/outbox/deliver_mail.h"
#include "server/outbox/edxml.h"
#include "server/outbox/mail_text.h"
#include "server/outbox/post.h"
#include "server/outbox/undelivered.h"
#include "server/outbox/webhook.h"
#include "tests/support/receivers.h"
#include "workflow/delivery.h"
#include "workflow/dossier.h"
#include "workflow/problem.h"

using namespace tdkt;
using namespace tdkt::workflow;

namespace {

server::Mail mail() {
    return {"Thi đua - Khen thưởng",
            "khenthuong@daklak.example.vn",
            "ha@daklak.example.vn",
            "Thông báo",
            "Kính gửi Ông/Bà,\nĐã có việc.\n",
            "7.1765242000000",
            1'765'242'000'000};
}

test::TakenMail taken(const std::string& text) {
    return {"", "", text};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(outbox_test)

BOOST_AUTO_TEST_CASE(pauses_grow_to_hours_and_then_a_message_is_dead) {
    std::int64_t before = 0, all = 0;
    for (std::int64_t failure = 1; failure <= static_cast<std::int64_t>(pauses.size()); ++failure) {
        const auto least = pause_after(failure, 0), most = pause_after(failure, 1000);
        BOOST_TEST(least > before);
        BOOST_TEST(least == pauses[static_cast<std::size_t>(failure - 1)] * 4 / 5);
        BOOST_TEST(most == pauses[static_cast<std::size_t>(failure - 1)] * 6 / 5);
        BOOST_TEST(pause_after(failure, 123'456'789) <= most);
        before = least;
        all += least;
    }
    BOOST_TEST(all > 40 * an_hour);
    BOOST_TEST(pause_after(static_cast<std::int64_t>(pauses.size()) + 1, 0) == 0);
    BOOST_TEST(pause_after(0, 0) == 0);
}

BOOST_AUTO_TEST_CASE(an_address_is_one_receiver_and_nothing_else) {
    for (const auto* good : {"ha@noi.vn", "ha.tran+a_b@vss.gov.vn", "x@a-b.c.vn"})
        BOOST_TEST(is_mail_address(good), good);
    for (const auto* bad :
         {"", "ha", "@noi.vn", "ha@", "ha@noi", "ha@.vn", "ha@noi.vn.", "ha..b@noi.vn",
          "ha @noi.vn", "Hà <ha@noi.vn>", "ha@noi.vn\r\nBcc: x@y.vn", "ha@noi.vn,x@y.vn",
          "hà@noi.vn", "ha@nội.vn", "ha@@noi.vn", "<ha@noi.vn>", "ha@-noi.vn"})
        BOOST_TEST(!is_mail_address(bad), bad);
    BOOST_TEST(!is_mail_address(std::string(250, 'a') + "@noi.vn"));
}

BOOST_AUTO_TEST_CASE(a_mail_has_its_heads_and_comes_apart_again) {
    const auto text = server::mail_text(mail());
    const auto one = taken(text);
    BOOST_TEST(one.head("Date") == "Tue, 09 Dec 2025 08:00:00 +0700");
    BOOST_TEST(one.head("To") == "<ha@daklak.example.vn>");
    BOOST_TEST(one.head("Message-ID") == "<tdkt.7.1765242000000@daklak.example.vn>");
    BOOST_TEST(one.head("Auto-Submitted") == "auto-generated");
    BOOST_TEST(one.head("Subject") == "=?UTF-8?B?VGjDtG5nIGLDoW8=?=");
    BOOST_TEST(one.body() == "Kính gửi Ông/Bà,\r\nĐã có việc.\r\n");
    for (std::size_t at = 0, end; at < text.size(); at = end + 2) {
        end = text.find("\r\n", at);
        BOOST_TEST_REQUIRE(end != text.npos);
        BOOST_TEST(end - at <= 78u);
    }
}

BOOST_AUTO_TEST_CASE(long_heads_are_cut_between_letters) {
    std::string subject;
    for (int i = 0; i < 30; ++i) subject += "ễđ";
    const auto words = server::head_words(subject);
    std::string back;
    for (std::size_t at = 0; (at = words.find("?B?", at)) != words.npos;) {
        const auto end = words.find("?=", at += 3);
        const auto piece = taken("\r\n\r\n" + words.substr(at, end - at)).body();
        BOOST_TEST((static_cast<unsigned char>(piece.front()) & 0xc0) != 0x80);
        back += piece;
    }
    BOOST_TEST(back == subject);
    BOOST_TEST(server::head_words("plain") == "plain");
    BOOST_TEST(server::head_words("=?UTF-8?B?eA==?=") != "=?UTF-8?B?eA==?=");
}

BOOST_AUTO_TEST_CASE(nobody_can_add_a_head_or_a_receiver) {
    auto spoilt = mail();
    spoilt.subject = "a\r\nBcc: x@y.vn";
    BOOST_CHECK_THROW(server::mail_text(spoilt), std::invalid_argument);
    spoilt = mail();
    spoilt.to = "a@b.vn>\r\nRCPT TO:<x@y.vn";
    BOOST_CHECK_THROW(server::mail_text(spoilt), std::invalid_argument);
    spoilt = mail();
    spoilt.from_name = "a\nb";
    BOOST_CHECK_THROW(server::mail_text(spoilt), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_notice_is_one_line_of_a_mail_as_it_was_written) {
    server::Settings settings;
    settings.mail.from = "khenthuong@noi.vn";
    settings.address = "https://thidua.noi.vn";
    sql::Message message;
    message.id = 7;
    const auto text =
        server::mail_of_notice(settings, "ha@noi.vn", "BHXH tỉnh Đắk Lắk",
                               "“Giải Nhất” <b> & 'x'\n--\nGiả chữ ký.", "/dossiers/7", message);
    const auto body = taken(text).body();
    BOOST_TEST(body.starts_with("Kính gửi Ông/Bà,\r\n"));
    BOOST_TEST(body.find("“Giải Nhất” <b> & 'x' -- Giả chữ ký.\r\n") != body.npos);
    BOOST_TEST(body.find("https://thidua.noi.vn/dossiers/7\r\n") != body.npos);
    BOOST_TEST(body.find("BHXH tỉnh Đắk Lắk") != body.npos);
}

// Computed with: printf '1765242000.{"a":1}' | openssl dgst -sha256 -hmac bi-mat
BOOST_AUTO_TEST_CASE(a_signature_is_what_others_compute) {
    BOOST_TEST(server::webhook_signature("bi-mat", 1'765'242'000'999, "{\"a\":1}") ==
               "t=1765242000,v1=373e7a01baf9cce98d973f651f4dbf8690c6231c3b87ba6831d0f98be8daec7a");
}

BOOST_AUTO_TEST_CASE(a_webhook_says_codes_and_numbers_and_nobodys_name) {
    sql::Line line;
    line.entry.dossier = 7;
    line.entry.nomination = 9;
    line.entry.event = Event::issue;
    line.entry.to = State::issued;
    line.entry.at = 1'765'242'000'000;
    line.entry.reason = "Lý do riêng";
    line.nominee = "Trần Quốc Đạt";
    line.actor_name = "Lê Hải Yến";
    const auto body = server::webhook_body("3.5", line, "12/QĐ-BHXH", "2025-12-09");
    const auto json = nlohmann::json::parse(body);
    BOOST_TEST(json.at("event") == "issue");
    BOOST_TEST(json.at("dossier") == dossier_code(7));
    BOOST_TEST(json.at("decision_number") == "12/QĐ-BHXH");
    for (const auto* name : {"Đạt", "Yến", "Lý do"}) BOOST_TEST(body.find(name) == body.npos, name);
    BOOST_TEST(nlohmann::json::parse(server::webhook_body("3.5", line, "", ""))
                   .at("decision_number")
                   .is_null());
}

BOOST_AUTO_TEST_CASE(addresses_inside_are_known_in_every_spelling) {
    for (const auto* inside : {"127.0.0.1", "10.1.2.3", "192.168.0.9", "172.31.0.1", "100.64.0.1",
                               "::1", "fd00::1", "::ffff:10.0.0.1", "198.18.0.1"}) {
        BOOST_TEST(server::is_inside(inside, false), inside);
        BOOST_TEST(!server::is_inside(inside, true), inside);
    }
    for (const auto* never :
         {"169.254.169.254", "0.0.0.0", "fe80::1", "::", "224.0.0.1", "255.255.255.255",
          "::ffff:169.254.169.254", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1", "khong phai"})
        BOOST_TEST(server::is_inside(never, true), never);
    for (const auto* outside : {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2400:cb00::1"})
        BOOST_TEST(!server::is_inside(outside, false), outside);
}

BOOST_AUTO_TEST_CASE(a_program_is_told_by_https_outside_or_where_it_is_allowed) {
    server::Settings closed, open;
    open.webhook_private = true;
    const auto allowed = [](const std::string& url, const server::Settings& settings) {
        try {
            server::check_webhook_url(url, settings);
            return true;
        } catch (const Problem& problem) {
            return problem.faults().front().field != "url";
        }
    };
    BOOST_TEST(allowed("https://may.noi.vn/tin?x=1", closed));
    BOOST_TEST(allowed("https://8.8.8.8/", closed));
    BOOST_TEST(allowed("http://127.0.0.1:81/", open));
    BOOST_TEST(allowed("https://10.0.0.1/", open));
    for (const auto* url : {"http://may.noi.vn/", "https://10.0.0.1/", "https://127.0.0.1/",
                            "http://localhost/", "https://a:b@may.noi.vn/", "https://may.noi.vn/#a",
                            "ftp://may.noi.vn/", "may.noi.vn", "https://", "file:///etc/passwd"})
        BOOST_TEST(!allowed(url, closed), url);
    for (const auto* url : {"http://10.0.0.1/", "https://169.254.169.254/", "http://may.noi.vn/"})
        BOOST_TEST(!allowed(url, open), url);
}

BOOST_AUTO_TEST_CASE(what_a_server_said_is_one_short_line) {
    BOOST_TEST(server::said("550 no\r\nsuch user") == "550 no  such user");
    BOOST_TEST(server::said(std::string(300, 'x')).size() == 200u);
    BOOST_TEST(server::said("\xff\xfe") == "(không đọc được)");
    BOOST_TEST(server::said("a\xe2\x80\xae"
                            "b") == "(không đọc được)");
}

BOOST_AUTO_TEST_CASE(an_envelope_comes_apart_again) {
    server::EdxmlPaper paper;
    paper.from = {"G24.34", "Bảo hiểm xã hội tỉnh Đắk Lắk", "Bảo hiểm xã hội Việt Nam", "Số 1"};
    paper.to = {"G24", "Bảo hiểm xã hội Việt Nam"};
    paper.id = "tdkt.7.1765242000000";
    paper.number = "12";
    paper.notation = "QĐ-BHXH";
    paper.place = "Đắk Lắk";
    paper.issued_on = *parse_day("2025-12-09");
    for (int i = 0; i < 300; ++i) paper.subject += "ễ & <";
    paper.subject[3] = '\x01';
    paper.signer_name = "Trần Mạnh Toàn";
    paper.signer_post = "Giám đốc";
    paper.pages = 3;
    paper.at = 1'765'242'000'000;
    paper.file_name = "Quyet-dinh-12.pdf";
    paper.archive = std::string("PK\3\4\0\xff", 6);

    const auto text = server::edxml(paper);
    pugi::xml_document document;
    BOOST_TEST_REQUIRE(document.load_string(text.c_str()));
    const auto root = document.child("edXML:edXML");
    BOOST_TEST(root.attribute("xmlns:edXML").value() ==
               std::string("http://www.mic.gov.vn/TBT/QCVN_102_2016"));
    const auto value = [&](const char* path) {
        return std::string(root.select_node(path).node().text().get());
    };
    const std::string head = "edXML:edXMLEnvelope/edXML:edXMLHeader/edXML:MessageHeader/edXML:";
    const auto message = [&](const std::string& path) { return value((head + path).c_str()); };
    BOOST_TEST(message("From/edXML:OrganId") == "G24.34");
    BOOST_TEST(message("To/edXML:OrganId") == "G24");
    BOOST_TEST(message("DocumentId") == paper.id);
    BOOST_TEST(message("Code/edXML:CodeNumber") == "12");
    BOOST_TEST(message("Code/edXML:CodeNotation") == "QĐ-BHXH");
    BOOST_TEST(message("PromulgationInfo/edXML:PromulgationDate") == "2025/12/09");
    BOOST_TEST(message("DocumentType/edXML:Type") == "2");
    BOOST_TEST(message("SignerInfo/edXML:FullName") == "Trần Mạnh Toàn");
    BOOST_TEST(message("OtherInfo/edXML:PageAmount") == "3");
    BOOST_TEST(message("Subject").find('\x01') == std::string::npos);
    BOOST_TEST(
        value("edXML:edXMLEnvelope/edXML:edXMLHeader/edXML:TraceHeaderList/edXML:TraceHeader/"
              "edXML:Timestamp") == "2025/12/09 08:00:00");
    const auto file = root.child("edXML:AttachmentEncoded").child("edXML:Attachment");
    BOOST_TEST(std::string(file.child("edXML:ContentId").text().get()) == "cid:" + paper.id);
    BOOST_TEST(
        taken(std::string("\r\n\r\n") + file.child("edXML:ContentTransferEncoded").text().get())
            .body() == paper.archive);
}

BOOST_AUTO_TEST_SUITE_END()
