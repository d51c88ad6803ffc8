// A picture that somebody uploaded, in a paper.
#include "templates/paper/blocks.h"
#include "templates/paper/images.h"
#include "templates/paper/pdf.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/printed.h"
#include "workflow/problem.h"

using namespace tdkt;

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const auto tree = templates::read_xhtml(
        "<paper title=\"t\"><image name=\"anh\" width=\"30\" height=\"40\" alt=\"\"/>"
        "<image name=\"anh\" alt=\"\"/></paper>");
    static const auto blocks = templates::blocks_of(tree);
    const templates::Images images = {{"anh", std::string(fuzz::text_of(bytes, size))}};
    templates::Print print;
    print.images = &images;
    try {
        const auto layout = templates::lay_out(blocks, print);
        fuzz::check_layout(layout);
        fuzz::check_pdf(templates::write_pdf(layout, blocks.title));
    } catch (const workflow::Problem&) {
    }
    return 0;
}
