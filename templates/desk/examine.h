// Everything that can be said of a template before it is kept: what is wrong with it, where;
// what the paper looks like that it gives from sample data; and how that paper keeps to
// Decree 30.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "templates/lint/lint.h"

namespace tdkt::templates {

// What a template may be at most.
inline constexpr std::size_t largest_template = 256 << 10;
inline constexpr int most_template_lines = 3000;

// Why it cannot be kept.
struct Objection {
    std::string code;          // of paper/flaws.h
    int line = 0, column = 0;  // from 1, in letters; 0: of no single place
    std::string message;       // Vietnamese
    std::string excerpt;       // the line, or its part around the place
};

struct Examined {
    std::vector<Objection> objections;  // with any of them all below is empty
    std::string whole;                  // the text with its parts in place
    std::string title, html;            // of the paper
    int pages = 0;
    lint::Report lint;
    std::vector<std::string> warnings;  // Vietnamese: letters that cannot be shown …
    std::vector<std::string> dropped;   // data that the program's own words show, and these do not
};

// Of a kind of paper. Throws Problem{missing} for an unknown one.
Examined examine(std::string_view kind, std::string_view written);

// "Dòng 12, cột 5: …"
std::string sentence_of(const Objection& objection);

// The codes of the checks that found errors: "L07,L12"; empty when none did.
std::string error_codes(const lint::Report& report);

}  // namespace tdkt::templates
