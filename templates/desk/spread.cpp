#include "templates/desk/spread.h"

#include <algorithm>

#include "templates/engine.h"
#include "templates/resources.h"

namespace tdkt::templates {
namespace {

// Parts are many times as long as the tags that call for them.
constexpr std::size_t longest = 1 << 20;

bool is_part(std::string_view name) {
    const auto file = std::string(name) + ".mustache";
    return name.starts_with("dispatches/") && name.find("/parts/") != name.npos &&
           std::ranges::any_of(resources(), [&](const auto& one) { return one.name == file; });
}

}  // namespace

Spread spread(std::string_view written) {
    Spread made;
    std::size_t done = 0;
    const auto copy = [&](std::size_t end) {
        made.origins.push_back({made.text.size(), done, true});
        made.text += written.substr(done, end - done);
    };
    for (auto tag = part_tag(written, 0); tag; tag = part_tag(written, done)) {
        const auto [at, end, name] = *tag;
        if (end == written.npos) throw Unfillable(at, Flaw::tag_open, "");
        if (!is_part(name)) throw Unfillable(at, Flaw::part_unknown, name);
        copy(at);
        made.origins.push_back({made.text.size(), at, false});
        made.text += whole_text(std::string(name) + ".mustache");
        if (made.text.size() > longest) throw Unfillable(at, Flaw::too_large, "");
        done = end;
    }
    copy(written.size());
    return made;
}

}  // namespace tdkt::templates
