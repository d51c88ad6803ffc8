#include "server/steps/genuine.h"

#include <algorithm>

#include "sql/decisions.h"
#include "sql/documents.h"
#include "sql/files.h"
#include "workflow/vietnamese.h"

namespace tdkt::server {

using namespace workflow;

namespace {

// Number and day as the clerk filled them in, wherever the paper has them.
bool bears_number(const SignatureReport& report, const Document& document) {
    const auto day = parse_day(document.issued_on);
    if (!day) return false;
    return std::ranges::all_of(report.fields, [&](const auto& field) {
        const auto& [name, text] = field;
        return text ==
               (paper_field::is_number(name) ? document_number(document.number) : long_date(*day));
    });
}

bool was_given_up(soci::session& db, const Document& document) {
    return document.subject_kind == "decision" &&
           !sql::load_decision(db, document.subject).outcome.empty();
}

}  // namespace

std::vector<std::string> doubts(soci::session& db, App& app, const Document& document) {
    if (document.issued_file.empty()) return {"Văn bản chưa được ban hành."};
    std::vector<std::string> found;
    const auto bytes = sql::load_small(db, document.issued_file);
    const auto report = app.reports.of(bytes, app.keys.roots(), app.now());
    if (!report.issued()) found.emplace_back("Chữ ký số trên văn bản không hợp lệ.");
    if (!bytes.starts_with(sql::load_small(db, document.rendered_file)) ||
        !report.title.ends_with(document.title))
        found.emplace_back("Tệp đang lưu không phải là văn bản mang mã này.");
    if (!bears_number(report, document))
        found.emplace_back("Số hoặc ngày trên văn bản khác với số, ngày đang ghi nhận.");
    if (!sql::is_registered(db, document))
        found.emplace_back("Văn bản không có trong sổ văn bản đi.");
    if (was_given_up(db, document)) found.emplace_back("Quyết định này không còn giá trị.");
    return found;
}

}  // namespace tdkt::server
