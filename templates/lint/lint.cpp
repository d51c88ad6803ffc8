#include "templates/lint/lint.h"

#include <algorithm>
#include <cmath>

#include "templates/paper/layout.h"
#include "templates/papers.h"

namespace tdkt::templates::lint {
namespace {

std::string severity_label(Severity severity) {
    return severity == Severity::error ? "lỗi" : "lưu ý";
}

std::string rounded(double mm) {
    return std::to_string(std::lround(mm));
}

std::string place_text(const Place& place) {
    if (place.page == 0) return "toàn văn bản";
    auto text = "trang " + std::to_string(place.page);
    if (place.x > 0 || place.y > 0)
        text +=
            " (cách mép trái " + rounded(place.x) + " mm, mép trên " + rounded(place.y) + " mm)";
    return text;
}

std::string article_text(const Check& check) {
    return "NĐ 30/2020/NĐ-CP, " + std::string(check.article);
}

int count(const Report& report, Severity severity) {
    return static_cast<int>(std::ranges::count(report.findings, severity, &Finding::severity));
}

}  // namespace

int Report::errors() const {
    return count(*this, Severity::error);
}

int Report::warnings() const {
    return count(*this, Severity::warning);
}

Report look_over(const Subject& subject, const Known& known) {
    Report report;
    const Reading reading(subject, known);
    Findings findings(report.findings);
    const auto genre = static_cast<unsigned>(subject.genre);
    const bool readable = !subject.paragraphs.empty();
    for (const auto& check : checks()) {
        if ((check.genres & genre) == 0) continue;
        findings.begin(check);
        const bool made = (readable || check.look == paper_is_a4) && check.look(reading, findings);
        if (made)
            ++report.made;
        else
            report.unchecked.push_back(&check);
    }
    return report;
}

Report findings(const PaperText& text, const nlohmann::json& data, const Known& known) {
    Report report;
    look_at_paper(text, data, [&](const Layout& layout) {
        report = look_over(subject_of(layout), known);
        report.in_print = layout.text.warnings;
    });
    return report;
}

nlohmann::json view(const Report& report) {
    auto rows = nlohmann::json::array();
    for (const auto& finding : report.findings)
        rows.push_back({{"code", finding.check->code},
                        {"severity", finding.severity == Severity::error ? "error" : "warning"},
                        {"is_error", finding.severity == Severity::error},
                        {"severity_label", severity_label(finding.severity)},
                        {"text", finding.text},
                        {"article", article_text(*finding.check)},
                        {"place_text", place_text(finding.place)},
                        {"page", finding.place.page},
                        {"x_mm", std::lround(finding.place.x)},
                        {"y_mm", std::lround(finding.place.y)}});
    auto unchecked = nlohmann::json::array();
    for (const auto* check : report.unchecked)
        unchecked.push_back({{"code", check->code}, {"promise", check->promise}});
    const auto made = std::to_string(report.made);
    std::string summary = "Đã kiểm tra " + made + " nội dung theo Nghị định 30/2020/NĐ-CP: ";
    if (rows.empty())
        summary += "không phát hiện sai sót.";
    else
        summary += std::to_string(report.errors()) + " lỗi, " + std::to_string(report.warnings()) +
                   " lưu ý.";
    return {{"findings", rows},
            {"has_findings", !report.findings.empty()},
            {"in_print", report.in_print},
            {"has_in_print", !report.in_print.empty()},
            {"unchecked", unchecked},
            {"has_unchecked", !report.unchecked.empty()},
            {"errors", report.errors()},
            {"warnings", report.warnings()},
            {"passed", report.errors() == 0},
            {"summary", summary}};
}

std::string line_of(const Finding& finding) {
    return std::string(finding.check->code) + " " + severity_label(finding.severity) + ", " +
           place_text(finding.place) + ": " + finding.text + " [" + article_text(*finding.check) +
           "]";
}

}  // namespace tdkt::templates::lint
