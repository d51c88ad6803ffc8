#include "templates/views/wordings.h"

#include <algorithm>

#include "templates/desk/compare.h"
#include "templates/desk/names.h"
#include "templates/engine.h"
#include "workflow/decision.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

using Versions = std::span<const Wording>;

// From when on the program's own words hold: the folder that they lie in.
std::string shipped_since(const PaperKind& kind) {
    const auto begin = kind.text.find('/') + 1;
    const auto day = parse_day(kind.text.substr(begin, 10));
    return day ? short_date(*day) : "";
}

std::string path_of(const PaperKind& kind) {
    return "/templates/" + std::string(kind.code);
}

std::string version_path(const PaperKind& kind, int version) {
    return path_of(kind) + "/versions/" + std::to_string(version);
}

std::string called(int version) {
    return version == 0 ? "Mẫu gốc" : "Bản " + std::to_string(version);
}

std::vector<Wording> of_kind(Versions all, const PaperKind& kind) {
    std::vector<Wording> found;
    std::ranges::copy_if(all, std::back_inserter(found),
                         [&](const Wording& one) { return one.kind == kind.code; });
    return found;
}

int valid_version(Versions versions, Day today) {
    const auto* valid = valid_on(versions, today);
    return valid == nullptr ? 0 : valid->version;
}

const Wording* found(Versions versions, int version) {
    const auto one = std::ranges::find(versions, version, &Wording::version);
    return one == versions.end() ? nullptr : &*one;
}

std::string since_text(const PaperKind& kind, const Wording* version) {
    if (version != nullptr) return short_date(version->valid_from);
    return shipped_since(kind);
}

void put_validity(json& view, const PaperKind& kind, Versions versions, Day today) {
    const auto* valid = valid_on(versions, today);
    const auto waiting = upcoming(versions, today);
    const auto* next = waiting.empty() ? nullptr : waiting.front();
    view["valid_version"] = valid == nullptr ? 0 : valid->version;
    view["valid_text"] = called(valid == nullptr ? 0 : valid->version);
    view["valid_href"] = version_path(kind, valid == nullptr ? 0 : valid->version);
    view["since_text"] = optional_text(since_text(kind, valid));
    view["upcoming_version"] = next == nullptr ? json() : json(next->version);
    view["upcoming_text"] =
        next == nullptr ? json()
                        : json(called(next->version) + ", từ " + short_date(next->valid_from));
    view["upcoming_href"] = next == nullptr ? json() : json(version_path(kind, next->version));
}

// Which of a version's days it is: in use, to come, or past.
void put_place(json& view, int version, Versions versions, Day today) {
    const auto waiting = upcoming(versions, today);
    view["is_valid"] = version == valid_version(versions, today);
    view["is_upcoming"] = std::ranges::find(waiting, version, &Wording::version) != waiting.end();
    view["is_replaced"] = !view["is_valid"].get<bool>() && !view["is_upcoming"].get<bool>();
}

json row_of(const PaperKind& kind, const Wording* one, Versions versions, Day today) {
    const int version = one == nullptr ? 0 : one->version;
    json row = {{"version", version},
                {"version_text", called(version)},
                {"href", version_path(kind, version)},
                {"from_text", optional_text(since_text(kind, one))},
                {"valid_from", one == nullptr ? json() : json(iso(one->valid_from))},
                {"made_text", one == nullptr ? json() : json(date_time(one->made_at))},
                {"made_by", one == nullptr ? json() : json(one->made_by_name)},
                {"note", one == nullptr ? json("Mẫu đi kèm hệ thống.") : json(one->note)},
                {"accepted_text", one == nullptr || one->accepted.empty()
                                      ? json()
                                      : json("Lưu khi còn lỗi thể thức: " + one->accepted + ".")},
                {"sha256", one == nullptr ? json() : json(one->sha256)}};
    put_place(row, version, versions, today);
    return row;
}

