#include "server/front/input.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "server/front/text.h"
#include "workflow/blank.h"
#include "workflow/calendar.h"

namespace tdkt::server {
namespace {

using nlohmann::json;
using workflow::Fault;
using workflow::Kind;
using workflow::Problem;

// What every reader of JSON can hold exactly.
constexpr std::int64_t largest_number = 9'007'199'254'740'991;

std::string called(const Field& field) {
    return "“" + std::string(field.label.empty() ? field.name : field.label) + "”";
}

// A wrong value, as a sentence that begins with the field.
struct Wrong {
    std::string sentence;
};

std::string checked_text(const Field& field, const std::string& sent) {
    if (!is_utf8(sent)) throw Wrong{called(field) + " không phải là văn bản UTF-8 hợp lệ."};
    auto text = tidy(composed(field.lines ? without_hints(sent) : sent));
    if (workflow::is_blank(text)) return {};
    if (!field.lines && text.find_first_of("\n\t") != std::string::npos)
        throw Wrong{called(field) + " chỉ được viết trên một dòng."};
    if (has_unprintable(text, field.lines))
        throw Wrong{called(field) +
                    " có ký tự ẩn hoặc ký tự điều khiển không được phép. Hãy xóa đi và gõ lại."};
    if (characters(text) > static_cast<std::size_t>(field.longest))
        throw Wrong{called(field) + " dài quá " + std::to_string(field.longest) + " ký tự."};
    return text;
}

std::int64_t within_range(const Field& field, std::int64_t number) {
    if (number > largest_number || number < -largest_number)
        throw Wrong{called(field) + " vượt quá giá trị cho phép."};
    return number;
}

// 5000000 and, as people write it, 5.000.000.
bool is_grouped(std::string_view digits) {
    const auto first = digits.find('.');
    if (first == 0 || first > 3 || (digits.size() - first) % 4 != 0) return false;
    for (std::size_t i = 0; i < digits.size(); ++i)
        if ((digits[i] == '.') != (i >= first && (i - first) % 4 == 0)) return false;
    return true;
}

std::int64_t typed_number(const Field& field, const std::string& sent) {
    auto digits = tidy(sent);
    if (digits.find('.') != std::string::npos && is_grouped(digits)) std::erase(digits, '.');
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error == std::errc::result_out_of_range)
        throw Wrong{called(field) + " vượt quá giá trị cho phép."};
    if (error != std::errc{} || end != digits.data() + digits.size())
        throw Wrong{called(field) + " phải là số nguyên."};
    return within_range(field, number);
}

std::string checked_day(const Field& field, const std::string& sent) {
    auto text = tidy(sent);
    if (text.size() == 10 && text[2] == '/' && text[5] == '/')
        text = text.substr(6) + '-' + text.substr(3, 2) + '-' + text.substr(0, 2);
    if (!workflow::parse_day(text))
        throw Wrong{called(field) + " phải là ngày có thật, dạng ngày/tháng/năm (04/11/2025)."};
    return text;
}

bool typed_boolean(const Field& field, const std::string& sent) {
    if (sent == "on" || sent == "true" || sent == "1") return true;
    if (sent == "off" || sent == "false" || sent == "0") return false;
    throw Wrong{called(field) + " chỉ nhận có hoặc không."};
}

// Members of a list may be objects of plain values: a ballot, a row of a table.
json checked_member(const Field& field, const json& sent, int depth = 0) {
    if (sent.is_string()) {
        constexpr int longest_member = 2000;
        return checked_text(
            {field.name, Type::text, false, longest_member, field.label, /*lines=*/true},
            sent.get_ref<const std::string&>());
    }
    if (sent.is_boolean() || sent.is_null()) return sent;
    if (sent.is_number_unsigned() &&
        sent.get<std::uint64_t>() > static_cast<std::uint64_t>(largest_number))
        throw Wrong{called(field) + " vượt quá giá trị cho phép."};
    if (sent.is_number_integer()) return within_range(field, sent.get<std::int64_t>());
    if (sent.is_object() && depth == 0) {
        json object = json::object();
        for (const auto& [key, value] : sent.items()) object[key] = checked_member(field, value, 1);
        return object;
    }
    throw Wrong{called(field) + " có phần tử không đúng kiểu."};
}

json checked_list(const Field& field, const json& sent) {
    if (!sent.is_array()) throw Wrong{called(field) + " phải là danh sách."};
    if (sent.size() > static_cast<std::size_t>(field.longest))
        throw Wrong{called(field) + " có quá " + std::to_string(field.longest) + " mục."};
    json list = json::array();
    for (const auto& member : sent) list.push_back(checked_member(field, member));
    return list;
}

json from_json(const Field& field, const json& sent) {
    switch (field.type) {
        case Type::text:
            if (!sent.is_string()) throw Wrong{called(field) + " phải là văn bản."};
            return checked_text(field, sent.get_ref<const std::string&>());
        case Type::number:
            if (!sent.is_number_integer()) throw Wrong{called(field) + " phải là số nguyên."};
            return checked_member(field, sent);
        case Type::boolean:
            if (!sent.is_boolean()) throw Wrong{called(field) + " phải là true hoặc false."};
            return sent;
        case Type::day:
            if (!sent.is_string())
                throw Wrong{called(field) + " phải là ngày dạng năm-tháng-ngày."};
            return checked_day(field, sent.get_ref<const std::string&>());
        case Type::list:
            return checked_list(field, sent);
        case Type::file:
            throw Wrong{called(field) + " phải gửi dưới dạng tệp (multipart/form-data)."};
    }
    throw std::logic_error("a field without a type");
}

json from_form(const Field& field, const std::vector<std::string>& sent) {
    if (field.type == Type::list) return checked_list(field, json(sent));
    if (sent.size() > 1) throw Wrong{called(field) + " được gửi nhiều lần."};
    const auto& text = sent.front();
    if (!is_utf8(text)) throw Wrong{called(field) + " không phải là văn bản UTF-8 hợp lệ."};
    // A field of a form that was left empty was not filled in; an empty text is a text.
    if (field.type != Type::text && tidy(text).empty()) return nullptr;
    switch (field.type) {
        case Type::number:
            return typed_number(field, text);
        case Type::boolean:
            return typed_boolean(field, text);
        case Type::day:
            return checked_day(field, text);
        default:
            return field.type == Type::file ? from_json(field, text)
                                            : json(checked_text(field, text));
    }
}

bool is_empty(const json& value) {
    return value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty()) ||
           (value.is_array() && value.empty());
}

