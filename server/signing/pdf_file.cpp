#include "server/signing/pdf_file.h"

#include <charconv>

#include "workflow/problem.h"

namespace tdkt::server {

using workflow::Kind;
using workflow::Problem;

namespace {

constexpr int deepest_field = 16;
constexpr int most_fields = 10'000;  // and so an end for fields that contain each other

Problem unreadable() {
    return {Kind::malformed, "Không đọc được tệp PDF: tệp bị hỏng, không đầy đủ hoặc có mật khẩu."};
}

}  // namespace

PdfFile::PdfFile(std::string_view bytes) : bytes_(bytes) {
    // Readers differ about bytes before the header.
    if (!bytes.starts_with("%PDF-")) throw unreadable();
    try {
        document_.setSuppressWarnings(true);
        document_.setAttemptRecovery(false);
        document_.processMemoryFile("pdf", bytes.data(), bytes.size());
        if (document_.isEncrypted() || !root().isDictionary()) throw unreadable();
    } catch (const Problem&) {
        throw;
    } catch (const std::exception&) {
        throw unreadable();
    }
}

const std::map<std::string, QPDFObjectHandle>& PdfFile::fields() {
    if (fields_known_) return fields_;
    fields_known_ = true;
    auto acro_form = form();
    auto list = acro_form.isDictionary() ? acro_form.getKey("/Fields") : acro_form;
    if (!list.isArray()) return fields_;
    for (int i = 0; i < list.getArrayNItems(); ++i) collect_fields(list.getArrayItem(i), "", 0);
    return fields_;
}

bool PdfFile::ambiguous() {
    fields();
    return ambiguous_;
}

void PdfFile::collect_fields(QPDFObjectHandle field, const std::string& prefix, int depth) {
    if (!field.isDictionary() || depth > deepest_field || ++visits_ > most_fields) {
        ambiguous_ = true;
        return;
    }
    auto name = prefix;
    auto partial = field.getKey("/T");
    if (partial.isString()) {
        if (!prefix.empty()) name += '.';
        name += partial.getUTF8Value();
    }
    auto kids = field.getKey("/Kids");
    bool has_fields = false;
    if (kids.isArray()) {
        for (int i = 0; i < kids.getArrayNItems(); ++i) {
            auto kid = kids.getArrayItem(i);
            if (!kid.isDictionary() || !kid.hasKey("/T")) continue;  // a widget
            has_fields = true;
            collect_fields(kid, name, depth + 1);
        }
    }
    if (!has_fields && !fields_.emplace(name, field).second) ambiguous_ = true;
}

const std::map<QPDFObjGen, QPDFXRefEntry>& PdfFile::table() {
    if (table_.empty()) table_ = document_.getXRefTable();
    return table_;
}

std::uint64_t PdfFile::last_table_at() const {
    constexpr std::string_view word = "startxref";
    const auto found = bytes_.rfind(word);
    if (found == bytes_.npos) throw unreadable();
    auto rest = bytes_.substr(found + word.size());
    const auto digits = rest.find_first_of("0123456789");
    std::uint64_t offset = 0;
    if (digits == rest.npos) throw unreadable();
    rest.remove_prefix(digits);
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), offset);
    if (error != std::errc{} || offset >= bytes_.size()) throw unreadable();
    return offset;
}

std::string field_text(QPDFObjectHandle field) {
    if (!field.isDictionary()) return {};
    auto value = field.getKey("/V");
    return value.isString() ? value.getUTF8Value() : std::string{};
}

std::string field_type(QPDFObjectHandle field) {
    for (int depth = 0; field.isDictionary() && depth <= deepest_field; ++depth) {
        if (auto type = field.getKey("/FT"); type.isName()) return type.getName();
        field = field.getKey("/Parent");
    }
    return {};
}

}  // namespace tdkt::server
