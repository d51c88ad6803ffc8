// Codes and labels of the enumerations. A code is what the database, the API
// and the diagrams carry; once released it is never renamed. A label is what
// the pages and dispatches print.
#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include "workflow/problem.h"

namespace tdkt::workflow {

template <class E>
struct Name {
    E value;
    std::string_view code;
    std::string_view label;
};

// Specialised beside each enumeration.
template <class E>
inline constexpr std::span<const Name<E>> names{};

template <class E>
constexpr std::string_view code(E value) {
    for (const auto& name : names<E>)
        if (name.value == value) return name.code;
    return "?";
}

template <class E>
constexpr std::string_view label(E value) {
    for (const auto& name : names<E>)
        if (name.value == value) return name.label;
    return "?";
}

template <class E>
constexpr std::optional<E> find(std::string_view code) {
    for (const auto& name : names<E>)
        if (name.code == code) return name.value;
    return {};
}

// A code somebody typed or sent. Throws Problem{malformed}.
template <class E>
E parse(std::string_view code) {
    if (const auto value = find<E>(code)) return *value;
    throw Problem(Kind::malformed, "Giá trị không hợp lệ: " + std::string(code));
}

// A code we wrote ourselves: that it is unknown is our fault, not the user's.
template <class E>
E stored(std::string_view code) {
    if (const auto value = find<E>(code)) return *value;
    throw std::logic_error("unknown code in the database: " + std::string(code));
}

// An enumeration over unsigned is a set, with one bit for each member. The
// empty set is written {}.
template <class E>
concept Set = requires(std::underlying_type_t<E> bits) {
    requires std::same_as<decltype(bits), unsigned>;
};

template <Set E>
constexpr E operator|(E a, E b) {
    return static_cast<E>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

template <Set E>
constexpr bool has(E set, E member) {
    return (static_cast<unsigned>(set) & static_cast<unsigned>(member)) != 0;
}

}  // namespace tdkt::workflow
