#include "workflow/wording.h"

#include <algorithm>

#include "workflow/canonical.h"

namespace tdkt::workflow {

const Wording* valid_on(std::span<const Wording> versions, Day day) {
    const Wording* newest = nullptr;
    for (const auto& one : versions)
        if (one.valid_from <= day && (newest == nullptr || newest->version < one.version))
            newest = &one;
    return newest;
}

std::vector<const Wording*> upcoming(std::span<const Wording> versions, Day today) {
    std::vector<const Wording*> found;
    for (const auto& one : versions)
        if (one.valid_from > today && valid_on(versions, one.valid_from) == &one)
            found.push_back(&one);
    std::ranges::sort(found, {}, &Wording::valid_from);
    return found;
}

std::string chained(const Wording& wording, const std::string& before) {
    std::string text;
    append_field(text, before);
    append_field(text, std::to_string(wording.organ));
    append_field(text, wording.kind);
    append_field(text, std::to_string(wording.version));
    append_field(text, wording.sha256);
    append_field(text, iso(wording.valid_from));
    append_field(text, wording.note);
    append_field(text, wording.accepted);
    append_field(text, std::to_string(wording.made_by));
    append_field(text, std::to_string(wording.made_at));
    return text;
}

}  // namespace tdkt::workflow
