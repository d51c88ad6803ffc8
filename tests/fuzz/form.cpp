// The fields that somebody sent: a content type, a NUL, and the body.
#include <stdlib.h>

#include <filesystem>

#include "server/front/forms.h"
#include "server/front/text.h"
#include "tests/fuzz/fuzz.h"
#include "workflow/problem.h"

using namespace tdkt;

namespace {

// Empty again after each input: an upload removes its file.
const std::filesystem::path& spool_folder() {
    struct Folder {
        Folder() {
            std::string name = (std::filesystem::temp_directory_path() / "fuzz.XXXXXX").string();
            fuzz::require(mkdtemp(name.data()) != nullptr, "there is a folder for files");
            path = name;
        }
        ~Folder() { std::filesystem::remove_all(path); }
        std::filesystem::path path;
    };
    static const Folder folder;
    return folder.path;
}

void read_parts(std::string_view type, std::string_view body) {
    server::Sent sent;
    auto message = server::Body::of(std::string(body));
    server::read_multipart(
        message, server::boundary_of(type), spool_folder(),
        [](const server::Sent&, const std::string&) {}, sent);
    std::size_t size = 0;
    for (const auto& [name, value] : sent.pairs) size += name.size() + value.size();
    fuzz::require(size <= body.size(), "a form holds no more than was sent");
    for (const auto& upload : sent.uploads) {
        fuzz::require(server::is_utf8(upload.name), "a file's name is text");
        fuzz::require(upload.name.find('/') == upload.name.npos, "a file's name is no path");
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    auto rest = fuzz::text_of(bytes, size);
    const auto type = fuzz::take_part(rest);
    try {
        if (type.starts_with("multipart/")) {
            read_parts(type, rest);
        } else if (type.ends_with("json")) {
            fuzz::require(server::parse_object(std::string(rest)).is_object(),
                          "what was read is an object");
        } else {
            for (const auto& [name, value] : server::parse_pairs(rest))
                fuzz::require(name.size() + value.size() <= rest.size(),
                              "a field holds no more than was sent");
        }
    } catch (const workflow::Problem&) {
    }
    return 0;
}
