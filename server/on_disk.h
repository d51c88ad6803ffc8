// Files and folders that a power cut does not take back: when a function returns, not
// only the bytes are on the disk but also the name by which they are found.
#pragma once

#include <filesystem>
#include <string_view>

namespace tdkt::server {

// All throw std::system_error, which names the file.

// Makes the folder, and those it lies in, for their owner alone. One that is there stays as it is.
void make_folder(const std::filesystem::path& folder);

// For a file, its bytes; for a folder, the names in it.
void keep_on_disk(const std::filesystem::path& path);

// "." for a file without one.
std::filesystem::path folder_of(const std::filesystem::path& file);

// A small file, whole or absent, 0600. One that is there already stays as it is, and is kept.
void write_once(const std::filesystem::path& file, std::string_view bytes);

// The same, in the place of the one that is there.
void write_anew(const std::filesystem::path& file, std::string_view bytes);

}  // namespace tdkt::server
