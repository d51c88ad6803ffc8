#include "tests/crash/power/disk.h"

#include <cstring>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

namespace tdkt::power {
namespace {

namespace fs = std::filesystem;

std::string_view take(std::string_view& from, std::size_t size) {
    if (from.size() < size) throw std::runtime_error("the log breaks off");
    const auto taken = from.substr(0, size);
    from.remove_prefix(size);
    return taken;
}

std::string folder_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
}

// Files on their way: nobody is told of them, and the next start clears them away.
bool is_of_no_account(std::string_view path) {
    return path.starts_with("spool/");
}

bool flipped(Chance& chance, double probability) {
    return std::bernoulli_distribution(probability)(chance);
}

}  // namespace

Record next_record(std::string_view& log) {
    RecordHead head;
    std::memcpy(&head, take(log, sizeof head).data(), sizeof head);
    Record record{static_cast<Operation>(head.operation), head.file, head.offset, {}, {}, {}};
    record.path = take(log, head.path_size);
    record.other_path = take(log, head.other_path_size);
    record.bytes = take(log, head.size);
    return record;
}

Disk::Disk(const fs::path& base) {
    for (const auto& entry : fs::recursive_directory_iterator(base)) {
        auto path = fs::relative(entry.path(), base).string();
        if (is_of_no_account(path)) continue;
        File* file = nullptr;
        if (!entry.is_directory()) {
            std::ifstream in(entry.path(), std::ios::binary);
            file = &files_.emplace_back(std::string{std::istreambuf_iterator<char>(in), {}});
        }
        kept_names_[path] = file;
    }
    names_ = kept_names_;
}

File* Disk::file_of(const Record& record) {
    if (record.file == 0) {
        const auto named = names_.find(std::string(record.path));
        return named == names_.end() ? nullptr : named->second;
    }
    auto& file = by_number_[record.file];
    // The system gives the number of a file that is gone to the next one.
    if (record.operation == op_create) file = &files_.emplace_back("");
    if (!file) file = names_.at(std::string(record.path));
    return file;
}

void Disk::apply(const Record& record) {
    if (record.operation == op_told || is_of_no_account(record.path)) return;
    if (record.operation == op_sync_folder) return sync_folder(record.path);
    auto* const file = file_of(record);
    switch (record.operation) {
        case op_write:
            return file->write(record.offset, record.bytes);
        case op_truncate:
            return file->truncate(record.offset);
        case op_sync:
            return file->sync();
        default:
            return change_name(record, file);
    }
}

void Disk::change_name(const Record& record, File* file) {
    const NameDeed deed{record.operation, std::string(record.path), std::string(record.other_path),
                        file};
    carry_out(deed, names_);
    pending_.push_back(deed);
}

void Disk::carry_out(const NameDeed& deed, Names& names) {
    switch (deed.operation) {
        case op_create:
        case op_make_folder:
            names[deed.path] = deed.file;
            break;
        case op_link:
            names[deed.other_path] = deed.file;
            break;
        case op_rename:
            names.erase(deed.path);
            names[deed.other_path] = deed.file;
            break;
        default:
            names.erase(deed.path);
    }
}

void Disk::sync_folder(std::string_view folder) {
    std::erase_if(pending_, [&](const NameDeed& deed) {
        const auto& path = deed.other_path.empty() ? deed.path : deed.other_path;
        const bool here = folder_of(deed.path) == folder || folder_of(path) == folder;
        if (here) carry_out(deed, kept_names_);
        return here;
    });
}

Image Disk::now() const {
    Image image;
    for (const auto& [path, file] : names_)
        if (file) image.files[path] = image.own.emplace_back(file->now());
    return image;
}

// A file system may keep names in the order in which they changed, or each by itself;
// one that is renamed has the old or the new name.
Disk::Names Disk::names_after_cut(Chance& chance) const {
    auto names = kept_names_;
    const bool in_order = flipped(chance, 0.5);
    constexpr double often[] = {0, 0.2, 1};
    const double stops = often[std::uniform_int_distribution(0, 2)(chance)] / 2;
    std::set<std::string> stopped;
    for (const auto& deed : pending_) {
        if (flipped(chance, stops) || stopped.contains(deed.path) ||
            stopped.contains(deed.other_path)) {
            if (in_order) break;
            stopped.insert(deed.path);
            if (!deed.other_path.empty()) stopped.insert(deed.other_path);
            continue;
        }
        carry_out(deed, names);
    }
    // Whose folder is not there is not there either.
    std::erase_if(names, [&](const auto& name) {
        const auto folder = folder_of(name.first);
        return !folder.empty() && !names.contains(folder);
    });
    return names;
}

Image Disk::after_cut(Chance& chance) const {
    const std::size_t sector = flipped(chance, 0.5) ? 512 : 4096;
    Image image;
    for (const auto& [path, file] : names_after_cut(chance)) {
        if (!file) continue;
        image.files[path] = file->is_synced()
                                ? std::string_view(file->kept())
                                : image.own.emplace_back(file->after_cut(chance, sector));
    }
    return image;
}

}  // namespace tdkt::power
