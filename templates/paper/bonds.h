// Which words stand together on one line: "Điều 1", "ngày 04", "5.000.000 đồng". Every
// text of a paper goes through here, so that no template has to see to it.
#pragma once

#include <string_view>

namespace tdkt::templates {

// Whether the blank between two words must not end a line. Signs around the words,
// "(Điều" and "đồng;", do not matter.
bool stand_together(std::string_view before, std::string_view after);

}  // namespace tdkt::templates
