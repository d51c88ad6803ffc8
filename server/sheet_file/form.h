// The form on which sheets of appraisal are filled away from the office: as XLSX or CSV, and
// back.
#pragma once

#include <array>

#include "server/sheet_file/grid.h"
#include "workflow/appraisal_form.h"

namespace tdkt::server {

using FormLine = std::array<std::string, form_columns>;

const FormLine& form_head();  // what the columns are called

// One line for each criterion, and one for the conclusion, of each sheet.
struct FormSheet {
    workflow::Fillable of;
    std::string dossier_code, award_label;
};
std::vector<FormLine> form_lines(const std::vector<FormSheet>& sheets);

// Writes the file at `path`.
void write_xlsx(const std::vector<FormLine>& lines, const std::string& path);
std::string write_csv(const std::vector<FormLine>& lines);
// Any rows, every field quoted and guarded.
std::string csv_of(const std::vector<std::vector<std::string>>& rows);

// What a file holds, by its content, whatever it is called. Problem{blocked}, naming file or
// cells, for what is no such form; its rows are not held against anything yet.
std::vector<workflow::FormRow> read_form_file(const std::string& path);

// Programs take a text that begins with such a sign for a formula.
std::string with_guard(const std::string& text);
std::string without_guard(const std::string& text);

}  // namespace tdkt::server
