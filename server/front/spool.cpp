#include "server/front/spool.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "server/front/text.h"
#include "server/on_disk.h"

namespace tdkt::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_name = 200;  // characters

// Locked by whoever receives it: the lock ends with the process, and so tells
// what a killed one has left.
int make_locked(std::string& path) {
    for (;;) {
        auto name = path;
        const int file = mkostemp(name.data(), O_CLOEXEC);
        if (file < 0)
            throw std::system_error(errno, std::generic_category(), "cannot spool an upload");
        struct stat facts {};
        // Somebody who starts at this moment may have removed it before the lock.
        if (flock(file, LOCK_EX) == 0 && fstat(file, &facts) == 0 && facts.st_nlink > 0) {
            path = name;
            return file;
        }
        close(file);
    }
}

std::shared_ptr<const std::string> make_file(const fs::path& folder) {
    make_folder(folder);
    auto path = (folder / "upload-XXXXXX").string();
    const int file = make_locked(path);
    return {new std::string(path), [file](const std::string* name) {
                std::error_code ignored;
                fs::remove(*name, ignored);
                close(file);
                delete name;
            }};
}

bool is_left_behind(const fs::path& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    const bool nobodys = flock(file, LOCK_EX | LOCK_NB) == 0;
    close(file);
    return nobodys;
}

// The last `count` characters of a UTF-8 text.
std::string_view last_characters(std::string_view text, std::size_t count) {
    auto at = text.size();
    while (at > 0 && count > 0) {
        --at;
        if ((static_cast<unsigned char>(text[at]) & 0xc0) != 0x80) --count;
    }
    return text.substr(at);
}

[[noreturn]] void cannot_write() {
    throw std::system_error(errno, std::generic_category(), "cannot spool an upload");
}

}  // namespace

workflow::Problem too_large_file(const std::string& field) {
    const std::string what = "Tệp đính kèm vượt quá giới hạn 50 MB. Hãy giảm dung lượng tệp.";
    return {workflow::Kind::too_large, what, {{field, what}}};
}

Spool::Spool(const fs::path& folder, std::string field)
    : field_(std::move(field)), path_(make_file(folder)), file_(*path_, std::ios::binary) {
    crypto_hash_sha256_init(&hash_);
}

void Spool::add(std::string_view bytes) {
    size_ += static_cast<std::int64_t>(bytes.size());
    if (size_ > largest_file) throw too_large_file(field_);
    crypto_hash_sha256_update(&hash_, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
    file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file_) cannot_write();
}

Upload Spool::finish(std::string_view name) {
    file_.close();
    if (!file_) cannot_write();
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&hash_, reinterpret_cast<unsigned char*>(digest.data()));
    return {field_, clean_file_name(name), hex(digest), size_, path_};
}

std::string clean_file_name(std::string_view name) {
    const auto folder = name.find_last_of("/\\");
    if (folder != std::string_view::npos) name.remove_prefix(folder + 1);
    if (!is_utf8(name)) return "tep-dinh-kem";
    std::string clean;
    for (const auto& c : composed(name))
        if (static_cast<unsigned char>(c) >= ' ' && c != 127) clean += c;
    clean = tidy(last_characters(clean, longest_name));
    // What is left of a name of dots or hidden signs says nothing to a reader.
    if (clean.find_first_not_of('.') == std::string::npos || has_unprintable(clean, false))
        return "tep-dinh-kem";
    return clean;
}

void clear_spool(const fs::path& folder) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const auto name = entry.path().filename().string();
        const bool ours = name.starts_with("upload-") || name.starts_with("work-");
        if (ours && is_left_behind(entry.path())) fs::remove_all(entry.path(), ignored);
    }
}

}  // namespace tdkt::server
