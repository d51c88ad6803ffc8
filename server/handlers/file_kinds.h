// Which files are taken into a dossier: documents, sheets, pictures and plain text,
// each known by the end of its name and by its content together. Archives are not:
// nobody sees what lies in them.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace tdkt::server {

struct FileKind {
    std::string_view name;                       // Vietnamese
    std::array<std::string_view, 3> extensions;  // small letters, the usual one first
    std::array<std::string_view, 4> types;       // as libmagic calls them, the right one first
};

// The kind whose extension the name has and whose content was found; nullptr: none.
const FileKind* file_kind(std::string_view file_name, std::string_view found_type);

std::string taken_kinds();  // "PDF, Word, Excel …": what is taken, for people

// The name with the usual extension of its type, when it ends otherwise.
std::string download_name(const std::string& file_name, std::string_view type);

}  // namespace tdkt::server
