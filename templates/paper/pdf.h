// Writes a laid out paper as a PDF 1.7: tagged, its fonts inside, its fields and
// signature fields waiting. The same layout gives the same bytes.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "templates/paper/layout.h"
#include "templates/paper/objects.h"
#include "templates/paper/structure.h"

namespace tdkt::templates {

// An incremental update may follow: the table of objects is a plain one and no
// object lies in a stream. Fonts are F0 to F3 in the pages' and the form's resources.
std::string write_pdf(const Layout& layout, std::string_view title);

// Several papers as one file, to be printed in one go: page behind page, without the
// fields, which would bear the same names again. It goes out paper by paper, so that
// what is kept in memory are a few hundred bytes for each.
class PdfBook {
  public:
    // `out` must outlive the book.
    PdfBook(std::ostream& out, std::string_view title);

    // Throws std::runtime_error when the file cannot be written, as finish() does.
    void add(const Layout& layout);

    // Once, behind the last; a book has one paper at least.
    void finish();

    int pages() const { return pages_; }

  private:
    std::ostream& out_;
    Objects objects_;
    StructureTree tree_;
    std::string kids_;
    int pages_ = 0;
};

}  // namespace tdkt::templates
