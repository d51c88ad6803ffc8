// A paper with the four reserved fields, made by hand; what an attacker may do
// to it afterwards; and other people's programs that look at signatures.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "tests/support/temp_dir.h"

namespace tdkt::test {

// Object numbers in sample_paper().
namespace paper_object {
inline constexpr int root = 1, pages = 2, page = 3, contents = 4, font = 5, form = 6, number = 7,
                     date = 8, leader = 9, seal = 10, info = 11, count = 12;
}

using PdfObjects = std::map<int, std::string>;  // by number, without "obj" and "endobj"

PdfObjects sample_objects();
std::string write_pdf(const PdfObjects& objects);
inline std::string sample_paper() {
    return write_pdf(sample_objects());
}

// An honest-looking incremental update, as any PDF editor would append it.
std::string append_update(const std::string& pdf, const PdfObjects& objects);

std::string replaced(std::string text, const std::string& from, const std::string& to);

// The path of a new file with these bytes.
std::string keep(const TempDir& folder, const std::string& name, const std::string& bytes);

// Exit status, and what was printed on either channel.
std::pair<int, std::string> run_program(const std::string& command);

}  // namespace tdkt::test
