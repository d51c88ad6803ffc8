// A table as it lies in a stranger's file: rows of texts, bounded, with the places of all
// that cannot be taken.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "workflow/problem.h"

namespace tdkt::server {

// A form of sheets is smaller than this by far.
inline constexpr int most_form_rows = 5000;
inline constexpr int form_columns = 10;
inline constexpr std::size_t most_form_bytes = std::size_t{4} << 20;  // of one part, unpacked

struct GridRow {
    int line = 0;                                 // from 1
    std::array<std::string, form_columns> cells;  // NFC, without blanks at the ends
};

struct Grid {
    std::vector<GridRow> rows;  // without empty ones
};

// What is wrong with a file as a whole: Problem{blocked} naming the field "file".
[[noreturn]] void refuse_file(const std::string& why);

// What is wrong with single cells, all at once; nothing happens when there is nothing.
class GridFaults {
  public:
    void add(const std::string& cell, const std::string& why);
    void raise() const;

  private:
    std::vector<workflow::Fault> faults_;
    std::size_t left_out_ = 0;
};

std::string cell_name(int column, int line);  // "I7"; columns from 0

// A text of a cell as it is kept; empty, with a fault, when it has signs that nobody typed.
std::string cell_text(const std::string& found, const std::string& cell, GridFaults& faults);

Grid read_xlsx(const std::string& path);
Grid read_csv(const std::string& path);

}  // namespace tdkt::server
