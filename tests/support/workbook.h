// Workbooks for tests, also such as no program writes.
#pragma once

#include <zip.h>

#include <map>
#include <stdexcept>
#include <string>

#include "tests/support/temp_dir.h"

namespace tdkt::test {

using Parts = std::map<std::string, std::string>;

inline Parts workbook(const std::string& rows, const std::string& after_rows = "") {
    return {
        {"xl/workbook.xml",
         R"(<workbook xmlns:r="r"><sheets><sheet name="A" r:id="rId1"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>)"},
        {"xl/worksheets/sheet1.xml",
         "<worksheet><sheetData>" + rows + "</sheetData>" + after_rows + "</worksheet>"}};
}

inline std::string text_cell(const std::string& place, const std::string& text) {
    return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

inline std::string zipped(const std::string& path, const Parts& parts) {
    auto* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    if (archive == nullptr) throw std::runtime_error("no archive at " + path);
    for (const auto& [name, bytes] : parts)
        zip_file_add(archive, name.c_str(),
                     zip_source_buffer(archive, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_UTF_8);
    if (zip_close(archive) != 0) throw std::runtime_error("not written: " + path);
    return path;
}

}  // namespace tdkt::test
