// Each view, made of a few facts, gives its page every name that it asks for.
#include "tests/support/views.h"

#include <boost/test/unit_test.hpp>
#include <set>

#include "server/rules.h"
#include "templates/engine.h"
#include "templates/pages.h"
#include "templates/paper_data.h"
#include "templates/papers.h"
#include "templates/views/account_events.h"
#include "templates/views/accounts.h"
#include "templates/views/audit.h"
#include "templates/views/decisions.h"
#include "templates/views/office.h"
#include "templates/views/sitting.h"
#include "tests/support/appraised.h"
#include "tests/support/markup.h"
#include "tests/support/paper.h"
#include "tests/support/poll_sample.h"

using namespace tdkt::workflow;
using namespace tdkt::templates;
using tdkt::test::check_page;

namespace {

constexpr std::int64_t morning = 1'765'160'000'000;  // 08/12/2025
// As the handler of a list says where it goes on.
json paged(json view) {
    view["next"] = view["next_href"] = nullptr;
    return view;
}

Day day(const char* text) {
    return *parse_day(text);
}

Nomination nominee(Id id, State state) {
    Nomination n;
    n.id = id;
    n.dossier = 41;
    n.ordinal = static_cast<int>(id);
    n.subject = id == 1 ? Subject::collective : Subject::person;
    n.award = "GIAI_DOT";
    n.prize = 1;
    n.prize_name = "Tập thể giải Nhất";
    n.prize_amount = 5'000'000;
    n.name = id == 1 ? "BHXH cơ sở Ea Kar" : "Y Thuân Niê";
    n.post = id == 1 ? "" : "Chuyên viên";
    n.summary = n.report = "Hoàn thành vượt mức.";
    n.state = state;
    n.since = morning;
    n.meeting = 5;
    return n;
}

struct World {
    Rules rules = tdkt::server::load_rules();
    Now now{morning, &rules};
    Campaign campaign;
    Dossier dossier;
    Meeting meeting;
    Decision decision;
    Document paper;
    std::vector<Facts> facts;
    std::vector<Choice> offered = {{Event::send_back, Reason::required, {}},
                                   {Event::present, Reason::none, {"Còn thiếu: biên bản."}}};
    std::vector<Happened> history = {{Event::submit, State::submitted, morning, "Lê Hải Yến",
                                      "Văn thư", "Vì sao", "Y Thuân Niê"}};
    std::vector<SheetLink> sheets = {{"Giấy mời họp", "/meetings/5/invitation"}};
    std::vector<SignatureShown> signatures = {
        {"Người ký", "Trần Mạnh Toàn", "Chứng thư số", "Ký lúc 10:00", true, "Chữ ký hợp lệ"}};

