// The papers of the office, each from its template: as a fragment for the browser
// and as a PDF, both from the same text.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "templates/paper/print.h"

namespace tdkt::templates {

struct Layout;

struct PaperKind {
    std::string_view code;
    std::string_view name;  // Vietnamese
    std::string_view text;  // template, a path below templates/
};

// A row for each kind of paper; README.md says what data each takes.
std::span<const PaperKind> paper_kinds();

// Throws workflow::Problem (missing) for an unknown code.
const PaperKind& paper_kind(std::string_view code);

struct Paper {
    std::string title;
    std::string html;  // looks as printed with assets/paper.css
    std::string pdf;
    int pages = 0;
    std::vector<std::string> warnings;  // Vietnamese: letters that cannot be shown, words too small
};

// All three throw workflow::Problem: missing for an unknown kind, blocked with a
// fault for each datum that the template shows and `data` lacks, or for an image that
// `print` lacks or that cannot be read. An empty text is no
// lack. The same data give the same bytes. Safe from any thread.
Paper render_paper(std::string_view kind, const nlohmann::json& data, const Print& print = {});
std::string paper_html(std::string_view kind, const nlohmann::json& data, const Print& print = {});

// A fragment as a whole page of its own, for a frame or a print.
std::string paper_page(std::string_view title, std::string_view fragment);

// `warnings`, if any, get what render_paper() would tell.
std::string paper_pdf(std::string_view kind, const nlohmann::json& data, const Print& print = {},
                      std::vector<std::string>* warnings = nullptr);

// The pages of a paper before they are written, for those who only look. What is seen
// lives no longer than the call.
void look_at_paper(std::string_view kind, const nlohmann::json& data,
                   const std::function<void(const Layout&)>& look, const Print& print = {});

// For the start of the program: throws std::logic_error when a template is wrong,
// std::runtime_error when the fonts are. The first paper is then as fast as any.
void check_papers();

}  // namespace tdkt::templates
