// The facts of a case become papers that lack nothing and say what the facts say.
#include <boost/test/unit_test.hpp>

#include "server/rules.h"
#include "templates/data/dossier_papers.h"
#include "templates/data/meeting_papers.h"
#include "templates/papers.h"
#include "workflow/problem.h"

using namespace tdkt::workflow;
using namespace tdkt::templates;
using nlohmann::json;

namespace {

constexpr std::int64_t morning = 1'765'160'000'000;  // 08/12/2025
const Issuer organ{"Bảo hiểm xã hội Việt Nam", "Bảo hiểm xã hội tỉnh Đắk Lắk", "Đắk Lắk", "BHXH"};
const Signer deputy{"KT. GIÁM ĐỐC", "Phó Giám đốc", "Phan Văn Bình"};

Day day(const char* text) {
    return *parse_day(text);
}

// The blanks that keep words together are blanks here.
bool says(std::string html, const std::string& text) {
    const std::pair<std::string, std::string> bonds[] = {
        {"\u00a0", " "}, {"<span class=\"whole\">", ""}, {"</span>", ""}};
    for (const auto& [bond, plain] : bonds)
        for (auto at = html.find(bond); at != html.npos; at = html.find(bond, at))
            html.replace(at, bond.size(), plain);
    return html.find(text) != std::string::npos;
}

Nomination nominee(Id id, Subject subject, const std::string& name, State state) {
    Nomination n;
    n.id = id;
    n.dossier = 41;
    n.subject = subject;
    n.award = "GIAI_DOT";
    n.prize_name = subject == Subject::collective ? "Giải Nhất" : "Giấy khen";
    n.name = name;
    n.post = subject == Subject::collective ? "" : "Chuyên viên";
    n.summary = "Hoàn thành vượt mức.";
    n.report = "Vận động 412 người.\n\nCó sáng kiến “A & B”. \n";
    n.state = state;
    return n;
}

Dossier dossier(State state) {
    Dossier made;
    made.id = 41;
    made.unit_name = "Bảo hiểm xã hội cơ sở Ea Kar";
    made.round_name = "Đợt 1";
    made.campaign_name = "Thi đua nước rút";
    made.title = "Đề nghị khen thưởng";
    made.submitted_at = made.received_at = morning;
    made.nominations = {nominee(1, Subject::collective, made.unit_name, state),
                        nominee(2, Subject::person, "H’Nguyệt Byă", state)};
    return made;
}

Attachment attached(Part part) {
    Attachment a;
    a.part = part;
    return a;
}

Meeting meeting() {
    Meeting made;
    made.council = "Hội đồng Thi đua - Khen thưởng BHXH tỉnh";
    made.symbol = "HĐTĐKT";
    made.held_on = day("2025-12-09");
    made.held_at = "08:00";
    made.place = "Phòng họp tầng 2";
    made.opened_at = morning;
    made.declared_at = morning + 1'500'000;
    made.members = {
        {1, 1, "Trần Mạnh Toàn", "Giám đốc", CouncilPost::chair, Presence::present, false},
        {2, 2, "Lê Anh Thư", "Chuyên viên", CouncilPost::secretary, Presence::present, false},
        {3, 3, "Y Blưm Niê", "Giám đốc BHXH cơ sở", CouncilPost::member, Presence::written, false}};
    AgendaItem item;
    item.name = "H’Nguyệt Byă";
    item.post = "Chuyên viên";
    item.unit_name = "BHXH cơ sở Ea Kar";
    item.prize_name = "Giấy khen";
    item.subject = Subject::person;
    item.verdict = code(State::recommended);
    item.yes = 2;
    item.no = 1;
    item.ballots = 3;
    made.agenda = {item, item};
    made.agenda[1].name = "Y Blưm Niê";
    made.agenda[1].no = 0;
    made.agenda[1].ballots = 2;
    made.agenda[1].nominee_account = 3;
    return made;
}

Document issued() {
    Document paper;
    paper.number = 5;
    paper.symbol = "QĐ-BHXH";
    paper.issued_on = "2025-11-12";
    return paper;
}

const Rules& rules() {
    static const auto loaded = tdkt::server::load_rules();
    return loaded;
}

const Pack& pack() {
    return rules().on(day("2025-12-08"));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(paper_data_test)

BOOST_AUTO_TEST_CASE(an_appraisal_sheet_tells_each_paper_that_is_missing) {
    auto facts = dossier(State::received);
    Campaign campaign;
    campaign.document = "Công văn phát động";
    const auto sheet = [&] {
        return appraisal_data(organ, facts, campaign, pack(), "Lê Hoàng Phúc",
                              {"", "Trưởng phòng", "Nguyễn Thị Kim Oanh"}, day("2025-12-08"));
    };
    const auto without = sheet();
    BOOST_TEST(without["proposal"] == "trả lại 02 đề nghị để bổ sung");
    BOOST_TEST(without["nominees"][0]["verdict"] == "Trả bổ sung");
    for (const auto& part : names<Part>) facts.attachments.push_back(attached(part.value));
    const auto whole = sheet();
    BOOST_TEST(whole["proposal"] == "đưa 02 đề nghị vào chương trình họp Hội đồng");
    for (const auto& row : whole["components"]) BOOST_TEST(row["result"] == "Có");
    BOOST_TEST(says(paper_html("appraisal", whole), "HS-00041"));
    BOOST_TEST(says(paper_html("appraisal", without), "Còn thiếu: "));
}

BOOST_AUTO_TEST_CASE(a_returned_dossier_is_told_why_line_by_line) {
    const auto facts = dossier(State::returned);
    const auto data =
        return_data(organ, facts, {{2, "Báo cáo thiếu số liệu", ""}, {0, "Tờ trình chưa ký", ""}},
                    day("2025-12-10"), deputy);
    const auto html = paper_html("return", data);
    BOOST_TEST(data["symbol"] == "BHXH-TCHC");
    BOOST_TEST(says(html, "H’Nguyệt Byă – Giấy khen"));
    BOOST_TEST(says(html, "Toàn bộ hồ sơ"));
    BOOST_TEST(says(html, "trước ngày 10 tháng 12 năm 2025"));
    BOOST_TEST(says(html, "KT. GIÁM ĐỐC"));
    BOOST_CHECK_THROW(
        paper_html("return", return_data(organ, facts, {}, day("2025-12-10"), deputy)), Problem);
}

BOOST_AUTO_TEST_CASE(a_notice_tells_who_was_granted_and_why_others_were_not) {
    auto facts = dossier(State::issued);
    facts.nominations[1].state = State::not_recommended;
    const auto paper = issued();
    const auto html = paper_html(
        "result_notice", result_notice_data(organ, facts, {paper},
                                            {{2, "Đạt 02/05 phiếu", "Biên bản số 05"}}, deputy));
    BOOST_TEST(says(html, "Quyết định số 05/QĐ-BHXH ngày 12 tháng 11 năm 2025 của Giám đốc"));
    BOOST_TEST(says(html, "Đạt 02/05 phiếu"));
    BOOST_TEST(!says(html, "Không có."));
    const auto none = paper_html("result_notice", result_notice_data(organ, facts, {}, {}, deputy));
    BOOST_TEST(says(none, "Được khen thưởng:</b> Không có."));
}

BOOST_AUTO_TEST_CASE(a_report_has_a_paragraph_for_each_line_that_was_typed) {
    const auto facts = dossier(State::submitted);
    const Signer head{"", "Giám đốc", "Y Blưm Niê"};
    const auto data =
        short_report_data(organ, facts, facts.nominations[1], head, day("2025-12-08"));
    BOOST_TEST(data["results"] == json({"Vận động 412 người.", "Có sáng kiến “A & B”."}));
    BOOST_TEST(says(paper_html("short_report", data), "Người báo cáo"));
    const auto unit =
        short_report_data(organ, facts, facts.nominations[0], head, day("2025-12-08"));
    BOOST_TEST(!says(paper_html("short_report", unit), "Người báo cáo"));
}

BOOST_AUTO_TEST_CASE(an_invitation_is_signed_for_the_council_by_its_chair) {
    const auto data = invitation_data(organ, meeting(), "Đợt 1");
    const auto html = paper_html("invitation", data);
    BOOST_TEST(data["symbol"] == "GM-HĐTĐKT");
    BOOST_TEST(data["time"] == "08 giờ 00 phút, ngày 09 tháng 12 năm 2025");
    BOOST_TEST(says(html, "TM. HỘI ĐỒNG"));
    BOOST_TEST(says(html, "Giám đốc Bảo hiểm xã hội tỉnh Đắk Lắk"));
    auto named = meeting();
    named.members[0].post = "Giám đốc BHXH tỉnh";
    BOOST_TEST(invitation_data(organ, named, "Đợt 1")["signer"]["post"] == "Giám đốc BHXH tỉnh");
    auto headless = meeting();
    headless.members.erase(headless.members.begin());
    BOOST_CHECK_THROW(paper_html("invitation", invitation_data(organ, headless, "Đợt 1")), Problem);
}

BOOST_AUTO_TEST_CASE(the_count_of_each_line_adds_up_to_the_ballots) {
    const auto facts = meeting();
    const auto data = count_minutes_data(organ, facts, {facts.members[1], facts.members[2]});
    const auto& votes = data["votes"];
    BOOST_TEST(votes["members"] == "03");
    BOOST_TEST(votes["present"] == "02");
    BOOST_TEST(votes["written"] == "01");
    BOOST_TEST(votes["issued"] == votes["returned"]);
    BOOST_TEST(votes["valid"] == "03");
    BOOST_TEST(data["items"][0]["percent"] == "66,67%");
    // One did not vote on the second line, and the minutes say so.
    BOOST_TEST(data["remarks"] == json({"Tại số thứ tự 2 có 01 thành viên không tham gia bỏ phiếu "
                                        "do xung đột lợi ích."}));
    BOOST_TEST(says(paper_html("count_minutes", data), "Trưởng ban"));
}

BOOST_AUTO_TEST_CASE(more_votes_than_ballots_make_no_minutes) {
    auto facts = meeting();
    facts.agenda[0].yes = 9;
    BOOST_CHECK_EXCEPTION(count_minutes_data(organ, facts, facts.members), Problem,
                          [](const auto& problem) { return problem.kind() == Kind::blocked; });
}

BOOST_AUTO_TEST_CASE(a_ballot_has_a_line_for_each_of_the_agenda) {
    const auto data = ballot_data(organ, meeting());
    BOOST_TEST(data["items"].size() == 2U);
    BOOST_TEST(says(paper_html("ballot", data), "Chuyên viên, BHXH cơ sở Ea Kar"));
}

BOOST_AUTO_TEST_SUITE_END()
