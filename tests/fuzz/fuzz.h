// What the targets share. Each defines LLVMFuzzerTestOneInput and lets the errors through
// that its readers promise; whatever else leaves them, or a broken promise, is a finding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace tdkt::fuzz {

inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

// Takes what comes before the first NUL off `rest`; all of it when there is none.
inline std::string_view take_part(std::string_view& rest) {
    const auto part = rest.substr(0, rest.find('\0'));
    rest.remove_prefix(part.size() < rest.size() ? part.size() + 1 : rest.size());
    return part;
}

// What must hold of every answer. libFuzzer keeps the input that breaks it.
inline void require(bool holds, const char* promise) {
    if (holds) return;
    std::fprintf(stderr, "fuzz: broken promise: %s\n", promise);
    std::abort();
}

}  // namespace tdkt::fuzz
