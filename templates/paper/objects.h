// The bytes of a PDF: objects one behind the other, and the table that says
// where each begins.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace tdkt::templates {

class Objects {
  public:
    // Begins with bytes whose objects, 1 and up, begin at `offsets` (0: not among them).
    Objects(std::string_view begin, const std::vector<std::uint32_t>& offsets);

    // Numbers for objects that are written later, in any order; the first of them.
    int reserve(int count = 1);

    // What follows, until the next, is object `number`.
    std::string& begin(int number);
    void end();

    // A whole object: `dictionary` without << >>, Length and Filter.
    void stream(int number, std::string_view dictionary, std::string_view bytes);

    // Gives away what is written so far, so that a long file is never whole in memory.
    // Throws std::runtime_error when `out` fails.
    void flush(std::ostream& out);

    // The whole file, or what follows the last flush(). `trailer` without << >>, Size and ID.
    std::string finish(std::string_view trailer);

    int count() const { return static_cast<int>(offsets_.size()); }

  private:
    // Two hashes on one way through the bytes: the ID of the file.
    struct Hash {
        std::uint64_t low = 1;
        std::uint64_t high = 0x9e3779b97f4a7c15;
    };
    void hash_on();

    std::string bytes_;
    std::vector<std::uint32_t> offsets_;  // [0] is object 1
    std::size_t fixed_;                   // of bytes_: the same in every file, not hashed
    std::size_t flushed_ = 0;
    Hash hash_;
};

// zlib's form. The same bytes give the same bytes.
std::string deflated(std::string_view bytes);

// (text) when it is ASCII, else UTF-16 in hex.
std::string text_string(std::string_view text);

}  // namespace tdkt::templates
