#include "server/handlers/templates.h"

#include <algorithm>
#include <charconv>

#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/recorded.h"
#include "sql/wordings.h"
#include "templates/desk/examine.h"
#include "templates/desk/names.h"
#include "templates/papers.h"
#include "templates/resources.h"
#include "templates/views/wordings.h"
#include "workflow/visibility.h"

namespace tdkt::server {

using namespace workflow;

namespace {

using templates::Examined;
using templates::PaperText;
using Versions = std::vector<Wording>;

const templates::PaperKind& kind_of(const Request& request) {
    return templates::paper_kind(request.params.at("kind"));
}

std::string path_of(const templates::PaperKind& kind, int version) {
    return "/templates/" + std::string(kind.code) + "/versions/" + std::to_string(version);
}

bool may_edit(const Request& request) {
    return has(template_editors, request.actor.roles);
}

Versions versions_of(soci::session& db, const Request& request) {
    return sql::wordings(db, request.actor.organ, std::string(kind_of(request).code));
}

int newest_of(const Versions& versions) {
    return versions.empty() ? 0 : versions.front().version;
}

// As it was written. 0: the program's own.
std::string text_of(soci::session& db, const Request& request, int version) {
    const auto& kind = kind_of(request);
    if (version == 0) return std::string(templates::resource(kind.text));
    return sql::load_wording(db, request.actor.organ, std::string(kind.code), version).text;
}

int version_in(const Request& request) {
    const auto& digits = request.params.at("v");
    int version = -1;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), version);
    if (error != std::errc{} || end != digits.data() + digits.size() || version < 0)
        throw Problem::missing("bản mẫu này");
    return version;
}

// A number of a version that a field names.
int asked_version(const Request& request, const char* field, int otherwise) {
    const auto asked = request.number(field, otherwise);
    if (asked < 0 || asked > INT32_MAX) throw Problem::missing("bản mẫu này");
    return static_cast<int>(asked);
}

// The forms in which a template can be tried out.
Response as_page(const Request& request, App&, const Examined& examined) {
    return {200, templates::trial_page(kind_of(request), examined)};
}

std::vector<Fault> faults_of(const Examined& examined) {
    std::vector<Fault> faults;
    for (const auto& one : examined.objections)
        faults.push_back({"text", sentence_of(one), one.code, one.line, one.column});
    return faults;
}

// In the place of a file: a person sees what is to be mended, a program gets it as faults.
Response objected(const Request& request, App& app, const Examined& examined) {
    if (request.json)
        throw Problem(Kind::blocked, "Mẫu chưa lập được thành văn bản.", faults_of(examined));
    return as_page(request, app, examined);
}

Response as_pdf(const Request& request, App& app, const Examined& examined) {
    if (!examined.objections.empty()) return objected(request, app, examined);
    const auto& kind = kind_of(request).code;
    return {200,
            templates::paper_pdf(PaperText(kind, examined.whole), templates::sample_data(kind)),
            "application/pdf"};
}

Response as_docx(const Request& request, App& app, const Examined& examined) {
    if (!examined.objections.empty()) return objected(request, app, examined);
    const auto& kind = kind_of(request);
    return word_file(templates::paper_docx(PaperText(kind.code, examined.whole),
                                           templates::sample_data(kind.code)),
                     std::string(kind.name));
}

struct Form {
    std::string_view name;
    Response (*show)(const Request&, App&, const Examined&);
};
constexpr Form forms[] = {{"page", as_page}, {"pdf", as_pdf}, {"docx", as_docx}};

Response as_facts(const Request& request, App& app, const Examined& examined) {
    auto view = templates::examined_view(examined);
    view["html"] = examined.html;
    return show(request, app, "", std::move(view));
}

// Errors in the paper are let through by those who say that they know of them.
std::vector<Fault> unaccepted(const Examined& examined) {
    std::vector<Fault> faults;
    for (const auto& finding : examined.lint.findings)
        if (finding.severity == templates::lint::Severity::error)
            faults.push_back({"accept", "Thể thức: " + templates::lint::line_of(finding),
                              std::string(finding.check->code)});
    return faults;
}

Examined examined_for_keeping(const Request& request) {
    auto examined = templates::examine(kind_of(request).code, request.text("text"));
    auto faults = faults_of(examined);
    if (faults.empty() && !request.input.value("accept", false)) faults = unaccepted(examined);
    if (!faults.empty())
        throw Problem(Kind::blocked, "Mẫu chưa lưu được. Hãy sửa những điểm sau rồi lưu lại.",
                      std::move(faults));
    return examined;
}

