#include "templates/paper/drawing.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "templates/paper/numbers.h"

namespace tdkt::templates {
namespace {

using Kind = Stroke::Kind;

constexpr double outer_rule = 2.5;
constexpr double inner_rule = 0.75;
constexpr double between_rules = 2.2 * mm;
constexpr double corner_side = 15 * mm;
constexpr int petals = 8;

struct Point {
    double x;
    double y;
};

Point turned(Point around, double radius, double angle) {
    return {around.x + radius * std::cos(angle), around.y + radius * std::sin(angle)};
}

// One petal: from the middle out to its tip and back, as wide as its share of the circle.
void add_petal(std::vector<Stroke>& path, Point middle, double radius, double angle) {
    const double spread = std::numbers::pi / petals;
    const auto tip = turned(middle, radius, angle);
    const auto left = turned(middle, radius * 0.75, angle - spread);
    const auto right = turned(middle, radius * 0.75, angle + spread);
    path.push_back({Kind::move, {middle.x, middle.y}});
    path.push_back({Kind::curve, {left.x, left.y, left.x, left.y, tip.x, tip.y}});
    path.push_back({Kind::curve, {right.x, right.y, right.x, right.y, middle.x, middle.y}});
    path.push_back({Kind::close});
}

Shape lotus(Point middle, double radius, Colour colour) {
    Shape shape{{}, colour, 0};
    for (int i = 0; i < petals; ++i)
        add_petal(shape.path, middle, radius, 2 * std::numbers::pi * i / petals);
    return shape;
}

Box shrunk(const Box& box, double by) {
    return {box.x + by, box.y + by, box.width - 2 * by, box.height - 2 * by};
}

// The inner rule: a rectangle whose corners step inwards, to leave room for squares.
std::vector<Stroke> stepped(const Box& box, double step) {
    const double left = box.x, top = box.y;
    const double right = left + box.width, bottom = top + box.height;
    const Point points[] = {
        {left + step, top},     {right - step, top},    {right - step, top + step},
        {right, top + step},    {right, bottom - step}, {right - step, bottom - step},
        {right - step, bottom}, {left + step, bottom},  {left + step, bottom - step},
        {left, bottom - step},  {left, top + step},     {left + step, top + step}};
    std::vector<Stroke> path;
    for (const auto& point : points)
        path.push_back({path.empty() ? Kind::move : Kind::line, {point.x, point.y}});
    path.push_back({Kind::close});
    return path;
}

}  // namespace

std::vector<Stroke> rectangle(const Box& box) {
    return {{Kind::move, {box.x, box.y}},
            {Kind::line, {box.x + box.width, box.y}},
            {Kind::line, {box.x + box.width, box.y + box.height}},
            {Kind::line, {box.x, box.y + box.height}},
            {Kind::close}};
}

std::vector<Shape> certificate_border(const Sheet& sheet, double inset, Colour rules,
                                      Colour ornaments) {
    const auto outer = shrunk({0, 0, sheet.width, sheet.height}, inset);
    const auto inner = shrunk(outer, between_rules);
    const double side = corner_side;
    std::vector<Shape> shapes = {{rectangle(outer), rules, outer_rule},
                                 {stepped(inner, side), rules, inner_rule}};
    const double gap = between_rules / 2;
    for (const double x : {inner.x, inner.x + inner.width - side + gap})
        for (const double y : {inner.y, inner.y + inner.height - side + gap}) {
            const Box square{x, y, side - gap, side - gap};
            const Point middle{x + square.width / 2, y + square.height / 2};
            shapes.push_back({rectangle(square), ornaments, inner_rule});
            shapes.push_back(lotus(middle, square.width * 0.46, ornaments));
        }
    return shapes;
}

bool border_fits(const Sheet& sheet, double inset) {
    return 2 * (inset + between_rules) + corner_side <= std::min(sheet.width, sheet.height);
}

void append_shape(std::string& out, const Shape& shape, double x, double y, double page) {
    append_colour(out, shape.colour, shape.thickness > 0 ? "RG" : "rg");
    if (shape.thickness > 0) {
        append_number(out, shape.thickness);
        out += " w\n";
    }
    for (const auto& stroke : shape.path) {
        const int count = stroke.kind == Kind::curve ? 6 : stroke.kind == Kind::close ? 0 : 2;
        for (int i = 0; i < count; i += 2) {
            append_number(out, x + stroke.points[i]);
            out += ' ';
            append_number(out, page - y - stroke.points[i + 1]);
            out += ' ';
        }
        out += "mlch"[static_cast<int>(stroke.kind)];
        out += '\n';
    }
    out += shape.thickness > 0 ? "S\n" : "f\n";
}

std::string hex_colour(Colour colour) {
    char text[8];
    std::snprintf(text, sizeof text, "#%06x", static_cast<unsigned>(colour & 0xffffff));
    return text;
}

void append_colour(std::string& out, Colour colour, std::string_view operation) {
    for (const int shift : {16, 8, 0}) {
        append_number(out, (colour >> shift & 255) / 255.0);
        out += ' ';
    }
    out += operation;
    out += '\n';
}

}  // namespace tdkt::templates
