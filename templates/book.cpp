#include "templates/book.h"

#include <algorithm>
#include <cstdio>

#include "templates/paper/layout.h"
#include "templates/paper/text.h"

namespace tdkt::templates {

PaperBook::PaperBook(std::ostream& out, const PaperText& text, std::string_view title, Print print)
    : kind_(text.kind), words_(text.text), print_(print), book_(out, title) {}

void PaperBook::add(const nlohmann::json& data, std::vector<std::string>& warnings) {
    look_at_paper(
        {kind_, words_}, data,
        [&](const Layout& layout) {
            book_.add(layout);
            warnings.insert(warnings.end(), layout.text.warnings.begin(),
                            layout.text.warnings.end());
        },
        print_);
}

void PaperBook::finish() {
    book_.finish();
}

std::vector<std::string> letters_without_font(std::string_view text) {
    std::vector<std::string> found;
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = at;
        const auto letter = next_letter(text, at);
        if (letter <= 0x20 || is_invisible(letter)) continue;
        const auto shown = text.substr(begin, at - begin);
        if (words().word(Face::regular, shown).missing == 0) continue;
        char code[16];
        std::snprintf(code, sizeof code, "U+%04X", static_cast<unsigned>(letter));
        auto words_of_it = joined({shown, " (", code, ")"});
        if (std::ranges::find(found, words_of_it) == found.end())
            found.push_back(std::move(words_of_it));
    }
    return found;
}

}  // namespace tdkt::templates
