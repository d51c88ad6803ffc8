#include "templates/docx/package.h"

#include <zip.h>

#include <memory>
#include <stdexcept>

#include "templates/docx/xml.h"

namespace tdkt::templates::docx {
namespace {

constexpr std::string_view content_types_text =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\""
    " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Default Extension=\"png\" ContentType=\"image/png\"/>"
    "<Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>";

constexpr std::string_view word_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.";

constexpr std::string_view relations_begin =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";

constexpr std::string_view office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

constexpr std::string_view properties_begin =
    "<cp:coreProperties"
    " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">";

// Compatibility 15: what Word 2013 and later call their own way of setting a page.
constexpr std::string_view settings_text =
    "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
    "<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>"
    "<w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>"
    "<w:compatSetting w:name=\"compatibilityMode\""
    " w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
    "<w:themeFontLang w:val=\"vi-VN\"/>"
    "<w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/></w:settings>";

struct Release {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Source = std::unique_ptr<zip_source_t, Release>;
using Archive = std::unique_ptr<zip_t, Release>;

[[noreturn]] void fail() {
    throw std::runtime_error("a DOCX could not be zipped");
}

// 01/01/1980, the first day that a zip knows.
constexpr zip_uint16_t first_day = 1 << 5 | 1;
// The least: 0.8 ms for a decision with 40 names instead of 1.6, for 15 % more bytes.
constexpr zip_uint32_t level = 1;

void add(zip_t* archive, const Part& part) {
    Source source(zip_source_buffer_create(part.bytes.data(), part.bytes.size(), 0, nullptr));
    if (!source) fail();
    const auto index = zip_file_add(archive, part.name.c_str(), source.get(), ZIP_FL_ENC_UTF_8);
    if (index < 0) fail();
    source.release();  // the archive's from here on
    const auto place = static_cast<zip_uint64_t>(index);
    if (zip_file_set_dostime(archive, place, 0, first_day, 0) != 0 ||
        zip_set_file_compression(archive, place, ZIP_CM_DEFLATE, level) != 0)
        fail();
}

std::string all_of(zip_source_t* source) {
    zip_stat_t about;
    if (zip_source_stat(source, &about) != 0 || zip_source_open(source) != 0) fail();
    std::string bytes(about.size, '\0');
    const auto size = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    if (size != static_cast<zip_int64_t>(bytes.size())) fail();
    return bytes;
}

void append_type(std::string& out, std::string_view part, std::string_view type,
                 std::string_view kind) {
    put(out, "<Override PartName=\"/", part, "\" ContentType=\"", type, kind, "+xml\"/>");
}

}  // namespace

std::string zipped(const std::vector<Part>& parts) {
    const Source whole(zip_source_buffer_create(nullptr, 0, 0, nullptr));
    if (!whole) fail();
    Archive archive(zip_open_from_source(whole.get(), ZIP_TRUNCATE, nullptr));
    if (!archive) fail();
    zip_source_keep(whole.get());  // closing gives one of the two holds back
    for (const auto& part : parts) add(archive.get(), part);
    if (zip_close(archive.get()) != 0) fail();
    archive.release();
    return all_of(whole.get());
}

Part content_types() {
    std::string out(xml_head);
    out += content_types_text;
    append_type(out, "word/document.xml", word_type, "document.main");
    append_type(out, "word/styles.xml", word_type, "styles");
    append_type(out, "word/settings.xml", word_type, "settings");
    append_type(out, "word/header.xml", word_type, "header");
    append_type(out, "word/first_header.xml", word_type, "header");
    append_type(out, "docProps/core.xml", "application/vnd.openxmlformats-package.",
                "core-properties");
    return {"[Content_Types].xml", out + "</Types>"};
}

Part package_relations() {
    std::string out(xml_head);
    put(out, relations_begin, "<Relationship Id=\"rId1\" Type=\"", office,
        "officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\""
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\""
        " Target=\"docProps/core.xml\"/></Relationships>");
    return {"_rels/.rels", std::move(out)};
}

Part document_relations(const std::vector<Relation>& relations) {
    std::string out(xml_head);
    out += relations_begin;
    for (const auto& relation : relations)
        put(out, "<Relationship Id=\"", relation.id, "\" Type=\"", office, relation.kind,
            "\" Target=\"", relation.target, "\"/>");
    return {"word/_rels/document.xml.rels", out + "</Relationships>"};
}

Part core_properties(const Properties& properties) {
    std::string out(xml_head);
    put(out, properties_begin, "<dc:title>", Typed{properties.title}, "</dc:title><dc:subject>",
        Typed{properties.subject}, "</dc:subject><dc:creator>", Typed{properties.creator},
        "</dc:creator><dc:language>vi-VN</dc:language></cp:coreProperties>");
    return {"docProps/core.xml", std::move(out)};
}

Part settings() {
    return {"word/settings.xml", std::string(xml_head).append(settings_text)};
}

}  // namespace tdkt::templates::docx