json rows_of(const PaperKind& kind, Versions versions, Day today) {
    json rows = json::array();
    for (const auto& one : versions) rows.push_back(row_of(kind, &one, versions, today));
    rows.push_back(row_of(kind, nullptr, versions, today));
    return rows;
}

json line_view(const ComparedLine& line) {
    using Kind = ComparedLine::Kind;
    return {{"before", line.before == 0 ? json() : json(std::to_string(line.before))},
            {"after", line.after == 0 ? json() : json(std::to_string(line.after))},
            {"text", line.text},
            {"taken", line.kind == Kind::taken},
            {"added", line.kind == Kind::added},
            {"skipped", line.kind == Kind::skipped},
            {"mark", line.kind == Kind::taken   ? "Bớt"
                     : line.kind == Kind::added ? "Thêm"
                                                : ""}};
}

void put_comparison(json& view, const VersionShown& shown) {
    view["with"] = shown.with ? json(*shown.with) : json();
    view["compares"] = shown.with.has_value();
    view["with_text"] = shown.with ? json(called(*shown.with)) : json();
    view["lines"] = json::array();
    if (shown.with)
        for (const auto& line : compare(shown.with_text, shown.text))
            view["lines"].push_back(line_view(line));
    view["has_lines"] = !view["lines"].empty();
    view["others"] = json::array();
    const auto offer = [&](int version) {
        if (version != shown.version)
            view["others"].push_back(
                option(std::to_string(version), called(version), shown.with == version));
    };
    for (const auto& one : shown.versions) offer(one.version);
    offer(0);
    view["has_others"] = !view["others"].empty();
}

json form_of(const DeskShown& shown, Day today) {
    const auto waiting = upcoming(shown.versions, today);
    const auto* from = found(shown.versions, shown.from);
    // After all that wait, so that none of them is replaced unasked.
    const auto begins = waiting.empty() ? today : waiting.back()->valid_from;
    auto note = "Dùng lại " + small_first(called(shown.from)) + ".";
    if (from != nullptr) note += " Lý do của bản ấy: " + from->note;
    return {{"text", shown.text},
            {"valid_from", iso(begins)},
            {"note", shown.goes_back ? note : ""},
            {"accept", false},
            {"replace_upcoming", false}};
}

// The names that the data may have, each text with an example.
json names_of(std::string_view kind) {
    const auto& shape = shape_of(kind);
    const auto& sample = sample_data(kind);
    const auto lines = lines_of(shape);
    json made = json::array();
    auto line = lines.begin();
    for (const auto& [name, member] : shape.members) {
        const auto found = sample.find(name);
        const bool text = found != sample.end() && found->is_string();
        made.push_back({{"name", *line++},
                        {"example", text ? optional_text(found->get<std::string>()) : json()}});
    }
    return made;
}

json texts(const std::vector<std::string>& list) {
    json made = json::array();
    for (const auto& one : list) made.push_back(one);
    return made;
}

// All three forms are made at each look: what the buttons give is known beforehand.
std::string forms_text(const PaperKind& kind, const Examined& examined) {
    const PaperText text(kind.code, examined.whole);
    const auto& data = sample_data(kind.code);
    const auto size = [](const std::string& bytes) {
        return size_text(static_cast<std::int64_t>(bytes.size()));
    };
    return std::to_string(examined.pages) + " trang; tệp PDF " + size(paper_pdf(text, data)) +
           ", tệp Word " + size(paper_docx(text, data));
}

std::string verdict_of(const Examined& examined) {
    if (!examined.objections.empty())
        return "Chưa lưu được: có " + std::to_string(examined.objections.size()) +
               " chỗ phải sửa trong mẫu.";
    if (!examined.lint.passed())
        return "Mẫu đọc được, nhưng văn bản có lỗi thể thức; chỉ lưu khi đã đánh dấu chấp nhận.";
    return "Mẫu đọc được, văn bản không có lỗi thể thức.";
}

}  // namespace

