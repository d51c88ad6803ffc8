#include "server/front/forms.h"

#include <set>

#include "server/front/text.h"

namespace tdkt::server {
namespace {

using nlohmann::json;
using workflow::Kind;
using workflow::Problem;

constexpr std::size_t most_pairs = 1000;
constexpr int deepest = 16;

}  // namespace

Pairs parse_pairs(std::string_view text) {
    Pairs pairs;
    while (!text.empty()) {
        const auto end = text.find('&');
        const auto pair = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        const auto name = percent_decoded(pair.substr(0, equals), /*plus=*/true);
        const auto value = equals == std::string_view::npos
                               ? std::string()
                               : percent_decoded(pair.substr(equals + 1), /*plus=*/true);
        if (!name || !value || pairs.size() == most_pairs)
            throw Problem(Kind::malformed, "Biểu mẫu gửi lên không đúng định dạng.");
        pairs.emplace_back(*name, *value);
    }
    return pairs;
}

json parse_object(const std::string& text) {
    // A name that comes twice would be read one way here and another way elsewhere.
    std::vector<std::set<std::string>> names;
    const auto watch = [&](int depth, json::parse_event_t event, json& value) {
        if (depth > deepest) throw Problem(Kind::malformed, "JSON lồng nhau quá sâu.");
        if (event == json::parse_event_t::object_start) names.emplace_back();
        if (event == json::parse_event_t::object_end) names.pop_back();
        if (event == json::parse_event_t::key &&
            !names.back().insert(value.get<std::string>()).second)
            throw Problem(Kind::malformed, "JSON có tên trường lặp lại.");
        return true;
    };
    try {
        auto object = json::parse(text, watch);
        if (object.is_object()) return object;
    } catch (const json::exception&) {
        throw Problem(Kind::malformed, "Nội dung gửi lên không phải là JSON hợp lệ.");
    }
    throw Problem(Kind::malformed, "Nội dung JSON phải là một đối tượng { … }.");
}

}  // namespace tdkt::server
