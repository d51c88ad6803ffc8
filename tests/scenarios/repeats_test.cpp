// Whatever is sent twice under one key is done once.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "server/access/tokens.h"
#include "server/front/dispatch.h"
#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;
using tdkt::server::Keeping;

namespace {

// A draft with everything that can be changed in one, and then taken back.
void change_a_draft(Office& office) {
    const auto dossier = draft(office, "bmt", {{"Trần Quốc Đạt"}, {"Lê Văn Ước"}});
    auto officer = office.as("bmt");
    ok(officer.post(at("dossiers", dossier), {{"title", "Trích yếu khác"}}));
    const auto ids = nominations(office, dossier);
    ok(officer.post(at("nominations", ids[0]), {{"nominee_kind", "person"},
                                                {"nominee_name", "Trần Quốc Đạt"},
                                                {"prize", "person"},
                                                {"summary", "Khác."}}));
    const Id file = ok(officer.attach(at("nominations", ids[0]) + "/attachments", "other",
                                      "Phụ lục.txt", "Phụ lục\n"))
                        .at("id");
    ok(officer.post(at("attachments", file) + "/remove"));
    ok(officer.post(at("nominations", ids[1]) + "/remove"));
    const Id empty = draft(office, "bmt", {});
    const auto papers = ok(officer.get(at("dossiers", empty))).at("attachments");
    for (const auto& paper : papers)
        ok(officer.post("/attachments/" + paper.at("id").dump() + "/remove"));
    ok(officer.post(at("dossiers", empty) + "/remove"));
}

// One item is voted on in secret, one member on paper; the other by hands.
void hold_the_vote(Office& office, Id meeting, const Ids& items) {
    const auto path = at("meetings", meeting);
    const auto secret = std::to_string(items[0]);
    auto secretary = office.as("thuky");
    ok(secretary.post(path + "/forms", {{"forms", {std::to_string(items[1]) + ":hands"}}}));
    open_vote(office, meeting);
    const auto seats = ok(secretary.get(path)).at("attendance");
    const auto seat = [&](std::size_t place) { return seats.at(place).at("member_id"); };
    ok(secretary.post(path + "/paper-forms", {{"given", 1}}));
    ok(secretary.post(path + "/paper-ballots", {{"member", seat(10)}}));
    ok(secretary.post(path + "/tellers", {{"tellers", {seat(2), seat(3)}}}));
    vote(office, meeting, items, 11, {"uv9"});
    ok(secretary.post(path + "/hands",
                      {{"nomination", items[1]}, {"yes", 11}, {"no", 0}, {"unvoted", 0}}));
    ok(secretary.post(path + "/end-vote"));
    for (const auto* teller : {"uv1", "uv2"})
        ok(office.as(teller).post(
            path + "/paper-count",
            {{"yes-" + secret, 1}, {"no-" + secret, 0}, {"invalid-" + secret, 0}}));
}

void go_the_whole_way(Office& office) {
    const auto items = appraised(office, "bmt", {{"Trần Quốc Đạt"}, {"Lê Văn Ước"}});
    const auto left = appraised(office, "eakar", {{"Y Blưm Niê"}});
    ok(office.as("thuky").post(at("meetings", call_meeting(office, "2025-11-03", {})) + "/cancel"));
    const auto meeting = call_meeting(office, "2025-11-03", {items[0], items[1], left[0]});
    ok(office.as("thuky").post(at("meetings", meeting) + "/auditor",
                               {{"auditor", office.account("kiemtra")}}));
    ok(office.as("thuky").post(at("meetings", meeting) + "/agenda/remove",
                               {{"nomination", left[0]}, {"reason", "Chờ bổ sung."}}));
    const auto conflicts = at("meetings", meeting) + "/conflicts";
    ok(office.as("uv1").post(conflicts, {{"relation", "relative"}, {"persons", "Tran Quoc Dat"}}));
    ok(office.as("thuky").post(
        conflicts + "/settle",
        {{"member", office.account("uv1")}, {"nomination", items[0]}, {"meant", false}}));
    hold_the_vote(office, meeting, items);
    declare(office, meeting);
    sign_minutes(office, meeting);
    ok(office.as("tchc").post(at("nominations", left[0]) + "/events",
                              {{"event", "send_back"}, {"reason", "Thiếu biên bản."}}));
    const auto given_up = draft_decision(office, items);
    auto changed = decision_of(office, items);
    changed["title"] = "Khen thưởng đợt 1";
    ok(office.as("tchc").post(at("decisions", given_up), changed));
    ok(office.as("tchc").post(at("decisions", given_up) + "/discard"));
    const auto decision = signed_decision(office, items);
    step(office, "vanthu", at("decisions", decision), "issue");
    const Id batch = ok(office.as("vanthu").post(at("decisions", decision) + "/certificates",
                                                 {{"kind", "attestation"}, {"bundle", "pdf"}}))
                         .at("id");
    ok(office.as("vanthu").post(at("certificates", batch) + "/cancel"));
    ok(office.as("vanthu").post(at("certificates", batch) + "/resume"));
}

// Asked, saved, returned, withdrawn, and filled in elsewhere.
void change_sheets(Office& office) {
    const auto dossier = draft(office, "bmt", {{"Y Thuân Niê"}});
    submit(office, "bmt", dossier);
    step(office, "tchc", at("dossiers", dossier), "receive");
    const auto sheets = assign(office, dossier, {"qlt", "uv1"});
    hand_in(office, "qlt", sheets[0]);
    ok(office.as("tchc").post(at("appraisals", sheets[0]) + "/events",
                              {{"event", "return_sheet"}, {"reason", "Xem lại điểm."}}));
    ok(office.as("tchc").post(at("appraisals", sheets[1]) + "/events",
                              {{"event", "withdraw_sheet"}, {"reason", "Đi công tác."}}));
    auto form = office.as("qlt").get("/appraisal-forms?format=csv").body;
    form.replace(form.find("\"10\",\"\""), 4, "\"11\"");
    const Id import =
        ok(office.as("qlt").attach("/appraisal-forms", "", "phieu.csv", form)).at("id");
    ok(office.as("qlt").post(at("appraisal-forms", import) + "/apply"));
}

void change_accounts(Office& office) {
    auto administrator = office.as("quantri");
    const Id made = ok(administrator.post("/accounts", {{"username", "moi"},
                                                        {"name", "Nguyễn Văn Mới"},
                                                        {"post", "Chuyên viên"},
                                                        {"unit", 1},
                                                        {"roles", {"unit_officer"}},
                                                        {"password", "một câu dài khó đoán"}}))
                        .at("id");
    ok(administrator.post(
        at("accounts", made),
        {{"name", "Nguyễn Văn Mới"}, {"post", "Chuyên viên chính"}, {"unit", 1}}));
    ok(administrator.post(at("accounts", made) + "/password",
                          {{"password", "một câu khác cũng dài"}}));
    ok(office.as("khtc").post("/account/password", {{"old_password", Server::password},
                                                    {"new_password", "một câu dài khó đoán"}}));
    ok(office.as("khtc").post("/notices/read"));
    ok(office.as("khtc").post("/account/mail",
                              {{"mail", "chau@khtc.example.vn"}, {"mail_wanted", true}}));
    ok(office.as("khtc").post("/account/sessions/end", {{"session", "others"}}));
    ok(administrator.post("/audit/runs"));
}

void change_the_outbox(Office& office) {
    auto& app = office.server().app();
    app.settings.mail = {"127.0.0.1", 9, {}, "", "", "khenthuong@noi.example.vn"};
    ok(office.as("tchc").post("/account/mail",
                              {{"mail", "ha@noi.example.vn"}, {"mail_wanted", true}}));
    submit(office, "bmt", draft(office, "bmt", {{"Trần Quốc Đạt"}}));
    office.work();
    auto administrator = office.as("quantri");
    const auto message =
        "/outbox/" + ok(administrator.get("/outbox")).at("messages").at(0).at("id").dump();
    ok(administrator.post(message + "/resend"));
    ok(administrator.post(message + "/give-up", {{"reason", "Đã báo trực tiếp."}}));
    const std::string receivers = "/outbox/receivers";
    const Id webhook =
        ok(administrator.post(receivers + "/webhooks",
                              {{"url", "https://may.example.vn/"}, {"events", {"issue"}}}))
            .at("id");
    ok(administrator.post(at((receivers + "/webhooks").c_str() + 1, webhook) + "/close",
                          {{"reason", "Thôi dùng."}}));
    const Id organ =
        ok(administrator.post(receivers + "/organs", {{"code", "G24"}, {"name", "BHXH Việt Nam"}}))
            .at("id");
    ok(administrator.post(at((receivers + "/organs").c_str() + 1, organ) + "/close",
                          {{"reason", "Đổi mã."}}));
}

void change_councils(Office& office) {
    auto secretary = office.as("thuky");
    const auto seat = [&](const char* who, const char* post) {
        return std::to_string(office.account(who)) + ":" + post;
    };
    ok(secretary.post("/councils/terms", {{"name", "Hội đồng Sáng kiến"},
                                          {"symbol", "HĐSK"},
                                          {"decision", "12/QĐ-BHXH ngày 02/01/2025"},
                                          {"valid_from", "2025-01-01"},
                                          {"valid_to", "2026-12-31"},
                                          {"seats",
                                           {seat("uv2", "member"), seat("thuky", "secretary"),
                                            seat("chutich", "chair")}}}));
    const auto term = office.count("select max(id) from council_term");
    ok(secretary.post(at("councils/terms", term) + "/end",
                      {{"last_day", "2025-12-31"}, {"reason", "Kiện toàn"}}));
    BOOST_TEST(office.count("select count(*) from council_term") == 2);
    const auto meeting = at(
        "meetings", call_meeting(office, "2025-11-28", appraised(office, "bmt", {{"Lê Văn Ước"}})));
    ok(secretary.post(meeting + "/invitation", {{"written_by", "2025-11-28"}}));
    ok(secretary.post(meeting + "/presiding", {{"presiding", 0}}));
    BOOST_TEST(office.count("select count(*) from council_paper where kind = 'invitation'") == 1);
    ok(secretary.post("/councils/2/series", {{"series", "BB"}, {"first", 4}}));
    const auto tie = even_vote(office, "2025-11-03");
    ok(office.as("chutich").post(
        at("meetings", tie.meeting) + "/ties",
        {{"nomination", tie.nomination}, {"decision", "yes"}, {"reason", "Có sáng kiến."}}));
}

void change_words(Office& office) {
    auto desk = office.as("tchc");
    auto form = ok(desk.get("/templates/receipt")).at("form");
    auto text = form.at("text").get<std::string>();
    text.replace(text.find("7. "), 3, "8. ");
    form["text"] = text;
    form["note"] = "Đổi một chữ.";
    ok(desk.post("/templates/receipt/preview", {{"text", text}}));
    ok(desk.post("/templates/receipt", form));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(repeats_test)

BOOST_AUTO_TEST_CASE(every_route_that_changes_something_does_it_once) {
    Office office;
    const auto& targets = office.send_twice();
    change_a_draft(office);
    go_the_whole_way(office);
    change_sheets(office);
    change_accounts(office);
    change_words(office);
    change_the_outbox(office);
    change_councils(office);
    BOOST_TEST(office.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());

    std::set<std::string_view> walked;
    for (const auto& target : targets)
        walked.insert(
            tdkt::server::find_route(tdkt::server::routes(), "POST", target, {}).route->path);
    for (const auto& route : tdkt::server::routes()) {
        if (route.method == "GET" || route.keeping == Keeping::nothing) continue;
        BOOST_TEST((route.method == "POST" && walked.contains(route.path)),
                   route.method << ' ' << route.path << " is not sent twice above");
    }
}

// What was sent must not follow from what is kept: neither a choice, of which
// there are few, nor a password.
BOOST_DATA_TEST_CASE(nothing_of_a_secret_is_kept_with_its_key, engines(), engine) {
    Office office(engine);
    const auto items = appraised(office, "bmt", {{"Trần Quốc Đạt"}});
    const auto meeting = call_meeting(office, "2025-11-03", items);
    open_vote(office, meeting);
    const auto path = at("meetings", meeting) + "/ballot";
    auto member = office.as("uv1").with("Idempotency-Key", "k-1");
    ok(member.post(path, ballot(items, "yes")));
    ok(member.post(path, ballot(items, "no")));
    BOOST_TEST(office.count("select count(*) from ballot") == 1);
    const auto other = office.as("uv2").with("Idempotency-Key", "k-1").post(path, ballot(items));
    BOOST_TEST(other.status == 200);

    const auto& key = office.server().app().content_key;
    const auto kept = office.server().app().database.read([](auto& db) {
        std::string hash;
        db << "select content_hash from idempotency order by account_id limit 1", soci::into(hash);
        return hash;
    });
    BOOST_TEST(kept == key.digest("POST\napi\n" + path + "\n"));
    BOOST_TEST(kept != tdkt::server::sha256("POST\napi\n" + path + "\n"));
}

BOOST_DATA_TEST_CASE(a_key_is_remembered_for_seven_days, engines(), engine) {
    constexpr std::int64_t day = std::int64_t{24} * 3600 * 1000;
    Office office(engine);
    const auto kept = [&] { return office.count("select count(*) from idempotency"); };
    const auto somebody_signs_in = [&] { office.at_the_door("bmt"); };
    const auto dossier = at("dossiers", draft(office, "bmt", {{"Trần Quốc Đạt"}}));
    const auto before = kept();
    ok(office.as("bmt").with("Idempotency-Key", "k-1").post(dossier, {{"title", "Khác"}}));
    office.server().pass(7 * day - 1);
    somebody_signs_in();
    BOOST_TEST(kept() == before + 1);
    office.server().pass(2);
    somebody_signs_in();
    BOOST_TEST(kept() == 0);
}

BOOST_AUTO_TEST_CASE(the_version_belongs_to_what_was_sent) {
    Office office;
    const auto dossier = at("dossiers", draft(office, "bmt", {{"Trần Quốc Đạt"}}));
    auto officer = office.as("bmt");
    const auto tag = officer.get(dossier).header("etag");
    officer.with("Idempotency-Key", "k-1").with("If-Match", tag);
    const auto first = officer.post(dossier, {{"title", "Khác"}});
    const auto second = officer.post(dossier, {{"title", "Khác"}});
    BOOST_TEST(first.header("etag") == officer.get(dossier).header("etag"));
    BOOST_TEST(second.header("etag") == first.header("etag"));
    BOOST_TEST(first.header("etag") != tag);
    const auto other = officer.with("If-Match", "*").post(dossier, {{"title", "Khác"}});
    BOOST_TEST(other.status == 409);
}

BOOST_AUTO_TEST_CASE(any_of_several_versions_may_be_the_one) {
    Office office;
    const auto dossier = at("dossiers", draft(office, "bmt", {{"Trần Quốc Đạt"}}));
    auto officer = office.as("bmt");
    const auto tag = officer.get(dossier).header("etag");
    const auto title = [&](const std::string& condition) {
        return officer.with("If-Match", condition).post(dossier, {{"title", "Khác"}}).status;
    };
    BOOST_TEST(title("W/" + tag) == 412);
    BOOST_TEST(title("\"9998\", \"khac\"") == 412);
    BOOST_TEST(title("\"9998\", " + tag) == 200);
    BOOST_TEST(title("*") == 200);
}

BOOST_AUTO_TEST_SUITE_END()
