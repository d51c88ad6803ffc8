#include "server/handlers/certificates.h"

#include <algorithm>

#include "server/front/text.h"
#include "server/jobs/certificates.h"
#include "server/showing/show.h"
#include "server/steps/recorded.h"
#include "sql/certificates.h"
#include "sql/decisions.h"
#include "sql/documents.h"
#include "templates/book.h"
#include "templates/views/certificates.h"

namespace tdkt::server {

using namespace workflow;
using nlohmann::json;

namespace {

constexpr int most_batches = 20;
constexpr std::size_t most_faults = 20;
constexpr templates::Keeping keeping{sql::certificate_days};

std::string path_of(Id batch) {
    return "/certificates/" + std::to_string(batch);
}

// The paper that everything is made from; Problem{blocked} while there is none.
Document issued_paper(soci::session& db, const Request& request, Id decision) {
    sql::load_decision(db, request.actor, decision);
    const auto paper = sql::find_document(db, "decision", decision, PaperKind::decision);
    if (!paper || paper->issued_file.empty())
        throw Problem(
            Kind::blocked,
            "Quyết định chưa được ban hành nên chưa lập được giấy khen, giấy chứng nhận.");
    return *paper;
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
    std::string found;
    for (const auto& letter : templates::letters_without_font(text))
        found += (found.empty() ? "" : ", ") + letter;
    return found;
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
    sql::load_decision(db, request.actor, batch.decision);
    return batch;
}

Response ask(const Request& request, App& app, const CertificateBatch& wanted) {
    return recorded(request, app, [&](sql::Change& change) {
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
        std::string lacking;
        try {
            issued_paper(db, request, decision.id);
        } catch (const Problem& problem) {
            lacking = problem.what();
        }
        return templates::certificates_view(decision,
                                            sql::load_batches(db, decision.id, most_batches),
                                            lacking, now_of(app), keeping);
    });
    return show(request, app, "certificates", view);
}

// POST /decisions/:id/certificates. Who presses twice, or at the same moment as somebody
// else, is led to the batch that is under way.
Response post_certificates(const Request& request, App& app) {
    CertificateBatch wanted;
    wanted.decision = request.id();
    wanted.order = order_of(request);
    app.database.read([&](auto& db) {
        const auto paper = issued_paper(db, request, wanted.decision);
        const auto sheets = certificates(db, paper, wanted.order.kind);
        expect_letters(sheets);
        wanted.document = paper.id;
        wanted.total = static_cast<int>(sheets.size());
    });
    try {
        return ask(request, app, wanted);
    } catch (const Problem& problem) {
        if (problem.kind() != Kind::stale) throw;
        return ask(request, app, wanted);
    }
}

// GET /certificates/:id
Response show_certificates(const Request& request, App& app) {
    auto view = app.database.read([&](auto& db) {
        const auto batch = readable(db, request);
        const auto paper = sql::load_document(db, batch.document);
        return templates::batch_view(batch, batch_title(paper, batch.order.kind), now_of(app),
                                     keeping);
    });
    return show(request, app, "certificate_batch", std::move(view));
}

// GET /certificates/:id/file
Response download_certificates(const Request& request, App& app) {
    const auto [batch, name] = app.database.read([&](auto& db) {
        const auto found = readable(db, request);
        if (!found.has_file())
            throw Problem(Kind::missing, found.forgotten_at != 0
                                             ? "Tệp này đã hết hạn lưu; hãy lập lại."
                                             : "Tệp này chưa lập xong.");
        const auto paper = sql::load_document(db, found.document);
        auto title = batch_title(paper, found.order.kind);
        std::ranges::replace(title, '/', '-');
        return std::pair(found, title);
    });
    const bool pdf = batch.order.bundle == Bundle::pdf;
    Response response;
    response.type = pdf ? "application/pdf" : "application/zip";
    response.length = batch.size;
    response.headers.emplace_back(
        "Content-Disposition",
        "attachment; filename*=UTF-8''" + percent_encoded(name + (pdf ? ".pdf" : ".zip")));
    response.stream = [&app, batch](std::ostream& out) {
        app.database.read([&](auto& db) { sql::write_batch(db, batch, out); });
    };
    return response;
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
