#include "server/showing/again.h"

#include <algorithm>
#include <set>

#include "server/app.h"
#include "server/front/dispatch.h"
#include "workflow/texts.h"

namespace tdkt::server {
namespace {

using nlohmann::json;
using workflow::Fault;
using workflow::Kind;
using workflow::Problem;

constexpr std::string_view on_stale =
    "Nội dung đã thay đổi từ khi Ông/Bà mở trang này nên chưa có gì được ghi. Trang dưới đây là "
    "nội dung mới nhất; những gì Ông/Bà vừa nhập còn nguyên trong biểu mẫu.";

// Forms that stand on another page than the one above their address.
struct Home {
    std::string_view form, page;
};
constexpr Home homes[] = {{"/dossiers", "/dossiers/new"},
                          {"/appraisal-forms", "/appraisals"},
                          {"/councils/terms", "/councils/new"},
                          {"/sign-out", ""},
                          {"/sign-in", ""}};

// Lists in a view from which a field is chosen.
struct List {
    std::string_view field, list, value;
};
constexpr List lists[] = {
    {"nominee_kind", "kinds", "value"},
    {"prize", "prizes", "value"},
    {"nominee_account", "accounts", "value"},
    {"nominee_unit", "nominee_units", "value"},
    {"kind", "attachment_kinds", "value"},
    {"kind", "council_kinds", "value"},
    {"kind", "certificate_kinds", "value"},
    {"bundle", "bundles", "value"},
    {"round", "rounds", "value"},
    {"council", "councils", "value"},
    {"signer", "signers", "value"},
    {"unit", "units", "value"},
    {"roles", "roles", "value"},
    {"events", "events", "value"},
    {"nominations", "candidates", "nomination_id"},
    {"appraisers", "people", "value"},
    {"to", "others", "value"},
    {"conclusion", "conclusions", "value"},
};

bool can_be_mended(Kind kind) {
    return kind == Kind::blocked || kind == Kind::conflict || kind == Kind::stale ||
           kind == Kind::too_large || kind == Kind::forbidden || kind == Kind::busy;
}

std::string text_of(const json& value) {
    return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

std::set<std::string> typed_as(const Again& again, std::string_view field) {
    std::set<std::string> values;
    for (const auto& [name, value] : again.typed)
        if (name == field) values.insert(value);
    return values;
}

bool is_secret(std::string_view name) {
    return name.find("password") != std::string_view::npos;
}

// Browsers send line ends as CR LF.
std::string plain(std::string text) {
    std::erase(text, '\r');
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return text;
}

std::string cut(const std::string& text) {
    const std::string start(workflow::opening(text, 300));
    return start.size() < text.size() ? start + "…" : start;
}

// Where somebody wrote something else meanwhile, both are seen.
void add_stored(std::vector<Fault>& faults, const json& form, const Again& again) {
    for (const auto& field : again.fields) {
        const std::string name(field.name);
        const auto typed = typed_as(again, name);
        if (field.type != Type::text || !form.contains(name) || typed.empty()) continue;
        const auto stored = text_of(form[name]);
        if (plain(stored) == plain(*typed.begin())) continue;
        const auto what = "“" + std::string(field.label) + "” hiện đang ";
        faults.push_back(
            {name, stored.empty() ? what + "để trống." : what + "ghi: “" + cut(stored) + "”."});
    }
}

void put_faults(json& page, const Again& again) {
    auto faults = again.faults;
    if (again.stale && page.contains("form")) add_stored(faults, page["form"], again);
    page["faults"] = json::array();
    bool said = false;
    for (const auto& fault : faults) {
        page["faults"].push_back({{"field", fault.field}, {"message", fault.message}});
        said = said || fault.message == again.words;
    }
    page["has_faults"] = true;
    if (!said) page["fault_text"] = again.words;
}

void put_lists(json& page, const Again& again) {
    for (const auto& [field, name, key] : lists) {
        const auto list = page.find(name);
        const bool of_form =
            std::ranges::find(again.fields, field, &Field::name) != again.fields.end();
        if (!of_form || list == page.end() || !list->is_array()) continue;
        const auto typed = typed_as(again, field);
        for (auto& one : *list)
            if (one.contains(key) && one.contains("selected"))
                one["selected"] = typed.contains(text_of(one[std::string(key)]));
    }
}

void put_attendance(json& page, const Again& again) {
    const auto rows = page.find("attendance");
    const auto chosen = typed_as(again, "attendance");
    if (rows == page.end() || chosen.empty()) return;
    const auto recused = typed_as(again, "recused");
    for (auto& row : *rows) {
        const auto member = text_of(row["member_id"]);
        for (auto& option : row["options"])
            option["selected"] = chosen.contains(member + ":" + text_of(option["value"]));
        row["recused"] = recused.contains(member);
    }
}

// What was typed for each criterion of a sheet of appraisal.
void put_marks(json& page, const Again& again) {
    const bool of_form =
        std::ranges::find(again.fields, "points-*", &Field::name) != again.fields.end();
    if (!of_form || !page.contains("criteria")) return;
    for (auto& row : page["criteria"]) {
        const auto code = text_of(row["code"]);
        const auto points = typed_as(again, "points-" + code);
        const auto remark = typed_as(again, "remark-" + code);
        if (!points.empty()) row["typed_points"] = *points.begin();
        if (!remark.empty()) row["typed_remark"] = *remark.begin();
    }
}

// Lists of which each row of a table has its own, its values naming the row.
void put_row_choices(json& page, const Again& again) {
    constexpr std::pair<const char*, const char*> columns[] = {{"posts", "seats"},
                                                               {"stand_ins", "stand_ins"}};
    if (!page.contains("people")) return;
    for (const auto& [list, field] : columns) {
        const auto chosen = typed_as(again, field);
        for (auto& row : page["people"])
            for (auto& option : row[list])
                option["selected"] = chosen.contains(text_of(option["value"]));
    }
}

// A reason stands with its step, or with the item that it takes off an agenda.
void put_reason(json& page, const Again& again) {
    const auto put = [&](const char* rows, const char* key, const char* field) {
        if (!page.contains(rows)) return;
        const auto chosen = typed_as(again, field);
        const auto reason = typed_as(again, "reason");
        for (auto& row : page[rows])
            if (chosen.contains(text_of(row[key]))) {
                row["open"] = true;
                if (!reason.empty()) row["typed_reason"] = *reason.begin();
            }
    };
    put("steps", "event", "event");
    put("agenda", "nomination_id", "nomination");
}

std::optional<Response> render(const Again& again, const Request& request, App& app) {
    const auto path = page_of_form(again.path, request.actor, app);
    if (path.empty()) return {};
    auto found = find_route(app.routes, "GET", path, request.actor);
    auto page = asking_for(path, request);
    page.params = std::move(found.params);
    page.again = &again;
    try {
        return found.route->handler(page, app);
    } catch (const Problem&) {
        return {};
    }
}

}  // namespace

std::string page_of_form(const std::string& path, const workflow::Actor& actor, const App& app) {
    for (const auto& home : homes)
        if (home.form == path) return std::string(home.page);
    // An attachment is no page; what it stood on is not in its address.
    if (path.starts_with("/attachments/")) return {};
    // It stands in a frame of the page that its form is on.
    if (path.starts_with("/templates/") && path.ends_with("/preview")) return {};
    for (auto page = path; page.size() > 1; page.erase(page.rfind('/')))
        if (const auto found = find_route(app.routes, "GET", page, actor);
            found.route != nullptr && for_signed_in(found.route->access))
            return page;
    return {};
}

std::optional<Response> shown_again(const Problem& problem, const Request& request, App& app) {
    const bool form = !request.json && request.method == "POST" && request.actor.id != 0;
    if (!form || !can_be_mended(problem.kind())) return {};
    const auto sent_to = find_route(app.routes, "POST", request.path, request.actor);
    if (sent_to.route == nullptr) return {};
    const bool stale = problem.kind() == Kind::stale;
    const Again again{stale ? std::string(on_stale) : problem.what(),
                      problem.faults(),
                      request.path,
                      request.typed,
                      sent_to.route->input,
                      stale};
    auto response = render(again, request, app);
    if (response) response->status = problem.status();
    return response;
}

std::optional<Response> shown_again(const Again& again, const Request& request, App& app) {
    auto with_fields = again;
    const auto sent_to = find_route(app.routes, "POST", again.path, request.actor);
    if (sent_to.route == nullptr) return {};
    with_fields.fields = sent_to.route->input;
    return render(with_fields, request, app);
}

void put_again(json& page, const Again& again) {
    put_faults(page, again);
    for (const auto& field : again.fields) {
        const std::string name(field.name);
        const auto typed = typed_as(again, name);
        if (is_secret(name) || field.type == Type::list || field.type == Type::file) continue;
        if (field.type == Type::boolean)
            page["form"][name] = !typed.empty();
        else if (!typed.empty())
            page["form"][name] = *typed.begin();
    }
    put_lists(page, again);
    put_attendance(page, again);
    put_marks(page, again);
    put_row_choices(page, again);
    put_reason(page, again);
    if (again.path.ends_with("/nominations")) page["adding"] = true;
}

}  // namespace tdkt::server
