#include "templates/paper/pdf.h"

#include <map>
#include <stdexcept>

#include "templates/paper/contents.h"
#include "templates/paper/form.h"
#include "templates/paper/numbering.h"
#include "templates/paper/numbers.h"
#include "templates/paper/objects.h"
#include "templates/paper/prefix.h"
#include "templates/paper/rare.h"
#include "templates/paper/structure.h"
#include "templates/paper/text.h"

namespace tdkt::templates {
namespace {

constexpr std::string_view producer = "tdkt";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (letter == '&')
            out += "&amp;";
        else if (letter == '<')
            out += "&lt;";
        else if (letter == '>')
            out += "&gt;";
        else if (static_cast<unsigned char>(letter) >= 0x20)
            out += letter;
    }
    return out;
}

std::string metadata(std::string_view title) {
    return "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
           " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
           "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
           "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
           escaped(title) +
           "</rdf:li></rdf:Alt></dc:title>\n"
           "<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>\n"
           "<pdf:Producer>" +
           std::string(producer) +
           "</pdf:Producer>\n<pdfaid:part>2</pdfaid:part>\n"
           "<pdfaid:conformance>B</pdfaid:conformance>\n</rdf:Description>\n</rdf:RDF>\n</"
           "x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

void write_catalog(Objects& objects, std::string_view title) {
    objects.begin(object::catalog) +=
        "<</Type/Catalog/Pages 2 0 R/Lang(vi-VN)/MarkInfo<</Marked true>>/Metadata 4 0 R"
        "/StructTreeRoot 6 0 R/AcroForm 5 0 R/ViewerPreferences<</DisplayDocTitle true>>"
        "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        "/Info(sRGB)/DestOutputProfile 9 0 R>>]>>";
    objects.end();
    objects.begin(object::info) +=
        "<</Title" + text_string(title) + "/Producer" + text_string(producer) + ">>";
    objects.end();
    // Not packed, so that a program that knows no PDF finds it.
    const auto words = metadata(title);
    auto& out = objects.begin(object::metadata);
    out += "<</Type/Metadata/Subtype/XML/Length " + std::to_string(words.size()) + ">>stream\n";
    out += words;
    out += "\nendstream";
    objects.end();
}

// What the rare letters of the paper need, by font.
std::map<int, Glyphs> rare_glyphs(const Layout& layout) {
    std::map<int, Glyphs> fonts;
    for (const auto* word : layout.text.rare)
        for (const auto& run : word->runs)
            for (const auto& [glyph, letters] : run.glyphs) fonts[run.font].emplace(glyph, letters);
    return fonts;
}

// Those that every paper has, and its own images and rare letters.
std::string resources(Objects& objects, const Layout& layout) {
    if (layout.images.empty() && layout.text.rare.empty()) return " 8 0 R";
    const auto named = [](std::string_view letter, std::size_t index, int number) {
        return joined({letter, std::to_string(index), " ", std::to_string(number), " 0 R"});
    };
    std::string words = "<</Font<<";
    for (std::size_t i = 0; i <= box_font; ++i)
        words += named("/F", i, object::font(static_cast<int>(i)));
    for (const auto& [number, glyphs] : rare_glyphs(layout))
        words +=
            named("/F", static_cast<std::size_t>(number), write_rare_font(objects, number, glyphs));
    words += ">>/XObject<<";
    for (std::size_t i = 0; i < layout.images.size(); ++i)
        words += named("/I", i, write_image(objects, *layout.images[i]));
    return words + ">>>>";
}

// The pages of one paper, the first of which is object `first`; gives their references.
std::string write_pages(Objects& objects, const Layout& layout, const Form& form, int first,
                        int key, std::vector<Mark>& marks) {
    const auto count = static_cast<int>(layout.pages.size());
    std::string kids;
    const auto shared = resources(objects, layout);
    for (int i = 0; i < count; ++i) {
        const int number = first + 2 * i;
        kids += std::to_string(number) + " 0 R ";
        const auto contents = page_contents(layout, i, marks);
        auto& page = objects.begin(number);
        page += "<</Type/Page/Parent 2 0 R/MediaBox[0 0 ";
        append_number(page, layout.sheet.width);
        page += ' ';
        append_number(page, layout.sheet.height);
        page += "]/Resources";
        page += shared;
        page += "/Contents ";
        append_integer(page, number + 1);
        page += " 0 R/StructParents ";
        append_integer(page, key + i);
        form.append_annotations(page, i);
        page += ">>";
        objects.end();
        objects.stream(number + 1, "", contents);
    }
    return kids;
}

void write_page_tree(Objects& objects, std::string_view kids, int count) {
    auto& out = objects.begin(object::pages);
    out += joined({"<</Type/Pages/Kids[", kids, "]/Count "});
    append_integer(out, count);
    out += ">>";
    objects.end();
}

constexpr std::string_view trailer = "/Root 1 0 R/Info 3 0 R";

}  // namespace

std::string write_pdf(const Layout& layout, std::string_view title) {
    const auto& shared = prefix();
    Objects objects(shared.bytes, shared.offsets);
    const auto pages = static_cast<int>(layout.pages.size());
    const int first_page = objects.reserve(2 * pages);
    Form form(layout, objects, first_page);
    std::vector<Mark> marks;
    marks.reserve(layout.elements.size());
    StructureTree tree;
    write_catalog(objects, title);
    write_page_tree(objects, write_pages(objects, layout, form, first_page, 0, marks), pages);
    write_structure(objects, layout, marks, form, first_page, tree);
    write_tree(objects, tree);
    form.write(objects);
    return objects.finish(trailer);
}

PdfBook::PdfBook(std::ostream& out, std::string_view title)
    : out_(out), objects_(prefix().bytes, prefix().offsets) {
    write_catalog(objects_, title);
}

void PdfBook::add(const Layout& layout) {
    const auto pages = static_cast<int>(layout.pages.size());
    const int first_page = objects_.reserve(2 * pages);
    Form none;
    std::vector<Mark> marks;
    kids_ += write_pages(objects_, layout, none, first_page, tree_.next_key, marks);
    write_structure(objects_, layout, marks, none, first_page, tree_);
    pages_ += pages;
    objects_.flush(out_);
}

void PdfBook::finish() {
    write_page_tree(objects_, kids_, pages_);
    write_tree(objects_, tree_);
    Form().write(objects_);
    const auto rest = objects_.finish(trailer);
    out_.write(rest.data(), static_cast<std::streamsize>(rest.size()));
    if (!out_.flush()) throw std::runtime_error("a paper cannot be written to its file");
}

}  // namespace tdkt::templates
