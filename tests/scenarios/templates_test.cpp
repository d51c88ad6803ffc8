// The template desk: words are tried out and kept, new papers are written in them, and old
// ones stay as they were.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "server/steps/wordings.h"
#include "templates/papers.h"
#include "templates/resources.h"
#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;

namespace {

const std::string sentence = "Đơn vị theo dõi hồ sơ trên hệ thống theo mã nêu trên.";

std::string receipt_saying(const std::string& words) {
    std::string text(tdkt::templates::resource(tdkt::templates::paper_kind("receipt").text));
    return text.replace(text.find(sentence), sentence.size(), words);
}

json wording(const std::string& text, const std::string& from = "2025-11-02") {
    return {{"text", text}, {"valid_from", from}, {"note", "Câu cuối rõ hơn."}};
}

std::string date_of(Office& office, int days) {
    const auto today = tdkt::workflow::day_of(office.server().app().now());
    return tdkt::workflow::iso(today + std::chrono::days(days));
}

// Saves the receipt in new words, valid from so many days on; gives its version.
int save(Office& office, const std::string& words, int days = 0) {
    auto desk = office.as("tchc");
    ok(desk.post("/templates/receipt", wording(receipt_saying(words), date_of(office, days))));
    return ok(desk.get("/templates/receipt")).at("version");
}

// The page of the receipt of a dossier received now.
std::string receipt_page(Office& office, const std::string& officer, const std::string& name) {
    const auto dossier = draft(office, officer, {{name}});
    submit(office, officer, dossier);
    take_in(office, dossier);
    const auto papers =
        ok(office.as("tchc").get("/dossiers/" + std::to_string(dossier))).at("papers");
    for (const auto& paper : papers)
        if (paper.at("kind") == "receipt")
            return "/documents/" + std::to_string(paper.at("id").get<Id>()) + "/page";
    throw std::runtime_error("no receipt");
}

bool says(Office& office, const std::string& page, const std::string& words) {
    Client browser(office.server().port());
    browser.sign_in("tchc", Server::password);
    return browser.get(page).body.find(words) != std::string::npos;
}

// What a refusal says of each field.
json errors(const Reply& reply) {
    BOOST_TEST_REQUIRE(reply.status == 422, reply.body);
    return reply.json().at("errors");
}

std::string times(int count, const std::string& text) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(templates_test)

BOOST_DATA_TEST_CASE(new_papers_use_new_words_and_old_ones_keep_theirs, engines(), engine) {
    Office office(engine);
    const auto first = receipt_page(office, "bmt", "Trần Quốc Đạt");
    BOOST_TEST(save(office, "Hỏi kết quả theo mã {{code}}.") == 1);
    const auto second = receipt_page(office, "eakar", "Lê Văn Ước");
    BOOST_TEST(save(office, "Mã {{code}} để tra cứu.") == 2);
    const auto third = receipt_page(office, "bmt", "Y Blưm Niê");

    BOOST_TEST(says(office, first, sentence));
    BOOST_TEST(says(office, second, "Hỏi kết quả theo mã"));
    BOOST_TEST(!says(office, second, sentence));
    BOOST_TEST(says(office, third, "để tra cứu."));
    BOOST_TEST(office.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(words_wait_for_their_day) {
    Office office;
    save(office, "Từ tháng sau.", 20);
    BOOST_TEST(says(office, receipt_page(office, "bmt", "Trần Quốc Đạt"), sentence));
    const auto list = ok(office.as("vanthu").get("/templates")).at("kinds");
    const auto row = std::find_if(list.begin(), list.end(),
                                  [](const json& one) { return one.at("kind") == "receipt"; });
    BOOST_TEST(row->at("valid_version") == 0);
    BOOST_TEST(row->at("upcoming_version") == 1);

    // A version that would hold before one that waits replaces it, if that is meant.
    auto desk = office.as("tchc");
    auto sooner = wording(receipt_saying("Ngay hôm nay."), date_of(office, 0));
    BOOST_TEST(errors(desk.post("/templates/receipt", sooner)).at(0).at("field") == "valid_from");
    sooner["replace_upcoming"] = true;
    ok(desk.post("/templates/receipt", sooner));
    BOOST_TEST(says(office, receipt_page(office, "bmt", "Lê Văn Ước"), "Ngay hôm nay."));
    // What was replaced never holds, and stands in nobody's way.
    const auto replaced = ok(desk.get("/templates/receipt"));
    BOOST_TEST(replaced.at("upcoming_version").is_null());
    BOOST_TEST(replaced.at("history").at(1).at("is_replaced") == true);
    ok(desk.post("/templates/receipt", wording(receipt_saying("Sửa thêm."), date_of(office, 0))));
    office.server().pass(std::int64_t{40} * 24 * 3600 * 1000);
    BOOST_TEST(ok(office.as("tchc").get("/templates/receipt")).at("valid_version") == 3);
}

BOOST_AUTO_TEST_CASE(of_several_that_wait_each_has_its_days) {
    Office office;
    save(office, "Từ tháng sau.", 20);
    save(office, "Từ quý sau.", 40);
    auto desk = office.as("tchc");
    const auto shown = ok(desk.get("/templates/receipt"));
    BOOST_TEST(shown.at("upcoming_version") == 1);
    for (const auto& row : shown.at("history"))
        BOOST_TEST(row.at("is_upcoming") == (row.at("version") != 0));
    BOOST_TEST(errors(desk.post("/templates/receipt",
                                wording(receipt_saying("Xen giữa."), date_of(office, 30))))
                   .at(0)
                   .at("field") == "valid_from");
    office.server().pass(std::int64_t{25} * 24 * 3600 * 1000);
    BOOST_TEST(ok(office.as("tchc").get("/templates/receipt")).at("valid_version") == 1);
}

BOOST_AUTO_TEST_CASE(to_go_back_is_to_save_the_old_words_again) {
    Office office;
    save(office, "Một.");
    save(office, "Hai.");
    auto desk = office.as("tchc");
    const auto old = ok(desk.get("/templates/receipt?from=1"));
    BOOST_TEST(old.at("goes_back") == true);
    auto form = old.at("form");
    form.erase("accept");
    form.erase("replace_upcoming");
    BOOST_TEST(form.at("note").get<std::string>().find("Dùng lại bản 1") == 0);
    const auto made = ok(desk.post("/templates/receipt", form));
    BOOST_TEST(made.at("href") == "/api/v1/templates/receipt/versions/3");
    BOOST_TEST(says(office, receipt_page(office, "bmt", "Trần Quốc Đạt"), "Một."));
    const auto compared = ok(desk.get("/templates/receipt/versions/3?with=1"));
    BOOST_TEST(compared.at("has_lines") == false);
    const auto changed = ok(desk.get("/templates/receipt/versions/3?with=2"));
    BOOST_TEST(changed.at("has_lines") == true);
    const auto origin = ok(desk.get("/templates/receipt?from=0")).at("form");
    ok(desk.post("/templates/receipt", {{"text", origin.at("text")},
                                        {"valid_from", origin.at("valid_from")},
                                        {"note", "Trở lại mẫu gốc."}}));
    BOOST_TEST(says(office, receipt_page(office, "eakar", "Lê Văn Ước"), sentence));
}

BOOST_DATA_TEST_CASE(of_two_editors_at_once_the_second_is_told, engines(), engine) {
    Office office(engine);
    auto first = office.as("tchc"), second = office.as("tchc");
    const auto tag = first.get("/templates/receipt").header("etag");
    BOOST_TEST(second.get("/templates/receipt").header("etag") == tag);
    const auto send = [&](Person& person, const std::string& words) {
        return person.with("If-Match", tag)
            .post("/templates/receipt", wording(receipt_saying(words), date_of(office, 0)))
            .status;
    };
    BOOST_TEST(send(first, "Một.") == 201);
    BOOST_TEST(send(second, "Hai.") == 412);
    // And when they press at the very same moment.
    const auto next = first.get("/templates/receipt").header("etag");
    std::vector<int> answers(4);
    std::vector<std::thread> hands;
    for (std::size_t i = 0; i < answers.size(); ++i)
        hands.emplace_back([&, i] {
            auto hand = office.as("tchc");
            answers[i] = hand.with("If-Match", next)
                             .post("/templates/receipt",
                                   wording(receipt_saying("Tay " + std::to_string(i) + "."),
                                           date_of(office, 0)))
                             .status;
        });
    for (auto& hand : hands) hand.join();
    BOOST_TEST(std::count(answers.begin(), answers.end(), 201) == 1);
    BOOST_TEST(std::count(answers.begin(), answers.end(), 412) == 3);
    BOOST_TEST(office.count("select max(version) from wording") == 2);
    BOOST_TEST(office.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_form_that_was_outrun_keeps_what_was_typed) {
    Office office;
    Client browser(office.server().port());
    browser.sign_in("tchc", Server::password);
    browser.get("/templates/receipt");
    save(office, "Nhanh hơn.");
    const auto reply = browser.form("/templates/receipt", {{"csrf", browser.csrf()},
                                                           {"version", "0"},
                                                           {"text", receipt_saying("Chậm hơn.")},
                                                           {"valid_from", date_of(office, 0)},
                                                           {"note", "Tôi cũng sửa."}});
    BOOST_TEST(reply.status == 412);
    BOOST_TEST(reply.body.find("Chậm hơn.") != std::string::npos);
    BOOST_TEST(reply.body.find("Tôi cũng sửa.") != std::string::npos);
    BOOST_TEST(reply.body.find("chưa có gì được ghi") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_template_that_is_wrong_is_refused_with_place_code_and_words) {
    Office office;
    auto desk = office.as("tchc");
    const auto refused = [&](const std::string& words) {
        return errors(desk.post("/templates/receipt",
                                wording(receipt_saying(words), date_of(office, 0))))
            .at(0);
    };
    for (const auto& [words, code] : std::vector<std::pair<std::string, std::string>>{
             {"{{secret}}", "name_unknown"},
             {"<script>x</script>", "unknown_element"},
             {"<b>đậm", "wrong_end"},
             {"{{#nominees}}", "section_open"},
             {"{{{code}}}", "tag_forbidden"},
             {"{{> pages/parts/frame}}", "part_unknown"},
             {times(5000, "{{#nominees}}"), "sections_too_deep"},
             {times(5000, "<b>"), "too_deep"},
             {times(300'000, "a"), ""}}) {
        const auto fault = refused(words);
        BOOST_TEST(fault.at("field") == "text");
        if (code.empty()) continue;
        BOOST_TEST(fault.at("code") == code, fault.dump());
        BOOST_TEST(fault.at("line").get<int>() > 40);
        BOOST_TEST(fault.at("column").get<int>() > 0);
        BOOST_TEST(fault.at("message").get<std::string>().starts_with("Dòng "));
    }
    const auto bomb = desk.post("/templates/receipt", wording(std::string(10 << 20, 'a')));
    BOOST_TEST(bomb.status == 413);
    BOOST_TEST(office.count("select count(*) from wording") == 0);
}

BOOST_AUTO_TEST_CASE(day_note_and_change_are_asked_for) {
    Office office;
    auto desk = office.as("tchc");
    const auto field_of = [&](const json& form) {
        return errors(desk.post("/templates/receipt", form)).at(0).at("field").get<std::string>();
    };
    const auto text = receipt_saying("Khác.");
    BOOST_TEST(field_of(wording(text, date_of(office, -1))) == "valid_from");
    auto form = wording(text, date_of(office, 0));
    form["note"] = "  ";
    BOOST_TEST(field_of(form) == "note");
    form.erase("valid_from");
    BOOST_TEST(field_of(form) == "valid_from");
    BOOST_TEST(field_of(wording(receipt_saying(sentence), date_of(office, 0))) == "text");
    BOOST_TEST(desk.post("/templates/letter", wording(text)).status == 404);
}

BOOST_AUTO_TEST_CASE(an_unlawful_paper_takes_a_word_of_acceptance) {
    Office office;
    auto desk = office.as("tchc");
    std::string text(tdkt::templates::resource(tdkt::templates::paper_kind("decision").text));
    text.replace(text.find("./."), 3, "");
    auto form = wording(text, date_of(office, 0));
    const auto fault = errors(desk.post("/templates/decision", form)).at(0);
    BOOST_TEST(fault.at("field") == "accept");
    BOOST_TEST(fault.at("code").get<std::string>().starts_with("L"));
    form["accept"] = true;
    ok(desk.post("/templates/decision", form));
    const auto kept = ok(desk.get("/templates/decision/versions/1"));
    BOOST_TEST(
        kept.at("accepted_text").get<std::string>().find(fault.at("code").get<std::string>()) !=
        std::string::npos);
}

BOOST_AUTO_TEST_CASE(trying_out_shows_paper_and_findings_and_keeps_nothing) {
    Office office;
    auto desk = office.as("tchc");
    const auto tried =
        ok(desk.post("/templates/receipt/preview", {{"text", receipt_saying("Thử một câu.")}}));
    BOOST_TEST(tried.at("has_objections") == false);
    BOOST_TEST(tried.at("html").get<std::string>().find("Thử một câu.") != std::string::npos);
    BOOST_TEST(tried.at("lint").at("errors") == 0);
    const auto wrong =
        ok(desk.post("/templates/receipt/preview", {{"text", receipt_saying("{{mã}}")}}));
    BOOST_TEST(wrong.at("objections").at(0).at("code") == "name_unknown");
    const auto pdf = desk.post("/templates/receipt/preview",
                               {{"text", receipt_saying("Thử.")}, {"show", "pdf"}});
    BOOST_TEST(pdf.header("content-type") == "application/pdf");
    BOOST_TEST(pdf.body.starts_with("%PDF-"));
    BOOST_TEST(desk.post("/templates/receipt/preview", {{"show", "exe"}}).status == 422);
    for (const auto* show : {"pdf", "docx"}) {
        const auto broken =
            desk.post("/templates/receipt/preview", {{"text", "<paper>"}, {"show", show}});
        BOOST_TEST(broken.status == 422);
        BOOST_TEST(errors(broken).at(0).at("field") == "text");
    }
    BOOST_TEST(office.count("select count(*) from wording") == 0);

    Client browser(office.server().port());
    browser.sign_in("tchc", Server::password);
    browser.get("/templates/receipt");
    const auto page = browser.form("/templates/receipt/preview",
                                   {{"csrf", browser.csrf()},
                                    {"version", "0"},
                                    {"text", receipt_saying("Một\r\ncâu <i>mới</i>.")},
                                    {"valid_from", "chưa chọn"},
                                    {"note", ""},
                                    {"show", "page"}});
    BOOST_TEST(page.status == 200);
    BOOST_TEST(page.body.find("<i>mới</i>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(only_the_standing_office_changes_words) {
    Office office;
    save(office, "Một.");
    for (const auto* reader : {"vanthu", "kiemtra"}) {
        auto person = office.as(reader);
        for (const auto* path :
             {"/templates", "/templates/receipt", "/templates/receipt/versions/1",
              "/templates/receipt/versions/0/page", "/templates/receipt/versions/1/pdf"})
            BOOST_TEST(person.get(path).status == 200, path);
        const auto shown = ok(person.get("/templates/receipt"));
        BOOST_TEST(shown.at("may_edit") == false);
        BOOST_TEST(
            (person.post("/templates/receipt", wording(receipt_saying("Hai."))).status == 405));
        BOOST_TEST(person.post("/templates/receipt/preview", {{"text", "x"}}).status == 404);
    }
    for (const auto* other : {"bmt", "giamdoc", "quantri", "uv1"})
        for (const auto* path : {"/templates", "/templates/receipt"})
            BOOST_TEST(office.as(other).get(path).status == 404, path);
    auto reader = office.as("vanthu");
    for (const auto* path : {"/templates/letter", "/templates/receipt/versions/2",
                             "/templates/receipt/versions/-1", "/templates/receipt/versions/x",
                             "/templates/receipt?from=9", "/templates/receipt/versions/1?with=7"})
        BOOST_TEST(reader.get(path).status == 404, path);
}

// The program's parts or data may change after words were kept.
BOOST_AUTO_TEST_CASE(words_that_no_longer_fit_the_program_are_found) {
    Office office;
    save(office, "Một.");
    auto& database = office.server().app().database;
    const auto faults = [&] {
        return database.read([&](auto& db) {
            return tdkt::server::wording_faults(
                db, tdkt::workflow::day_of(office.server().app().now()));
        });
    };
    BOOST_TEST(faults().empty());
    database.change([](tdkt::sql::Change& change) {
        change.db() << "update wording set body = '<paper title=\"x\"><p>{{gone}}</p></paper>'";
    });
    BOOST_TEST_REQUIRE(faults().size() == 1u);
    BOOST_TEST(faults()[0].find("receipt, version 1: Dòng 1, cột 23") != std::string::npos,
               faults()[0]);
    save(office, "Hai.");
    BOOST_TEST(faults().empty());
}

BOOST_AUTO_TEST_SUITE_END()
