// A DOCX as a program of others reads it: unzipped, its parts as trees.
#pragma once

#include <Poco/AutoPtr.h>
#include <Poco/DOM/Document.h>
#include <Poco/DOM/Element.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace tdkt::test {

using Xml = Poco::XML::Element;
using Xmls = std::vector<const Xml*>;

class Package {
  public:
    // Throws std::runtime_error for what is no zip.
    explicit Package(const std::string& bytes);

    const std::vector<std::string>& names() const { return names_; }
    // Bytes of a part; throws std::out_of_range when there is none.
    const std::string& part(const std::string& name) const { return parts_.at(name); }
    // Its tree. Throws Poco::XML::XMLException when it is not well formed.
    const Xml* tree(const std::string& name = "word/document.xml") const;

    // Xmls of the text with this name ("w:tbl"), in order.
    Xmls all(const std::string& name) const { return within(tree(), name); }
    // The style that a paragraph names, as people read it; empty for none.
    std::string style_of(const Xml* paragraph) const;
    // All that the paper says, without what waits for a number or a date.
    std::string text() const;

    static Xmls within(const Xml* root, const std::string& name);
    static const Xml* first(const Xml* root, const std::string& name);
    // Of the first such element below `root`; empty when there is none.
    static std::string value(const Xml* root, const std::string& name,
                             const std::string& attribute = "w:val");
    // All letters below it, the waiting ones too.
    static std::string words(const Xml* root);

  private:
    std::vector<std::string> names_;
    std::map<std::string, std::string> parts_;
    mutable std::map<std::string, Poco::AutoPtr<Poco::XML::Document>> trees_;
    mutable std::map<std::string, std::string> style_names_;
};

}  // namespace tdkt::test
