#include "server/outbox/edxml.h"

#include <array>
#include <pugixml.hpp>
#include <sstream>

#include "server/outbox/mail_text.h"

namespace tdkt::server {

using namespace workflow;

namespace {

constexpr const char* standard = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
constexpr const char* link_standard = "http://www.w3.org/1999/xlink";

// Annex VI of Decree 30/2020: so many signs at most.
constexpr std::size_t most_of_subject = 500, most_of_name = 200, most_of_signer = 50,
                      most_of_post = 100;

// Type codes of the standard: 2 is a decision.
constexpr const char* type_of_decision = "2";

std::string cut(const std::string& text, std::size_t letters) {
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size() && count < letters; ++count) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) ++at;
    }
    return text.substr(0, at);
}

std::string printable(std::string text) {
    std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
    return text;
}

pugi::xml_node add(pugi::xml_node parent, const char* name) {
    return parent.append_child(("edXML:" + std::string(name)).c_str());
}

void add(pugi::xml_node parent, const char* name, const std::string& text) {
    add(parent, name).text().set(printable(text).c_str());
}

std::string slashed(Day day) {
    const auto text = iso(day);
    return text.substr(0, 4) + "/" + text.substr(5, 2) + "/" + text.substr(8, 2);
}

// "2025/12/09 08:00:00", by the clocks here.
std::string moment(std::int64_t at) {
    const auto left = (at - start_of(day_of(at))) / 1000;
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), " %02d:%02d:%02d", static_cast<int>(left / 3600 % 24),
                  static_cast<int>(left / 60 % 60), static_cast<int>(left % 60));
    return slashed(day_of(at)) + text.data();
}

void add_organ(pugi::xml_node parent, const char* name, const EdxmlOrganName& organ) {
    auto node = add(parent, name);
    add(node, "OrganId", organ.code);
    if (!organ.superior.empty())
        add(node, "OrganizationInCharge", cut(organ.superior, most_of_name));
    add(node, "OrganName", cut(organ.name, most_of_name));
    if (!organ.seat.empty()) add(node, "OrganAdd", organ.seat);
}

void add_message(pugi::xml_node header, const EdxmlPaper& paper) {
    auto node = add(header, "MessageHeader");
    add_organ(node, "From", paper.from);
    add_organ(node, "To", paper.to);
    add(node, "DocumentId", paper.id);
    auto code = add(node, "Code");
    add(code, "CodeNumber", paper.number);
    add(code, "CodeNotation", paper.notation);
    auto issued = add(node, "PromulgationInfo");
    add(issued, "Place", paper.place);
    add(issued, "PromulgationDate", slashed(paper.issued_on));
    auto type = add(node, "DocumentType");
    add(type, "Type", type_of_decision);
    add(type, "TypeName", "Quyết định");
    add(node, "Subject", cut(paper.subject, most_of_subject));
    add(node, "Content", "");
    auto signer = add(node, "SignerInfo");
    add(signer, "FullName", cut(paper.signer_name, most_of_signer));
    add(signer, "Position", cut(paper.signer_post, most_of_post));
    auto other = add(node, "OtherInfo");
    add(other, "Priority", "0");
    add(other, "PromulgationAmount", "1");
    if (paper.pages > 0) add(other, "PageAmount", std::to_string(paper.pages));
}

void add_trace(pugi::xml_node header, const EdxmlPaper& paper) {
    auto list = add(header, "TraceHeaderList");
    auto trace = add(list, "TraceHeader");
    add(trace, "OrganId", paper.from.code);
    add(trace, "Timestamp", moment(paper.at));
    // The standard spells it so. 0: a new document, without paper.
    auto business = add(list, "Bussiness");
    add(business, "BussinessDocType", "0");
    add(business, "BussinessDocReason", "Văn bản điện tử mới");
    add(business, "Paper", "0");
}

void add_attachment(pugi::xml_node root, pugi::xml_node envelope, const EdxmlPaper& paper) {
    const auto content = "cid:" + paper.id;
    auto manifest = add(add(envelope, "edXMLBody"), "edXMLManifest");
    manifest.append_attribute("version") = "1.0";
    auto reference = add(manifest, "Reference");
    reference.append_attribute("xlink:href") = content.c_str();
    add(reference, "ContentId", content);
    add(reference, "ContentType", "application/pdf");
    add(reference, "AttachmentName", paper.file_name);

    auto file = add(add(root, "AttachmentEncoded"), "Attachment");
    add(file, "ContentType", "application/zip");
    add(file, "ContentId", content);
    add(file, "Description", cut(paper.subject, most_of_subject));
    add(file, "ContentTransferEncoded", base64(paper.archive));
}

}  // namespace

std::string edxml(const EdxmlPaper& paper) {
    pugi::xml_document document;
    auto root = document.append_child("edXML:edXML");
    root.append_attribute("xmlns:edXML") = standard;
    root.append_attribute("xmlns:xlink") = link_standard;
    auto envelope = add(root, "edXMLEnvelope");
    auto header = add(envelope, "edXMLHeader");
    add_message(header, paper);
    add_trace(header, paper);
    add_attachment(root, envelope, paper);
    std::ostringstream out;
    document.save(out, "", pugi::format_raw, pugi::encoding_utf8);
    return out.str();
}

}  // namespace tdkt::server
