#include "server/handlers/file_kinds.h"

#include <algorithm>

namespace tdkt::server {
namespace {

// Some writers of DOCX and XLSX order their parts so that only the ZIP shows.
constexpr auto kinds = std::to_array<FileKind>({
    {"PDF", {"pdf"}, {"application/pdf"}},
    {"Word", {"doc"}, {"application/msword", "application/vnd.ms-office", "application/CDFV2"}},
    {"Word",
     {"docx"},
     {"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/zip"}},
    {"Excel",
     {"xls"},
     {"application/vnd.ms-excel", "application/vnd.ms-office", "application/CDFV2"}},
    {"Excel",
     {"xlsx"},
     {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/zip"}},
    {"ODT", {"odt"}, {"application/vnd.oasis.opendocument.text"}},
    {"ODS", {"ods"}, {"application/vnd.oasis.opendocument.spreadsheet"}},
    {"JPG", {"jpg", "jpeg"}, {"image/jpeg"}},
    {"PNG", {"png"}, {"image/png"}},
    {"TIFF", {"tif", "tiff"}, {"image/tiff"}},
    {"TXT", {"txt"}, {"text/plain"}},
    {"CSV", {"csv"}, {"text/csv", "text/plain", "application/csv"}},
});

std::string extension_of(std::string_view name) {
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos) return {};
    std::string extension(name.substr(dot + 1));
    for (auto& c : extension)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return extension;
}

template <class List>
bool among(const List& list, std::string_view text) {
    return !text.empty() && std::ranges::find(list, text) != std::end(list);
}

}  // namespace

const FileKind* file_kind(std::string_view file_name, std::string_view found_type) {
    const auto extension = extension_of(file_name);
    for (const auto& kind : kinds)
        if (among(kind.extensions, extension) && among(kind.types, found_type)) return &kind;
    return nullptr;
}

std::string taken_kinds() {
    std::string text;
    std::string_view last;
    for (const auto& kind : kinds) {
        if (kind.name != last) text += (text.empty() ? "" : ", ") + std::string(kind.name);
        last = kind.name;
    }
    return text;
}

std::string download_name(const std::string& file_name, std::string_view type) {
    if (file_kind(file_name, type) != nullptr) return file_name;
    for (const auto& kind : kinds)
        if (kind.types[0] == type) return file_name + "." + std::string(kind.extensions[0]);
    return file_name + ".bin";
}

}  // namespace tdkt::server
