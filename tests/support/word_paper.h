// Papers as files of Word, taken apart again.
#pragma once

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <string>

#include "templates/docx/docx.h"
#include "tests/support/package.h"
#include "tests/support/paper.h"

namespace tdkt::test {

inline std::string bytes_of(const std::string& source, const templates::Images* images = nullptr) {
    const auto tree = templates::read_xhtml(source);
    const auto blocks = templates::blocks_of(tree);
    return templates::docx::write_docx(blocks, images, {blocks.title, "Kế hoạch", "BHXH tỉnh"});
}

inline std::string paper(const std::string& body, const std::string& title = "t") {
    return "<paper title=\"" + title + "\">" + body + "</paper>";
}

inline Package made(const std::string& body, const templates::Images* images = nullptr) {
    return Package(bytes_of(paper(body), images));
}

inline Package sheet(const std::string& body, const templates::Images* images = nullptr) {
    return Package(bytes_of("<paper title=\"t\" size=\"297 210\">" + body + "</paper>", images));
}

inline long twips(double points) {
    return std::lround(points * 20);
}

inline long number(const std::string& text) {
    return text.empty() ? 0 : std::stol(text);
}

// The paragraph that says so.
inline const Xml* paragraph(const Package& package, const std::string& words) {
    for (const auto* each : package.all("w:p"))
        if (Package::words(each) == words) return each;
    BOOST_FAIL("no paragraph says " << words);
    return nullptr;
}

inline bool has(const Xml* root, const std::string& name) {
    return Package::first(root, name) != nullptr;
}

}  // namespace tdkt::test