Day asked_day(const Request& request, const Versions& versions, Day today) {
    const auto day = *parse_day(request.text("valid_from"));
    if (day < today)
        throw Problem::field("valid_from", "Ngày có hiệu lực không được ở trước hôm nay (" +
                                               short_date(today) +
                                               "): văn bản đã lập giữ nguyên mẫu của nó.");
    const auto waiting = upcoming(versions, day);
    if (!waiting.empty() && !request.input.value("replace_upcoming", false))
        throw Problem::field("valid_from", "Bản " + std::to_string(waiting.back()->version) +
                                               " đã định có hiệu lực từ " +
                                               short_date(waiting.back()->valid_from) +
                                               ". Hãy chọn ngày không sớm hơn, hoặc đánh dấu thay "
                                               "luôn những bản sắp có hiệu lực.");
    return day;
}

std::string trimmed(std::string text) {
    text.erase(text.find_last_not_of(" \t\n") + 1);
    return text;
}

// What is sent again unchanged would be a version that says nothing.
void expect_change(soci::session& db, const Request& request, const Versions& versions, Day day) {
    const auto* before = valid_on(versions, day);
    const auto text = text_of(db, request, before == nullptr ? 0 : before->version);
    if (trimmed(text) == trimmed(request.text("text")) &&
        newest_of(versions) == (before == nullptr ? 0 : before->version))
        throw Problem::field("text", "Nội dung giống hệt mẫu đang có hiệu lực vào ngày ấy.");
}

}  // namespace

// GET /templates
Response list_templates(const Request& request, App& app) {
    const auto all =
        app.database.read([&](auto& db) { return sql::wordings(db, request.actor.organ); });
    return show(request, app, "templates", templates::wordings_view(all, day_of(app.now())));
}

// GET /templates/:kind. With `from`, the words of an old version to go on from.
Response show_template(const Request& request, App& app) {
    const auto& kind = kind_of(request);
    const auto view = app.database.read([&](auto& db) {
        const auto versions = versions_of(db, request);
        const auto newest = newest_of(versions);
        const auto from = asked_version(request, "from", newest);
        return templates::desk_view(
            {kind, versions, from, text_of(db, request, from), may_edit(request), from != newest},
            day_of(app.now()));
    });
    return show(request, app, "template", view);
}

// POST /templates/:kind. Keeps a new version.
Response post_template(const Request& request, App& app) {
    const auto& kind = kind_of(request);
    const auto examined = examined_for_keeping(request);
    return recorded(request, app, [&](sql::Change& change) {
        const auto versions = versions_of(change.db(), request);
        expect_version(request, newest_of(versions));
        Wording wording;
        wording.organ = request.actor.organ;
        wording.kind = kind.code;
        wording.version = newest_of(versions) + 1;
        wording.text = request.text("text");
        wording.valid_from = asked_day(request, versions, day_of(app.now()));
        expect_change(change.db(), request, versions, wording.valid_from);
        wording.note = request.text("note");
        wording.accepted = templates::error_codes(examined.lint);
        wording.made_by = request.actor.id;
        wording.made_at = app.now();
        const auto id = sql::add_wording(change, wording);
        return made(request, path_of(kind, wording.version), id);
    });
}

// POST /templates/:kind/preview. Changes nothing.
Response try_template(const Request& request, App& app) {
    const auto wanted = request.text("show");
    const auto form =
        std::ranges::find(forms, wanted.empty() ? forms[0].name : wanted, &Form::name);
    if (form == std::end(forms))
        throw Problem::field("show", "Không có dạng xem thử “" + wanted + "”.");
    const auto examined = templates::examine(kind_of(request).code, request.text("text"));
    if (wanted.empty() && request.json) return as_facts(request, app, examined);
    return form->show(request, app, examined);
}

// GET /templates/:kind/versions/:v
Response show_template_version(const Request& request, App& app) {
    const auto& kind = kind_of(request);
    const auto version = version_in(request);
    const auto view = app.database.read([&](auto& db) {
        const auto versions = versions_of(db, request);
        templates::VersionShown shown{
            kind, versions, version, text_of(db, request, version), {}, {}, may_edit(request)};
        if (request.input.contains("with")) {
            shown.with = asked_version(request, "with", 0);
            shown.with_text = text_of(db, request, *shown.with);
        }
        return templates::version_view(shown, day_of(app.now()));
    });
    return show(request, app, "template_version", view);
}

namespace {

Examined examined_version(const Request& request, App& app) {
    const auto text =
        app.database.read([&](auto& db) { return text_of(db, request, version_in(request)); });
    return templates::examine(kind_of(request).code, text);
}

}  // namespace

// GET /templates/:kind/versions/:v/page
Response show_version_page(const Request& request, App& app) {
    const auto examined = examined_version(request, app);
    return request.json ? as_facts(request, app, examined) : as_page(request, app, examined);
}

// GET /templates/:kind/versions/:v/pdf
Response show_version_pdf(const Request& request, App& app) {
    return as_pdf(request, app, examined_version(request, app));
}

// GET /templates/:kind/versions/:v/docx
Response show_version_docx(const Request& request, App& app) {
    return as_docx(request, app, examined_version(request, app));
}

}  // namespace tdkt::server
