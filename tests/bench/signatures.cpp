// Both signatures of a decision beside what the key alone can do in the same
// run: RSA depends on the processor more than on us.

#include "server/signing/pades.h"
#include "server/signing/verify.h"
#include "templates/desk/names.h"
#include "templates/papers.h"
#include "tests/bench/bench.h"
#include "tests/bench/office.h"

namespace tdkt::bench {
namespace {

server::Draw draws(const std::string& operators) {
    return [operators](double, double) { return operators; };
}

server::FieldFilling filling(const std::string& text) {
    return {text, draws("BT /F0 13 Tf 0 2 Td (12) Tj ET")};
}

}  // namespace

void signatures(Office& office) {
    auto& app = office.app();
    const auto now = app.now();
    const auto& leader = app.keys.person(office.cast().accounts.at("giamdoc"));
    const auto& organ = app.keys.organ(office.cast().organ);
    const server::SignatureMark mark{draws("0 0 1 rg 0 0 9 9 re f"), "Phê duyệt", "Đắk Lắk"};
    const server::IssueMarks marks{{{"so", filling("12")},
                                    {"ngay", filling("ngày 10 tháng 11 năm 2025")},
                                    {"so_phu_luc", filling("12")},
                                    {"ngay_phu_luc", filling("ngày 10 tháng 11 năm 2025")}},
                                   mark};
    const auto paper = templates::paper_pdf("decision", templates::sample_data("decision"));
    std::string approved, issued;

    const auto raw = median_ms(500, [&] { leader.sign("what a signature covers"); });
    const auto sign = median_ms(300, [&] { approved = approve(paper, leader, mark, now); });
    const auto issue = median_ms(
        300, [&] { issued = server::issue(approved, organ, marks, app.keys.roots(), now); });
    const auto verify = median_ms(300, [&] { server::verify(issued, app.keys.roots(), now); });
    report("sign.key", raw, "ms");
    report("sign.approve", sign, "ms");
    report("sign.issue", issue, "ms");
    report("sign.verify", verify, "ms");
    report("sign.approve.ratio", sign / raw, "×key");
    report("sign.issue.ratio", issue / raw, "×key");
}

}  // namespace tdkt::bench
