#include "templates/docx/docx.h"

#include "templates/docx/flow.h"
#include "templates/docx/sections.h"
#include "templates/docx/sheet.h"
#include "templates/docx/styles.h"
#include "templates/docx/xml.h"
#include "templates/paper/layout.h"

namespace tdkt::templates::docx {
namespace {

constexpr std::string_view document_begin =
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
    " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
    " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
    " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\""
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
    " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""
    "><w:body>";

// Those that every document has; its pictures follow.
std::vector<Relation> relations(const Media& media) {
    std::vector<Relation> list = {{std::string(styles_id), "styles", "styles.xml"},
                                  {std::string(settings_id), "settings", "settings.xml"},
                                  {std::string(header_id), "header", "header.xml"},
                                  {std::string(first_header_id), "header", "first_header.xml"}};
    for (auto& picture : media.relations()) list.push_back(std::move(picture));
    return list;
}

}  // namespace

std::string write_docx(const Blocks& blocks, const Images* images, const Properties& properties) {
    words().tidy();
    Document document{blocks, images};
    put(document.out, xml_head, document_begin);
    if (blocks.sheet.free)
        append_sheet(document, lay_out(blocks, Print{images}));
    else
        append_flow(document);
    document.out += "</w:body></w:document>";

    std::vector<Part> parts = {content_types(),
                               package_relations(),
                               {"word/document.xml", std::move(document.out)},
                               document_relations(relations(document.media)),
                               {"word/styles.xml", styles_part()},
                               settings(),
                               header(),
                               first_header(),
                               core_properties(properties)};
    for (const auto& picture : document.media.parts()) parts.push_back(picture);
    return zipped(parts);
}

}  // namespace tdkt::templates::docx
