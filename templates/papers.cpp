#include "templates/papers.h"

#include <malloc.h>

#include <algorithm>
#include <deque>

#include "templates/docx/docx.h"
#include "templates/engine.h"
#include "templates/paper/blocks.h"
#include "templates/paper/filling.h"
#include "templates/paper/html.h"
#include "templates/paper/layout.h"
#include "templates/paper/pdf.h"
#include "templates/paper/prefix.h"
#include "templates/paper/sheet.h"
#include "templates/paper/xhtml.h"
#include "workflow/texts.h"

namespace tdkt::templates {
namespace {

using nlohmann::json;
using workflow::Problem;

constexpr PaperKind kinds[] = {
    {"dispatch", "Công văn", "dispatches/2020-03-05/dispatch.mustache"},
    {"plan", "Kế hoạch phong trào thi đua", "dispatches/2020-03-05/plan.mustache"},
    {"submission", "Tờ trình đề nghị khen thưởng", "dispatches/2020-03-05/submission.mustache"},
    {"collective_report", "Báo cáo thành tích của tập thể",
     "dispatches/2020-03-05/collective_report.mustache"},
    {"person_report", "Báo cáo thành tích của cá nhân",
     "dispatches/2020-03-05/person_report.mustache"},
    {"short_report", "Báo cáo thành tích theo chuyên đề, đột xuất",
     "dispatches/2020-03-05/short_report.mustache"},
    {"unit_minutes", "Biên bản bình xét của đơn vị", "dispatches/2020-03-05/unit_minutes.mustache"},
    {"receipt", "Phiếu tiếp nhận hồ sơ", "dispatches/2020-03-05/receipt.mustache"},
    {"return", "Công văn trả hồ sơ", "dispatches/2020-03-05/return.mustache"},
    {"appraisal", "Phiếu thẩm định hồ sơ", "dispatches/2020-03-05/appraisal.mustache"},
    {"invitation", "Giấy mời họp Hội đồng", "dispatches/2020-03-05/invitation.mustache"},
    {"ballot", "Phiếu bầu", "dispatches/2020-03-05/ballot.mustache"},
    {"count_minutes", "Biên bản kiểm phiếu", "dispatches/2020-03-05/count_minutes.mustache"},
    {"minutes", "Biên bản họp Hội đồng", "dispatches/2020-03-05/minutes.mustache"},
    {"decision", "Quyết định khen thưởng", "dispatches/2020-03-05/decision.mustache"},
    {"certificate", "Giấy khen, giấy chứng nhận", "certificates/certificate.mustache"},
    {"result_notice", "Thông báo kết quả xét khen thưởng",
     "dispatches/2020-03-05/result_notice.mustache"},
    {"payment", "Danh sách chi tiền thưởng", "dispatches/2020-03-05/payment.mustache"},
    {"honour", "Sổ vàng khen thưởng", "dispatches/2020-03-05/honour.mustache"},
    {"correction", "Công văn đính chính", "dispatches/2020-03-05/correction.mustache"},
    {"annulment", "Quyết định hủy bỏ khen thưởng", "dispatches/2020-03-05/annulment.mustache"},
    {"initiative", "Giấy xác nhận hiệu quả sáng kiến", "dispatches/2025-07-01/initiative.mustache"},
};

// The program's own words of a kind, read once.
struct Own {
    explicit Own(const PaperKind& kind) : text(whole_text(kind.text)), filling(text) {}
    std::string text;
    Filling filling;
};

const Own& own_of(const PaperKind& kind) {
    static const auto all = [] {
        std::deque<Own> made;
        for (const auto& each : kinds) made.emplace_back(each);
        return made;
    }();
    return all[static_cast<std::size_t>(&kind - kinds)];
}

// Papers keep the whole text that they were written in, which is nearly always this one.
bool is_own(const PaperText& text) {
    return text.text.empty() || text.text == own_of(paper_kind(text.kind)).text;
}

[[noreturn]] void too_large(const PaperKind& kind) {
    throw Problem(workflow::Kind::too_large,
                  "Mẫu “" + std::string(kind.name) + "” của cơ quan tạo ra văn bản quá lớn.");
}

// Words are tried when they are saved, but not on all data that there can be; and what is
// wrong may be the data, as a row with more cells than its table.
[[noreturn]] void wrong_words(const PaperText& text, std::size_t at, const std::string& sentence) {
    const auto& kind = paper_kind(text.kind);
    const std::string_view words =
        text.text.empty() ? std::string_view(own_of(kind).text) : text.text;
    const auto before = words.substr(0, at);
    const auto begin = before.rfind('\n') + 1;  // npos: the first line
    auto line = words.substr(begin, words.find('\n', begin) - begin);
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    std::string message = "Không lập được văn bản loại “";
    message.append(kind.name).append("”: dòng ");
    message.append(std::to_string(std::ranges::count(before, '\n') + 1));
    message.append(" của mẫu (đã ghép các phần có sẵn), “").append(workflow::opening(line, 120));
    throw Problem(workflow::Kind::blocked, message.append("”: ").append(sentence));
}

std::string filled(const PaperText& text, const json& data, std::vector<workflow::Fault>& faults,
                   Notes* notes = nullptr) {
    const auto& kind = paper_kind(text.kind);
    if (is_own(text)) return own_of(kind).filling.fill(data, faults, {}, notes);
    try {
        return Filling(std::string(text.text))
            .fill(data, faults, budget_for(text.text, data), notes);
    } catch (const Overfull&) {
        too_large(kind);
    } catch (const Unfillable& error) {
        wrong_words(text, error.at, error.sentence);
    }
}

// Filled once more, to know which line of the words it is.
[[noreturn]] void wrong_paper(const PaperText& text, const json& data, const Unreadable& error) {
    std::vector<workflow::Fault> faults;
    Notes notes;
    filled(text, data, faults, &notes);
    wrong_words(text, source_of(notes.origins, error.at), error.sentence);
}

// A code costs a thousand times its tag.
constexpr auto most_codes = 64;

Tree tree_of(const PaperText& text, const json& data) {
    std::vector<workflow::Fault> faults;
    const auto words = filled(text, data, faults);
    if (!faults.empty())
        throw Problem(workflow::Kind::blocked,
                      "Chưa đủ dữ liệu để lập " + std::string(paper_kind(text.kind).name) + ".",
                      std::move(faults));
    try {
        auto tree = read_xhtml(words);
        if (!is_own(text) && std::ranges::count(tree.nodes, Tag::qr, &Node::tag) > most_codes)
            too_large(paper_kind(text.kind));
        return tree;
    } catch (const Unreadable& error) {
        wrong_paper(text, data, error);
    }
}

Blocks blocks_from(const PaperText& text, const json& data, const Tree& tree) {
    try {
        return blocks_of(tree);
    } catch (const Unreadable& error) {
        wrong_paper(text, data, error);
    }
}

// Empty where the data name none, or by a number.
std::string organ_of(const json& data) {
    const json::json_pointer place("/organ/name");
    return data.contains(place) && data.at(place).is_string() ? data.at(place).get<std::string>()
                                                              : std::string();
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

std::string shipped_text(std::string_view kind) {
    return whole_text(paper_kind(kind).text);
}

Budget budget_for(std::string_view text, const json& data) {
    constexpr std::size_t pages = 64 << 10;
    constexpr std::size_t most = 16 << 20;
    return {std::min(pages + 4 * text.size() + 32 * data.dump().size(), most), 4'000'000};
}

Paper render_paper(const PaperText& text, const json& data, const Print& print) {
    const auto tree = tree_of(text, data);
    const auto blocks = blocks_from(text, data, tree);
    auto layout = lay_out(blocks, print);
    Paper paper;
    paper.title = blocks.title;
    paper.html = blocks.sheet.free ? sheet_fragment(layout) : paper_fragment(tree, print);
    paper.pdf = write_pdf(layout, blocks.title);
    paper.pages = static_cast<int>(layout.pages.size());
    paper.warnings = std::move(layout.text.warnings);
    return paper;
}

std::string paper_html(const PaperText& text, const json& data, const Print& print) {
    const auto tree = tree_of(text, data);
    const auto blocks = blocks_from(text, data, tree);
    return blocks.sheet.free ? sheet_fragment(lay_out(blocks, print)) : paper_fragment(tree, print);
}

std::string paper_pdf(const PaperText& text, const json& data, const Print& print,
                      std::vector<std::string>* warnings) {
    const auto tree = tree_of(text, data);
    const auto blocks = blocks_from(text, data, tree);
    const auto layout = lay_out(blocks, print);
    if (warnings != nullptr)
        warnings->insert(warnings->end(), layout.text.warnings.begin(), layout.text.warnings.end());
    return write_pdf(layout, blocks.title);
}

std::string paper_docx(const PaperText& text, const json& data, const Images* images) {
    const auto tree = tree_of(text, data);
    const auto blocks = blocks_from(text, data, tree);
    return docx::write_docx(blocks, images,
                            {blocks.title, paper_kind(text.kind).name, organ_of(data)});
}

void look_at_paper(const PaperText& text, const json& data,
                   const std::function<void(const Layout&)>& look, const Print& print) {
    const auto tree = tree_of(text, data);
    const auto blocks = blocks_from(text, data, tree);
    look(lay_out(blocks, print));
}

std::string paper_page(std::string_view title, std::string_view fragment) {
    // The fragment is markup already, so it is put in where the text is whole.
    auto page = fill("pages/parts/paper.mustache", {{"title", title}});
    constexpr std::string_view place = "<!--paper-->";
    page.replace(page.find(place), place.size(), fragment);
    return page;
}

void check_papers() {
    // Memory that is given back to the system after each paper comes back page by page:
    // that was a third of the time of a decision with 500 names.
    constexpr int kept = 64 << 20;
    constexpr int largest = 16 << 20;
    mallopt(M_TRIM_THRESHOLD, kept);
    mallopt(M_MMAP_THRESHOLD, largest);
    for (const auto& kind : kinds) own_of(kind);
    prefix();
}

}  // namespace tdkt::templates
