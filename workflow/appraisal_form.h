// A form of sheets that was filled elsewhere, held against the sheets as they stand: what it
// would change, and what is wrong with it, cell by cell.
#pragma once

#include "workflow/appraisal.h"

namespace tdkt::workflow {

// A row as it was found; `line` is its place in the file.
struct FormRow {
    int line = 0;
    std::string sheet, version, criterion, value, remark;
};

// The columns in which a form has them.
struct FormColumns {
    static constexpr char sheet = 'A', version = 'B', criterion = 'C', value = 'I', remark = 'J';
};

// The row of a sheet that holds its conclusion and the comment on the whole.
inline constexpr std::string_view conclusion_row = "ket_luan";

// A sheet that may be filled.
struct Fillable {
    const Sheet* sheet = nullptr;
    std::string nominee;
    const std::vector<Criterion>* criteria = nullptr;
};

struct FormChange {
    int line = 0;
    Id sheet = 0;
    std::string nominee;
    std::string what;  // "Mức độ hoàn thành chỉ tiêu: điểm"
    std::string before, after;
};

struct FormFault {
    std::string cell;      // "I7"
    std::string expected;  // "số nguyên từ 0 đến 50"
    std::string found;
};

struct FormReading {
    std::vector<FormChange> changes;
    std::vector<FormFault> faults;
    std::vector<std::pair<Id, Assessment>> said;  // of the sheets that change
};

// A whole number as people and tables write it: 35, "35", "35,0", "35.00". Nothing for any other
// text, and for one that could be read in two ways ("1.000").
std::optional<int> points_in(std::string_view text);

FormReading read_form(const std::vector<FormRow>& rows, const std::vector<Fillable>& sheets);

}  // namespace tdkt::workflow
