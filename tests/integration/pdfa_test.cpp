// The demands of PDF/A-2b (ISO 19005-2) that a walk over the file can see to. Each
// check is also given a paper that fails it.
#include <boost/test/unit_test.hpp>
#include <functional>
#include <regex>
#include <set>
#include <sstream>

#include "templates/paper/pdf.h"
#include "templates/paper/text.h"
#include "templates/papers.h"
#include "tests/support/paper.h"
#include "tests/support/pictures.h"
#include "tests/support/printed.h"

using namespace tdkt::templates;
using namespace tdkt::test;
using nlohmann::json;

namespace {

std::string decoded(const std::string& base64) {
    std::string out;
    unsigned bits = 0;
    int count = 0;
    const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (const char letter : base64) {
        const auto digit = digits.find(letter);
        if (digit == std::string::npos) break;
        bits = bits << 6 | static_cast<unsigned>(digit);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out += static_cast<char>(bits >> count & 255);
    }
    return out;
}

unsigned big(const std::string& bytes, std::size_t at, int size) {
    unsigned value = 0;
    for (int i = 0; i < size; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(i)));
    return value;
}

// A file as qpdf reads it.
class File {
  public:
    explicit File(std::string bytes) : bytes_(std::move(bytes)) {
        const Printed printed(bytes_);
        const auto said = printed.asked(
            "sh -c 'qpdf --json --json-stream-data=inline --decode-level=generalized "
            "--warning-exit-0 $0 2>/dev/null' @");
        objects_ = json::parse(said)["qpdf"][1];
    }

    const std::string& bytes() const { return bytes_; }

    const json& at(const json& value) const {
        if (!value.is_string()) return value;
        const auto& text = value.get_ref<const std::string&>();
        const auto found = text.ends_with(" R") ? objects_.find("obj:" + text) : objects_.end();
        if (found == objects_.end()) return value;
        return found->contains("value") ? (*found)["value"] : (*found)["stream"]["dict"];
    }

    // What a key of a dictionary leads to; null when it is absent.
    const json& get(const json& dictionary, const std::string& key) const {
        static const json nothing;
        const auto& owner = at(dictionary);
        return owner.is_object() && owner.contains(key) ? at(owner[key]) : nothing;
    }

    std::string stream(const json& dictionary, const std::string& key) const {
        const auto& owner = at(dictionary);
        if (!owner.contains(key) || !objects_.contains("obj:" + owner[key].get<std::string>()))
            return {};
        return decoded(objects_["obj:" + owner[key].get<std::string>()]["stream"]["data"]);
    }

    const json& trailer() const { return objects_["trailer"]["value"]; }
    const json& root() const { return get(trailer(), "/Root"); }

    // Every dictionary of the file, those within others too.
    void each(const std::function<void(const json&)>& use) const {
        for (const auto& [name, object] : objects_.items())
            within(object.contains("value") ? object["value"] : object["stream"]["dict"], use);
    }

    std::vector<json> typed(const std::string& key, const std::string& name) const {
        std::vector<json> found;
        each([&](const json& each) {
            if (each.contains(key) && each[key] == name) found.push_back(each);
        });
        return found;
    }

  private:
    static void within(const json& value, const std::function<void(const json&)>& use) {
        if (value.is_object()) use(value);
        if (value.is_structured())
            for (const auto& member : value) within(member, use);
    }

    std::string bytes_;
    json objects_;
};

bool header(const File& file) {
    const auto& bytes = file.bytes();
    bool binary = bytes.size() > 14 && bytes[9] == '%';
    for (std::size_t i = 10; binary && i < 14; ++i) binary = bytes[i] & 0x80;
    return std::regex_search(bytes.substr(0, 9), std::regex("^%PDF-1\\.[0-7]\n$")) && binary;
}

bool ends_at_once(const File& file) {
    return file.bytes().ends_with("%%EOF\n") || file.bytes().ends_with("%%EOF");
}

bool has_id_and_no_password(const File& file) {
    const auto& trailer = file.trailer();
    return trailer.contains("/ID") && trailer["/ID"].size() == 2 && !trailer.contains("/Encrypt");
}

