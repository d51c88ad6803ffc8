#include "tests/support/package.h"

#include <Poco/DOM/DOMParser.h>
#include <Poco/DOM/Node.h>
#include <zip.h>

#include <memory>
#include <stdexcept>

namespace tdkt::test {
namespace {

using Poco::XML::Node;

// What is there for programs that do not know the newer form beside it.
bool is_second_form(const Xml* element) {
    return element->nodeName() == "mc:Fallback";
}

void collect(const Xml* root, const std::string& name, Xmls& found) {
    for (auto* node = root->firstChild(); node; node = node->nextSibling()) {
        if (node->nodeType() != Node::ELEMENT_NODE) continue;
        const auto* element = static_cast<const Xml*>(node);
        if (is_second_form(element)) continue;
        if (element->nodeName() == name) found.push_back(element);
        collect(element, name, found);
    }
}

bool waits(const Xml* element) {
    return element->nodeName() == "w:sdt" && Package::first(element, "w:showingPlcHdr") != nullptr;
}

void read(const Xml* root, bool with_waiting, std::string& out) {
    for (auto* node = root->firstChild(); node; node = node->nextSibling()) {
        if (node->nodeType() != Node::ELEMENT_NODE) continue;
        const auto* element = static_cast<const Xml*>(node);
        if (is_second_form(element) || (!with_waiting && waits(element))) continue;
        if (element->nodeName() == "w:t") out += element->innerText();
        read(element, with_waiting, out);
    }
}

}  // namespace

Package::Package(const std::string& bytes) {
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    const std::unique_ptr<zip_t, void (*)(zip_t*)> archive(
        zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nullptr), zip_discard);
    if (!archive) throw std::runtime_error("no zip");
    const auto count = zip_get_num_entries(archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t about;
        zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &about);
        std::string part(about.size, '\0');
        const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
            zip_fopen_index(archive.get(), static_cast<zip_uint64_t>(i), 0), zip_fclose);
        if (!file || zip_fread(file.get(), part.data(), part.size()) !=
                         static_cast<zip_int64_t>(part.size()))
            throw std::runtime_error(std::string("cannot read ") + about.name);
        names_.emplace_back(about.name);
        parts_[about.name] = std::move(part);
    }
}

const Xml* Package::tree(const std::string& name) const {
    auto& tree = trees_[name];
    if (tree.isNull()) tree = Poco::XML::DOMParser().parseString(part(name));
    return tree->documentElement();
}

std::string Package::style_of(const Xml* paragraph) const {
    if (style_names_.empty())
        for (const auto* style : within(tree("word/styles.xml"), "w:style"))
            style_names_[style->getAttribute("w:styleId")] = value(style, "w:name");
    const auto id = value(paragraph, "w:pStyle");
    return id.empty() ? id : style_names_.at(id);
}

std::string Package::text() const {
    std::string out;
    read(tree(), false, out);
    return out;
}

Xmls Package::within(const Xml* root, const std::string& name) {
    Xmls found;
    collect(root, name, found);
    return found;
}

const Xml* Package::first(const Xml* root, const std::string& name) {
    const auto found = within(root, name);
    return found.empty() ? nullptr : found.front();
}

std::string Package::value(const Xml* root, const std::string& name, const std::string& attribute) {
    const auto* element = first(root, name);
    return element ? element->getAttribute(attribute) : std::string();
}

std::string Package::words(const Xml* root) {
    std::string out;
    read(root, true, out);
    return out;
}

}  // namespace tdkt::test
