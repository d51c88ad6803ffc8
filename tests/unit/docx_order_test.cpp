// Word takes a file for broken when elements stand in another order than ISO/IEC 29500-1
// lays down, or are none of those that may stand there. LibreOffice forgives both.
#include <Poco/DOM/Node.h>

#include <boost/test/unit_test.hpp>
#include <map>
#include <set>
#include <sstream>

#include "templates/docx/docx.h"
#include "templates/papers.h"
#include "tests/support/package.h"
#include "tests/support/paper.h"
#include "tests/support/pictures.h"
#include "tests/support/variants.h"

using namespace tdkt::templates;
using namespace tdkt::test;

namespace {

// What we write, in the order of the schema; those of a set ("{") in any.
const std::map<std::string, std::string> orders = {
    {"w:p", "w:pPr { w:r w:sdt w:fldSimple"},
    {"w:r", "w:rPr { w:t w:br w:drawing mc:AlternateContent"},
    {"w:pPr",
     "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl w:pBdr w:spacing "
     "w:ind w:jc w:outlineLvl w:sectPr"},
    {"w:rPr", "w:rFonts w:b w:bCs w:i w:iCs w:color w:kern w:sz w:szCs w:lang"},
    {"w:pBdr", "w:top w:left w:bottom w:right"},
    {"w:sdt", "w:sdtPr w:sdtContent"},
    {"w:sdtPr", "w:rPr w:alias w:tag w:id w:showingPlcHdr w:text"},
    {"w:tbl", "w:tblPr w:tblGrid w:tr"},
    {"w:tblPr", "w:tblW w:tblInd w:tblBorders w:tblLayout w:tblCellMar"},
    {"w:tblBorders", "w:top w:left w:bottom w:right w:insideH w:insideV"},
    {"w:tblCellMar", "w:top w:left w:bottom w:right"},
    {"w:tr", "w:trPr w:tc"},
    {"w:trPr", "{ w:cantSplit w:tblHeader"},
    {"w:tc", "w:tcPr w:p"},
    {"w:tcPr", "w:tcW w:vAlign"},
    {"w:body", "{ w:p w:tbl w:sectPr"},
    {"w:sectPr", "w:headerReference w:type w:pgSz w:pgMar w:pgNumType w:titlePg"},
    {"w:style", "w:name w:basedOn w:uiPriority w:semiHidden w:qFormat w:pPr w:rPr w:tblPr"},
    {"w:styles", "w:docDefaults w:style"},
    {"w:docDefaults", "w:rPrDefault w:pPrDefault"},
    {"w:settings",
     "w:zoom w:defaultTabStop w:characterSpacingControl w:compat w:themeFontLang w:decimalSymbol "
     "w:listSeparator"},
    {"mc:AlternateContent", "mc:Choice mc:Fallback"},
    {"wp:inline", "wp:extent wp:docPr a:graphic"},
    {"wp:anchor",
     "wp:simplePos wp:positionH wp:positionV wp:extent wp:effectExtent wp:wrapNone wp:docPr "
     "wp:cNvGraphicFramePr a:graphic"},
    {"pic:pic", "pic:nvPicPr pic:blipFill pic:spPr"},
    {"pic:spPr", "a:xfrm a:prstGeom"},
    {"wps:wsp", "wps:cNvSpPr wps:spPr wps:bodyPr"},
    {"wps:spPr", "a:xfrm a:custGeom a:noFill a:solidFill a:ln"},
    {"a:custGeom", "a:avLst a:gdLst a:ahLst a:cxnLst a:rect a:pathLst"},
    {"a:ln", "a:noFill a:solidFill a:miter"},
};

struct Order {
    std::map<std::string, int> places;

    explicit Order(const std::string& text) {
        std::istringstream words(text);
        int place = 0;
        bool free = false;
        for (std::string word; words >> word;) {
            if (word == "{")
                free = true, ++place;
            else
                places[word] = free ? place : ++place;
        }
    }
};

void check(const Xml* element) {
    const auto found = orders.find(element->nodeName());
    int last = 0;
    for (auto* node = element->firstChild(); node; node = node->nextSibling()) {
        if (node->nodeType() != Poco::XML::Node::ELEMENT_NODE) continue;
        if (found != orders.end()) {
            const Order order(found->second);
            const auto place = order.places.find(node->nodeName());
            BOOST_TEST_REQUIRE((place != order.places.end()), node->nodeName()
                                                                  << " in " << element->nodeName());
            BOOST_TEST(place->second >= last, node->nodeName() << " in " << element->nodeName());
            last = place->second;
        }
        check(static_cast<const Xml*>(node));
    }
}

void check(const Package& package) {
    for (const auto* part : {"word/document.xml", "word/styles.xml", "word/settings.xml",
                             "word/header.xml", "word/first_header.xml"})
        check(package.tree(part));
    std::set<std::string> ids;
    for (const auto* name : {"wp:docPr", "w:sdtPr"})
        for (const auto* each : package.all(name)) {
            const auto id = each->nodeName() == "wp:docPr" ? each->getAttribute("id")
                                                           : Package::value(each, "w:id");
            BOOST_TEST(ids.insert(id).second, "the id " << id << " comes twice");
        }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(docx_order_test)

BOOST_AUTO_TEST_CASE(everything_stands_in_the_order_of_the_format) {
    for (const auto& kind : paper_kinds())
        for (const auto& [name, data] : variants(std::string(kind.code)))
            BOOST_TEST_CONTEXT(kind.code << ", " << name)
    check(Package(paper_docx(kind.code, data)));
}

BOOST_AUTO_TEST_CASE(what_no_paper_of_the_office_has_stands_so_too) {
    const Images images = {{"anh", png(3, 4)}};
    const auto check_source = [&](const std::string& source) {
        const auto tree = read_xhtml(source);
        check(Package(docx::write_docx(blocks_of(tree), &images, {})));
    };
    check_source(
        "<paper title=\"\"><frame kind=\"mat\"/><p colour=\"red\"><b>x</b></p><hr/>"
        "<hr class=\"page\"/><image name=\"anh\"/><p class=\"place\"><i>a</i><field "
        "name=\"ngay\"/></p></paper>");
    check_source(
        "<paper title=\"\" size=\"200 100\"><border/><box left=\"9\" top=\"9\" width=\"50\""
        " height=\"9\" align=\"right\"><frame kind=\"khan\"/><p class=\"award_name\">Một "
        "tên rất dài không vừa</p><image name=\"anh\"/></box><hr class=\"page\"/>"
        "<border colour=\"red\" second=\"gold\"/></paper>");
}

BOOST_AUTO_TEST_CASE(whatever_people_type_gives_a_whole_file) {
    std::string endless;
    while (endless.size() < 10'000) endless += "Ngh";
    for (const auto& name :
         {endless, std::string("\x01\x1f\x7f \xff\xfe\xc3"), std::string("شركة <ب>"),
          std::string("\xef\xbf\xbe\xef\xbf\xbf \xed\xa0\x80"), std::string("]]> &amp; {{x}} <!--"),
          std::string("a\tb\nc\u2028d\u200be")})
        for (const auto* kind : {"decision", "minutes", "certificate"}) {
            auto data = paper_data(kind);
            rename(data, name);
            const Package package(paper_docx(kind, data));
            BOOST_CHECK_NO_THROW(check(package));
            BOOST_TEST(!package.text().empty());
        }
}

BOOST_AUTO_TEST_SUITE_END()
