#include "templates/lint/reading.h"

#include <algorithm>

#include "templates/paper/text.h"

namespace tdkt::templates::lint {

Reading::Reading(const Subject& of, const Known& with) : subject(of), known(with) {
    read_head();
    read_contents();
    read_articles();
    day = date && date->value ? date->value : known.today;
}

Paragraphs Reading::all(Role role) const {
    Paragraphs found;
    for (const auto& paragraph : subject.paragraphs)
        if (paragraph.role == role && paragraph.annex == 0) found.push_back(&paragraph);
    return found;
}

const Paragraph* Reading::first(Role role) const {
    for (const auto& paragraph : subject.paragraphs)
        if (paragraph.role == role && paragraph.annex == 0) return &paragraph;
    return nullptr;
}

bool Reading::is_councils() const {
    const auto* organ = first(Role::organ);
    return has(symbol, "HĐTĐKT") || (organ && has_any_case(organ->text, "Hội đồng Thi đua"));
}

void Reading::read_head() {
    number = first(Role::number);
    place = first(Role::place);
    title = first(Role::title);
    if (title) type = type_named(title->text);
    if (number) read_symbol(number->text);
    if (place) {
        seat = place->text.substr(0, place->text.find(','));
        const auto dates = dates_in(place->text);
        if (!dates.empty()) date = dates.front();
    }
    for (const auto role : {Role::superior, Role::organ})
        for (const auto* each : all(role)) organs += each->text + "\n";
}

void Reading::read_symbol(std::string_view text) {
    const auto rest = after(text, ":").value_or("");
    const auto slash = rest.find('/');
    if (slash == rest.npos) return;
    for (const char c : rest.substr(0, slash))
        if (is_digit(c)) digits += c;
    symbol = plain(rest.substr(slash + 1));
    symbol_parts = parted(symbol, '-');
}

void Reading::read_contents() {
    bool over = false;
    for (const auto& paragraph : subject.paragraphs) {
        if (paragraph.annex > 0) continue;
        const auto role = paragraph.role;
        over = over || role == Role::receivers || role == Role::signer_title;
        if (!over && (role == Role::basis || role == Role::body || role == Role::heading))
            contents.push_back(&paragraph);
        if (role == Role::receiver && paragraph.text.starts_with('-'))
            receivers.push_back(&paragraph);
    }
}

void Reading::read_articles() {
    for (const auto* paragraph : contents) {
        if (const int article = article_of(paragraph->text)) articles.push_back(article);
        const bool says = has(paragraph->text, "chịu trách nhiệm thi hành") ||
                          has(paragraph->text, "chịu trách nhiệm thực hiện Quyết định");
        if (!says) continue;
        duty = paragraph;
        enacting = articles.empty() ? 0 : articles.back();
    }
}

const DispatchType* type_named(std::string_view title) {
    const auto name = capitals(title);
    const DispatchType* found = nullptr;
    for (const auto& type : dispatch_types)
        if (name.starts_with(type.name) && (!found || type.name.size() > found->name.size()))
            found = &type;
    return found;
}

const DispatchType* type_coded(std::string_view code) {
    for (const auto& type : dispatch_types)
        if (type.code == code) return &type;
    return nullptr;
}

int article_of(std::string_view text) {
    constexpr std::string_view word = "Điều ";
    if (!text.starts_with(word)) return 0;
    std::size_t at = word.size();
    const auto number = number_at(text, at);
    if (!number || *number > 999 || at >= text.size()) return 0;
    return text[at] == '.' || text[at] == ':' ? static_cast<int>(*number) : 0;
}

}  // namespace tdkt::templates::lint
