#include "server/steps/desk.h"

#include <sstream>

#include "server/signing/keys.h"
#include "server/signing/moment.h"
#include "server/signing/pades.h"
#include "server/signing/stamps.h"
#include "sql/decisions.h"
#include "sql/digest.h"
#include "sql/files.h"
#include "sql/outbox.h"
#include "sql/people.h"
#include "templates/paper_data.h"
#include "workflow/texts.h"

namespace tdkt::server {

using namespace workflow;

namespace {

// Whether the step could be taken as things stand; the change decides for good.
bool may_go_on(soci::session& db, const Request& request, App& app, const Asked& asked) {
    try {
        decide(group_of(db, app, asked), request.actor, asked.event, asked.through, asked.reason);
        return true;
    } catch (const Problem&) {
        return false;
    }
}

Prepared signed_by_leader(App& app, const sql::Account& signer, Document paper,
                          const std::string& bytes, const std::string& place) {
    const auto at = app.now();
    const auto& key = app.keys.person(signer);
    auto with = approve(bytes, key,
                        {signature_lines(caption(identity(key.chain().front().get()), at)),
                         "Ký ban hành quyết định", place},
                        at);
    return {std::move(paper), std::move(with), 0, at};
}

// Numbers are given in the order of their days (Decree 30/2020, Điều 15): with a clock that
// was set back, none is given until it is right again.
void expect_no_earlier_day(soci::session& db, const sql::Organ& organ, std::int64_t signed_at,
                           Day today) {
    const auto latest =
        std::max(sql::last_issued_on(db, organ.id, decision_series), iso(day_of(signed_at)));
    if (iso(today) >= latest) return;
    throw Problem(Kind::blocked, "Đồng hồ máy chủ đang chỉ ngày " + short_date(today) +
                                     ", trước ngày " + short_date(*parse_day(latest)) +
                                     " của bước ký hoặc của số đã cấp gần nhất, nên chưa cấp số "
                                     "được. Đề nghị quản trị kiểm tra lại đồng hồ.");
}

Prepared sealed_by_clerk(soci::session& db, App& app, Document paper, std::string bytes,
                         const sql::Organ& organ, std::int64_t signed_at) {
    // The seal is never of a time before the signature, though a clock be set back.
    const auto at = std::max(app.now(), signed_at);
    const auto today = day_of(app.now());
    expect_no_earlier_day(db, organ, signed_at, today);
    const int number = sql::next_number(db, organ.id, decision_series, year_of(today));
    const auto& key = app.keys.organ(organ);
    const auto digits = document_number(number);
    const auto date = long_date(today);
    const FieldFilling number_field{digits, field_text(digits, /*italic=*/false)};
    const FieldFilling date_field{date, field_text(date, /*italic=*/true)};
    const IssueMarks marks{{{"so", number_field},
                            {"ngay", date_field},
                            {"so_phu_luc", number_field},
                            {"ngay_phu_luc", date_field}},
                           {round_seal(organ.name), "Đóng dấu ban hành", organ.place}};
    auto with = issue(bytes, key, marks, app.keys.roots(), at);
    paper.number = number;
    paper.symbol = templates::paper_symbol(PaperKind::decision, organ.symbol);
    paper.issued_on = iso(today);
    return {std::move(paper), std::move(with), number, at};
}

std::string capacity_of(PaperKind kind, const std::string& field) {
    if (field == paper_field::seal) return "Dấu của cơ quan";
    if (kind != PaperKind::minutes) return "Người ký";
    return field == paper_field::secretary ? "Thư ký" : "Chủ tọa";
}

void store_file(sql::Change& change, const std::string& sha256, const std::string& bytes,
                std::int64_t now) {
    std::istringstream stream(bytes);
    sql::store(change, sha256, "application/pdf", now, stream);
}

void enter_in_register(sql::Change& change, const Prepared& prepared, const std::string& signer) {
    const auto& paper = prepared.document;
    const int year = year_of(*parse_day(paper.issued_on));
    sql::take_number(change, paper.organ, decision_series, year, prepared.number);
    sql::add_to_register(change, paper.organ, decision_series, year,
                         {prepared.number, paper.symbol, paper.issued_on, paper.title, signer,
                          "Như Điều 3; BHXH Việt Nam; các Phó Giám đốc", "VT, TCHC", 1, paper.id});
}

}  // namespace

std::optional<Prepared> prepare(const Request& request, App& app, const Asked& asked) {
    if (asked.event != Event::sign && asked.event != Event::issue) return {};
    return app.database.read([&](auto& db) -> std::optional<Prepared> {
        const auto decision = sql::load_decision(db, request.actor, asked.on);
        if (decision.reserved || !may_go_on(db, request, app, asked)) return {};
        auto paper = sql::find_document(db, "decision", decision.id, PaperKind::decision);
        if (!paper) return {};
        auto bytes = sql::load_small(db, paper->file());
        const auto organ = sql::load_organ(db, decision.organ);
        if (asked.event == Event::sign)
            return signed_by_leader(app, sql::load_account(db, request.actor.id), std::move(*paper),
                                    bytes, organ.place);
        return sealed_by_clerk(db, app, std::move(*paper), std::move(bytes), organ,
                               decision.signed_at);
    });
}

bool number_is_taken(App& app, const Prepared& prepared) {
    if (prepared.number == 0) return false;
    const auto& paper = prepared.document;
    const int year = year_of(*parse_day(paper.issued_on));
    return prepared.number != app.database.read([&](auto& db) {
        return sql::next_number(db, paper.organ, decision_series, year);
    });
}

void keep(sql::Change& change, const Actor& actor, const Asked& asked,
          const std::optional<Prepared>& prepared, std::int64_t at, bool by_edxml) {
    if (asked.event != Event::sign && asked.event != Event::issue) return;
    // The step is open now and was not a moment ago: the paper must be looked at again.
    if (!prepared) throw Problem::stale();
    const auto sha256 = sql::sha256_hex(prepared->bytes);
    auto paper = prepared->document;
    const auto current = sql::find_document(change.db(), "decision", asked.on, PaperKind::decision);
    if (!current || current->id != paper.id || current->file() != prepared->document.file())
        throw Problem::stale();
    store_file(change, sha256, prepared->bytes, at);
    if (asked.event == Event::sign) {
        sql::set_signed_file(change, paper.id, "", sha256);
        sql::set_signed(change, asked.on, actor.id, at);
        return;
    }
    // Midnight came between: the paper bears yesterday.
    if (paper.issued_on != iso(day_of(at))) throw Problem::stale();
    const auto decision = sql::load_decision(change.db(), asked.on);
    enter_in_register(change, *prepared, decision.signer_name);
    paper.issued_file = sha256;
    sql::set_issued_file(change, paper);
    sql::set_issued(change, asked.on, actor.id, at);
    if (by_edxml) sql::put_edxml(change, asked.on, paper.id, at);
}

std::vector<templates::SignatureShown> signatures_on(soci::session& db, App& app,
                                                     const Document& document) {
    std::vector<templates::SignatureShown> shown;
    if (document.signed_file.empty()) return shown;
    const auto report =
        app.reports.of(sql::load_small(db, document.file()), app.keys.roots(), app.now());
    for (const auto& found : report.signatures) {
        const bool good = found.intact && found.trusted && report.alarms.empty();
        const auto faults = workflow::listed(found.faults, " ");
        shown.push_back(
            {capacity_of(document.kind, found.field), found.signer.name,
             "Chứng thư số: " + found.signer.name + ", " + found.signer.organ + "; cấp bởi " +
                 found.issuer,
             found.signed_at ? "Ký lúc " + date_time(*found.signed_at) : "Không ghi thời điểm ký",
             good, good ? "Chữ ký hợp lệ" : "Chữ ký không hợp lệ. " + faults});
    }
    return shown;
}

}  // namespace tdkt::server
