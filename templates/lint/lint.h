// The linter of Decree 30/2020/NĐ-CP: what is wrong with a document, where, and by which
// article. For papers of ours and for any PDF.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "templates/lint/checks.h"
#include "templates/papers.h"

namespace tdkt::templates {
struct Layout;
}  // namespace tdkt::templates

namespace tdkt::templates::lint {

struct Report {
    std::vector<Finding> findings;        // in the order of the checks
    std::vector<const Check*> unchecked;  // what this document does not show
    int made = 0;                         // checks
    std::vector<std::string> in_print;    // Vietnamese: what of ours is not printed as meant

    int errors() const;
    int warnings() const;
    bool passed() const { return errors() == 0; }
};

Report look_over(const Subject& subject, const Known& known = known_to_us());

// A paper of ours, as laid out. Copies what it needs.
Subject subject_of(const Layout& layout);

// The same from its data, for showing beside it. Throws as render_paper does.
Report findings(const PaperText& text, const nlohmann::json& data,
                const Known& known = known_to_us());

// The names in the lists of a paper, for `known.companions` of another.
std::vector<std::string> names_listed(const Subject& subject);

// For pages/parts/findings.mustache and the API.
nlohmann::json view(const Report& report);

// "L13 lỗi, trang 1 (cách mép trái 120 mm, mép trên 52 mm): … [NĐ 30/2020/NĐ-CP, …]"
std::string line_of(const Finding& finding);

}  // namespace tdkt::templates::lint
