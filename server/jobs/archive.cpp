#include "server/jobs/archive.h"

#include <zip.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>
#include <stdexcept>

namespace tdkt::server {
namespace {

// What a library written in C asks for while it writes.
struct Source {
    const ArchiveEntry* entry = nullptr;
    std::exception_ptr* failed = nullptr;  // may not fly through C
    std::string bytes;
    std::size_t at = 0;
    std::size_t size = 0;  // asked for again when the bytes are gone
    zip_error_t error{};

    // Made when the library asks for the size, just before it reads: without it the file
    // would be written in a form for more than 4 GB, which old programs do not know.
    bool make() {
        at = 0;
        if (!bytes.empty()) return true;
        try {
            bytes = entry->bytes();
            size = bytes.size();
            return true;
        } catch (...) {
            *failed = std::current_exception();
            zip_error_set(&error, ZIP_ER_INTERNAL, 0);
            return false;
        }
    }
    zip_int64_t stat(zip_stat_t& facts) {
        if (size == 0 && !make()) return -1;
        zip_stat_init(&facts);
        facts.valid = ZIP_STAT_SIZE;
        facts.size = size;
        return sizeof facts;
    }
    zip_int64_t read(void* to, zip_uint64_t length) {
        const auto count = std::min<std::size_t>(length, bytes.size() - at);
        std::memcpy(to, bytes.data() + at, count);
        at += count;
        return static_cast<zip_int64_t>(count);
    }
};

zip_int64_t serve(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    auto& source = *static_cast<Source*>(state);
    switch (command) {
        case ZIP_SOURCE_OPEN:
            return source.make() ? 0 : -1;
        case ZIP_SOURCE_READ:
            return source.read(data, length);
        case ZIP_SOURCE_CLOSE:
            std::string().swap(source.bytes);  // clear() would keep the room of every file
            return 0;
        case ZIP_SOURCE_STAT:
            return source.stat(*static_cast<zip_stat_t*>(data));
        case ZIP_SOURCE_ERROR:
            return zip_error_to_data(&source.error, data, length);
        case ZIP_SOURCE_FREE:
            return 0;
        case ZIP_SOURCE_SUPPORTS:
            return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ,
                                                  ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                                  ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
        default:
            zip_error_set(&source.error, ZIP_ER_OPNOTSUPP, 0);
            return -1;
    }
}

[[noreturn]] void fail(const char* what) {
    throw std::runtime_error(std::string("an archive cannot be written: ") + what);
}

void add(zip_t* archive, Source& source, workflow::Day day) {
    zip_source_t* from = zip_source_function(archive, serve, &source);
    if (from == nullptr) fail(zip_strerror(archive));
    const auto index = zip_file_add(archive, source.entry->name.c_str(), from, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(from);
        fail(zip_strerror(archive));
    }
    const auto at = static_cast<zip_uint64_t>(index);
    const std::chrono::year_month_day date{day};
    const auto stamp = (static_cast<int>(date.year()) - 1980) << 9 |
                       static_cast<int>(static_cast<unsigned>(date.month())) << 5 |
                       static_cast<int>(static_cast<unsigned>(date.day()));
    zip_set_file_compression(archive, at, ZIP_CM_STORE, 0);
    zip_file_set_dostime(archive, at, 0, static_cast<zip_uint16_t>(stamp), 0);
}

}  // namespace

void write_archive(const std::string& path, const std::vector<ArchiveEntry>& entries,
                   workflow::Day day) {
    std::exception_ptr failed;
    std::vector<Source> sources(entries.size());
    int code = 0;
    std::unique_ptr<zip_t, decltype(&zip_discard)> archive(
        zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code), zip_discard);
    if (!archive) fail(std::to_string(code).c_str());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        sources[i].entry = &entries[i];
        sources[i].failed = &failed;
        add(archive.get(), sources[i], day);
    }
    if (zip_close(archive.get()) == 0) {
        static_cast<void>(archive.release());
        return;
    }
    if (failed) std::rethrow_exception(failed);
    fail(zip_strerror(archive.get()));
}

std::string safe_name(std::string_view text) {
    constexpr std::size_t longest = 120;
    constexpr std::string_view orders = "/\\:*?\"<>|";
    std::string name;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool taken = byte >= ' ' && byte != 0x7f && orders.find(letter) == orders.npos;
        name += taken ? letter : ' ';
    }
    auto end = std::min(name.size(), longest);
    while (end > 0 && end < name.size() && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80)
        --end;
    name.resize(end);
    name.erase(name.find_last_not_of(" .") + 1);
    name.erase(0, std::min(name.find_first_not_of(" ."), name.size()));
    return name.empty() ? "khong-ten" : name;
}

}  // namespace tdkt::server
