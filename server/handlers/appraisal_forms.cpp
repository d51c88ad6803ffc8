#include "server/handlers/appraisal_forms.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "server/app.h"
#include "server/handlers/appraisals.h"
#include "server/jobs/work_folder.h"
#include "server/sheet_file/form.h"
#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/recorded.h"
#include "server/steps/sheets.h"
#include "workflow/dossier.h"

namespace tdkt::server {

using namespace workflow;
using nlohmann::json;

namespace {

// Those that the person may fill now.
std::vector<sql::SheetCard> open_sheets(soci::session& db, const Actor& actor) {
    const sql::Horizon horizon(db, actor);
    sql::SheetQuery query;
    query.seen_by = &horizon;
    query.organ = actor.organ;
    query.account = actor.id;
    query.unit = actor.unit;
    query.open = true;
    auto cards = sql::load_sheets(db, query);
    std::erase_if(cards, [&](const auto& card) {
        return !is_theirs(card.sheet, actor) || card.facts.state != State::received ||
               !conflict_of(actor.id, actor.unit, card.facts).empty();
    });
    return cards;
}

Fillable fillable(const App& app, const sql::SheetCard& card) {
    return {&card.sheet, card.nominee, &criteria_of(app, card)};
}

FormReading reading_of(const App& app, const std::vector<sql::SheetCard>& cards,
                       const sql::FormUpload& upload) {
    std::vector<Fillable> sheets;
    for (const auto& card : cards) sheets.push_back(fillable(app, card));
    return read_form(upload.rows, sheets);
}

std::vector<FormLine> lines_for(const App& app, const std::vector<sql::SheetCard>& cards) {
    std::vector<FormSheet> sheets;
    for (const auto& card : cards)
        sheets.push_back({fillable(app, card), dossier_code(card.sheet.dossier),
                          card.prize_name.empty() ? card.award : card.prize_name});
    return form_lines(sheets);
}

std::string as_xlsx(const App& app, const std::vector<FormLine>& lines) {
    const WorkFolder folder(std::filesystem::path(app.settings.data) / "spool");
    const auto path = folder.file("form.xlsx");
    write_xlsx(lines, path);
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// The whole of what is wrong with a form, as faults beside its file.
std::vector<Fault> as_faults(const std::vector<FormFault>& found) {
    std::vector<Fault> faults;
    for (const auto& one : found)
        faults.push_back(
            {"file", "Ô " + one.cell + ": cần " + one.expected + "; thấy " + one.found + "."});
    return faults;
}

}  // namespace

// GET /appraisal-forms
Response download_form(const Request& request, App& app) {
    const auto format = request.text("format");
    if (!format.empty() && format != "xlsx" && format != "csv")
        throw Problem::field("format", "Dạng tệp là xlsx hoặc csv.");
    const auto cards = app.database.read([&](auto& db) { return open_sheets(db, request.actor); });
    if (cards.empty())
        throw Problem(Kind::blocked, "Ông/Bà không có phiếu thẩm định nào đang lập.");
    const auto lines = lines_for(app, cards);
    const auto name = "Phiếu thẩm định " + iso(day_of(app.now()));
    if (format == "csv")
        return kept_as(name + ".csv", {200, write_csv(lines), "text/csv; charset=utf-8"});
    return kept_as(name + ".xlsx",
                   {200, as_xlsx(app, lines),
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"});
}

// POST /appraisal-forms
Response post_form(const Request& request, App& app) {
    if (request.uploads.size() != 1) throw Problem::field("file", "Hãy chọn một tệp để tải lên.");
    const auto& file = request.uploads.front();
    if (file.size > static_cast<std::int64_t>(most_form_bytes)) refuse_file("Tệp lớn quá 4 MB.");
    const auto rows = read_form_file(*file.path);
    return recorded(request, app, [&](sql::Change& change) {
        const auto id = sql::add_upload(change, {0, request.actor.id, file.name, app.now(), rows});
        return made(request, "/appraisal-forms/" + std::to_string(id), id);
    });
}

// GET /appraisal-forms/:id
Response show_form(const Request& request, App& app) {
    const auto view = app.database.read([&](auto& db) {
        const auto upload = sql::load_upload(db, request.actor.id, request.id());
        const auto cards = open_sheets(db, request.actor);
        return templates::form_view(upload.id, upload.name, upload.at,
                                    reading_of(app, cards, upload));
    });
    return show(request, app, "appraisal_import", view);
}

// POST /appraisal-forms/:id/apply. Nothing is handed in by it.
Response apply_form(const Request& request, App& app) {
    const auto id = request.id();
    return recorded(request, app, [&](sql::Change& change) {
        const auto upload = sql::load_upload(change.db(), request.actor.id, id);
        const auto cards = open_sheets(change.db(), request.actor);
        const auto reading = reading_of(app, cards, upload);
        if (!reading.faults.empty())
            throw Problem(Kind::blocked, "Tệp còn ô cần sửa nên chưa có gì được ghi.",
                          as_faults(reading.faults));
        for (const auto& [sheet, said] : reading.said)
            for (const auto& card : cards)
                if (card.sheet.id == sheet) save_sheet(change, app, request.actor, card, said);
        sql::remove_uploads(change, request.actor.id);
        return changed(request, "/appraisals");
    });
}

}  // namespace tdkt::server
