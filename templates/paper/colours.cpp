#include "templates/paper/colours.h"

#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tdkt::templates {
namespace {

constexpr std::uint32_t header_length = 128;
constexpr std::uint32_t version = 0x02100000;

void put16(std::string& out, std::uint32_t value) {
    out += static_cast<char>(value >> 8);
    out += static_cast<char>(value);
}

void put32(std::string& out, std::uint32_t value) {
    put16(out, value >> 16);
    put16(out, value & 0xffff);
}

void put_fixed(std::string& out, double value) {
    put32(out, static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value * 65536))));
}

std::string xyz(double x, double y, double z) {
    std::string out("XYZ \0\0\0\0", 8);
    put_fixed(out, x);
    put_fixed(out, y);
    put_fixed(out, z);
    return out;
}

std::string gamma_curve() {
    std::string out("curv\0\0\0\0", 8);
    put32(out, 1);
    put16(out, 0x0233);  // 2.2 in 8.8 fixed point
    return out;
}

std::string description(std::string_view text) {
    std::string out("desc\0\0\0\0", 8);
    put32(out, static_cast<std::uint32_t>(text.size() + 1));
    out += text;
    out.append(1 + 4 + 4 + 2 + 1 + 67, '\0');
    return out;
}

std::string copyright(std::string_view text) {
    std::string out("text\0\0\0\0", 8);
    out += text;
    out += '\0';
    return out;
}

struct Part {
    std::string_view name;
    std::string bytes;
};

std::string header(std::uint32_t length) {
    std::string out;
    put32(out, length);
    put32(out, 0);
    put32(out, version);
    out += "mntrRGB XYZ ";
    for (const std::uint32_t part : {2020U, 3U, 5U, 0U, 0U, 0U}) put16(out, part);
    out += "acsp";
    out.append(28, '\0');  // platform, flags, maker, model, attributes, intent
    put_fixed(out, 0.9642);
    put_fixed(out, 1.0);
    put_fixed(out, 0.8249);
    out.resize(header_length, '\0');
    return out;
}

}  // namespace

std::string srgb_profile() {
    // The primaries of IEC 61966-2-1, adapted to D50.
    const std::vector<Part> parts = {
        {"desc", description("sRGB")},
        {"cprt", copyright("Public domain")},
        {"wtpt", xyz(0.9505, 1.0, 1.0891)},
        {"rXYZ", xyz(0.43607, 0.22249, 0.01392)},
        {"gXYZ", xyz(0.38515, 0.71687, 0.09708)},
        {"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
        {"rTRC", gamma_curve()},
        {"gTRC", gamma_curve()},
        {"bTRC", gamma_curve()},
    };
    std::string table;
    std::string data;
    put32(table, static_cast<std::uint32_t>(parts.size()));
    const auto begin = header_length + 4 + 12 * static_cast<std::uint32_t>(parts.size());
    for (const auto& part : parts) {
        table += part.name;
        put32(table, begin + static_cast<std::uint32_t>(data.size()));
        put32(table, static_cast<std::uint32_t>(part.bytes.size()));
        data += part.bytes;
        data.append((4 - data.size() % 4) % 4, '\0');
    }
    return header(begin + static_cast<std::uint32_t>(data.size())) + table + data;
}

}  // namespace tdkt::templates
