// A filled text, from its bytes to the printed page, the page in the browser and
// the file of Word.
#include "templates/paper/xhtml.h"

#include "templates/docx/docx.h"
#include "templates/paper/blocks.h"
#include "templates/paper/html.h"
#include "templates/paper/layout.h"
#include "templates/paper/pdf.h"
#include "templates/paper/sheet.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/printed.h"
#include "workflow/problem.h"

using namespace tdkt;

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto text = fuzz::text_of(bytes, size);
    try {
        const auto tree = templates::read_xhtml(text);
        const auto blocks = templates::blocks_of(tree);
        const auto& print = fuzz::print_with_image();
        const auto layout = templates::lay_out(blocks, print);
        fuzz::check_layout(layout);
        fuzz::check_pdf(templates::write_pdf(layout, blocks.title));
        const auto page = blocks.sheet.free ? templates::sheet_fragment(layout)
                                            : templates::paper_fragment(tree, print);
        fuzz::require(page.starts_with("<article"), "a paper has its page");
        const auto word = templates::docx::write_docx(blocks, print.images, {blocks.title, "", ""});
        fuzz::require(word.starts_with("PK"), "a paper has its file of Word");
    } catch (const templates::Unreadable&) {
    } catch (const workflow::Problem&) {
    }
    return 0;
}
