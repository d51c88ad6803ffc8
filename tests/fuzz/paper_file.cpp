// Somebody's PDF, read and looked over by the checks of Decree 30.
#include "server/paper_file/read.h"
#include "templates/lint/lint.h"
#include "tests/fuzz/fuzz.h"
#include "workflow/problem.h"

using namespace tdkt;

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const auto known = templates::lint::known_to_us();
    try {
        const auto subject = server::read_paper_file(fuzz::text_of(bytes, size));
        const auto report = templates::lint::look_over(subject, known);
        for (const auto& finding : report.findings) {
            fuzz::require(finding.check != nullptr && !finding.text.empty(),
                          "a finding names its check and says what is wrong");
            fuzz::require(finding.place.page <= static_cast<int>(subject.pages.size()),
                          "a finding lies on a page of the paper");
        }
    } catch (const workflow::Problem&) {
    }
    return 0;
}
