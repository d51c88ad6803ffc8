// Five campaigns as the agency really launched them, rendered again from data and held
// against their own texts (tests/data/papers/seeds).
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>

#include "templates/paper/text.h"
#include "templates/papers.h"
#include "tests/support/paper.h"
#include "tests/support/printed.h"
#include "workflow/vietnamese.h"

using namespace tdkt::templates;
using namespace tdkt::test;
using nlohmann::json;

namespace {

const std::string folder = "tests/data/papers/seeds/";

std::string own_text(const std::string& number) {
    std::ifstream file(folder + number + ".txt");
    BOOST_REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

nlohmann::json seed_data(const std::string& number) {
    std::ifstream file(folder + number + ".json");
    return nlohmann::json::parse(file);
}

// Without what the scraping left: marks of Markdown and the numbers of pages.
std::string cleaned(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        auto line = squeezed(text.substr(at, end - at));
        std::erase(line, '*');
        std::erase(line, '#');
        if (line.size() > 1 || line.find_first_of("0123456789") == std::string::npos) out += line;
        at = end + 1;
    }
    return out;
}

std::string after_dash(const json& text) {
    return squeezed("- " + text.get<std::string>());
}

// The body in the order of the paper: each text as it must read.
std::vector<std::string> body_of(const json& data) {
    std::vector<std::string> texts;
    if (data.contains("addressees"))
        for (const auto& item : data["addressees"]["items"]) texts.push_back(after_dash(item));
    for (const auto& basis : data.value("bases", json::array())) texts.push_back(squeezed(basis));
    for (const auto& element : data["content"]) {
        const auto only = element.begin();
        const auto& kind = only.key();
        const auto& value = only.value();
        if (kind == "item") {
            texts.push_back(after_dash(value));
        } else if (kind == "paragraph") {
            std::string whole;
            for (const auto& span : value["spans"]) whole += squeezed(span.begin().value());
            texts.push_back(whole);
        } else {
            texts.push_back(squeezed(value));
        }
    }
    texts.push_back(squeezed(data["conclusion"]) + "./.");
    return texts;
}

// Receivers and signer, from the left column to the end of the right.
std::vector<std::string> end_of(const json& data) {
    std::vector<std::string> texts = {squeezed("Nơi nhận:")};
    for (const auto& receiver : data["receivers"]) texts.push_back(after_dash(receiver) + ";");
    texts.push_back(squeezed("- Lưu: " + data["archive"].get<std::string>() + "."));
    const auto& signer = data["signer"];
    if (signer.contains("prefix")) texts.push_back(squeezed(signer["prefix"]));
    texts.push_back(squeezed(capitals(signer["title"].get<std::string>())));
    texts.push_back(squeezed(signer["name"]));
    if (signer.contains("council_title")) texts.push_back(squeezed(signer["council_title"]));
    return texts;
}

// Each text behind the one before it. `between` gets what stands between them.
void check_order(const std::string& whole, const std::vector<std::string>& texts,
                 std::string* between = nullptr) {
    std::size_t at = 0;
    for (const auto& text : texts) {
        const auto found = whole.find(text, at);
        BOOST_TEST((found != std::string::npos), text);
        if (found == std::string::npos) continue;
        if (between && at > 0) *between += whole.substr(at, found - at);
        at = found + text.size();
    }
}

std::vector<std::string> whole_of(const json& data) {
    auto texts = body_of(data);
    for (auto& text : end_of(data)) texts.push_back(std::move(text));
    return texts;
}

// The fewest letters to change, add or leave out so that `text` becomes the beginning
// of `scan`; `end` is where that beginning ends.
std::size_t distance(const std::string& text, std::string_view scan, std::size_t& end) {
    std::vector<std::size_t> row(scan.size() + 1);
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = i;
    for (std::size_t i = 1; i <= text.size(); ++i) {
        auto left_above = row[0];
        row[0] = i;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const auto kept = left_above + (text[i - 1] != scan[j - 1]);
            left_above = row[j];
            row[j] = std::min({kept, row[j] + 1, row[j - 1] + 1});
        }
    }
    const auto best = std::min_element(row.begin(), row.end());
    end = static_cast<std::size_t>(best - row.begin());
    return *best;
}

