#include "server/handlers/attachments.h"

#include <magic.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <memory>

#include "server/front/text.h"
#include "server/handlers/dossiers.h"
#include "server/handlers/file_kinds.h"
#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/recorded.h"
#include "sql/dossiers.h"
#include "sql/files.h"
#include "workflow/decide.h"

namespace tdkt::server {

using namespace workflow;

namespace {

// By its content, whatever its name says.
std::string media_type(const std::string& path) {
    const std::unique_ptr<magic_set, decltype(&magic_close)> cookie(magic_open(MAGIC_MIME_TYPE),
                                                                    magic_close);
    if (!cookie || magic_load(cookie.get(), nullptr) != 0)
        throw std::runtime_error("libmagic has no database");
    const char* type = magic_file(cookie.get(), path.c_str());
    return type != nullptr ? type : "application/octet-stream";
}

const Upload& sent_file(const Request& request) {
    if (request.uploads.size() == 1) return request.uploads.front();
    throw Problem::field("file", "Hãy chọn một tệp để tải lên.");
}

// Name and content must tell of the same kind of file.
std::string taken_type(const Upload& upload) {
    const auto found = media_type(*upload.path);
    if (const auto* kind = file_kind(upload.name, found)) return std::string(kind->types[0]);
    throw Problem::field("file", "Chỉ nhận " + taken_kinds() + "; “" + upload.name +
                                     "” không phải, hoặc nội dung không đúng với đuôi tệp.");
}

// What arrived must be what the sender has, when they say what that is.
void expect_declared(const Request& request, const Upload& upload) {
    auto declared = request.text("sha256");
    std::ranges::transform(declared, declared.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (declared.empty() || declared == upload.sha256) return;
    throw Problem::field("sha256",
                         "Nội dung tệp nhận được không đúng với mã SHA-256 gửi kèm nên tệp không "
                         "được ghi nhận. Hãy gửi lại.");
}

// The papers of the whole dossier are part of what is voted on, for each of its
// nominations; a nomination's own papers change with it alone.
void expect_open(const Dossier& dossier, Id nomination, bool removal) {
    if (nomination == 0 && removal) expect_untouched(dossier);
    for (const auto& each : dossier.nominations) {
        if (nomination == 0 && locked(each.state))
            throw Problem(Kind::forbidden,
                          "Hồ sơ có đề nghị đã đưa ra biểu quyết nên không thêm, bớt được tài liệu "
                          "chung; hãy gắn tài liệu vào từng đề nghị.");
        if (nomination != 0 && each.id == nomination && !editable(each.state))
            throw Problem(Kind::forbidden,
                          "Đề nghị này đang được xử lý nên không thêm, bớt được tài liệu.");
    }
}

// Stores the file and puts it into the dossier, for one nomination or for all (0).
Response attach(const Request& request, App& app, Id nomination,
                const std::function<Id(soci::session&)>& dossier_of, const std::string& back) {
    const auto part = find<Part>(request.text("kind"));
    if (!part) throw Problem::field("kind", "Không có loại tài liệu này.");
    const auto& upload = sent_file(request);
    expect_declared(request, upload);
    const auto type = taken_type(upload);
    return recorded(request, app, [&](sql::Change& change) {
        const auto dossier = dossier_to_edit(change.db(), request, dossier_of(change.db()));
        if (nomination != 0 &&
            !std::ranges::count(dossier.nominations, nomination, &Nomination::id))
            throw Problem::missing("nội dung này");
        expect_open(dossier, nomination, /*removal=*/false);
        std::ifstream bytes(*upload.path, std::ios::binary);
        sql::store(change, upload.sha256, type, app.now(), bytes);
        Attachment attachment{0,    dossier.id,  nomination, *part, upload.name, upload.sha256,
                              type, upload.size, app.now(),  {}};
        const auto id = sql::add_attachment(change, attachment, request.actor,
                                            sql::expected(request.version, dossier));
        return request.json ? made(request, "/attachments/" + std::to_string(id), id)
                            : changed(request, back);
    });
}

// The attachment, for a reader who may see its dossier.
Attachment find_attachment(soci::session& db, const Request& request) {
    const auto dossier =
        sql::load_dossier(db, request.actor, sql::dossier_of_attachment(db, request.id()));
    for (const auto& attachment : dossier.attachments)
        if (attachment.id == request.id()) return attachment;
    throw Problem::missing("nội dung này");
}

}  // namespace

// POST /dossiers/:id/attachments
Response post_dossier_attachment(const Request& request, App& app) {
    const auto id = request.id();
    return attach(
        request, app, 0, [id](soci::session&) { return id; }, "/dossiers/" + std::to_string(id));
}

// POST /nominations/:id/attachments
Response post_nomination_attachment(const Request& request, App& app) {
    const auto id = request.id();
    return attach(
        request, app, id, [id](soci::session& db) { return sql::dossier_of_nomination(db, id); },
        "/nominations/" + std::to_string(id));
}

// GET /attachments/:id
Response download_attachment(const Request& request, App& app) {
    const auto attachment =
        app.database.read([&](auto& db) { return find_attachment(db, request); });
    Response response;
    response.type = attachment.media_type;
    response.length = attachment.size;
    response.stream = [&app, sha256 = attachment.sha256](std::ostream& out) {
        app.database.read_once([&](auto& db) { sql::load(db, sha256, out); });
    };
    return kept_as(download_name(attachment.name, attachment.media_type), std::move(response));
}

// POST /attachments/:id/remove
Response remove_attachment(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        const auto attachment = find_attachment(change.db(), request);
        const auto dossier = dossier_to_edit(change.db(), request, attachment.dossier);
        expect_open(dossier, attachment.nomination, /*removal=*/true);
        sql::remove_attachment(change, attachment, sql::expected(request.version, dossier));
        return changed(request, attachment.nomination == 0
                                    ? "/dossiers/" + std::to_string(attachment.dossier)
                                    : "/nominations/" + std::to_string(attachment.nomination));
    });
}

}  // namespace tdkt::server