json wordings_view(Versions all, Day today) {
    json view = {{"title", "Mẫu văn bản"}, {"kinds", json::array()}};
    for (const auto& kind : paper_kinds()) {
        const auto versions = of_kind(all, kind);
        json row = {{"kind", kind.code},
                    {"name", kind.name},
                    {"href", path_of(kind)},
                    {"versions", versions.size()},
                    {"automatic", find<workflow::PaperKind>(kind.code).has_value()}};
        put_validity(row, kind, versions, today);
        const auto* newest = versions.empty() ? nullptr : &versions.front();
        row["changed_text"] = newest == nullptr ? json() : json(date_time(newest->made_at));
        row["changed_by"] = newest == nullptr ? json() : json(newest->made_by_name);
        view["kinds"].push_back(std::move(row));
    }
    return view;
}

json desk_view(const DeskShown& shown, Day today) {
    const auto& kind = shown.kind;
    const int newest = shown.versions.empty() ? 0 : shown.versions.front().version;
    json view = {{"title", "Mẫu " + small_first(std::string(kind.name))},
                 {"kind", kind.code},
                 {"kind_name", kind.name},
                 {"path", path_of(kind)},
                 {"version", newest},
                 {"may_edit", shown.may_edit},
                 {"from", shown.from},
                 {"from_text", called(shown.from)},
                 {"goes_back", shown.goes_back},
                 {"text", shown.text},
                 {"frame_src", version_path(kind, shown.from) + "/page"},
                 {"form", form_of(shown, today)},
                 {"today", iso(today)},
                 {"history", rows_of(kind, shown.versions, today)},
                 {"names", names_of(kind.code)}};
    put_validity(view, kind, shown.versions, today);
    return view;
}

json version_view(const VersionShown& shown, Day today) {
    const auto& kind = shown.kind;
    auto view = row_of(kind, found(shown.versions, shown.version), shown.versions, today);
    // A version never changes: it has no tag to match.
    view["number"] = view["version"];
    view.erase("version");
    view["title"] = called(shown.version) + " – " + small_first(std::string(kind.name));
    view["kind"] = kind.code;
    view["kind_name"] = kind.name;
    view["path"] = path_of(kind);
    view["text"] = shown.text;
    view["may_edit"] = shown.may_edit;
    view["again_href"] = path_of(kind) + "?from=" + std::to_string(shown.version);
    put_comparison(view, shown);
    return view;
}

json examined_view(const Examined& examined) {
    json objections = json::array();
    for (const auto& one : examined.objections)
        objections.push_back(
            {{"code", one.code},
             {"line", one.line},
             {"column", one.column},
             {"place_text", one.line == 0 ? json("Toàn mẫu")
                                          : json("Dòng " + std::to_string(one.line) + ", cột " +
                                                 std::to_string(one.column))},
             {"message", one.message},
             {"excerpt", optional_text(one.excerpt)}});
    const bool good = examined.objections.empty();
    return {{"objections", objections},
            {"has_objections", !good},
            {"verdict_text", verdict_of(examined)},
            {"sound", good && examined.lint.passed()},
            {"has_lint", good},
            {"lint", good ? lint::view(examined.lint) : json()},
            {"warnings", texts(examined.warnings)},
            {"dropped", good ? texts(examined.dropped) : json::array()},
            {"has_dropped", good && !examined.dropped.empty()},
            {"pages", examined.pages}};
}

std::string trial_page(const PaperKind& kind, const Examined& examined) {
    auto view = examined_view(examined);
    view["title"] = "Xem thử: " + std::string(kind.name);
    view["forms_text"] = examined.objections.empty() ? json(forms_text(kind, examined)) : json();
    // The fragment is markup already, so it is put in where the text is whole.
    auto page = fill("pages/parts/trial.mustache", view);
    constexpr std::string_view place = "<!--paper-->";
    page.replace(page.find(place), place.size(), examined.html);
    return page;
}

}  // namespace tdkt::templates
