// What people type comes back as they typed it, whatever it looks like.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/flowing.h"
#include "tests/support/signing.h"
#include "tests/support/way.h"
#include "workflow/vietnamese.h"

using namespace tdkt::test;
using nlohmann::json;

namespace {

const std::string tricky = "Nguyễn <b>Văn</b> & \"Tí\" 'Tèo' {{title}} {{{report}}} <script>";
const std::string report =
    "I. </p><script>alert(1)</script> {{#nominations}}x{{/nominations}} {{> head}}\n"
    "II. <img src=x onerror=alert(1)> &amp; %s ${x} '; drop table dossier; --";

bool holds(const std::string& text, const std::string& wanted) {
    return text.find(wanted) != std::string::npos;
}

std::string text_of(Office& office, const std::string& username, const std::string& document) {
    const auto pdf = office.as(username).get("/documents/" + document + "/pdf");
    BOOST_TEST_REQUIRE(pdf.status == 200, pdf.body);
    const TempDir folder;
    return flowing(run_program("pdftotext -raw " + keep(folder, "a.pdf", pdf.body) + " -").second);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(texts_test)

BOOST_DATA_TEST_CASE(markup_in_names_and_reports_is_text_everywhere, engines(), engine) {
    Office office(engine);
    const auto id = draft(office, "bmt", {{"Nguyễn Văn An", "person", report}});
    const auto item = nominations(office, id).at(0);
    // No form takes such a name; what lies in the database is shown as text all the same.
    office.server().app().database.change([&](tdkt::sql::Change& change) {
        const auto plain = tdkt::workflow::folded(tricky);
        change.db() << "update nomination set name = :name, folded = :folded where id = :id",
            soci::use(tricky), soci::use(plain), soci::use(item);
    });
    const auto shown = ok(office.as("bmt").get("/nominations/" + std::to_string(item)));
    BOOST_TEST(shown.at("nominee_name") == tricky);
    BOOST_TEST(shown.at("report") == report);

    Client browser(office.server().port());
    browser.sign_in("bmt", Server::password);
    for (const auto& path :
         {"/dossiers/" + std::to_string(id), "/nominations/" + std::to_string(item)}) {
        const auto page = browser.get(path).body;
        BOOST_TEST(holds(page, "Nguyễn &lt;b&gt;Văn&lt;/b&gt; &amp; "), page);
        BOOST_TEST(holds(page, "{{title}} {{{report}}} &lt;script&gt;"));
        BOOST_TEST(!holds(page, "<b>Văn"));
        BOOST_TEST(!holds(page, "<img src=x"));
        BOOST_TEST(!holds(page, "<script>alert"));
    }
    submit(office, "bmt", id);
    take_in(office, id);
    const auto papers = ok(office.as("bmt").get("/dossiers/" + std::to_string(id))).at("papers");
    BOOST_TEST(papers.size() == 2u);
    for (const auto& paper : papers) {
        const auto text = text_of(office, "bmt", paper.at("id").dump());
        if (paper.at("kind") == "submission") BOOST_TEST(holds(text, tricky), text);
        BOOST_TEST(!holds(text, "&lt;"), text);
    }
    pass_council(office, "2025-11-03", {item});
    const auto decision = draft_decision(office, {item});
    step(office, "tchc", "/decisions/" + std::to_string(decision), "present");
    const auto made = ok(office.as("tchc").get("/decisions/" + std::to_string(decision)));
    BOOST_TEST(holds(text_of(office, "tchc", made.at("document_id").dump()), tricky));
    BOOST_TEST(ok(office.as("bmt").get("/dossiers?q=%3Cb%3EV%C4%83n")).at("dossiers").size() == 1u);
    BOOST_TEST(office.breaks().empty());
}

BOOST_DATA_TEST_CASE(letters_in_pieces_are_kept_composed, engines(), engine) {
    Office office(engine);
    // "Nguyễn Thị Ước", decomposed as some keyboards send it.
    const std::string pieces = "Nguye\u0302\u0303n Thi\u0323 U\u031bo\u031b\u0301c";
    const auto id = draft(office, "bmt", {{"  " + pieces + "\u00a0 "}});
    const auto item = nominations(office, id).at(0);
    BOOST_TEST(
        ok(office.as("bmt").get("/nominations/" + std::to_string(item))).at("nominee_name") ==
        "Nguyễn Thị Ước");
    // The same person, typed in the other form, is the same person.
    const auto again = office.as("bmt").post("/dossiers/" + std::to_string(id) + "/nominations",
                                             {{"nominee_kind", "person"},
                                              {"nominee_name", "Nguyễn Thị Ước"},
                                              {"prize", "person"},
                                              {"summary", "Tốt"}});
    BOOST_TEST(again.status == 409);
    BOOST_TEST(ok(office.as("bmt").get("/dossiers?q=nguyen%20thi%20uoc")).at("dossiers").size() ==
               1u);
}

BOOST_DATA_TEST_CASE(file_names_are_shown_and_never_used_as_paths, engines(), engine) {
    Office office(engine);
    const auto path = "/dossiers/" + std::to_string(draft(office, "bmt", {{"Trần Quốc Đạt"}}));
    const auto file = ok(office.as("bmt").attach(path + "/attachments", "other",
                                                 "../../etc/Báo cáo {{x}} <i>.txt", "nội dung\n"));
    const auto got = office.as("bmt").get("/attachments/" + file.at("id").dump());
    BOOST_TEST(got.body == "nội dung\n");
    BOOST_TEST(
        got.header("content-disposition").starts_with("attachment; filename*=UTF-8''B%C3%A1o%20c"));
    BOOST_TEST(got.header("x-content-type-options") == "nosniff");
    const auto shown = ok(office.as("bmt").get(path)).at("attachments").back();
    BOOST_TEST(shown.at("file_name") == "Báo cáo {{x}} <i>.txt");
}

BOOST_AUTO_TEST_SUITE_END()
