// The outermost form of a backup: one stream of bytes, packed piece by piece, so
// that no more than a piece is in memory, with a sum over the whole at its end.
//
//   "tdkt backup 1\n"
//   pieces: size, size when packed (4 bytes each, lowest first), packed bytes (deflate)
//   an empty piece
//   SHA-256 of everything before it, 64 hexadecimal digits
#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "sql/digest.h"

struct libdeflate_compressor;
struct libdeflate_decompressor;

namespace tdkt::sql {

// A backup that is not as it was written. One line.
class Spoiled : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

class Packer {
  public:
    // `out` outlives it. Throws std::runtime_error when `out` takes no more.
    explicit Packer(std::ostream& out);
    void add(std::string_view bytes);
    void finish();  // once, at the end

  private:
    struct Free {
        void operator()(libdeflate_compressor* compressor) const;
    };
    void flush();
    void write(std::string_view bytes);

    std::ostream& out_;
    std::unique_ptr<libdeflate_compressor, Free> compressor_;
    Digest digest_;
    std::string piece_, packed_;
};

class Unpacker {
  public:
    // Reads from where `in` stands, which outlives it. Throws Spoiled unless a backup begins there.
    explicit Unpacker(std::istream& in);

    // The next bytes, as many as asked for. Throws Spoiled when there are not so
    // many, or when these cannot be unpacked.
    std::string take(std::size_t count);
    // Throws Spoiled when there is more.
    void finish();

  private:
    struct Free {
        void operator()(libdeflate_decompressor* decompressor) const;
    };
    bool next();  // the next piece; false: there is none

    std::istream& in_;
    std::unique_ptr<libdeflate_decompressor, Free> decompressor_;
    std::string piece_, packed_;
    std::size_t at_ = 0;
};

// Reads the stream to its end and puts it back to where it stood. Throws Spoiled
// when a byte of it is another than was written, or is lacking.
void check_sum(std::istream& in);

}  // namespace tdkt::sql
