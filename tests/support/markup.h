// Looks at a page as a browser would: its tags, and what is wrong with them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tdkt::test {

struct Tag {
    std::string name;  // "/p" for a closing one
    std::map<std::string, std::string> attributes;
};

// Throws std::runtime_error for text that cannot be cut into tags.
std::vector<Tag> tags(std::string_view html);

// What a careful reader would object to: tags that do not balance, an id twice,
// a field without a label, a reference to nothing, an empty link, a form that
// changes something without its token, scripts and inline styles.
std::vector<std::string> objections(std::string_view html);

}  // namespace tdkt::test
