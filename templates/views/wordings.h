// The template desk as its pages and the API show it.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "templates/desk/examine.h"
#include "templates/papers.h"
#include "templates/views/words.h"
#include "workflow/wording.h"

namespace tdkt::templates {

// Every kind of paper: in whose words it is written today, and from when it will be in others.
json wordings_view(std::span<const workflow::Wording> all, workflow::Day today);

// One kind with its versions, the newest first, and the text to begin from.
struct DeskShown {
    const PaperKind& kind;
    std::span<const workflow::Wording> versions;
    int from = 0;      // the version whose text stands in the form; 0: the program's own
    std::string text;  // of it
    bool may_edit = false;
    bool goes_back = false;  // somebody asked for an old version
};
json desk_view(const DeskShown& shown, workflow::Day today);

// One version, beside another when one is named.
struct VersionShown {
    const PaperKind& kind;
    std::span<const workflow::Wording> versions;
    int version = 0;
    std::string text;
    std::optional<int> with;
    std::string with_text;
    bool may_edit = false;
};
json version_view(const VersionShown& shown, workflow::Day today);

// What was found: objections, or else how the paper keeps to Decree 30.
json examined_view(const Examined& examined);

// That as a page for the frame beside the form, the paper below it.
std::string trial_page(const PaperKind& kind, const Examined& examined);

}  // namespace tdkt::templates