// Small letters without marks, as far as they are letters or digits.
std::string skeleton(const std::string& text) {
    std::string out;
    for (const char letter : tdkt::workflow::folded(text))
        if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) out += letter;
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(seeds_test)

BOOST_AUTO_TEST_CASE(the_rendered_paper_says_all_that_the_seed_says_in_its_order) {
    for (const std::string number : {"000", "001", "002", "004"}) {
        BOOST_TEST_CONTEXT(number) {
            const auto data = seed_data(number);
            const auto texts = whole_of(data);
            std::string left_out;
            check_order(cleaned(own_text(number)), texts, &left_out);
            BOOST_TEST(left_out == "");
            check_order(Printed(paper_pdf(data["kind"].get<std::string>(), data)).squeezed(),
                        texts);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_head_is_that_of_the_seed) {
    const std::vector<std::pair<std::string, std::vector<std::string>>> heads = {
        {"000",
         {"BẢO HIỂM XÃ HỘI VIỆT NAM", "Số: /KH-BHXH", "Độc lập - Tự do - Hạnh phúc",
          "Hà Nội, ngày tháng năm 2024", "KẾ HOẠCH",
          "Phát động Phong trào thi đua của cơ quan BHXH Việt Nam thực hiện Phong trào thi đua "
          "yêu nước ngành BHXH Việt Nam năm 2024"}},
        {"001",
         {"BẢO HIỂM XÃ HỘI VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
          "Độc lập - Tự do - Hạnh phúc", "Số: 148/BHXH-TĐKT",
          "V/v phát động phong trào thi đua yêu nước ngành BHXH năm 2025",
          "Hà Nội, ngày 21 tháng 01 năm 2025", "Kính gửi:"}},
        {"002", {"Số: 3663/KH-BHXH", "Hà Nội, ngày 12 tháng 11 năm 2021", "KẾ HOẠCH"}},
        {"004",
         {"V/v phát động phong trào thi đua nước rút trong công tác thu và phát triển người tham "
          "gia BHXH, BHYT năm 2025",
          "Kính gửi:"}}};
    for (const auto& [number, lines] : heads) {
        const auto data = seed_data(number);
        const auto seed = cleaned(own_text(number));
        const auto paper = Printed(paper_pdf(data["kind"].get<std::string>(), data)).squeezed();
        for (const auto& line : lines) {
            BOOST_TEST((seed.find(squeezed(line)) != seed.npos), number << ": " << line);
            BOOST_TEST((paper.find(squeezed(line)) != paper.npos), number << ": " << line);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_signers_of_the_seeds_stand_in_every_capacity) {
    for (const std::string number : {"000", "001", "002", "004"}) {
        const auto data = seed_data(number);
        const auto paper = Printed(paper_pdf(data["kind"].get<std::string>(), data)).squeezed();
        const auto end = end_of(data);
        // What follows "Nơi nhận" to the end of the paper is this block and nothing else.
        std::string block;
        for (const auto& text : end) block += text;
        BOOST_TEST((paper.ends_with(block)), paper.substr(paper.size() - block.size()));
    }
}

// The scan has lost its marks, its end (an ellipsis in the data) and part of its letters: one in
// five may differ in a paragraph, and few in all.
BOOST_AUTO_TEST_CASE(the_scanned_seed_is_found_again_under_its_noise) {
    const auto data = seed_data("003");
    const auto texts = body_of(data);
    const auto scan = skeleton(own_text("003"));
    auto at = scan.find("cancttquyet");
    BOOST_TEST_REQUIRE(at != std::string::npos);
    std::size_t letters = 0;
    std::size_t wrong = 0;
    for (const auto& text : texts) {
        const auto wanted = skeleton(text);
        std::size_t length = 0;
        const auto off =
            distance(wanted, std::string_view(scan).substr(at, wanted.size() * 5 / 4 + 20), length);
        BOOST_TEST(off * 5 <= wanted.size() + 10, text << ": " << scan.substr(at, length));
        at += length;
        letters += wanted.size();
        wrong += off;
    }
    BOOST_TEST_MESSAGE("scan: " << wrong << " of " << letters << " letters differ");
    BOOST_TEST(wrong * 100 <= letters * 8, wrong << " of " << letters);
    BOOST_TEST(scan.size() - at < 20U);
    check_order(Printed(paper_pdf("plan", data)).squeezed(), texts);
}

BOOST_AUTO_TEST_SUITE_END()
