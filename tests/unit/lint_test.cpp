// The thirty checks: a healthy document has no findings, and each way to spoil it has
// exactly the one that is meant.
#include "templates/lint/lint.h"

#include <algorithm>
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <functional>
#include <set>
#include <tuple>

#include "templates/engine.h"
#include "templates/lint/guess.h"
#include "templates/lint/numerals.h"
#include "templates/papers.h"
#include "tests/support/paper.h"

using namespace tdkt::templates::lint;
using nlohmann::json;
using tdkt::templates::capitals;
using tdkt::test::paper_data;

namespace {

Paragraph& the(Subject& subject, Role role, std::size_t index = 0) {
    for (auto& paragraph : subject.paragraphs)
        if (paragraph.role == role && index-- == 0) return paragraph;
    throw std::logic_error("the document has no part " + std::to_string(static_cast<int>(role)));
}

Paragraph& last(Subject& subject, Role role) {
    const auto found = std::find_if(
        subject.paragraphs.rbegin(), subject.paragraphs.rend(), [&](const Paragraph& each) {
            return each.role == role && each.annex == 0 &&
                   (role != Role::receiver || each.text.starts_with('-'));
        });
    if (found == subject.paragraphs.rend()) throw std::logic_error("no such part");
    return *found;
}

void exchange(std::string& text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    if (at == text.npos) throw std::logic_error("nothing to exchange");
    text.replace(at, from.size(), to);
}

json data_of(const std::string& kind) {
    auto data = paper_data(kind);
    if (kind == "dispatch")
        data["signer"]["council_title"] = "Chủ tịch Hội đồng Thi đua - Khen thưởng";
    if (kind != "decision") return data;
    data["number"] = "148";
    data["date"] = "ngày 14 tháng 11 năm 2025";
    return data;
}

Subject subject_from(const std::string& kind, const json& data) {
    Subject subject;
    tdkt::templates::look_at_paper(kind, data,
                                   [&](const auto& layout) { subject = subject_of(layout); });
    if (kind != "submission") return subject;
    auto& filed = last(subject, Role::receiver).text;
    if (filed.ends_with("VT.")) exchange(filed, "VT.", "VT, TCHC.");
    return subject;
}

std::set<std::string> codes(const Subject& subject, const Known& known = known_to_us()) {
    std::set<std::string> found;
    for (const auto& finding : look_over(subject, known).findings)
        found.insert(std::string(finding.check->code));
    return found;
}

std::string told(const Subject& subject, const Known& known = known_to_us()) {
    std::string text;
    for (const auto& finding : look_over(subject, known).findings) text += line_of(finding) + "\n";
    return text;
}

struct Spoilt {
    std::string code;
    std::string kind;
    std::function<void(json&)> data;
    std::function<void(Subject&, Known&)> subject;
};

std::ostream& operator<<(std::ostream& out, const Spoilt& one) {
    return out << one.code << " on " << one.kind;
}

Spoilt by_data(std::string code, std::function<void(json&)> spoil) {
    return {std::move(code), "decision", std::move(spoil), {}};
}

Spoilt by_hand(std::string code, std::function<void(Subject&)> spoil,
               std::string kind = "decision") {
    return {std::move(code), std::move(kind), {}, [spoil](Subject& s, Known&) { spoil(s); }};
}

const std::vector<Spoilt> page_faults = {
    by_hand("L1", [](Subject& s) { s.pages[0].width = 214; }),
    by_hand("L2",
            [](Subject& s) {
                for (auto& line : s.lines) line.place.x -= 6;
            }),
    by_hand("L3", [](Subject& s) { s.fonts[0].embedded = false; }),
    by_hand("L3", [](Subject& s) { s.fonts[0].name = "ABCDEF+Arial"; }),
    by_hand("L4", [](Subject& s) { the(s, Role::receiver).most = 13; }),
    by_hand("L4", [](Subject& s) { the(s, Role::body).least = 12; }),
    by_hand("L5", [](Subject& s) { s.pages[0].number = 1; }),
    by_hand("L5", [](Subject& s) { s.pages[1].number = 0; }),
    by_hand("L7",
            [](Subject& s) {
                for (auto& rule : s.rules) rule.width = 8;
            }),
    by_hand("L7", [](Subject& s) { s.rules.clear(); }),
};

const std::vector<Spoilt> head_faults = {
    by_hand("L6", [](Subject& s) { the(s, Role::motto).text = "Độc lập – Tự do – Hạnh phúc"; }),
    by_hand("L6",
            [](Subject& s) { the(s, Role::nation).text = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"; }),
    by_hand("L8", [](Subject& s) { the(s, Role::superior).bold = true; }),
    by_hand("L8", [](Subject& s) { the(s, Role::organ).bold = false; }),
    by_hand("L9", [](Subject& s) { exchange(the(s, Role::number).text, "Số:", "Số"); }),
    by_hand(
        "L9", [](Subject& s) { the(s, Role::number).text = "Số: 56/TCHC"; }, "dispatch"),
    by_data("L10", [](json& d) { d["number"] = "5"; }),
    by_hand(
        "L11", [](Subject& s) { the(s, Role::number).text = "Số: 148/CV-BHXH"; }, "dispatch"),
    by_data("L12", [](json& d) { d["symbol"] = "KH-BHXH"; }),
    by_data("L13", [](json& d) { d["date"] = "ngày 4 tháng 11 năm 2025"; }),
    by_data("L13", [](json& d) { d["date"] = "ngày 14 tháng 1 năm 2026"; }),
    by_data("L14", [](json& d) { d["place"] = "Phú Yên"; }),
    by_data("L14", [](json& d) { d["place"] = "Đăk Lăk"; }),
    by_hand("L15", [](Subject& s) { the(s, Role::place).italic = false; }),
    by_hand("L16",
            [](Subject& s) { the(s, Role::subject).text = capitals(the(s, Role::subject).text); }),
    by_hand(
        "L16",
        [](Subject& s) {
            for (int i = 0; i < 40; ++i) the(s, Role::about).text += " và tiếp";
        },
        "dispatch"),
};

const std::vector<Spoilt> text_faults = {
    by_hand("L17", [](Subject& s) { the(s, Role::basis).text.back() = ','; }),
    by_hand("L17", [](Subject& s) { last(s, Role::basis).text.back() = ';'; }),
    by_data("L18",
            [](json& d) {
                d["bases"][1] =
                    "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ;";
            }),
    by_data("L18",
            [](json& d) {
                d["bases"][1] =
                    "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 15 tháng 6 năm 2025 của Chính phủ;";
            }),
    by_data("L19",
            [](json& d) {
                d["bases"][0] =
                    "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022;";
            }),
    by_data("L19",
            [](json& d) { d["bases"][1] = "Căn cứ Nghị định số 152/2025/NĐ-CP của Chính phủ;"; }),
    by_hand("L20",
            [](Subject& s) {
                for (auto& each : s.paragraphs)
                    if (each.text.starts_with("Điều 2.")) exchange(each.text, "2", "4");
            }),
    by_hand("L21", [](Subject& s) { exchange(last(s, Role::body).text, "./.", "."); }),
};

const std::vector<Spoilt> end_faults = {
    by_data("L22", [](json& d) { d["signer"]["prefix"] = "TL. GIÁM ĐỐC"; }),
    by_data("L22", [](json& d) { d["signer"]["prefix"] = "KT. GIÁM ĐỐC"; }),
    by_data("L22", [](json& d) { d["signer"]["title"] = "Phó Giám đốc"; }),
    by_data("L22", [](json& d) { d["signer"]["title"] = "TM. Giám đốc"; }),
    by_data("L23", [](json& d) { d["signer"]["name"] = "TS. Trần Mạnh Toàn"; }),
    by_hand(
        "L24",
        [](Subject& s) {
            for (auto& each : s.paragraphs)
                if (each.role == Role::signer_title) each.text = "GIÁM ĐỐC";
        },
        "minutes"),
    by_hand("L25", [](Subject& s) { the(s, Role::receiver).text = "- Các đơn vị trực thuộc;"; }),
    by_hand("L25", [](Subject& s) { exchange(the(s, Role::receiver).text, "3", "2"); }),
    by_hand(
        "L25", [](Subject& s) { the(s, Role::receiver).text = "- Hội đồng;"; }, "submission"),
    by_hand("L26", [](Subject& s) { last(s, Role::receiver).text = "- Lưu: VT, TCHC"; }),
    by_hand("L26", [](Subject& s) { the(s, Role::receiver, 1).text = "- BHXH Việt Nam"; }),
    by_hand("L26", [](Subject& s) { last(s, Role::receiver).text = "- Lưu: VT."; }),
    by_hand("L27", [](Subject& s) { the(s, Role::receiver, 1).text = "- Như trên;"; }),
    by_hand("L28",
            [](Subject& s) {
                for (auto& each : s.paragraphs)
                    if (each.role == Role::note) each.text = "(Danh sách đã duyệt)";
            }),
    by_hand("L28",
            [](Subject& s) {
                for (auto& each : s.paragraphs)
                    if (each.role == Role::note) exchange(each.text, "148", "149");
            }),
    by_data("L29", [](json& d) { d["total"] = "18.000.000 đồng (Mười bảy triệu đồng)"; }),
    by_data("L29", [](json& d) { d["total"] = "19.000.000 đồng (Mười chín triệu đồng)"; }),
    {"L30",
     "decision",
     {},
     [](Subject& s, Known& known) {
         auto names = names_listed(s);
         exchange(names[6], "Thuân", "Thuần");
         known.companions.push_back({"biên bản họp", names});
     }},
};

std::vector<Spoilt> all_faults() {
    std::vector<Spoilt> all;
    for (const auto* part : {&page_faults, &head_faults, &text_faults, &end_faults})
        all.insert(all.end(), part->begin(), part->end());
    return all;
}

// The same pages as a stranger's: nothing known but where the lines lie.
Subject anonymous(Subject subject) {
    subject.ours = false;
    subject.paragraphs.clear();
    subject.tables.clear();
    for (auto& page : subject.pages) page.annex = page.expected = 0;
    for (auto& line : subject.lines) line.role = Role::other;
    std::ranges::stable_sort(subject.lines, [](const Line& a, const Line& b) {
        return std::tie(a.place.page, a.place.y, a.place.x) <
               std::tie(b.place.page, b.place.y, b.place.x);
    });
    guess_parts(subject);
    return subject;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lint_test)

BOOST_AUTO_TEST_CASE(a_healthy_document_has_no_findings) {
    for (const std::string kind : {"decision", "minutes", "submission", "dispatch"})
        BOOST_TEST(told(subject_from(kind, data_of(kind))) == "", kind);
}

BOOST_DATA_TEST_CASE(what_is_spoilt_is_found_and_nothing_else,
                     boost::unit_test::data::make(all_faults()), spoilt) {
    auto data = data_of(spoilt.kind);
    if (spoilt.data) spoilt.data(data);
    auto subject = subject_from(spoilt.kind, data);
    auto known = known_to_us();
    if (spoilt.subject) spoilt.subject(subject, known);
    BOOST_TEST(codes(subject, known) == std::set{spoilt.code}, told(subject, known));
}

BOOST_AUTO_TEST_CASE(each_of_the_thirty_can_fail) {
    std::set<std::string> spoilt, promised;
    for (const auto& one : all_faults()) spoilt.insert(one.code);
    for (int i = 1; i <= 30; ++i) promised.insert("L" + std::to_string(i));
    BOOST_TEST(spoilt == promised);
    std::set<std::string> rows;
    for (const auto& check : checks()) rows.insert(std::string(check.code));
    BOOST_TEST(rows == promised);
}

BOOST_AUTO_TEST_CASE(every_shipped_template_passes_with_its_sample) {
    for (const auto& kind : tdkt::templates::paper_kinds()) {
        const auto report = findings(kind.code, paper_data(std::string(kind.code)));
        std::string text;
        for (const auto& finding : report.findings) text += line_of(finding) + "\n";
        BOOST_TEST(report.errors() == 0, kind.code << ":\n" << text);
    }
}

BOOST_AUTO_TEST_CASE(a_scan_shows_its_paper_and_nothing_else) {
    Subject scan;
    scan.pages.resize(1);
    scan.pages[0].width = 210;
    scan.pages[0].height = 297;
    const auto report = look_over(scan);
    BOOST_TEST(report.made == 1);
    BOOST_TEST(report.unchecked.size() == 29U);
    BOOST_TEST(report.findings.empty());
}

BOOST_AUTO_TEST_CASE(parts_are_told_from_where_they_stand) {
    for (const std::string kind : {"decision", "submission", "minutes"}) {
        auto own = subject_from(kind, data_of(kind));
        auto guessed = anonymous(own);
        for (const auto role :
             {Role::nation, Role::motto, Role::superior, Role::organ, Role::number, Role::place,
              Role::title, Role::subject, Role::receivers, Role::signer_title, Role::signer_name})
            BOOST_TEST(the(guessed, role).text == the(own, role).text, kind);
        BOOST_TEST(last(guessed, Role::body).text == last(own, Role::body).text, kind);
        BOOST_TEST(guessed.pages.back().annex == own.pages.back().annex, kind);
    }
}

BOOST_AUTO_TEST_CASE(a_stranger_s_faults_are_found_too) {
    auto data = data_of("decision");
    data["symbol"] = "KH-BHXH";
    data["signer"]["name"] = "TS. Trần Mạnh Toàn";
    data["place"] = "Phú Yên";
    data["total"] = "18.000.000 đồng (Mười bảy triệu đồng)";
    const auto found = codes(anonymous(subject_from("decision", data)));
    const std::set<std::string> expected = {"L12", "L14", "L23", "L29"};
    BOOST_TEST(found == expected, told(anonymous(subject_from("decision", data))));
}

BOOST_AUTO_TEST_CASE(the_day_a_law_ends_is_still_in_force) {
    const auto& texts = known_to_us().texts;
    const auto old = std::ranges::find(texts, "98/2023/NĐ-CP", &LegalText::number);
    BOOST_TEST_REQUIRE((old != texts.end() && old->force.to.has_value()));
    BOOST_TEST(old->force.holds(*old->force.to));
    BOOST_TEST(!old->force.holds(*old->force.to + std::chrono::days{1}));
}

BOOST_AUTO_TEST_CASE(a_delegation_that_is_over_does_not_serve) {
    auto data = paper_data("submission");
    data["signer"] = {{"prefix", "TL. GIÁM ĐỐC"},
                      {"title", "Trưởng phòng Tổ chức - Hành chính"},
                      {"name", "Nguyễn Thị Kim Oanh"}};
    const auto subject = subject_from("submission", data);
    auto known = known_to_us();
    BOOST_TEST(codes(subject, known) == std::set<std::string>{"L22"});
    Delegation row{"Bảo hiểm xã hội cơ sở Buôn Ma Thuột",
                   "TL.",
                   "Trưởng phòng Tổ chức - Hành chính",
                   "",
                   {tdkt::workflow::Day{std::chrono::year{2025} / 1 / 1}, {}}};
    known.delegations = {row};
    BOOST_TEST(codes(subject, known).empty());
    known.delegations[0].term.to = tdkt::workflow::Day{std::chrono::year{2025} / 6 / 30};
    BOOST_TEST(codes(subject, known) == std::set<std::string>{"L22"});
}

BOOST_AUTO_TEST_CASE(numbers_in_words_are_read_back) {
    BOOST_TEST(number_in_words("Mười tám triệu đồng").value_or(-1) == 18000000);
    BOOST_TEST(number_in_words("hai triệu năm trăm ba mươi nghìn đồng").value_or(-1) == 2530000);
    BOOST_TEST(number_in_words("một tỷ không trăm linh năm triệu").value_or(-1) == 1005000000);
    BOOST_TEST(number_in_words("hai mươi mốt").value_or(-1) == 21);
    BOOST_TEST(!number_in_words("tập thể").has_value());
    BOOST_TEST(!number_in_words("").has_value());
    BOOST_TEST(figures_in_words("gồm 05 (năm) bản và 3 (bốn) phiếu").size() == 2U);
}

BOOST_AUTO_TEST_CASE(the_part_of_a_page_shows_what_was_found) {
    auto data = data_of("decision");
    const auto part = "pages/parts/findings.mustache";
    const auto calm = tdkt::templates::fill(
        part, {{"has_lint", true}, {"lint", view(findings("decision", data))}});
    BOOST_TEST(calm.find("không phát hiện sai sót") != calm.npos);
    BOOST_TEST(calm.find("<li>") == calm.npos);
    data["date"] = "ngày 4 tháng 11 năm 2025";
    const auto html = tdkt::templates::fill(
        part, {{"has_lint", true}, {"lint", view(findings("decision", data))}});
    BOOST_TEST(html.find("“ngày 4” → “ngày 04”") != html.npos);
    BOOST_TEST(html.find("NĐ 30/2020/NĐ-CP, Phụ lục I") != html.npos);
}

BOOST_AUTO_TEST_CASE(what_is_not_printed_as_it_was_written_is_told_beside_the_findings) {
    auto data = data_of("decision");
    BOOST_TEST(!view(findings("decision", data)).at("has_in_print").get<bool>());
    data["persons"]["rows"][0]["name"] = "Trần \U000E0041n";
    const auto shown = view(findings("decision", data));
    BOOST_TEST_REQUIRE(shown.at("in_print").size() == 1U);
    BOOST_TEST(shown["in_print"][0] ==
               "Phông chữ không có ký tự U+E0041; bản in thay bằng ô vuông.");
    const auto html = tdkt::templates::fill("pages/parts/findings.mustache",
                                            {{"has_lint", true}, {"lint", shown}});
    BOOST_TEST(html.find("U+E0041") != html.npos);
}

BOOST_AUTO_TEST_CASE(findings_say_where_and_by_which_article) {
    auto data = data_of("decision");
    data["date"] = "ngày 4 tháng 11 năm 2025";
    const auto shown = view(findings("decision", data));
    const auto& first = shown.at("findings").at(0);
    BOOST_TEST(first.at("code") == "L13");
    BOOST_TEST(first.at("text") ==
               "Ngày nhỏ hơn 10 phải thêm số 0 phía trước: “ngày 4” → “ngày 04”.");
    BOOST_TEST(first.at("article") == "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4");
    BOOST_TEST(first.at("page") == 1);
    BOOST_TEST(first.at("x_mm").get<int>() > 100);
    BOOST_TEST(shown.at("passed") == false);
}

BOOST_AUTO_TEST_SUITE_END()
