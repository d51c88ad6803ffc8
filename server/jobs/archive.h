// A zip archive whose files are made one at a time, when their turn comes: no more than
// one is in memory.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "workflow/calendar.h"

namespace tdkt::server {

struct ArchiveEntry {
    std::string name;  // UTF-8; safe_name() makes one of a person's
    std::function<std::string()> bytes;
};

// Writes the file at `path`, dated `day`; the same entries give the same bytes. They are
// not packed: PDFs are already. Throws what bytes() throws, and std::runtime_error when
// the file cannot be written; then nothing is there.
void write_archive(const std::string& path, const std::vector<ArchiveEntry>& entries,
                   workflow::Day day);

// What every system takes as the name of a file: no signs that are orders to some, no
// dots or blanks at the end, at most 120 bytes. Never empty. `text` is UTF-8.
std::string safe_name(std::string_view text);

}  // namespace tdkt::server
