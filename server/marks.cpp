#include "server/marks.h"

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <vector>

#include "templates/paper/show.h"
#include "templates/paper/text.h"

namespace tdkt::server {
namespace {

using templates::Face;

constexpr std::string_view red = "0.8 0 0 RG 0.8 0 0 rg\n";  // strokes and letters

template <class... Numbers>
std::string operators(const char* form, Numbers... numbers) {
    char text[200];
    std::snprintf(text, sizeof text, form, numbers...);
    return text;
}

std::string ring(double x, double y, double radius, double stroke) {
    const double bend = radius * 0.5523;  // a quarter of a circle as a Bézier curve
    return operators("%.2f w %.2f %.2f m\n", stroke, x + radius, y) +
           operators("%.2f %.2f %.2f %.2f %.2f %.2f c\n", x + radius, y + bend, x + bend,
                     y + radius, x, y + radius) +
           operators("%.2f %.2f %.2f %.2f %.2f %.2f c\n", x - bend, y + radius, x - radius,
                     y + bend, x - radius, y) +
           operators("%.2f %.2f %.2f %.2f %.2f %.2f c\n", x - radius, y - bend, x - bend,
                     y - radius, x, y - radius) +
           operators("%.2f %.2f %.2f %.2f %.2f %.2f c s\n", x + bend, y - radius, x + radius,
                     y - bend, x + radius, y);
}

// Words into lines of at most `width` points.
std::vector<std::string> wrapped(const std::string& text, Face face, double size, double width) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        const auto word = text.substr(at, end - at);
        const bool fits = !lines.empty() &&
                          templates::text_points(lines.back() + " " + word, face, size) <= width;
        if (fits)
            lines.back() += " " + word;
        else
            lines.push_back(word);
        at = end + 1;
    }
    return lines;
}

std::string centred(const std::string& line, Face face, double size, double x, double y) {
    const auto half = templates::text_points(line, face, size) / 2;
    return templates::show_text(line, face, size, x - half, y);
}

}  // namespace

std::string signature_picture(const std::vector<std::string>& lines, double width, double height) {
    const double left = width / 3 + 3;
    std::vector<std::string> broken;
    double size = 8;
    for (bool fits = false; !fits && size > 4;) {
        size -= 0.5;
        broken.clear();
        for (const auto& line : lines)
            for (auto& part : wrapped(line, Face::regular, size, width - left))
                broken.push_back(std::move(part));
        fits = static_cast<double>(broken.size()) * size * 1.2 <= height;
    }
    std::string picture = "0 0 0.7 rg\n";
    auto baseline = height - size;
    for (const auto& line : broken) {
        picture += templates::show_text(line, Face::regular, size, left, baseline);
        baseline -= size * 1.2;
    }
    return picture;
}

std::string seal_picture(const std::string& organ, const std::string& sealed_at, double width,
                         double height) {
    const double x = width / 2, y = height / 2;
    const double radius = std::min(width, height) / 2 - 1;
    auto picture = std::string(red) + ring(x, y, radius, 1.6) + ring(x, y, radius - 3, 0.6);
    constexpr double size = 6, step = 7.5, small = 3.8;
    const auto lines = wrapped(templates::capitals(organ), Face::bold, size, 1.65 * radius);
    auto baseline = y + step * static_cast<double>(lines.size()) / 2 - size * 0.4;
    for (const auto& line : lines) {
        picture += centred(line, Face::bold, size, x, baseline);
        baseline -= step;
    }
    return picture + centred(sealed_at, Face::regular, small, x, baseline);
}

}  // namespace tdkt::server
