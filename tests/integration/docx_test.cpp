// Every paper as a DOCX: what it says, and what LibreOffice leaves of it when somebody
// opens it and saves it again.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "templates/paper/layout.h"
#include "templates/papers.h"
#include "tests/support/package.h"
#include "tests/support/printed.h"
#include "tests/support/signing.h"
#include "tests/support/temp_dir.h"
#include "tests/support/variants.h"

using namespace tdkt::templates;
using namespace tdkt::test;
using nlohmann::json;

namespace {

// What the PDF shows, each head of a table once, fields empty.
std::string laid_out(std::string_view kind, const json& data) {
    std::string words;
    look_at_paper(kind, data, [&](const Layout& layout) {
        for (const auto& line : layout.text.lines)
            for (auto i = line.first; i < line.first + line.count; ++i)
                if (layout.text.tokens[i].word) words += layout.text.tokens[i].word->text;
    });
    return squeezed(words);
}

// Compares long texts; shows where they part.
void check_same(const std::string& text, const std::string& expected) {
    const auto part = std::ranges::mismatch(text, expected);
    const auto at = static_cast<std::size_t>(part.in1 - text.begin());
    BOOST_TEST((text == expected),
               "“" << text.substr(at, 60) << "” instead of “" << expected.substr(at, 60) << "”");
}

std::string heads(const Package& package) {
    std::string words;
    for (const auto* row : package.all("w:tr"))
        if (Package::first(row, "w:tblHeader")) words += Package::words(row);
    return squeezed(words);
}

// Asks for every line of a PDF in its order; only heads of tables come again between.
void check_lines(const std::string& pdf, const Package& package) {
    const auto words = squeezed(package.text());
    const auto repeated = heads(package);
    std::size_t at = 0;
    for (const auto& line : Printed(pdf).lines()) {
        if (words.compare(at, line.size(), line) == 0)
            at += line.size();
        else
            BOOST_TEST_REQUIRE(repeated.find(line) != repeated.npos, line);
    }
    BOOST_TEST(at == words.size());
}

// All papers, samples and the plans of real campaigns, by name.
std::map<std::string, json> papers() {
    std::map<std::string, json> all;
    for (const auto& kind : paper_kinds())
        all[std::string(kind.code)] = paper_data(std::string(kind.code));
    for (const auto& file : std::filesystem::directory_iterator("tests/data/papers/seeds")) {
        if (file.path().extension() != ".json") continue;
        std::ifstream in(file.path());
        auto data = json::parse(in);
        all["seed-" + file.path().stem().string()] = std::move(data);
    }
    return all;
}

std::string kind_of(const std::string& name, const json& data) {
    return name.starts_with("seed-") ? data.at("kind").get<std::string>() : name;
}

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    BOOST_TEST_REQUIRE(file.good(), path << " is not there");
    return {std::istreambuf_iterator<char>(file), {}};
}

// LibreOffice with a profile of its own: others may run beside it.
void convert(const TempDir& folder, const std::string& from, const std::string& to,
             const std::string& into) {
    const auto [status, said] = run_program(
        "soffice --headless -env:UserInstallation=file://" + folder / "profile" + " --convert-to " +
        to + " --outdir " + folder / into + " " + folder / from + "/*.docx 2>&1");
    BOOST_TEST_REQUIRE(status == 0, "libreoffice-writer-nogui: " << said);
}

struct Converted {
    TempDir folder;
    std::map<std::string, json> all = papers();

    Converted() {
        std::filesystem::create_directory(folder / "made");
        for (const auto& [name, data] : all)
            std::ofstream(folder / ("made/" + name + ".docx"), std::ios::binary)
                << paper_docx(kind_of(name, data), data);
        convert(folder, "made", "docx:\"MS Word 2007 XML\"", "saved");
        convert(folder, "saved", "pdf", "printed");
    }

