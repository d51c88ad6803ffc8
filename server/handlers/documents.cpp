#include "server/handlers/documents.h"

#include "server/front/text.h"
#include "server/handlers/lists.h"
#include "server/jobs/write_papers.h"
#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/codes.h"
#include "server/steps/desk.h"
#include "server/steps/genuine.h"
#include "server/steps/wordings.h"
#include "sql/council.h"
#include "sql/decisions.h"
#include "sql/documents.h"
#include "sql/dossiers.h"
#include "sql/files.h"
#include "templates/pages.h"
#include "templates/paper/qr.h"
#include "templates/papers.h"
#include "templates/views/decisions.h"
#include "workflow/visibility.h"

namespace tdkt::server {

using namespace workflow;

namespace {

// Whether the reader may see all that the paper says. It may not say less of minutes: then an
// extract is made of them.
bool may_see(soci::session& db, const sql::Horizon& horizon, const Document& paper) {
    const auto roles = horizon.reader().roles;
    if (paper.subject_kind == "dossier")
        return !sql::load_dossier(db, horizon, paper.subject).partial;
    if (paper.subject_kind == "meeting")
        return has(council_circle, roles) && !horizon.is_shut(paper.subject);
    return !paper.issued_file.empty() || (has(decision_circle, roles) &&
                                          !sql::load_decision(db, horizon, paper.subject).reserved);
}

// A paper for a reader who may see what it is about.
Document readable(soci::session& db, const Request& request, App& app) {
    const sql::Horizon horizon(db, request.actor);
    auto paper = sql::load_document(db, horizon, request.id());
    if (paper.organ != request.actor.organ || !may_see(db, horizon, paper))
        throw Problem::missing("nội dung này");
    if (paper.subject_kind == "meeting" && horizon.has_extracts(paper.subject))
        return extract_of(db, app, horizon, std::move(paper));
    return paper;
}

constexpr int page_size = 100;

// Their signatures are kept with the meeting.
bool is_signed_minutes(soci::session& db, const Document& paper) {
    return paper.kind == PaperKind::minutes &&
           sql::load_meeting(db, paper.subject).has_signed_minutes();
}

std::string file_name(const Document& paper) {
    const auto number =
        paper.number > 0 ? " " + document_number(paper.number) + "-" + paper.symbol : "";
    return std::string(label(paper.kind)) + number;
}

// An extract has no file: it is made while somebody looks at it.
Response pdf_of(soci::session& db, const Document& paper) {
    if (paper.file().empty())
        return pdf_file(templates::paper_pdf({code(paper.kind), text_of(db, paper.words)},
                                             nlohmann::json::parse(paper.data)),
                        file_name(paper));
    return pdf_file(sql::load_small(db, paper.file()), file_name(paper));
}

std::int64_t asked_year(const Request& request, int this_year) {
    const auto year = request.number("year", this_year);
    if (year < 2000 || year > 2100) throw Problem::field("year", "Năm phải từ 2000 đến 2100.");
    return year;
}

}  // namespace

// GET /documents/:id/page. The paper as it is printed, from the data it was made of.
Response show_paper(const Request& request, App& app) {
    const auto [paper, words] = app.database.read([&](auto& db) {
        auto found = readable(db, request, app);
        auto text = text_of(db, found.words);
        return std::pair(std::move(found), std::move(text));
    });
    if (request.json)
        return show(request, app, "",
                    {{"id", paper.id},
                     {"kind", code(paper.kind)},
                     {"data", nlohmann::json::parse(paper.data)},
                     {"number", paper.number},
                     {"symbol", paper.symbol},
                     {"issued_on", paper.issued_on},
                     {"code", paper.code},
                     {"wording_id", paper.words.wording},
                     {"template_sha256", paper.words.file},
                     {"sha256", paper.file()}});
    auto data = nlohmann::json::parse(paper.data);
    if (paper.number > 0) {
        data["number"] = document_number(paper.number);
        data["date"] = long_date(*parse_day(paper.issued_on));
    }
    return {200, templates::paper_page(paper.title,
                                       templates::paper_html({code(paper.kind), words}, data))};
}

// GET /documents/:id/pdf
Response download_paper(const Request& request, App& app) {
    return app.database.read([&](auto& db) { return pdf_of(db, readable(db, request, app)); });
}

// GET /documents/:id/docx. Never of what is signed: it would pass for the original.
Response download_word(const Request& request, App& app) {
    const auto [paper, words, editable] = app.database.read([&](auto& db) {
        auto found = readable(db, request, app);
        const bool may = found.is_editable() && !is_signed_minutes(db, found);
        auto text = text_of(db, found.words);
        return std::tuple(std::move(found), std::move(text), may);
    });
    if (!editable)
        throw Problem(Kind::conflict,
                      paper.kind == PaperKind::receipt
                          ? "Phiếu tiếp nhận không có bản để sửa; hãy dùng bản PDF."
                          : "Văn bản này đã ký nên không còn bản để sửa; bản PDF là bản gốc.");
    return word_file(
        templates::paper_docx({code(paper.kind), words}, nlohmann::json::parse(paper.data)),
        file_name(paper));
}

// GET /register
Response show_register(const Request& request, App& app) {
    const int this_year = year_of(day_of(app.now()));
    const auto year = static_cast<int>(asked_year(request, this_year));
    const auto organ = request.actor.organ;
    auto view = app.database.read([&](auto& db) {
        auto entries = sql::load_register(
            db, organ,
            {decision_series, year, static_cast<int>(request.number("before")), page_size + 1});
        const bool more = entries.size() > page_size;
        if (more) entries.resize(page_size);
        // Numbers have no gap: the next one tells how many there are.
        const int count = sql::next_number(db, organ, decision_series, year) - 1;
        auto shown = templates::register_view(entries, count, year, this_year);
        put_next(shown, request, more ? entries.back().number : 0);
        return shown;
    });
    return show(request, app, "register", std::move(view));
}

// GET /verify. A code typed by hand, or none yet.
Response find_verification(const Request& request, App& app) {
    const auto code = request.text("code");
    if (!code.empty()) return see_other("/verify/" + percent_encoded(written_code(code)));
    return show(request, app, "verify", {{"title", "Kiểm tra văn bản"}, {"known", false}});
}

// GET /verify/:code. Anybody may ask; only issued papers are known here.
Response show_verification(const Request& request, App& app) {
    const auto& code = request.params.at("code");
    if (const auto written = written_code(code); written != code)
        return see_other((request.json ? "/api/v1/verify/" : "/verify/") +
                         percent_encoded(written));
    const auto view = app.database.read([&](auto& db) {
        auto paper = sql::document_by_code(db, code);
        if (paper && paper->issued_file.empty()) paper.reset();
        if (!paper) return templates::verify_view(code, {}, {}, {}, now_of(app));
        return templates::verify_view(code, paper, signatures_on(db, app, *paper),
                                      doubts(db, app, *paper), now_of(app));
    });
    return show(request, app, "verify", view, view.at("known") ? 200 : 404);
}

// GET /verify/:code/qr
Response show_qr(const Request& request, App& app) {
    const auto& code = request.params.at("code");
    const auto paper = app.database.read([&](auto& db) { return sql::document_by_code(db, code); });
    if (!paper || paper->issued_file.empty()) throw Problem::missing("văn bản này");
    return {200, templates::qr_svg(app.settings.address + "/verify/" + paper->code),
            "image/svg+xml"};
}

// GET /verify/:code/pdf
Response download_verified(const Request& request, App& app) {
    return app.database.read([&](auto& db) {
        const auto paper = sql::document_by_code(db, request.params.at("code"));
        if (!paper || paper->issued_file.empty()) throw Problem::missing("nội dung này");
        return pdf_of(db, *paper);
    });
}

}  // namespace tdkt::server