    explicit World(State state = State::recommended) {
        campaign.id = 3;
        campaign.name = "Thi đua nước rút";
        campaign.document = "Công văn phát động";
        campaign.launched_on = day("2025-10-06");
        campaign.ends_on = day("2025-12-31");
        campaign.rounds = {{7, 3, 1, "Đợt 1", day("2025-12-01"), day("2025-12-31"),
                            day("2026-01-05"), "Đạt chỉ tiêu"}};
        campaign.prizes = {
            {1, "first", "GIAI_DOT", "Tập thể giải Nhất", Subject::collective, 5'000'000, 1}};
        dossier.id = 41;
        dossier.round = 7;
        dossier.unit_name = "BHXH cơ sở Ea Kar";
        dossier.round_name = "Đợt 1";
        dossier.campaign_name = campaign.name;
        dossier.propose_before = day("2026-01-05");
        dossier.title = "Đề nghị khen thưởng";
        dossier.submitted_at = dossier.received_at = morning;
        dossier.nominations = {nominee(1, state), nominee(2, state)};
        dossier.attachments = {{8, 41, 1, Part::report, "báo cáo.pdf", "ab", "application/pdf",
                                2'400, morning, "Lan"}};
        for (const auto& n : dossier.nominations) facts.push_back(facts_of(n));
        history.front().to = state;
        fill_meeting();
        fill_decision();
    }

    static Facts facts_of(const Nomination& n) {
        Facts one;
        one.nomination = n.id;
        one.nominee = n.name;
        one.state = n.state;
        one.missing_parts = {"Bảng chỉ tiêu có xác nhận"};
        one.count = {12, 11, 11, 11, 10, {1, 2, true}, 8};
        return one;
    }

    void fill_meeting() {
        meeting.id = 5;
        meeting.council = "Hội đồng Thi đua - Khen thưởng BHXH tỉnh";
        meeting.held_on = day("2025-12-09");
        meeting.held_at = "14:00";
        meeting.place = "Phòng họp tầng 2";
        meeting.agenda_hash = "9c3f080200355f40aa";
        meeting.members = {
            {1, 91, "Trần Mạnh Toàn", "Giám đốc", CouncilPost::chair, Presence::present, false},
            {2, 92, "Kim Oanh", "Phó Trưởng phòng", CouncilPost::secretary, Presence::present,
             false},
            {3, 93, "Bùi Vinh", "Phó phòng", CouncilPost::member, Presence::absent, true}};
        for (const auto& n : dossier.nominations) {
            AgendaItem item;
            item.nomination = n.id;
            item.dossier = n.dossier;
            item.name = n.name;
            item.unit_name = dossier.unit_name;
            item.prize_name = n.prize_name;
            item.state = State::voting;
            item.verdict = "recommended";
            item.yes = 2;
            meeting.agenda.push_back(item);
        }
        meeting.opened_at = meeting.declared_at = morning;
        meeting.departures = {{3, "Bùi Vinh", "Kim Oanh", "Ốm, về trước", morning}};
    }

    void fill_decision() {
        decision.id = 9;
        decision.title = "khen thưởng các tập thể có thành tích xuất sắc trong phong trào";
        decision.basis = "Căn cứ công văn phát động.\r\n\n";
        decision.signer_name = "Trần Mạnh Toàn";
        int ordinal = 0;
        for (const auto& n : dossier.nominations)
            decision.items.push_back(
                {++ordinal, n.prize_amount, n, dossier.unit_name, n.prize_name});
        paper.id = 12;
        paper.kind = tdkt::workflow::PaperKind::decision;
        paper.title = "Về việc " + decision.title;
        paper.data = tdkt::test::paper_data("decision").dump();
        paper.code = "PAAM-84SR-SZPS-DQ7A";
        paper.number = 1;
        paper.symbol = "QĐ-BHXH";
        paper.issued_on = "2025-12-08";
        paper.issued_file = "ab";
    }

    json decision_page() const {
        DecisionShown shown{decision, offered, history, paper, signatures, {{1, "11/12 phiếu"}}};
        shown.signers = {{1, "Trần Mạnh Toàn", "Giám đốc"}};
        shown.sheets = sheets;
        if (paper.signed_file.empty()) shown.data = json::parse(paper.data);
        return decision_view(shown, now);
    }
};

std::vector<Candidate> candidates() {
    return {{1, 41, "BHXH cơ sở Ea Kar", "", "BHXH cơ sở Ea Kar", "Giải Nhất", "11/12 phiếu",
             5'000'000}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(views_test)

BOOST_AUTO_TEST_CASE(a_dossier_fills_its_page) {
    const World w(State::draft);
    const std::vector<Document> papers = {w.paper};
    DossierShown shown{w.dossier, w.facts, w.offered, w.history, papers, w.campaign, true};
    shown.warnings = {"Trùng với HS-00012."};
    shown.sheets = w.sheets;
    check_page("dossier", tdkt::test::appraised(dossier_view(shown, w.now), w.dossier, w.now));
    check_page("dossier_new", dossier_form({w.campaign}, "BHXH cơ sở Ea Kar", w.now));
}

BOOST_AUTO_TEST_CASE(a_nomination_fills_its_page) {
    World w;
    w.history.front().subject = w.dossier.nominations.front().name;
    const std::vector<Document> papers;
    check_page("nomination",
               nomination_view({w.dossier, w.facts, w.offered, w.history, papers, w.campaign,
                                /*may_edit=*/true},
                               w.dossier.nominations.front(), w.facts.front(), w.now));
}

BOOST_AUTO_TEST_CASE(a_meeting_and_its_ballot_fill_their_pages) {
    World w;
    const auto waiting = candidates();
    check_page(
        "meetings",
        meetings_view({{5, "Hội đồng", "Phòng họp", "14:00", day("2025-12-09"), 0, 0, 2, false}},
                      {{1, "Nhiệm kỳ 2025"}}, 3, true, w.now));
    auto& item = w.meeting.agenda.back();
    tdkt::test::vote_by_hands(item);
    w.meeting.papers = {{CouncilPaper::invitation, 1, "GM-HĐTĐKT", day("2025-12-05")}};
    auto& even = w.facts.back();  // the reader presides
    even.state = State::voting;
    even.opened = true;
    even.count = {10, 10, 10, 10, 5, {1, 2, true}, 7};
    even.count.chair_decides = true;
    MeetingShown page{w.meeting, w.facts, w.offered, w.history, waiting,
                      w.paper,   {},      false,     w.sheets};
    page.signatures = w.signatures;
    page.poll = tdkt::test::poll_of(item.nomination);
    check_page("meeting", meeting_view(page, w.now));
    check_page("ballot", ballot_view(w.meeting, w.meeting.members.front(), w.meeting.agenda,
                                     {{1, "Tốt"}, {2, ""}}, {{1, {}}, {2, {}}}));
    check_page("ballot_code", code_view(w.meeting, "4T0X-9KQM"));
    check_page("ballot_cast", cast_view({w.meeting, w.meeting.agenda, {{1, "K7QM3XPD"}}}));
    check_page("opened_ballots", tdkt::test::opened_of(w.meeting));
    check_page("board", board_view(w.meeting, w.facts, w.now));
}

BOOST_AUTO_TEST_CASE(a_decision_fills_its_page) {
    World w;
    w.decision.items.front().nomination.suspension = "Có đơn thư.";
    check_page("decision", w.decision_page());
    World unsigned_paper;
    unsigned_paper.paper.signed_file = unsigned_paper.paper.issued_file = "";
    BOOST_TEST(unsigned_paper.decision_page()["lint"]["findings"].is_array());
    check_page("decisions",
               paged(decisions_view(
                   {{9, w.decision.title, "", "issued", 2, 10'000'000, 1, "QĐ-BHXH", "2025-12-08"}},
                   candidates(), {{1, "Trần Mạnh Toàn", "Giám đốc"}}, true)));
    check_page("register", paged(register_view({{1, "QĐ-BHXH", "2025-12-08", "Về việc", "Toàn",
                                                 "Như Điều 3", "VT", 1, 12}},
                                               1, 2025, 2025)));
    check_page("verify", verify_view(w.paper.code, w.paper, w.signatures, {}, w.now));
}

BOOST_AUTO_TEST_CASE(the_pages_around_the_cases_are_filled) {
    const World w;
    const std::vector<Told> told = {{1, "Đã tiếp nhận.", "/dossiers/41", morning, true}};
    auto row = dossier_row({41, "Đề nghị", "BHXH cơ sở Ea Kar", "Đợt 1", "", day_of(morning),
                            morning, morning, w.dossier.nominations},
                           w.now);
    BOOST_TEST(row["late"] == true);
    check_page("campaign", campaign_view(w.campaign, {{7, {row}}}, {{7, 1}}, w.now));
    check_page("campaigns", campaigns_view({w.campaign}, w.now));
    row["href"] = "/dossiers/41";
    row["item_title"] = "Đề nghị";
    row["at_text"] = "08/12/2025 08:00";
    Actor officer;
    officer.roles = Role::unit_officer;
    check_page("home", home_view({{Work::receive, "/dossiers/41", "Đề nghị", morning}}, told,
                                 {w.campaign}, {row}, officer, w.now));
    check_page("notices", paged(notices_view(told)));
    check_page("help", help_view());
    const Checked broken{"Quân", morning, morning, 12, 1, {"dossier 41, line 2"}};
    auto audited = paged(audit_view({{1, 41, w.history.front(), "0123"}}, broken,
                                    Sealed{7, morning, "0123"}, morning, {}));
    add_account_events(
        audited, {{{1, 1, morning, 2, AccountChange::made, "", "lan", "ab"}, "lan", "Lan", "Hà"}});
    audited.update(
        {{"shows_dossiers", true}, {"account_next_href", nullptr}, {"reserved_text", nullptr}});
    check_page("audit", audited);
}

BOOST_AUTO_TEST_CASE(accounts_fill_their_pages) {
    const AccountShown account{1,    "lan", "Lan",  "Chuyên viên", "Ea Kar", 2, Role::unit_officer,
                               true, 3,     morning};
    auto list = paged(accounts_view({account}, {1, 0}, {{2, "Ea Kar"}}));
    list["q"] = "";
    check_page("accounts", list);
    auto edit = account_edit_view(account, {{2, "Ea Kar"}});
    edit["may_edit"] = true;
    add_account_events(
        edit,
        {{{1, 1, morning, 0, AccountChange::roles, "", "director,clerk", "ab"}, "lan", "Lan", ""}});
    BOOST_TEST(edit["account_events"][0]["old_text"] == "không có");
    BOOST_TEST(edit["account_events"][0]["new_text"] == "Giám đốc, Văn thư");
    BOOST_TEST(edit["account_events"][0]["actor_name"] == "Người vận hành hệ thống");
    check_page("account_edit", edit);
    const std::vector<SessionShown> sessions = {{"a1", "curl/8", morning, morning, true},
                                                {"b2", "", morning, morning, false}};
    for (const bool given : {false, true})
        check_page("account", own_account_view(account, sessions, given, true));
}

BOOST_AUTO_TEST_CASE(an_empty_office_has_whole_pages) {
    const World w;
    Actor officer;
    officer.roles = Role::unit_officer;
    const auto sound = [](const std::string& name, const json& view) {
        BOOST_TEST_CONTEXT(name)
        BOOST_TEST(tdkt::test::objections(page(name, view)) == std::vector<std::string>{},
                   boost::test_tools::per_element());
    };
    sound("home", home_view({}, {}, {}, {}, officer, w.now));
    sound("campaigns", campaigns_view({}, w.now));
    sound("decisions", decisions_view({}, {}, {}, true));
    sound("register", register_view({}, 0, 2025, 2025));
    sound("notices", notices_view({}));
    sound("audit", audit_view({}, {}, {}, 0, {true, morning, 12345678}));
    sound("dossier_new", dossier_form({}, "BHXH cơ sở Ea Kar", w.now));
}

BOOST_AUTO_TEST_CASE(a_decision_of_recommended_nominations_is_a_draft_that_can_be_given_up) {
    auto view = World().decision_page();
    BOOST_TEST(view["state_label"] == "Dự thảo");
    BOOST_TEST(view["can_discard"] == true);
    BOOST_TEST(view["decision_title"].get<std::string>().starts_with("Khen thưởng"));

    World ended;
    ended.offered.clear();
    ended.decision.outcome = "refused";
    view = ended.decision_page();
    BOOST_TEST(view["state_label"] == "Không đồng ý khen thưởng");
    BOOST_TEST(view["can_discard"] == false);
    BOOST_TEST(view["journey"].empty());
}

BOOST_AUTO_TEST_CASE(before_the_meeting_everybody_is_proposed_as_present) {
    World w;
    w.meeting.opened_at = w.meeting.declared_at = 0;
    for (auto& member : w.meeting.members) member.presence = Presence::absent;
    const std::vector<Candidate> none;
    const auto view = meeting_view({w.meeting, w.facts, w.offered, w.history, none, {}, {}}, w.now);
    BOOST_TEST(view["unnoted"] == true);
    for (const auto& member : view["attendance"])
        for (const auto& option : member["options"])
            BOOST_TEST(option["selected"] == (option["value"] == "present"));
}

// Every condition of the lifecycle has its words on the help page.
BOOST_AUTO_TEST_CASE(the_help_page_says_what_each_step_asks_for) {
    const auto rows = help_view()["lifecycle"];
    for (const auto& row : rows)
        if (row["event"] == "submit" || row["event"] == "issue" || row["event"] == "declare")
            BOOST_TEST(!row["guards_text"].is_null());
}

BOOST_AUTO_TEST_CASE(every_paper_is_made_of_facts) {
    const World w;
    const Issuer organ{"Bảo hiểm xã hội Việt Nam", "BHXH tỉnh Đắk Lắk", "Đắk Lắk", "BHXH"};
    const auto& pack = w.rules.on(day("2025-12-08"));
    const auto decision = paper_html(
        "decision", decision_data(organ, w.decision, {w.meeting}, pack, "https://x/verify/A", "A"));
    BOOST_TEST(decision.find("có thành tích xuất sắc trong phong trào (có danh sách") !=
               std::string::npos);
    BOOST_TEST(decision.find("Căn cứ công văn phát động;") != std::string::npos);
    BOOST_TEST(decision.find("Mã kiểm tra: A") != std::string::npos);
    const auto minutes = paper_html("minutes", minutes_data(organ, w.meeting, 2, morning));
    BOOST_TEST(minutes.find("Bùi Vinh: có xung đột lợi ích") != std::string::npos);
    BOOST_TEST(minutes.find("khen thưởng 02/02 tập thể") != std::string::npos);
    const auto submission =
        paper_html("submission", submission_data(organ, w.dossier, w.campaign, "Giám đốc",
                                                 "Phan Văn Dũng", pack, day("2025-12-08")));
    BOOST_TEST(submission.find("01 tập thể và 01 cá nhân trong đợt\u00a01") != std::string::npos);
    const auto receipt = paper_html("receipt", receipt_data(organ, w.dossier, "Hà", "Phòng TCHC"));
    BOOST_TEST(receipt.find("HS-00041") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
