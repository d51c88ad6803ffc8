#include "templates/papers.h"

#include <deque>

#include "templates/engine.h"
#include "templates/paper/blocks.h"
#include "templates/paper/html.h"
#include "templates/paper/layout.h"
#include "templates/paper/needs.h"
#include "templates/paper/pdf.h"
#include "templates/paper/prefix.h"
#include "templates/paper/xhtml.h"

namespace tdkt::templates {
namespace {

using nlohmann::json;
using workflow::Problem;

constexpr PaperKind kinds[] = {
    {"decision", "Quyết định khen thưởng", "dispatches/2020-03-05/decision.mustache"},
    {"submission", "Tờ trình đề nghị khen thưởng", "dispatches/2020-03-05/submission.mustache"},
    {"minutes", "Biên bản họp Hội đồng", "dispatches/2020-03-05/minutes.mustache"},
    {"receipt", "Phiếu tiếp nhận hồ sơ", "dispatches/2020-03-05/receipt.mustache"},
};

const Needs& needs_of(const PaperKind& kind) {
    static const auto all = [] {
        std::deque<Needs> made;
        for (const auto& each : kinds) made.emplace_back(whole_text(each.text));
        return made;
    }();
    return all[static_cast<std::size_t>(&kind - kinds)];
}

Tree tree_of(std::string_view code, const json& data) {
    const auto& kind = paper_kind(code);
    auto faults = needs_of(kind).lacking(data);
    if (!faults.empty())
        throw Problem(workflow::Kind::blocked,
                      "Chưa đủ dữ liệu để lập " + std::string(kind.name) + ".", std::move(faults));
    return read_xhtml(fill(kind.text, data));
}

}  // namespace

std::span<const PaperKind> paper_kinds() {
    return kinds;
}

const PaperKind& paper_kind(std::string_view code) {
    for (const auto& kind : kinds)
        if (kind.code == code) return kind;
    throw Problem::missing("loại văn bản “" + std::string(code) + "”");
}

Paper render_paper(std::string_view kind, const json& data) {
    const auto tree = tree_of(kind, data);
    const auto blocks = blocks_of(tree);
    auto layout = lay_out(blocks);
    Paper paper;
    paper.title = blocks.title;
    paper.html = paper_fragment(tree);
    paper.pdf = write_pdf(layout, blocks.title);
    paper.pages = static_cast<int>(layout.pages.size());
    paper.warnings = std::move(layout.text.warnings);
    return paper;
}

std::string paper_html(std::string_view kind, const json& data) {
    return paper_fragment(tree_of(kind, data));
}

std::string paper_pdf(std::string_view kind, const json& data) {
    const auto tree = tree_of(kind, data);
    const auto blocks = blocks_of(tree);
    return write_pdf(lay_out(blocks), blocks.title);
}

void look_at_paper(std::string_view kind, const json& data,
                   const std::function<void(const Layout&)>& look) {
    const auto tree = tree_of(kind, data);
    const auto blocks = blocks_of(tree);
    look(lay_out(blocks));
}

std::string paper_page(std::string_view title, std::string_view fragment) {
    // The fragment is markup already, so it is put in where the text is whole.
    auto page = fill("pages/parts/paper.mustache", {{"title", title}});
    constexpr std::string_view place = "<!--paper-->";
    page.replace(page.find(place), place.size(), fragment);
    return page;
}

void check_papers() {
    for (const auto& kind : kinds) needs_of(kind);
    prefix();
}

}  // namespace tdkt::templates
