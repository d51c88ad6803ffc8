// Fills a Mustache text with data. Everything is escaped; a text that asks for
// anything else, or includes a part that does not exist, is an error when it
// is first used, and check_all() uses every one.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace tdkt::templates {

// `name` is a path below templates/: "pages/home.mustache". Numbers are written
// as they are, null and absent fields as nothing; a section over an empty text is
// not shown. A part, {{> pages/parts/x}},
// is put in place once, when the text is first used: it sees the same data.
// Throws std::logic_error for a text that cannot be filled. Safe from any thread.
std::string fill(std::string_view name, const nlohmann::json& view);

// The same for a text that is no markup, a mail: nothing is escaped, but each value is
// one line, for a sign that controls anything becomes a blank.
std::string fill_plain(std::string_view name, const nlohmann::json& view);

// The text of a template with its parts in place. Throws std::logic_error.
std::string whole_text(std::string_view name);

// Where the first tag {{> part}} at or behind a byte stands; of one that is not closed `end`
// is npos.
struct PartTag {
    std::size_t begin, end;  // end: behind the tag
    std::string_view name;   // without the blanks around it
};
std::optional<PartTag> part_tag(std::string_view text, std::size_t from);

// Parses every Mustache text of the program. Throws std::logic_error naming the
// first that is wrong.
void check_all();

}  // namespace tdkt::templates
