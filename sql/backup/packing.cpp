#include "sql/backup/packing.h"

#include <libdeflate.h>

#include <algorithm>

namespace tdkt::sql {
namespace {

constexpr std::string_view opening = "tdkt backup 1\n";
constexpr std::size_t piece_size = 1 << 20, digits_of_sum = 64;
// Papers are packed already; beyond this level only time is spent on them.
constexpr int level = 3;

std::string four_bytes(std::size_t number) {
    std::string bytes;
    for (int i = 0; i < 4; ++i) bytes += static_cast<char>(number >> 8 * i & 255);
    return bytes;
}

std::size_t number_of(std::string_view bytes) {
    std::size_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number |= std::size_t{static_cast<unsigned char>(bytes[i])} << 8 * i;
    return number;
}

std::string read(std::istream& in, std::size_t count) {
    std::string bytes(count, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(count));
    if (static_cast<std::size_t>(in.gcount()) != count)
        throw Spoiled("the backup is cut short: its end is lacking");
    return bytes;
}

}  // namespace

void Packer::Free::operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
}

Packer::Packer(std::ostream& out) : out_(out), compressor_(libdeflate_alloc_compressor(level)) {
    if (!compressor_) throw std::bad_alloc();
    packed_.resize(libdeflate_deflate_compress_bound(compressor_.get(), piece_size));
    write(opening);
}

void Packer::add(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto part = bytes.substr(0, piece_size - piece_.size());
        piece_ += part;
        bytes.remove_prefix(part.size());
        if (piece_.size() == piece_size) flush();
    }
}

void Packer::flush() {
    if (piece_.empty()) return;
    const auto size = libdeflate_deflate_compress(compressor_.get(), piece_.data(), piece_.size(),
                                                  packed_.data(), packed_.size());
    if (size == 0) throw std::logic_error("a piece does not fit its place");
    write(four_bytes(piece_.size()) + four_bytes(size));
    write(std::string_view(packed_).substr(0, size));
    piece_.clear();
}

void Packer::finish() {
    flush();
    write(four_bytes(0) + four_bytes(0));
    const auto sum = digest_.hex();
    out_.write(sum.data(), static_cast<std::streamsize>(sum.size()));
    if (!out_.flush()) throw std::runtime_error("the backup cannot be written: is the disk full?");
}

void Packer::write(std::string_view bytes) {
    digest_.add(bytes);
    if (!out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        throw std::runtime_error("the backup cannot be written: is the disk full?");
}

void Unpacker::Free::operator()(libdeflate_decompressor* decompressor) const {
    libdeflate_free_decompressor(decompressor);
}

Unpacker::Unpacker(std::istream& in) : in_(in), decompressor_(libdeflate_alloc_decompressor()) {
    if (!decompressor_) throw std::bad_alloc();
    if (read(in_, opening.size()) != opening)
        throw Spoiled("this is not a backup that this program can read");
}

std::string Unpacker::take(std::size_t count) {
    std::string bytes;
    while (bytes.size() < count) {
        if (at_ == piece_.size() && !next())
            throw Spoiled("the backup is spoiled: it ends within a row");
        const auto part = std::min(count - bytes.size(), piece_.size() - at_);
        bytes.append(piece_, at_, part);
        at_ += part;
    }
    return bytes;
}

void Unpacker::finish() {
    if (at_ != piece_.size() || next())
        throw Spoiled("the backup is spoiled: something follows its last table");
}

bool Unpacker::next() {
    const auto size = number_of(read(in_, 4)), packed = number_of(read(in_, 4));
    at_ = 0;
    piece_.clear();
    if (size == 0) return false;
    if (size > piece_size || packed > 2 * piece_size)
        throw Spoiled("the backup is spoiled: a piece is too large");
    packed_ = read(in_, packed);
    piece_.resize(size);
    if (libdeflate_deflate_decompress(decompressor_.get(), packed_.data(), packed_.size(),
                                      piece_.data(), size, nullptr) != LIBDEFLATE_SUCCESS)
        throw Spoiled("the backup is spoiled: a piece cannot be unpacked");
    return true;
}

void check_sum(std::istream& in) {
    const auto begin = in.tellg();
    Digest digest;
    // What may still turn out to be the sum itself is held back.
    std::string held, piece(1 << 16, '\0');
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
        held.append(piece, 0, static_cast<std::size_t>(in.gcount()));
        if (held.size() <= digits_of_sum) continue;
        digest.add(std::string_view(held).substr(0, held.size() - digits_of_sum));
        held.erase(0, held.size() - digits_of_sum);
    }
    if (in.bad()) throw std::runtime_error("the backup cannot be read to its end");
    if (held != digest.hex())
        throw Spoiled("the backup is spoiled or cut short: its sum is another");
    in.clear();
    in.seekg(begin);
}

}  // namespace tdkt::sql
