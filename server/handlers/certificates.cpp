#include "server/handlers/certificates.h"

#include <algorithm>

#include "server/jobs/certificates.h"
#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/recorded.h"
#include "server/steps/wordings.h"
#include "sql/certificates.h"
#include "sql/decisions.h"
#include "sql/documents.h"
#include "templates/book.h"
#include "templates/views/certificates.h"
#include "workflow/texts.h"

namespace tdkt::server {

using namespace workflow;
using nlohmann::json;

namespace {

constexpr int most_batches = 20;
constexpr std::size_t most_faults = 20;

std::string path_of(Id batch) {
    return "/certificates/" + std::to_string(batch);
}

constexpr std::string_view not_issued =
    "Quyết định chưa được ban hành nên chưa lập được giấy khen, giấy chứng nhận.";

// The paper that everything is made from; none before it is issued.
std::optional<Document> issued_paper(soci::session& db, const Decision& decision) {
    auto paper = sql::find_document(db, "decision", decision.id, PaperKind::decision);
    if (paper && paper->issued_file.empty()) paper.reset();
    return paper;
}

int offset(const Request& request, const char* field) {
    constexpr int most = 500;  // tenths of a millimetre
    const auto text = request.text(field);
    if (text.empty()) return 0;
    const auto tenths = templates::tenths_of(text);
    if (!tenths || *tenths > most || *tenths < -most)
        throw Problem::field(field, "Độ dịch là số milimét từ -50 đến 50, lẻ một chữ số: 1,5.");
    return *tenths;
}

CertificateOrder order_of(const Request& request) {
    const auto kind = find<CertificateKind>(request.text("kind"));
    if (!kind) throw Problem::field("kind", "Hãy chọn giấy khen hoặc giấy chứng nhận.");
    const auto bundle = find<Bundle>(request.text("bundle"));
    if (!bundle) throw Problem::field("bundle", "Hãy chọn một tệp PDF hoặc một tệp nén.");
    return {*kind, *bundle, request.input.value("blank", false), offset(request, "right"),
            offset(request, "down")};
}

// "Nguyễn Văn A: ꩰ (U+AA70)", of whatever a certificate shows.
std::string lacking_letters(const json& sheet) {
    std::string text;
    for (const auto& [key, value] : sheet.items())
        if (value.is_string()) text += value.get<std::string>() + " ";
    return listed(templates::letters_without_font(text), ", ");
}

// A letter that no font has would be printed as a box: nobody gives that to a person.
void expect_letters(const std::vector<json>& sheets) {
    std::vector<Fault> faults;
    for (const auto& sheet : sheets)
        if (const auto found = lacking_letters(sheet);
            !found.empty() && faults.size() < most_faults)
            faults.push_back({"", sheet.at("name").get<std::string>() + ": " + found + "."});
    if (!faults.empty())
        throw Problem(Kind::blocked,
                      "Có chữ mà máy chủ không có phông để in; hãy báo người quản trị cài phông.",
                      std::move(faults));
}

// For a reader of the same organ.
CertificateBatch readable(soci::session& db, const Request& request) {
    auto batch = sql::load_batch(db, request.id());
    if (batch.organ != request.actor.organ) throw Problem::missing("nội dung này");
    return batch;
}

Response ask(const Request& request, App& app, CertificateBatch wanted, const Words& words) {
    return recorded(request, app, [&](sql::Change& change) {
        wanted.words = keep_words(change, words, app.now());
        const auto id = sql::ask_for_certificates(change, wanted, request.actor.id, app.now());
        return made(request, path_of(id), id);
    });
}

Response change_batch(const Request& request, App& app,
                      void (*work)(sql::Change&, Id, std::int64_t)) {
    return recorded(request, app, [&](sql::Change& change) {
        readable(change.db(), request);
        work(change, request.id(), app.now());
        return changed(request, path_of(request.id()));
    });
}

}  // namespace

// GET /decisions/:id/certificates
Response list_certificates(const Request& request, App& app) {
    const auto view = app.database.read([&](auto& db) {
        const auto decision = sql::load_decision(db, request.actor, request.id());
        const std::string lacking(issued_paper(db, decision) ? "" : not_issued);
        return templates::certificates_view(
            decision, sql::load_batches(db, decision.id, most_batches), lacking, now_of(app));
    });
    return show(request, app, "certificates", view);
}

// POST /decisions/:id/certificates. Who presses twice, or at the same moment as somebody
// else, is led to the batch that is under way.
Response post_certificates(const Request& request, App& app) {
    CertificateBatch wanted;
    wanted.decision = request.id();
    wanted.order = order_of(request);
    const auto words = app.database.read([&](auto& db) {
        const auto paper = issued_paper(db, sql::load_decision(db, request.actor, wanted.decision));
        if (!paper) throw Problem(Kind::blocked, std::string(not_issued));
        const auto sheets = certificates(db, *paper, wanted.order.kind);
        expect_letters(sheets);
        wanted.document = paper->id;
        wanted.total = static_cast<int>(sheets.size());
        return words_for(db, paper->organ, "certificate", day_of(app.now()));
    });
    try {
        return ask(request, app, wanted, words);
    } catch (const Problem& problem) {
        if (problem.kind() != Kind::stale) throw;
        return ask(request, app, wanted, words);
    }
}

// GET /certificates/:id
Response show_certificates(const Request& request, App& app) {
    const auto batch = app.database.read([&](auto& db) { return readable(db, request); });
    return show(request, app, "certificate_batch",
                templates::batch_view(batch, batch_title(batch), now_of(app)));
}

// GET /certificates/:id/file
Response download_certificates(const Request& request, App& app) {
    const auto batch = app.database.read([&](auto& db) { return readable(db, request); });
    if (!batch.has_file())
        throw Problem(Kind::missing, batch.forgotten_at != 0
                                         ? "Tệp này đã hết hạn lưu; hãy lập lại."
                                         : "Tệp này chưa lập xong.");
    const bool pdf = batch.order.bundle == Bundle::pdf;
    Response response;
    response.type = pdf ? "application/pdf" : "application/zip";
    response.length = batch.size;
    response.stream = [&app, batch](std::ostream& out) {
        app.database.read_once([&](auto& db) { sql::write_batch(db, batch, out); });
    };
    return kept_as(batch_title(batch) + (pdf ? ".pdf" : ".zip"), std::move(response));
}

// POST /certificates/:id/cancel
Response cancel_certificates(const Request& request, App& app) {
    return change_batch(request, app, sql::cancel_batch);
}

// POST /certificates/:id/resume
Response resume_certificates(const Request& request, App& app) {
    return change_batch(request, app, sql::resume_batch);
}

}  // namespace tdkt::server
