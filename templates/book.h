// Many papers of one kind, made one behind the other: as one file to be printed, or
// each for itself.
#pragma once

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "templates/paper/pdf.h"
#include "templates/paper/print.h"
#include "templates/papers.h"

namespace tdkt::templates {

// One file without fields to sign; each paper begins a page. Of what was added nothing
// but references is kept in memory.
class PaperBook {
  public:
    // `out`, and the images of `print`, must outlive the book.
    PaperBook(std::ostream& out, const PaperText& text, std::string_view title, Print print);

    // Throws as paper_pdf() does, and std::runtime_error when the file cannot be written.
    void add(const nlohmann::json& data, std::vector<std::string>& warnings);
    void finish();

    int pages() const { return book_.pages(); }

  private:
    std::string kind_, words_;
    Print print_;
    PdfBook book_;
};

// "ꩰ (U+AA70)": the letters of a text that no font of this machine has, each once.
std::vector<std::string> letters_without_font(std::string_view text);

}  // namespace tdkt::templates
