#include "templates/paper/qr.h"

#include <libdeflate.h>
#include <qrencode.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <vector>

#include "templates/paper/numbers.h"
#include "templates/paper/objects.h"
#include "templates/paper/text.h"

namespace tdkt::templates {
namespace {

constexpr int quiet = 4;

// A factor needs more places than a length.
void append_exact(std::string& out, double value) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.5f", value);
    out += digits;
}

using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

Code encoded(std::string_view text) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    Code code(QRcode_encodeData(static_cast<int>(text.size()), bytes, 0, QR_ECLEVEL_M),
              QRcode_free);
    if (!code) throw std::runtime_error("the text is too long for a QR code, or empty");
    return code;
}

// Calls use(column, row, length) for each stretch of dark modules.
template <class Use>
void each_stretch(const QRcode& code, Use use) {
    for (int row = 0; row < code.width; ++row) {
        const auto* modules = code.data + row * code.width;
        for (int begin = 0; begin < code.width; ++begin) {
            if (!(modules[begin] & 1)) continue;
            int end = begin;
            while (end < code.width && (modules[end] & 1)) ++end;
            use(begin, row, end - begin);
            begin = end;
        }
    }
}

void append_big(std::string& out, std::uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 255);
}

void append_chunk(std::string& out, std::string_view type, std::string_view data) {
    const auto body = joined({type, data});
    append_big(out, static_cast<std::uint32_t>(data.size()));
    out += body;
    append_big(out, libdeflate_crc32(0, body.data(), body.size()));
}

}  // namespace

std::string qr_drawing(std::string_view text, double x, double y, double side) {
    const auto code = encoded(text);
    const int modules = code->width + 2 * quiet;
    std::string out = "q ";
    // Whole numbers inside: a module is the unit.
    append_exact(out, side / modules);
    out += " 0 0 ";
    append_exact(out, side / modules);
    for (const double place : {x, y}) {
        out += ' ';
        append_number(out, place);
    }
    out += " cm\n";
    each_stretch(*code, [&](int column, int row, int length) {
        for (const int number : {quiet + column, modules - quiet - row - 1, length}) {
            append_integer(out, number);
            out += ' ';
        }
        out += "1 re\n";
    });
    return out + "f\nQ\n";
}

std::string qr_svg(std::string_view text, double side_mm) {
    const auto code = encoded(text);
    const auto side = std::to_string(code->width + 2 * quiet);
    std::string path;
    each_stretch(*code, [&](int column, int row, int length) {
        const auto length_text = std::to_string(length);
        path += joined({"M", std::to_string(quiet + column), " ", std::to_string(quiet + row), "h",
                        length_text, "v1h-", length_text, "z"});
    });
    std::string sides;
    for (const auto* name : {" width=\"", " height=\""}) {
        if (side_mm <= 0) break;
        sides += name;
        append_number(sides, side_mm);
        sides += "mm\"";
    }
    return joined(
        {"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"qr\" role=\"img\" "
         "aria-label=\"Mã QR\"",
         sides, " viewBox=\"0 0 ", side, " ", side, "\"><path d=\"", path, "\"/></svg>"});
}

std::string qr_png(std::string_view text) {
    constexpr unsigned dots = 8;  // to a module: sharp at any usual size
    const auto code = encoded(text);
    const auto modules = static_cast<unsigned>(code->width + 2 * quiet);
    // A bit for each dot, and so a byte for each module: white is set.
    const std::string light = '\0' + std::string(modules, '\xff');
    std::vector<std::string> rows(modules, light);
    each_stretch(*code, [&](int column, int row, int length) {
        const auto at = static_cast<std::size_t>(quiet + column) + 1;
        rows[static_cast<std::size_t>(quiet + row)].replace(at, static_cast<std::size_t>(length),
                                                            static_cast<std::size_t>(length), '\0');
    });
    std::string lines;
    for (const auto& row : rows)
        for (unsigned i = 0; i < dots; ++i) lines += row;

    std::string head;
    append_big(head, modules * dots);
    append_big(head, modules * dots);
    head.append({1, 0, 0, 0, 0});  // bits of a dot, grey, the usual for the rest
    std::string out = "\x89PNG\r\n\x1a\n";
    append_chunk(out, "IHDR", head);
    append_chunk(out, "IDAT", deflated(lines));
    append_chunk(out, "IEND", "");
    return out;
}

}  // namespace tdkt::templates
