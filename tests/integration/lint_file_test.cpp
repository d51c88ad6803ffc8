// The checks on PDFs as strangers send them: ours read back, prints of a browser, spoilt
// copies, and what is no PDF at all.
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <set>

#include "server/paper_file/read.h"
#include "templates/lint/lint.h"
#include "templates/papers.h"
#include "templates/resources.h"
#include "tests/support/paper.h"
#include "tests/support/temp_dir.h"
#include "workflow/problem.h"

using namespace tdkt;
using namespace tdkt::templates::lint;
using nlohmann::json;
using test::paper_data;

namespace {

std::string told(const Report& report) {
    std::string text;
    for (const auto& finding : report.findings) text += line_of(finding) + "\n";
    return text;
}

std::set<std::string> codes(const Report& report) {
    std::set<std::string> found;
    for (const auto& finding : report.findings) found.insert(std::string(finding.check->code));
    return found;
}

Report read_back(const std::string& kind, const json& data) {
    return look_over(server::read_paper_file(templates::paper_pdf(kind, data)));
}

json numbered() {
    auto data = paper_data("decision");
    data["number"] = "148";
    data["date"] = "ngày 14 tháng 11 năm 2025";
    return data;
}

struct Said {
    int code = -1;
    std::string text;
};

Said tdkt_lint(const std::string& words) {
    // The program stands beside the folder of the tests' own.
    const auto own = std::filesystem::read_symlink("/proc/self/exe");
    const auto program = (own.parent_path().parent_path() / "tdkt").string();
    const auto command = "'" + program + "' lint " + words + " 2>&1";
    FILE* pipe = popen(command.c_str(), "r");
    BOOST_REQUIRE(pipe);
    Said said;
    char part[4096];
    while (const auto size = fread(part, 1, sizeof part, pipe)) said.text.append(part, size);
    said.code = WEXITSTATUS(pclose(pipe));
    return said;
}

std::string written(const test::TempDir& folder, const std::string& name,
                    const std::string& content) {
    const auto path = (folder.path() / name).string();
    std::ofstream(path, std::ios::binary) << content;
    return "'" + path + "'";
}

// The margins are the printer's then, on every page.
const std::string sheet =
    "@page { size: 210mm 297mm; margin: 20mm 15mm 20mm 30mm } body { margin: 0 }"
    ".paper { width: 165mm; min-height: 0; padding: 0; margin: 0; box-shadow: none }";

const std::string samples = "templates/samples/";

}  // namespace

BOOST_AUTO_TEST_SUITE(lint_file_test)

BOOST_AUTO_TEST_CASE(our_papers_read_back_have_no_errors) {
    for (const std::string kind : {"decision", "submission", "minutes", "receipt"}) {
        const auto report = read_back(kind, paper_data(kind));
        BOOST_TEST(report.errors() == 0, kind << ":\n" << told(report));
        BOOST_TEST(report.made >= 10, kind);
    }
    const auto report = read_back("decision", numbered());
    BOOST_TEST(told(report) == "");
    BOOST_TEST(report.made == 29);  // names need the tables that only we know
}

BOOST_AUTO_TEST_CASE(a_field_that_is_not_filled_in_waits) {
    const auto subject =
        server::read_paper_file(templates::paper_pdf("decision", paper_data("decision")));
    const auto number = std::ranges::find(subject.paragraphs, Role::number, &Paragraph::role);
    BOOST_TEST_REQUIRE((number != subject.paragraphs.end()));
    BOOST_TEST(number->text == "Số: …/QĐ-BHXH");
    const auto place = std::ranges::find(subject.paragraphs, Role::place, &Paragraph::role);
    BOOST_TEST_REQUIRE((place != subject.paragraphs.end()));
    BOOST_TEST(place->text == "Đắk Lắk, …");
}