    Package made(const std::string& name) const {
        return Package(read_file(folder / ("made/" + name + ".docx")));
    }
    Package saved(const std::string& name) const {
        return Package(read_file(folder / ("saved/" + name + ".docx")));
    }
    int pages(const std::string& name) const {
        const auto said = run_program("pdfinfo " + folder / ("printed/" + name + ".pdf")).second;
        return std::stoi(said.substr(said.find("Pages:") + 6));
    }
};

// Once for all cases: a minute on a slow machine.
const Converted& converted() {
    static const Converted one;
    return one;
}

using Counts = std::map<std::string, std::size_t>;

// What people would miss: by element, and paragraphs by the name of their style.
Counts counts(const Package& package) {
    Counts found;
    for (const auto* name : {"w:tbl", "w:tr", "w:tc", "w:tblHeader", "w:cantSplit", "w:sectPr",
                             "w:titlePg", "w:sdt", "w:framePr", "w:drawing", "w:keepNext"})
        found[name] = package.all(name).size();
    for (const auto* section : package.all("w:pgNumType"))
        found["restarts"] += section->getAttribute("w:start") == "1";
    for (const auto* each : package.all("w:p")) ++found[package.style_of(each)];
    return found;
}

// A twentieth of a point may be rounded.
void check_widths(const Package& package, const Package& expected) {
    const auto is = package.all("w:gridCol"), was = expected.all("w:gridCol");
    BOOST_TEST_REQUIRE(is.size() == was.size());
    for (std::size_t i = 0; i < is.size(); ++i)
        BOOST_TEST(std::abs(std::stoi(is[i]->getAttribute("w:w")) -
                            std::stoi(was[i]->getAttribute("w:w"))) <= 1);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(docx_test)

BOOST_AUTO_TEST_CASE(every_paper_says_in_word_what_it_says_in_print) {
    for (const auto& kind : paper_kinds())
        for (const auto& [name, data] : variants(std::string(kind.code)))
            BOOST_TEST_CONTEXT(kind.code << ", " << name) {
                const Package package(paper_docx(kind.code, data));
                check_same(squeezed(package.text()), laid_out(kind.code, data));
            }
}

BOOST_AUTO_TEST_CASE(every_line_of_the_pdf_stands_in_the_file_of_word) {
    for (const auto& [name, data] : papers()) BOOST_TEST_CONTEXT(name) {
            const auto kind = kind_of(name, data);
            check_lines(paper_pdf(kind, data), Package(paper_docx(kind, data)));
        }
}

BOOST_AUTO_TEST_CASE(libreoffice_loses_nothing_when_it_saves_a_paper) {
    for (const auto& [name, data] : converted().all) BOOST_TEST_CONTEXT(name) {
            const auto before = converted().made(name), after = converted().saved(name);
            check_same(Package::words(after.tree()), Package::words(before.tree()));
            check_widths(after, before);
            const auto was = counts(before), is = counts(after);
            for (const auto& [what, count] : was)
                BOOST_TEST((is.contains(what) && is.at(what) == count),
                           what << ": " << count << " before, "
                                << (is.contains(what) ? is.at(what) : 0) << " after");
        }
}

BOOST_AUTO_TEST_CASE(libreoffice_prints_what_it_saved_as_we_print_it) {
    int pages = 0, other = 0;
    for (const auto& [name, data] : converted().all) {
        const auto kind = kind_of(name, data);
        const int ours = render_paper(kind, data).pages;
        const int theirs = converted().pages(name);
        // Blanks in italics are a hair wider there: a line may move to the next page.
        BOOST_TEST(std::abs(ours - theirs) <= 1, name);
        pages += ours;
        other += std::abs(ours - theirs);
        const auto words =
            squeezed(run_program("pdftotext -raw " +
                                 converted().folder / ("printed/" + name + ".pdf") + " -")
                         .second);
        for (const auto& text : {std::string("HÒAXÃHỘICHỦNGHĨA"), std::string("Trần")})
            if (laid_out(kind, data).find(text) != std::string::npos)
                BOOST_TEST(words.find(text) != std::string::npos, name);
    }
    BOOST_TEST(other * 20 <= pages, other << " of " << pages << " pages are more or fewer");
}

BOOST_AUTO_TEST_SUITE_END()