constexpr std::size_t most_tags = 20;

std::int64_t number_in_tag(std::string_view digits) {
    std::int64_t number = 0;
    const auto* stop = digits.data() + digits.size();
    const auto [end, error] = std::from_chars(digits.data(), stop, number);
    return error == std::errc{} && end == stop && number >= 0 && number < no_version ? number
                                                                                     : no_version;
}

// The hidden field of a form. Throws Problem{malformed}.
std::int64_t version_in(const std::string& field) {
    const auto version = number_in_tag(field);
    if (version == no_version)
        throw Problem(Kind::malformed, "Số phiên bản của biểu mẫu không hợp lệ.");
    return version;
}

using Groups = std::map<std::string, std::vector<std::string>>;

void take_framework_fields(Request& request, Groups& groups, json& object) {
    const auto taken = [&](const char* name) -> std::optional<std::string> {
        std::optional<std::string> text;
        if (const auto found = groups.find(name); found != groups.end()) {
            text = found->second.front();
            groups.erase(found);
        }
        if (object.is_object() && object.contains(name)) {
            const auto& value = object[name];
            text = value.is_string() ? value.get<std::string>() : value.dump();
            object.erase(name);
        }
        return text;
    };
    taken("csrf");
    if (const auto version = taken("version"); version && !request.version && !version->empty())
        request.version = version_in(*version);
    if (const auto key = taken("idempotency_key");
        key && request.idempotency_key.empty() && !key->empty())
        request.idempotency_key = idempotency_key_of(*key);
}

// Takes one entity tag and the comma behind it off `list`; nothing when none
// stands there. A weak tag, or one that is no version, is one that no version
// has: it matches nothing (RFC 9110, 8.8.3.2).
std::optional<std::int64_t> next_tag(std::string_view& list) {
    const auto skip = [&](std::string_view signs) {
        list.remove_prefix(std::min(list.find_first_not_of(signs), list.size()));
    };
    skip(" \t");
    const bool weak = list.starts_with("W/");
    if (weak) list.remove_prefix(2);
    if (!list.starts_with('"')) return {};
    const auto end = list.find('"', 1);
    if (end == std::string_view::npos) return {};
    const auto opaque = list.substr(1, end - 1);
    list.remove_prefix(end + 1);
    skip(" \t");
    if (!list.empty() && !list.starts_with(',')) return {};
    skip(" \t,");
    if (weak) return no_version;
    return number_in_tag(opaque);
}

// A name that nobody knows is shown back, so it is cut and cleaned first.
std::string shown_name(const std::string& name) {
    return is_utf8(name) && !has_unprintable(name, false) && characters(name) <= 60
               ? name
               : "(tên không hợp lệ)";
}

