#include "server/lists.h"

#include <charconv>

namespace tdkt::server {

using namespace workflow;

Id number_in(const std::string& text) {
    Id value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        throw Problem(Kind::blocked, "“" + text + "” không phải là mã số.");
    return value;
}

std::vector<Id> ids(const Request& request, const char* field) {
    std::vector<Id> list;
    if (!request.input.contains(field)) return list;
    for (const auto& member : request.input.at(field))
        list.push_back(member.is_string()           ? number_in(member.get<std::string>())
                       : member.is_number_integer() ? member.get<Id>()
                                                    : number_in(member.dump()));
    return list;
}

std::pair<Id, std::string> pair_of(const nlohmann::json& member) {
    if (!member.is_string()) throw Problem(Kind::blocked, "Mỗi mục phải có dạng “số:giá trị”.");
    const auto text = member.get<std::string>();
    const auto colon = text.find(':');
    if (colon == std::string::npos) throw Problem(Kind::blocked, "Thiếu dấu hai chấm: " + text);
    return {number_in(text.substr(0, colon)), text.substr(colon + 1)};
}

}  // namespace tdkt::server