BOOST_AUTO_TEST_CASE(what_is_spoilt_is_found_in_the_file) {
    const std::pair<std::string, std::function<void(json&)>> faults[] = {
        {"L10", [](json& d) { d["number"] = "5"; }},
        {"L12", [](json& d) { d["symbol"] = "KH-BHXH"; }},
        {"L13", [](json& d) { d["date"] = "ngày 4 tháng 11 năm 2025"; }},
        {"L14", [](json& d) { d["place"] = "Phú Yên"; }},
        {"L17",
         [](json& d) {
             d["bases"][0] = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022,";
         }},
        {"L18", [](json& d) { d["date"] = "ngày 14 tháng 11 năm 2023"; }},
        {"L19",
         [](json& d) { d["bases"][1] = "Căn cứ Nghị định số 152/2025/NĐ-CP của Chính phủ;"; }},
        {"L22", [](json& d) { d["signer"]["prefix"] = "TUQ. GIÁM ĐỐC"; }},
        {"L23", [](json& d) { d["signer"]["name"] = "ThS. Trần Mạnh Toàn"; }},
        {"L29", [](json& d) { d["total"] = "18.000.000 đồng (Tám triệu đồng)"; }},
    };
    for (const auto& [code, spoil] : faults) {
        auto data = numbered();
        spoil(data);
        const auto report = read_back("decision", data);
        BOOST_TEST(codes(report) == std::set{code}, code << ":\n" << told(report));
    }
}

// The browser breaks its lines at the same places, but writes another PDF altogether.
BOOST_AUTO_TEST_CASE(a_print_of_a_browser_is_read) {
    const test::TempDir folder;
    const auto paper = templates::render_paper("decision", numbered());
    const auto page = (folder.path() / "paper.html").string();
    auto html = templates::paper_page(paper.title, paper.html);
    const std::string link = "<link rel=\"stylesheet\" href=\"/assets/paper.css\">";
    html.replace(
        html.find(link), link.size(),
        "<style>" + std::string(templates::resource("assets/paper.css")) + sheet + "</style>");
    std::ofstream(page) << html;
    const auto pdf = (folder.path() / "paper.pdf").string();
    const auto command =
        "chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer "
        "--user-data-dir='" +
        (folder.path() / "profile").string() + "' --print-to-pdf='" + pdf + "' 'file://" + page +
        "' >/dev/null 2>&1";
    BOOST_TEST_REQUIRE(std::system(command.c_str()) == 0);
    std::ifstream file(pdf, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const auto subject = server::read_paper_file(bytes);
    const auto report = look_over(subject);
    // It numbers no pages.
    auto found = codes(report);
    found.erase("L5");
    BOOST_TEST(found.empty(), told(report));
    BOOST_TEST(report.made >= 28);
}

BOOST_AUTO_TEST_CASE(the_command_tells_by_its_exit_code) {
    const test::TempDir folder;
    const auto good = tdkt_lint("decision '" + samples + "decision.json'");
    BOOST_TEST(good.code == 0, good.text);
    auto data = numbered();
    data["date"] = "ngày 4 tháng 11 năm 2025";
    const auto spoilt = written(folder, "spoilt.pdf", templates::paper_pdf("decision", data));
    const auto bad = tdkt_lint(spoilt);
    BOOST_TEST(bad.code == 1);
    BOOST_TEST(bad.text.find("L13 lỗi, trang 1") == 0U);
    const auto as_json = tdkt_lint("--json " + spoilt);
    BOOST_TEST(json::parse(as_json.text).at("findings").at(0).at("code") == "L13");
    BOOST_TEST(tdkt_lint("").code == 2);
    BOOST_TEST(tdkt_lint("secret '" + samples + "decision.json'").code == 2);
    BOOST_TEST(tdkt_lint(written(folder, "no.pdf", "not a PDF")).code == 1);
}

BOOST_AUTO_TEST_CASE(names_that_differ_between_two_papers_are_told) {
    const test::TempDir folder;
    auto minutes = paper_data("minutes");
    minutes["items"][6]["name"] = "Y Thuần Niê";
    const auto said = tdkt_lint("decision '" + samples + "decision.json' --beside minutes " +
                                written(folder, "minutes.json", minutes.dump()));
    BOOST_TEST(said.code == 1);
    BOOST_TEST(said.text.find("Tên “Y Thuân Niê” ở đây khác “Y Thuần Niê”") != said.text.npos,
               said.text);
}

BOOST_AUTO_TEST_CASE(what_is_damaged_is_refused_or_read_and_never_breaks) {
    const auto whole = templates::paper_pdf("receipt", paper_data("receipt"));
    for (std::size_t cut = 0; cut < whole.size(); cut += whole.size() / 40) {
        try {
            look_over(server::read_paper_file(whole.substr(0, cut)));
        } catch (const workflow::Problem& problem) {
            BOOST_TEST(problem.status() == 400);
        }
        auto torn = whole;
        for (auto i = cut; i < std::min(cut + 40, torn.size()); ++i) torn[i] = '7';
        try {
            look_over(server::read_paper_file(torn));
        } catch (const workflow::Problem& problem) {
            BOOST_TEST(problem.status() == 400);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
