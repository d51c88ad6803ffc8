// The kinds of documents against what templates/README.md says of their data.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

#include "templates/engine.h"
#include "templates/paper/show.h"
#include "templates/papers.h"
#include "tests/support/variants.h"

using namespace tdkt::templates;
using namespace tdkt::test;
using nlohmann::json;
using tdkt::workflow::Problem;

namespace {

// The row of a kind in the table of templates/README.md.
std::string row_of(const std::string& kind) {
    std::ifstream file("templates/README.md");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("| `" + kind + "` |")) return line;
    return {};
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// Number and date wait in fields while they are absent, unless the row asks for them.
bool may_be_absent(const std::string& row, const std::string& name) {
    if (name == "number" || name == "date") return !has(row, "`" + name + "`");
    return has(row, "[`" + name);
}

std::vector<std::string> lacking(const std::string& kind, const json& data) {
    std::vector<std::string> names;
    try {
        paper_pdf(kind, data);
    } catch (const Problem& problem) {
        for (const auto& fault : problem.faults()) names.push_back(fault.field);
    }
    return names;
}

std::string with_blanks(std::string_view text) {
    std::string out(text);
    const std::string glue = "\u00a0";
    for (auto at = out.find(glue); at != out.npos; at = out.find(glue, at))
        out.replace(at, glue.size(), " ");
    return out;
}

// In points; words end at any blank.
double widest_word(const Blocks& blocks, const Cell& cell) {
    double widest = 0;
    for (auto i = cell.blocks.first; i < cell.blocks.first + cell.blocks.count; ++i) {
        const auto& block = blocks.inner[i];
        for (auto j = block.pieces.first; j < block.pieces.first + block.pieces.count; ++j) {
            const auto& piece = blocks.pieces[j];
            std::istringstream words(with_blanks(piece.text));
            for (std::string word; words >> word;)
                widest = std::max(widest, text_points(word, piece.face, block.style->size));
        }
    }
    return widest;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(documents_test)

BOOST_AUTO_TEST_CASE(the_table_of_data_names_every_datum) {
    const std::string shared = " organ place date symbol number subject ";
    for (const auto& kind : paper_kinds()) {
        const auto row = row_of(std::string(kind.code));
        BOOST_TEST_REQUIRE(!row.empty(), kind.code);
        const auto data = paper_data(std::string(kind.code));
        for (const auto& [name, value] : data.items())
            BOOST_TEST((has(shared, " " + name + " ") || has(row, "`" + name)),
                       kind.code << ": " << name);
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_in_brackets_is_missed_by_name) {
    for (const auto& kind : paper_kinds()) {
        const std::string code(kind.code);
        const auto row = row_of(code);
        const auto whole = paper_data(code);
        for (const auto& [name, value] : whole.items()) {
            auto data = whole;
            data.erase(name);
            const auto names = lacking(code, data);
            BOOST_TEST_CONTEXT(code << " without " << name) {
                if (may_be_absent(row, name)) {
                    BOOST_TEST(names.empty());
                } else {
                    BOOST_TEST_REQUIRE(!names.empty());
                    // An addressee may stand in the place of several.
                    BOOST_TEST((names[0].starts_with(name) || name == "addressees"), names[0]);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_list_that_must_not_be_empty_is_missed_when_it_is) {
    for (const auto& kind : paper_kinds()) {
        const std::string code(kind.code);
        const auto row = row_of(code);
        const auto whole = paper_data(code);
        for (const auto& [name, value] : whole.items()) {
            if (!value.is_array() || may_be_absent(row, name)) continue;
            auto data = whole;
            data[name] = json::array();
            BOOST_TEST(lacking(code, data) == std::vector<std::string>{name},
                       boost::test_tools::per_element());
        }
    }
}

BOOST_AUTO_TEST_CASE(every_variant_gives_the_same_bytes_twice_and_no_warning) {
    for (const auto& kind : paper_kinds())
        for (const auto& [name, data] : variants(std::string(kind.code)))
            BOOST_TEST_CONTEXT(kind.code << ", " << name) {
                const auto paper = render_paper(kind.code, data);
                BOOST_TEST(paper.warnings.empty());
                BOOST_TEST(paper.pages >= 1);
                BOOST_TEST((render_paper(kind.code, data).pdf == paper.pdf));
            }
}

// A column too narrow for a word would break it between letters.
BOOST_AUTO_TEST_CASE(no_column_is_too_narrow_for_a_word) {
    for (const auto& kind : paper_kinds()) {
        const auto tree = read_xhtml(fill(kind.text, paper_data(std::string(kind.code))));
        const auto blocks = blocks_of(tree);
        for (const auto& table : blocks.tables)
            for (auto row = table.rows.first; row < table.rows.first + table.rows.count; ++row)
                for (std::size_t i = 0; i < table.widths.size(); ++i) {
                    const auto& cell = blocks.cells[blocks.rows[row].cells.first + i];
                    const double room =
                        table.widths[i] - (table.columns ? 0 : 2 * cell_padding_side);
                    BOOST_TEST(widest_word(blocks, cell) <= room, kind.code << ", column " << i);
                }
    }
}

BOOST_AUTO_TEST_CASE(one_who_signs_for_the_head_of_a_council_shows_every_capacity) {
    auto data = paper_data("invitation");
    const auto html = paper_html("invitation", data);
    std::size_t at = 0;
    for (const auto* line : {"TM. HỘI ĐỒNG", "KT. CHỦ TỊCH", "Phó Chủ tịch", "class=\"signature\"",
                             "Phó Giám đốc Bảo hiểm xã hội tỉnh", "Phan Văn Bình"}) {
        at = html.find(line, at);
        BOOST_TEST_REQUIRE(at != std::string::npos, line);
    }
    data["signer"] = {{"title", "Giám đốc"}, {"name", "Trần Mạnh Toàn"}};
    BOOST_TEST(!has(paper_html("invitation", data), "signer_post"));
}

BOOST_AUTO_TEST_CASE(an_urgent_dispatch_bears_its_mark_below_its_number) {
    auto data = paper_data("dispatch");
    BOOST_TEST(!has(paper_html("dispatch", data), "KHẨN"));
    data["marks"]["khan"] = true;
    const auto html = paper_html("dispatch", data);
    const auto number = html.find("2617/BHXH-TCHC");
    const auto mark = html.find("KHẨN");
    BOOST_TEST_REQUIRE(mark != std::string::npos);
    BOOST_TEST(number < mark);
    BOOST_TEST(mark < html.find("Kính gửi"));
}

BOOST_AUTO_TEST_CASE(minutes_of_a_unit_tell_of_complaints_or_that_there_are_none) {
    auto data = paper_data("unit_minutes");
    BOOST_TEST(has(paper_html("unit_minutes", data), "Không có ý kiến khiếu nại"));
    data["complaints"] = "01 ý kiến về cá nhân ở số thứ tự 4";
    const auto html = paper_html("unit_minutes", data);
    BOOST_TEST(!has(html, "Không có ý kiến khiếu nại"));
    BOOST_TEST(has(html, "01 ý kiến về cá nhân"));
}

BOOST_AUTO_TEST_CASE(a_submission_shows_votes_where_they_are_known) {
    auto data = paper_data("submission");
    BOOST_TEST(!has(paper_html("submission", data), "Số phiếu đồng ý"));
    data["voted"] = true;
    for (auto& row : data["nominees"])
        row.update({{"agreed", 10}, {"members", 11}, {"percent", "90,91%"}});
    BOOST_TEST(has(paper_html("submission", data), "10/11<br>(90,91%)"));
    data["nominees"][1].erase("percent");
    BOOST_TEST(lacking("submission", data) == std::vector<std::string>{"nominees[1].percent"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
