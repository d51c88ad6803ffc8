#include "templates/views/sheets.h"

namespace tdkt::templates {

void put_sheets(json& view, const std::vector<SheetLink>& sheets, const char* hint) {
    view["sheets_hint"] = hint;
    view["sheets"] = json::array();
    for (const auto& sheet : sheets)
        view["sheets"].push_back({{"sheet_label", sheet.label},
                                  {"sheet_href", sheet.href},
                                  {"sheet_pdf_href", sheet.href + "?pdf=true"},
                                  {"sheet_docx_href", sheet.href + "?docx=true"}});
    view["has_sheets"] = !sheets.empty();
}

}  // namespace tdkt::templates
