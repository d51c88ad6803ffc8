#include "templates/desk/compare.h"

#include <dtl/dtl.hpp>

namespace tdkt::templates {
namespace {

using Kind = ComparedLine::Kind;

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// Lines far from any change as one that tells how many they are.
std::vector<ComparedLine> shortened(const std::vector<ComparedLine>& all) {
    constexpr std::size_t around = 3;
    std::vector<bool> near(all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].kind != Kind::same)
            for (auto j = i - std::min(i, around); j < std::min(i + around + 1, all.size()); ++j)
                near[j] = true;
    std::vector<ComparedLine> made;
    for (std::size_t i = 0; i < all.size();) {
        if (near[i]) {
            made.push_back(all[i++]);
            continue;
        }
        std::size_t count = 0;
        for (; i < all.size() && !near[i]; ++i) ++count;
        made.push_back({Kind::skipped, 0, 0, std::to_string(count) + " dòng giống nhau"});
    }
    return made;
}

}  // namespace

std::vector<ComparedLine> compare(std::string_view before, std::string_view after) {
    const auto old_lines = lines_of(before), new_lines = lines_of(after);
    if (old_lines == new_lines) return {};
    dtl::Diff<std::string> diff(old_lines, new_lines);
    diff.compose();
    std::vector<ComparedLine> all;
    // Counted here: of long texts without a line in common dtl loses count.
    int old_line = 0, new_line = 0;
    for (const auto& [line, info] : diff.getSes().getSequence()) {
        const auto kind = info.type == dtl::SES_COMMON   ? Kind::same
                          : info.type == dtl::SES_DELETE ? Kind::taken
                                                         : Kind::added;
        all.push_back({kind, kind == Kind::added ? 0 : ++old_line,
                       kind == Kind::taken ? 0 : ++new_line, line});
    }
    return shortened(all);
}

}  // namespace tdkt::templates
