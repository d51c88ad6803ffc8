// The disk below a program, told operation by operation what the program did to its
// files; and what a power cut may leave of them. What was synced stays. Of anything
// else each sector, each size and each name stands by itself: as it was, as it became,
// or somewhere between.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/crash/power/log_format.h"

namespace tdkt::power {

using Chance = std::mt19937_64;

struct Record {
    Operation operation;
    std::uint64_t file;
    std::uint64_t offset;
    std::string_view path, other_path;
    std::string_view bytes;  // lie in the log
};

// Reads the next record off `log`. Throws std::runtime_error when it breaks off.
Record next_record(std::string_view& log);

// The bytes of a file, and what has happened to them since they were last synced.
class File {
  public:
    explicit File(std::string bytes) : kept_(std::move(bytes)) {}

    void write(std::uint64_t offset, std::string_view bytes);
    void truncate(std::uint64_t size);
    void sync();

    bool is_synced() const { return pending_.empty(); }
    const std::string& kept() const { return kept_; }
    std::string now() const;
    // Sectors are of `sector` bytes.
    std::string after_cut(Chance& chance, std::size_t sector) const;

  private:
    struct Deed {
        bool truncates;
        std::uint64_t offset;  // or the new size
        std::string_view bytes;
    };

    static void carry_out(const Deed& deed, std::string& bytes);
    static void carry_out_between(std::span<const Deed* const> deeds, std::uint64_t from,
                                  std::uint64_t to, std::string& bytes);
    std::string first_deeds(Chance& chance, std::size_t sector) const;
    std::string any_sectors(Chance& chance, std::size_t sector) const;

    std::string kept_;
    std::vector<Deed> pending_;
};

// Bytes by path; they belong to the disk, or to the image beside them.
using Files = std::map<std::string, std::string_view>;

struct Image {
    Files files;
    std::deque<std::string> own;
};

class Disk {
  public:
    // `base`: what was there, and is kept, before the first operation.
    explicit Disk(const std::filesystem::path& base);

    void apply(const Record& record);

    // As if nothing were ever lost.
    Image now() const;
    bool has(const std::string& path) const { return names_.contains(path); }
    // Valid until the next operation.
    Image after_cut(Chance& chance) const;

  private:
    struct NameDeed {
        Operation operation;
        std::string path, other_path;
        File* file;  // none: a folder
    };
    using Names = std::map<std::string, File*>;

    File* file_of(const Record& record);
    void change_name(const Record& record, File* file);
    void sync_folder(std::string_view folder);
    Names names_after_cut(Chance& chance) const;
    static void carry_out(const NameDeed& deed, Names& names);

    std::deque<File> files_;
    std::map<std::uint64_t, File*> by_number_;
    Names names_;       // as they are now
    Names kept_names_;  // as they are on the disk
    std::vector<NameDeed> pending_;
};

}  // namespace tdkt::power
