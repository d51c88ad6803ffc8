// A template as somebody writes it at the desk: a kind of paper, then the text. What is not
// objected to can be kept, so it must give a paper whatever its data may be.
#include "templates/desk/examine.h"

#include "templates/desk/trials.h"
#include "templates/paper/pdf.h"
#include "templates/papers.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/printed.h"
#include "workflow/problem.h"

using namespace tdkt;

namespace {

void check(const templates::Objection& objection) {
    fuzz::require(!objection.code.empty() && !objection.message.empty(),
                  "an objection says what is wrong");
    fuzz::require(objection.line >= 0 && objection.column >= 0, "an objection has its place");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    const auto kinds = templates::paper_kinds();
    const auto kind = kinds[bytes[0] % kinds.size()].code;
    const auto examined = templates::examine(kind, fuzz::text_of(bytes + 1, size - 1));
    for (const auto& objection : examined.objections) check(objection);
    if (!examined.objections.empty()) return 0;
    fuzz::require(examined.pages > 0 && examined.html.starts_with("<article"),
                  "a template that may be kept gives a paper");
    const templates::PaperText text(kind, examined.whole);
    for (const auto& trial : templates::trials_of(kind)) {
        if (trial.emptied) continue;
        try {
            templates::look_at_paper(text, trial.data, [](const templates::Layout& layout) {
                fuzz::check_layout(layout);
                fuzz::check_pdf(templates::write_pdf(layout, "t"));
            });
        } catch (const workflow::Problem& problem) {
            fuzz::require(problem.kind() == workflow::Kind::too_large,
                          "such a template is at most too large for its data");
        }
    }
    return 0;
}