bool has_colours(const File& file) {
    const auto& intents = file.get(file.root(), "/OutputIntents");
    if (!intents.is_array() || intents.empty()) return false;
    const auto& intent = file.at(intents[0]);
    const auto profile = file.stream(intent, "/DestOutputProfile");
    return file.get(intent, "/S") == "/GTS_PDFA1" &&
           file.get(file.get(intent, "/DestOutputProfile"), "/N") == 3 && profile.size() > 128 &&
           big(profile, 0, 4) == profile.size() && profile[8] <= 4 &&
           profile.substr(12, 8) == "mntrRGB " && profile.substr(36, 4) == "acsp";
}

bool says_what_it_is(const File& file) {
    const auto xmp = file.stream(file.root(), "/Metadata");
    const auto has = [&](std::string_view part) { return xmp.find(part) != std::string::npos; };
    return file.get(file.get(file.root(), "/Metadata"), "/Subtype") == "/XML" &&
           has("xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"") &&
           has("<pdfaid:part>2</pdfaid:part>") &&
           has("<pdfaid:conformance>B</pdfaid:conformance>") && has("<?xpacket begin=");
}

// What the file says of itself twice is the same.
bool says_the_same_twice(const File& file) {
    const auto xmp = file.stream(file.root(), "/Metadata");
    const auto& info = file.get(file.trailer(), "/Info");
    const auto holds = [&](const std::string& key, const std::string& begin) {
        const auto& value = file.get(info, key);
        return value.is_string() &&
               xmp.find(begin + value.get<std::string>().substr(2) + "<") != std::string::npos;
    };
    return holds("/Title", "x-default\">") && holds("/Producer", "<pdf:Producer>") &&
           info.size() == 2;
}

bool does_nothing(const File& file) {
    bool quiet = true;
    file.each([&](const json& each) {
        for (const auto* key :
             {"/AA", "/OpenAction", "/JS", "/JavaScript", "/XFA", "/EmbeddedFiles", "/EF",
              "/OCProperties", "/Alternates", "/OPI", "/TR", "/HTP", "/NeedAppearances", "/A"})
            quiet = quiet && (!each.contains(key) || (each.contains("/S") && each.contains("/P")));
    });
    return quiet;
}

bool streams_are_plain(const File& file) {
    bool plain = true;
    file.each([&](const json& each) {
        const bool packed = each.contains("/Filter");
        plain = plain && !each.contains("/FFilter") && !each.contains("/FDecodeParms") &&
                !(packed && each["/Filter"] != "/FlateDecode" && each["/Filter"] != "/DCTDecode");
    });
    return plain;
}

// The width of a glyph in thousandths, by the font program.
double advance(const std::string& program, unsigned glyph) {
    unsigned head = 0, hhea = 0, hmtx = 0;
    for (unsigned i = 0; i < big(program, 4, 2); ++i) {
        const auto row = 12 + 16 * i;
        const auto name = program.substr(row, 4);
        if (name == "head") head = big(program, row + 8, 4);
        if (name == "hhea") hhea = big(program, row + 8, 4);
        if (name == "hmtx") hmtx = big(program, row + 8, 4);
    }
    const auto count = big(program, hhea + 34, 2);
    return big(program, hmtx + 4 * std::min(glyph, count - 1), 2) * 1000.0 /
           big(program, head + 18, 2);
}

bool widths_are_those_of(const std::string& program, const json& widths) {
    bool same = !widths.empty();
    for (std::size_t i = 0; i + 1 < widths.size(); i += 2) {
        auto glyph = widths[i].get<unsigned>();
        for (const auto& width : widths[i + 1])
            same = same && std::abs(advance(program, glyph++) - width.get<double>()) < 1;
    }
    return same;
}

bool fonts_are_inside(const File& file) {
    bool inside = true;
    for (const auto& font : file.typed("/Subtype", "/Type0")) {
        const auto& inner = file.at(file.get(font, "/DescendantFonts")[0]);
        const auto& descriptor = file.get(inner, "/FontDescriptor");
        const auto program = file.stream(descriptor, "/FontFile2");
        inside =
            inside && !program.empty() && font["/Encoding"] == "/Identity-H" &&
            inner["/CIDToGIDMap"] == "/Identity" && descriptor["/FontName"] == font["/BaseFont"] &&
            std::regex_search(font["/BaseFont"].get<std::string>(), std::regex("^/[A-Z]{6}\\+")) &&
            widths_are_those_of(program, file.get(inner, "/W"));
    }
    for (const auto* bare : {"/Type1", "/TrueType", "/MMType1"})
        inside = inside && file.typed("/Subtype", bare).empty();
    return inside && !file.typed("/Subtype", "/Type0").empty();
}

bool text_can_be_taken_out(const File& file) {
    bool mapped = true;
    for (const auto* kind : {"/Type0", "/Type3"})
        for (const auto& font : file.typed("/Subtype", kind))
            mapped = mapped && file.stream(font, "/ToUnicode").find("bfchar") != std::string::npos;
    return mapped;
}

bool fields_are_printed(const File& file) {
    bool shown = true;
    for (const auto& widget : file.typed("/Subtype", "/Widget")) {
        const int flags = widget.value("/F", 0);
        const auto& looks = file.get(widget, "/AP");
        shown = shown && (flags & 4) && !(flags & (1 | 2 | 32)) && looks.is_object() &&
                looks.size() == 1 && looks.contains("/N");
    }
    return shown;
}

bool colours_are_those_of_the_profile(const File& file) {
    bool known = true;
    for (const auto& image : file.typed("/Subtype", "/Image"))
        known = known &&
                (image["/ColorSpace"] == "/DeviceRGB" || image["/ColorSpace"] == "/DeviceGray") &&
                !image.value("/Interpolate", false);
    return known && file.bytes().find("/DeviceCMYK") == std::string::npos;
}

bool is_told_aloud(const File& file) {
    const auto& root = file.root();
    return file.get(root, "/Lang") == "u:vi-VN" &&
           file.get(file.get(root, "/MarkInfo"), "/Marked") == true &&
           file.get(root, "/StructTreeRoot").contains("/ParentTree") &&
           file.get(file.get(root, "/ViewerPreferences"), "/DisplayDocTitle") == true;
}

bool keeps_within_the_limits(const File& file) {
    bool within = true;
    for (const auto& page : file.typed("/Type", "/Page")) {
        const auto& box = file.get(page, "/MediaBox");
        for (const auto side : {2, 3})
            within = within && box[side].get<double>() >= 3 && box[side].get<double>() <= 14400;
    }
    file.each([&](const json& each) {
        for (const auto& [key, value] : each.items())
            within = within && key.size() <= 128 &&
                     (!value.is_string() || value.get_ref<const std::string&>().size() <= 32767);
    });
    return within;
}

struct Check {
    std::string_view name;
    bool (*holds)(const File&);
    // A paper that fails: the last of `from` becomes `to`, as long.
    std::string from;
    std::string to;
};

const std::vector<Check> checks = {
    {"header", header, "%\xe2\xe3\xcf\xd3", "%abcd"},
    {"end", ends_at_once, "%%EOF\n", "%%EOF!"},
    {"id", has_id_and_no_password, "/ID[", "/IX["},
    {"colours", has_colours, "GTS_PDFA1", "GTS_PDFX1"},
    {"metadata", says_what_it_is, "<pdfaid:part>2", "<pdfaid:part>1"},
    {"twice", says_the_same_twice, "<pdf:Producer>tdkt", "<pdf:Producer>else"},
    {"quiet", does_nothing, "/TU", "/AA"},
    {"streams", streams_are_plain, "/FlateDecode/Length", "/LZWDecode  /Length"},
    {"fonts", fonts_are_inside, "/FontFile2", "/FontFile9"},
    {"text", text_can_be_taken_out, "/ToUnicode", "/ToUnicodf"},
    {"fields", fields_are_printed, "/Widget/F 4", "/Widget/F 2"},
    {"appearance", fields_are_printed, "/AP<</N", "/AX<</N"},
    {"images", colours_are_those_of_the_profile, "/ColorSpace/DeviceRGB", "/ColorSpace/DeviceRGX"},
    {"structure", is_told_aloud, "/Marked true", "/Marked null"},
    {"language", is_told_aloud, "/Lang(vi-VN)", "/Lang(en-GB)"},
    {"limits", keeps_within_the_limits, "/MediaBox[0 0 595.28", "/MediaBox[0 0 2.0000"},
};

// One with everything: images, rare letters, boxes, fields, a table.
std::string rich_paper() {
    const Images images = {{"dau", png(20, 20)}, {"anh", jpeg(16, 16)}};
    const Print print{&images};
    const Sample sample(
        "<h1>Quyết định</h1><frame kind=\"khan\"/><p>Số <field name=\"so\"/> ☐ ☑ β Ж</p>"
        "<table widths=\"20 30\"><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td>"
        "<td>2</td></tr></tbody></table><image name=\"dau\" alt=\"Dấu\"/><image name=\"anh\"/>"
        "<div class=\"closing\"><div class=\"left\"></div><div class=\"right\">"
        "<signature person=\"ky_lanh_dao\" organ=\"dau_co_quan\"/></div></div>",
        print);
    return write_pdf(sample.layout, "Quyet dinh");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pdfa_test)

BOOST_AUTO_TEST_CASE(every_paper_meets_every_demand) {
    for (const auto& kind : paper_kinds()) {
        const File file(paper_pdf(kind.code, paper_data(std::string(kind.code))));
        for (const auto& check : checks)
            BOOST_TEST(check.holds(file), kind.code << ": " << check.name);
    }
}

BOOST_AUTO_TEST_CASE(a_paper_with_everything_meets_every_demand) {
    const File file(rich_paper());
    BOOST_TEST(file.typed("/Subtype", "/Type0").size() >= 5U);
    BOOST_TEST(file.typed("/Subtype", "/Image").size() == 3U);
    for (const auto& check : checks) BOOST_TEST(check.holds(file), check.name);
}

// Several papers in one file, one of them with images and rare letters of its own.
BOOST_AUTO_TEST_CASE(a_book_of_papers_meets_every_demand) {
    std::ostringstream out;
    const Images images = {{"dau", png(20, 20)}};
    const Print print{&images};
    const Sample rich("<p>β Ж ☐</p><image name=\"dau\" alt=\"Dấu\"/><p>Số <field name=\"so\"/></p>",
                      print);
    const Sample plain(paragraphs(120));
    PdfBook book(out, "Giấy khen");
    for (const auto* sample : {&plain, &rich, &plain}) book.add(sample->layout);
    book.finish();
    const File file(out.str());
    BOOST_TEST(file.typed("/Type", "/Page").size() == static_cast<std::size_t>(book.pages()));
    BOOST_TEST(book.pages() > 5);
    BOOST_TEST(file.typed("/Subtype", "/Widget").empty());
    for (const auto& check : checks) BOOST_TEST(check.holds(file), check.name);
}

BOOST_AUTO_TEST_CASE(every_check_can_fail) {
    const auto whole = rich_paper();
    for (const auto& check : checks) {
        auto spoiled = whole;
        const auto at = spoiled.rfind(check.from);
        BOOST_TEST_REQUIRE(at != std::string::npos, check.name);
        BOOST_TEST_REQUIRE(check.from.size() == check.to.size(), check.name);
        spoiled.replace(at, check.from.size(), check.to);
        BOOST_TEST(!check.holds(File(spoiled)), check.name);
    }
}

BOOST_AUTO_TEST_CASE(a_width_that_is_not_the_glyphs_is_seen) {
    auto spoiled = rich_paper();
    const auto widths = spoiled.find("/W[0[") + 5;
    spoiled[widths] = spoiled[widths] == '9' ? '1' : '9';
    BOOST_TEST(!fonts_are_inside(File(spoiled)));
}

BOOST_AUTO_TEST_SUITE_END()
