#include "server/handlers/lists.h"

#include <algorithm>
#include <charconv>

#include "server/front/text.h"

namespace tdkt::server {

using namespace workflow;

Id number_in(const std::string& text, const std::string& field) {
    Id value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        throw Problem::field(field, "“" + text + "” không phải là mã số.");
    return value;
}

std::vector<Id> ids(const Request& request, const char* field) {
    std::vector<Id> list;
    if (!request.input.contains(field)) return list;
    for (const auto& member : request.input.at(field)) {
        const auto id = member.is_string()           ? number_in(member.get<std::string>(), field)
                        : member.is_number_integer() ? member.get<Id>()
                                                     : number_in(member.dump(), field);
        if (std::find(list.begin(), list.end(), id) != list.end())
            throw Problem::field(field, "Mục số " + std::to_string(id) + " được chọn hai lần.");
        list.push_back(id);
    }
    return list;
}

std::pair<Id, std::string> pair_of(const nlohmann::json& member, const std::string& field) {
    const auto text = member.is_string() ? member.get<std::string>() : member.dump();
    const auto colon = text.find(':');
    if (!member.is_string() || colon == std::string::npos)
        throw Problem::field(field, "Mỗi mục phải có dạng “số:giá trị”, khác với “" + text + "”.");
    return {number_in(text.substr(0, colon), field), text.substr(colon + 1)};
}

void put_next(nlohmann::json& view, const Request& request, Id last) {
    view["next"] = view["next_href"] = nullptr;
    if (last == 0) return;
    auto href = request.path + "?before=" + std::to_string(last);
    for (const auto& [name, value] : request.input.items()) {
        if (name == "before") continue;
        const auto text = value.is_string() ? value.get<std::string>() : value.dump();
        if (!text.empty()) href += '&' + name + '=' + percent_encoded(text);
    }
    view["next"] = last;
    view["next_href"] = href;
}

}  // namespace tdkt::server
