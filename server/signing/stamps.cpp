#include "server/signing/stamps.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "templates/paper/show.h"

namespace tdkt::server {
namespace {

using templates::Face;

constexpr double body_size = 13;
constexpr const char* blue_ink = "0 0 0.7 rg\n";
constexpr const char* red_ink = "0.8 0 0 RG 0.8 0 0 rg\n";

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f ", value);
    return text;
}

// Four Bézier curves; 0.5523 of the radius brings them within 0.03 % of a circle.
std::string circle(double x, double y, double radius, double line) {
    const double k = 0.5523 * radius;
    const double points[4][6] = {
        {x + radius, y + k, x + k, y + radius, x, y + radius},
        {x - k, y + radius, x - radius, y + k, x - radius, y},
        {x - radius, y - k, x - k, y - radius, x, y - radius},
        {x + k, y - radius, x + radius, y - k, x + radius, y},
    };
    auto operators = number(line) + "w " + number(x + radius) + number(y) + "m\n";
    for (const auto& curve : points) {
        for (const double value : curve) operators += number(value);
        operators += "c\n";
    }
    return operators + "s\n";
}

// The largest size, at most `most`, in which every line fits `width`.
double fitting(const std::vector<std::string>& lines, Face face, double most, double width) {
    double size = most;
    for (const auto& line : lines) {
        const auto at_one = templates::text_points(line, face, 1);
        if (at_one > 0) size = std::min(size, width / at_one);
    }
    return size;
}

// The words in lines of about the same length.
std::vector<std::string> in_lines(const std::string& text, std::size_t count) {
    const auto wanted = text.size() / count + 1;
    std::vector<std::string> lines(1);
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        if (lines.back().size() + (end - at) / 2 > wanted && lines.size() < count)
            lines.emplace_back();
        lines.back() += (lines.back().empty() ? "" : " ") + text.substr(at, end - at);
        at = end + 1;
    }
    return lines;
}

}  // namespace

Draw signature_lines(std::vector<std::string> lines) {
    return [lines = std::move(lines)](double width, double height) {
        // The left third is the seal's.
        const double left = width / 3;
        const double size = fitting(lines, Face::regular, 8, width - left - 2);
        std::string operators(blue_ink);
        double y = height - size - 2;
        for (const auto& line : lines) {
            operators += templates::show_text(line, Face::regular, size, left, y);
            y -= size * 1.25;
        }
        return operators;
    };
}

Draw round_seal(const std::string& organ) {
    return [lines = in_lines(organ, 4)](double width, double height) {
        const double radius = std::min(width, height) / 2 - 1, x = radius + 1, y = height / 2;
        std::string operators(red_ink);
        operators += circle(x, y, radius, 1.2) + circle(x, y, radius - 3, 0.5);
        const double size = fitting(lines, Face::bold, 8, (radius - 5) * 1.6);
        double line_y = y + (static_cast<double>(lines.size()) / 2 - 0.8) * size * 1.2;
        for (const auto& line : lines) {
            const auto half = templates::text_points(line, Face::bold, size) / 2;
            operators += templates::show_text(line, Face::bold, size, x - half, line_y);
            line_y -= size * 1.2;
        }
        return operators;
    };
}

Draw field_text(const std::string& text, bool italic) {
    return [text, face = italic ? Face::italic : Face::regular](double width, double height) {
        return templates::show_field(text, face, body_size, width, height);
    };
}

}  // namespace tdkt::server