void check_uploads(const std::vector<Upload>& uploads, const Field& field,
                   std::vector<Fault>& faults) {
    bool found = false;
    for (const auto& upload : uploads) {
        if (upload.field != field.name) continue;
        found = true;
        if (upload.size == 0)
            faults.push_back({std::string(field.name),
                              called(field) + ": tệp “" + upload.name + "” không có nội dung."});
    }
    if (!found && field.required)
        faults.push_back({std::string(field.name), "Chưa chọn tệp cho " + called(field) + "."});
}

// "vote-*" stands for every field whose name begins so.
bool is_series(const Field& field) {
    return field.name.ends_with('*');
}

bool names(const Field& field, std::string_view name) {
    if (!is_series(field)) return field.name == name;
    return name.starts_with(field.name.substr(0, field.name.size() - 1));
}

bool is_known(const std::string& name, std::span<const Field> fields) {
    return std::ranges::any_of(fields, [&](const Field& field) { return names(field, name); });
}

// The fields with every series replaced by those of its names that were sent.
std::vector<Field> spelled_out(std::span<const Field> fields, const Groups& groups,
                               const json& object) {
    std::vector<Field> all;
    for (const auto& field : fields) {
        if (!is_series(field)) {
            all.push_back(field);
            continue;
        }
        auto one = field;
        const auto add = [&](std::string_view name) {
            if (!names(field, name)) return;
            one.name = name;
            all.push_back(one);
        };
        for (const auto& group : groups) add(group.first);
        if (object.is_object())
            for (auto member = object.begin(); member != object.end(); ++member) add(member.key());
    }
    return all;
}

std::vector<Fault> unknown_fields(const Groups& groups, const Sent& sent,
                                  std::span<const Field> fields) {
    std::vector<Fault> faults;
    const auto check = [&](const std::string& name) {
        if (is_known(name, fields)) return;
        const auto shown = shown_name(name);
        faults.push_back({shown, "Trường “" + shown + "” không được nhận ở đây."});
    };
    for (const auto& group : groups) check(group.first);
    for (const auto& upload : sent.uploads) check(upload.field);
    if (sent.object.is_object())
        for (const auto& member : sent.object.items()) check(member.key());
    return faults;
}

// Null when the field was not sent. Throws Wrong.
json value_of(const Field& field, const Groups& groups, const json& object) {
    const std::string name(field.name);
    if (const auto group = groups.find(name); group != groups.end())
        return from_form(field, group->second);
    if (object.is_object() && object.contains(name) && !object[name].is_null())
        return from_json(field, object[name]);
    return nullptr;
}

void take_field(const Field& field, const Groups& groups, const Sent& sent, json& input,
                std::vector<Fault>& faults) {
    const std::string name(field.name);
    try {
        auto value = value_of(field, groups, sent.object);
        if (field.type == Type::file)
            check_uploads(sent.uploads, field, faults);
        else if (field.required && is_empty(value))
            faults.push_back({name, "Chưa nhập " + called(field) + "."});
        if (!value.is_null()) input[name] = std::move(value);
    } catch (const Wrong& wrong) {
        faults.push_back({name, wrong.sentence});
    }
}

}  // namespace

void take_input(Request& request, Sent sent, std::span<const Field> fields) {
    Groups groups;
    for (auto& [name, value] : sent.pairs) groups[std::move(name)].push_back(std::move(value));
    take_framework_fields(request, groups, sent.object);
    auto faults = unknown_fields(groups, sent, fields);
    for (const auto& field : spelled_out(fields, groups, sent.object))
        take_field(field, groups, sent, request.input, faults);
    request.uploads = std::move(sent.uploads);
    if (!faults.empty())
        throw Problem(Kind::blocked,
                      "Nội dung gửi lên chưa hợp lệ. Hãy sửa các mục dưới đây rồi gửi lại.",
                      std::move(faults));
}

std::vector<std::int64_t> versions_of(std::string_view if_match) {
    if (if_match == "*") return {};
    std::vector<std::int64_t> versions;
    while (versions.empty() || !if_match.empty()) {
        const auto tag = next_tag(if_match);
        if (tag && versions.size() < most_tags) versions.push_back(*tag);
        if (!tag || versions.size() == most_tags)
            throw Problem(Kind::malformed,
                          "Số phiên bản (If-Match) không hợp lệ, phải có dạng \"12\".");
    }
    return versions;
}

std::string idempotency_key_of(std::string_view header) {
    const bool plain = std::ranges::all_of(header, [](char c) { return c > ' ' && c < 127; });
    if (header.empty() || header.size() > 100 || !plain)
        throw Problem(Kind::malformed,
                      "Khóa chống gửi lặp (Idempotency-Key) phải có từ 1 đến 100 ký tự ASCII.");
    return std::string(header);
}

}  // namespace tdkt::server
