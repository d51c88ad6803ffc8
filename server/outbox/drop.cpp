#include "server/outbox/drop.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include "server/jobs/archive.h"
#include "server/jobs/work_folder.h"
#include "server/outbox/edxml.h"
#include "server/outbox/undelivered.h"
#include "sql/decisions.h"
#include "sql/documents.h"
#include "sql/files.h"
#include "sql/people.h"
#include "sql/receivers.h"
#include "workflow/vietnamese.h"

namespace tdkt::server {

namespace fs = std::filesystem;

using workflow::Id;

namespace {

int pages_of(const std::string& pdf) {
    QPDF file;
    file.processMemoryFile("decision", pdf.data(), pdf.size());
    return static_cast<int>(QPDFPageDocumentHelper(file).getAllPages().size());
}

std::string zipped(const App& app, const std::string& name, const std::string& bytes,
                   workflow::Day day) {
    const WorkFolder folder(fs::path(app.settings.data) / "spool");
    const auto path = folder.file("edxml");
    write_archive(path, {{name, [&] { return bytes; }}}, day);
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

EdxmlOrganName own_name(soci::session& db, Id organ_id) {
    const auto organ = sql::load_organ(db, organ_id);
    for (const auto& known : sql::open_edxml_organs(db, organ_id))
        if (known.sender) return {known.code, organ.name, organ.superior_name, organ.seat};
    throw Undelivered(Trouble::message, "Cơ quan chưa có mã định danh trên trục liên thông.");
}

EdxmlPaper paper_of(soci::session& db, const App& app, const sql::Message& message) {
    const auto target = sql::load_edxml_organ(db, message.target);
    if (target.closed_at != 0)
        throw Undelivered(Trouble::unwanted, "Nơi nhận trên trục liên thông đã được bỏ.");
    const auto document = sql::load_document(db, message.source);
    const auto decision = sql::load_decision(db, document.subject);
    const auto bytes = sql::load_small(db, document.issued_file);
    EdxmlPaper paper;
    paper.from = own_name(db, message.organ);
    paper.to = {target.code, target.name};
    paper.id = "tdkt." + message.key();
    paper.number = workflow::document_number(document.number);
    paper.notation = document.symbol;
    paper.place = sql::load_organ(db, message.organ).place;
    paper.issued_on = workflow::parse_day(document.issued_on).value_or(workflow::Day{});
    paper.subject = document.title;
    paper.signer_name = decision.signer_name;
    paper.signer_post = decision.signer_post;
    paper.pages = pages_of(bytes);
    paper.at = message.created_at;
    paper.file_name = safe_name("Quyet-dinh-" + paper.number + "-" + document.symbol) + ".pdf";
    paper.archive = zipped(app, paper.file_name, bytes, paper.issued_on);
    return paper;
}

[[noreturn]] void cannot_write(const fs::path& file) {
    throw Undelivered(Trouble::receiver,
                      "Không ghi được vào thư mục edXML: " + file.parent_path().string() + ".");
}

// On the disk before the call ends, name and all.
void keep(const fs::path& file, int flags) {
    const int held = ::open(file.c_str(), flags);
    const bool kept = held >= 0 && ::fsync(held) == 0;
    if (held >= 0) ::close(held);
    if (!kept) cannot_write(file);
}

void write_whole(const fs::path& file, const std::string& bytes) {
    const auto part = file.parent_path() / ("." + file.filename().string() + ".part");
    std::error_code failed;
    {
        std::ofstream out(part, std::ios::binary | std::ios::trunc);
        out << bytes;
        if (!out.flush()) {
            out.close();
            fs::remove(part, failed);
            cannot_write(file);
        }
    }
    keep(part, O_WRONLY | O_CLOEXEC);
    fs::rename(part, file, failed);
    if (failed) cannot_write(file);
    keep(file.parent_path(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

}  // namespace

bool edxml_is_open(const Settings& settings) {
    return !settings.edxml_folder.empty();
}

void deliver_edxml(App& app, const sql::Message& message) {
    const auto paper = app.database.read([&](auto& db) { return paper_of(db, app, message); });
    write_whole(fs::path(app.settings.edxml_folder) / (safe_name(paper.id) + ".edxml"),
                edxml(paper));
}

}  // namespace tdkt::server
