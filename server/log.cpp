#include "server/log.h"

#include <cxxabi.h>
#include <sodium.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <memory>
#include <typeinfo>

#include "server/front/text.h"

namespace tdkt::server {
namespace {

constexpr std::size_t longest_value = 500;

std::string timestamp() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    const std::time_t seconds = ms / 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[40];
    const auto size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
    const auto fraction = std::to_string(1000 + ms % 1000);
    return std::string(text, size) + '.' + fraction.substr(1) + 'Z';
}

// In quotation marks when needed; control characters become \xNN, so that
// nothing sent from outside can begin a line of its own.
std::string in_quotes(std::string_view value) {
    value = value.substr(0, longest_value);
    if (!value.empty() && value.find_first_of(" \"=\\") == std::string_view::npos &&
        value.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "-_.,:;/+*()<>[]@#%&?!~'|") == std::string_view::npos)
        return std::string(value);
    std::string text = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\') text += '\\';
        if (static_cast<unsigned char>(c) < ' ' || c == 127)
            text += "\\x" + hex(std::string_view(&c, 1));
        else
            text += c;
    }
    return text + '"';
}

std::string class_of(const std::exception& accident) {
    const char* mangled = typeid(accident).name();
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> name(
        abi::__cxa_demangle(mangled, nullptr, nullptr, &status), &std::free);
    return name ? name.get() : mangled;
}

}  // namespace

void Log::line(std::string_view event, const Pairs& pairs) {
    std::string text = "at=" + timestamp() + " event=" + std::string(event);
    for (const auto& [name, value] : pairs)
        text.append(" ").append(name).append("=").append(in_quotes(value));
    text += '\n';
    const std::lock_guard lock(mutex_);
    if (write_)
        write_(text);
    else
        std::cerr << text << std::flush;
}

std::string Log::accident(const std::exception& accident, std::string_view where) {
    constexpr std::size_t number_size = 4;
    char bytes[number_size];
    randombytes_buf(bytes, number_size);
    auto number = hex({bytes, number_size});
    line("accident", {{"number", number},
                      {"where", std::string(where)},
                      {"class", class_of(accident)},
                      {"what", accident.what()}});
    return number;
}

}  // namespace tdkt::server
