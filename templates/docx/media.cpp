#include "templates/docx/media.h"

#include "templates/docx/xml.h"
#include "templates/paper/text.h"

namespace tdkt::templates::docx {
namespace {

constexpr std::size_t first_picture = 5;  // behind the relations that every document has

std::string relation_id(std::size_t index) {
    return "rId" + std::to_string(first_picture + index);
}

}  // namespace

std::string Media::add(std::string bytes, std::string_view type) {
    for (std::size_t i = 0; i < parts_.size(); ++i)
        if (parts_[i].bytes == bytes) return relation_id(i);
    auto name = joined({"word/media/image", std::to_string(parts_.size() + 1), ".", type});
    parts_.push_back({std::move(name), std::move(bytes)});
    return relation_id(parts_.size() - 1);
}

std::vector<Relation> Media::relations() const {
    std::vector<Relation> list;
    for (std::size_t i = 0; i < parts_.size(); ++i)
        list.push_back(
            {relation_id(i), "image", parts_[i].name.substr(std::string("word/").size())});
    return list;
}

void append_picture(std::string& out, std::string_view relation, double width, double height,
                    int id, std::string_view shows) {
    const auto wide = emu(width), high = emu(height);
    put(out,
        "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"",
        wide, "\" cy=\"", high, "\"/><wp:docPr id=\"", id, "\" name=\"image", id, "\" descr=\"",
        Typed{shows},
        "\"/><a:graphic><a:graphicData"
        " uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>"
        "<pic:nvPicPr><pic:cNvPr id=\"",
        id, "\" name=\"image", id,
        "\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"", relation,
        "\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        "<a:off x=\"0\" y=\"0\"/><a:ext cx=\"",
        wide, "\" cy=\"", high,
        "\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing>");
}

}  // namespace tdkt::templates::docx
