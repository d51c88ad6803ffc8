#include "server/signing/update.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <qpdf/QUtil.hh>
#include <stdexcept>

#include "server/signing/cms.h"
#include "workflow/problem.h"

namespace tdkt::server {

using workflow::Kind;
using workflow::Problem;

namespace {

// Room for "[0 a b c]" with numbers up to ten digits, blanks behind.
constexpr std::size_t range_width = 40;

std::string number(double value) {
    char text[40];
    const auto result = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, 3);
    return {text, result.ptr};
}

std::string padded(std::size_t value, int digits) {
    char text[32];
    std::snprintf(text, sizeof text, "%0*zu", digits, value);
    return text;
}

std::string heading(QPDFObjGen id) {
    return std::to_string(id.getObj()) + ' ' + std::to_string(id.getGen()) + " obj\n";
}

// Sections of consecutive numbers, each line twenty bytes (ISO 32000-1, 7.5.4).
std::string table(const std::map<QPDFObjGen, std::size_t>& offsets) {
    std::string text = "xref\n";
    for (auto first = offsets.begin(); first != offsets.end();) {
        auto end = first;
        int next = first->first.getObj();
        while (end != offsets.end() && end->first.getObj() == next) ++end, ++next;
        const int count = next - first->first.getObj();
        text += std::to_string(first->first.getObj()) + ' ' + std::to_string(count) + '\n';
        for (; first != end; ++first)
            text += padded(first->second, 10) + ' ' +
                    padded(static_cast<std::size_t>(first->first.getGen()), 5) + " n \n";
    }
    return text;
}

// The second half of /ID changes with each update, by what is added and not by chance.
std::string identifier(QPDFObjectHandle before, std::string_view added) {
    if (!before.isArray() || before.getArrayNItems() != 2 || !before.getArrayItem(0).isString())
        return {};
    std::string hash(EVP_MAX_MD_SIZE, '\0');
    must(EVP_Digest(added.data(), added.size(), octets(hash), nullptr, EVP_sha256(), nullptr),
         "EVP_Digest");
    return " /ID [" + before.getArrayItem(0).unparse() + " <" +
           QUtil::hex_encode(hash.substr(0, 16)) + ">]";
}

void write_at(std::string& bytes, std::size_t offset, std::string_view text) {
    bytes.replace(offset, text.size(), text);
}

}  // namespace

PdfUpdate::PdfUpdate(PdfFile& base) : base_(base) {
    auto trailer = base.document().getTrailer();
    auto size = trailer.getKey("/Size");
    const bool classic = base.bytes().substr(base.last_table_at()).starts_with("xref");
    if (!classic || trailer.hasKey("/XRefStm") || !size.isInteger() ||
        base.bytes().size() > 1'000'000'000)
        throw Problem(Kind::unsupported, "Chỉ ký số được văn bản PDF do hệ thống này soạn ra.");
    next_ = size.getIntValueAsInt();
}

void PdfUpdate::put(QPDFObjGen id, std::string body) {
    next_ = std::max(next_, id.getObj() + 1);
    bodies_[id] = std::move(body);
}

QPDFObjGen PdfUpdate::put_form(double width, double height, const std::string& resources,
                               const std::string& content) {
    const auto id = allot();
    put(id, "<< /Type /XObject /Subtype /Form /BBox [0 0 " + number(width) + ' ' + number(height) +
                "] /Resources " + resources + " /Length " + std::to_string(content.size()) +
                " >>\nstream\n" + content + "\nendstream");
    return id;
}

std::string PdfUpdate::signed_by(const Signer& signer, QPDFObjGen signature,
                                 std::string_view entries) {
    const auto room = 2 * message_room(signer);
    std::string file = with_objects(room + entries.size() + 1024);
    offsets_[signature] = file.size();
    file.append(heading(signature)).append("<< ").append(entries).append(" /ByteRange ");
    const auto range_at = file.size();
    file.append(range_width, ' ').append(" /Contents ");
    const auto gap = file.size();
    file.append(1, '<').append(room, '0').append(1, '>');
    const auto behind = file.size();
    file += " >>\nendobj\n";
    file += ending(file);

    write_at(file, range_at,
             "[0 " + std::to_string(gap) + ' ' + std::to_string(behind) + ' ' +
                 std::to_string(file.size() - behind) + ']');
    const std::array<std::string_view, 2> parts{std::string_view(file).substr(0, gap),
                                                std::string_view(file).substr(behind)};
    const auto message = QUtil::hex_encode(signed_message(signer, parts));
    if (message.size() > room) throw std::logic_error("the signature outgrew its place");
    write_at(file, gap + 1, message);
    return file;
}

std::string PdfUpdate::with_objects(std::size_t more) {
    const auto base = base_.bytes();
    for (const auto& [id, body] : bodies_) more += body.size() + 64;
    std::string file;
    file.reserve(base.size() + more);
    file += base;
    if (!file.ends_with('\n')) file += '\n';
    for (const auto& [id, body] : bodies_) {
        offsets_[id] = file.size();
        file.append(heading(id)).append(body).append("\nendobj\n");
    }
    return file;
}

std::string PdfUpdate::ending(std::string_view file) {
    auto before = base_.document().getTrailer();
    std::string text = table(offsets_) + "trailer\n<< /Size " + std::to_string(next_) + " /Root " +
                       before.getKey("/Root").unparse();
    if (before.hasKey("/Info")) text += " /Info " + before.getKey("/Info").unparse();
    text += identifier(before.getKey("/ID"), file.substr(base_.bytes().size()));
    text += " /Prev " + std::to_string(base_.last_table_at());
    return text + " >>\nstartxref\n" + std::to_string(file.size()) + "\n%%EOF\n";
}

std::string dictionary(QPDFObjectHandle before, const std::map<std::string, std::string>& anew) {
    std::string text = "<<";
    for (const auto& key : before.getKeys())
        if (!anew.contains(key)) text += ' ' + key + ' ' + before.getKey(key).unparse();
    for (const auto& [key, value] : anew)
        if (!value.empty()) text += ' ' + key + ' ' + value;
    return text + " >>";
}

std::string reference(QPDFObjGen id) {
    return std::to_string(id.getObj()) + ' ' + std::to_string(id.getGen()) + " R";
}

std::string text_string(const std::string& utf8) {
    return '<' + QUtil::hex_encode(QUtil::utf8_to_utf16(utf8)) + '>';
}

}  // namespace tdkt::server
