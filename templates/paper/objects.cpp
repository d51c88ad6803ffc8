#include "templates/paper/objects.h"

#include <libdeflate.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <stdexcept>

#include "templates/paper/numbers.h"
#include "templates/paper/text.h"

namespace tdkt::templates {
namespace {

// Level 4 makes a decision one part in a hundred shorter and takes a third longer.
constexpr int level = 1;

struct Free {
    void operator()(libdeflate_compressor* made) const { libdeflate_free_compressor(made); }
};

void append_long(std::string& out, std::uint64_t value) {
    for (int shift = 48; shift >= 0; shift -= 16)
        append_hex(out, static_cast<unsigned>(value >> shift & 0xffff));
}

}  // namespace

Objects::Objects(std::string_view begin, const std::vector<std::uint32_t>& offsets)
    : bytes_(), offsets_(offsets), fixed_(begin.size()) {
    bytes_.reserve(begin.size() + 100'000);
    bytes_ = begin;
}

void Objects::hash_on() {
    constexpr std::uint64_t odd = 0xff51afd7ed558ccd;
    const auto own = std::string_view(bytes_).substr(fixed_);
    const auto add = [&](std::uint64_t part, std::size_t size) {
        for (auto* lane : {&hash_.low, &hash_.high}) {
            *lane = (*lane ^ part ^ size) * odd;
            *lane ^= *lane >> 32;
        }
    };
    std::uint64_t part = 0;
    std::size_t at = 0;
    for (; at + 8 <= own.size(); at += 8) {
        std::memcpy(&part, own.data() + at, 8);
        add(part, 8);
    }
    part = 0;
    if (at < own.size()) {
        std::memcpy(&part, own.data() + at, own.size() - at);
        add(part, own.size() - at);
    }
}

void Objects::flush(std::ostream& out) {
    hash_on();
    out.write(bytes_.data(), static_cast<std::streamsize>(bytes_.size()));
    if (!out) throw std::runtime_error("a paper cannot be written to its file");
    flushed_ += bytes_.size();
    fixed_ = 0;
    bytes_.clear();
}

int Objects::reserve(int count) {
    const int first = this->count() + 1;
    offsets_.resize(offsets_.size() + static_cast<std::size_t>(count));
    return first;
}

std::string& Objects::begin(int number) {
    offsets_[static_cast<std::size_t>(number - 1)] =
        static_cast<std::uint32_t>(flushed_ + bytes_.size());
    append_integer(bytes_, number);
    bytes_ += " 0 obj\n";
    return bytes_;
}

void Objects::end() {
    bytes_ += "\nendobj\n";
}

void Objects::stream(int number, std::string_view dictionary, std::string_view bytes) {
    const auto packed = deflated(bytes);
    auto& out = begin(number);
    out += "<<";
    out += dictionary;
    out += "/Filter/FlateDecode/Length ";
    append_integer(out, static_cast<std::int64_t>(packed.size()));
    out += ">>stream\n";
    out += packed;
    out += "\nendstream";
    end();
}

std::string Objects::finish(std::string_view trailer) {
    const auto table = flushed_ + bytes_.size();
    hash_on();
    bytes_ += "xref\n0 ";
    append_integer(bytes_, count() + 1);
    bytes_ += "\n0000000000 65535 f \n";
    for (const auto offset : offsets_) {
        char row[] = "0000000000 00000 n \n";
        auto rest = offset;
        for (int i = 9; rest > 0; --i, rest /= 10) row[i] = static_cast<char>('0' + rest % 10);
        bytes_.append(row, 20);
    }
    bytes_ += "trailer\n<<";
    bytes_ += trailer;
    bytes_ += "/Size ";
    append_integer(bytes_, count() + 1);
    std::string id;
    append_long(id, hash_.low);
    append_long(id, hash_.high);
    bytes_ += joined({"/ID[<", id, "><", id, ">]>>\nstartxref\n"});
    append_integer(bytes_, static_cast<std::int64_t>(table));
    bytes_ += "\n%%EOF\n";
    return std::move(bytes_);
}

std::string deflated(std::string_view bytes) {
    thread_local const std::unique_ptr<libdeflate_compressor, Free> compressor(
        libdeflate_alloc_compressor(level));
    if (!compressor) throw std::bad_alloc();
    std::string out;
    out.resize(libdeflate_zlib_compress_bound(compressor.get(), bytes.size()));
    out.resize(libdeflate_zlib_compress(compressor.get(), bytes.data(), bytes.size(), out.data(),
                                        out.size()));
    return out;
}

std::string text_string(std::string_view text) {
    const bool plain = std::all_of(text.begin(), text.end(), [](unsigned char letter) {
        return letter >= 0x20 && letter < 0x7f && letter != '(' && letter != ')' && letter != '\\';
    });
    if (plain) return joined({"(", text, ")"});
    std::string out = "<FEFF";
    for (std::size_t at = 0; at < text.size();) append_utf16(out, next_letter(text, at));
    return out + ">";
}

}  // namespace tdkt::templates
