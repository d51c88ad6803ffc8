// Whether everything that a layout holds stands on its sheet, for tests and fuzzing.
#pragma once

#include <string>

#include "templates/paper/layout.h"

namespace tdkt::test {

class OnSheet {
  public:
    explicit OnSheet(const templates::Layout& layout) : layout_(layout) {}

    // What stands beside its sheet: "a line"; empty when nothing does.
    std::string stray() {
        for (const auto& placed : layout_.placed) look(placed);
        return stray_;
    }

  private:
    // Points; a letter may lean over its own edge.
    static constexpr double forgiven = 1;

    void look(const templates::Placed& placed) {
        at_ = templates::corner(layout_, placed);
        const auto& slab = layout_.slabs[placed.slab];
        const auto& end = layout_.slabs[placed.slab + 1];
        for (auto i = slab.lines; i < end.lines; ++i) {
            const auto& line = layout_.text.lines[i];
            expect({line.x, line.y, line.width, 0}, "a line");
        }
        for (auto i = slab.rules; i < end.rules; ++i) expect(layout_.rules[i], "a rule");
        for (auto i = slab.borders; i < end.borders; ++i)
            expect(layout_.borders[i], "the border of a cell");
        for (auto i = slab.codes; i < end.codes; ++i) expect(layout_.codes[i].box, "a QR code");
        for (auto i = slab.pictures; i < end.pictures; ++i)
            expect(layout_.pictures[i].box, "a picture");
        for (auto i = slab.widgets; i < end.widgets; ++i)
            expect(layout_.widgets[i].box,
                   layout_.widgets[i].signature ? "a signature" : "a field");
        for (auto i = slab.shapes; i < end.shapes; ++i)
            for (const auto& stroke : layout_.shapes[i].path) expect(stroke);
    }

    void expect(const templates::Stroke& stroke) {
        using Kind = templates::Stroke::Kind;
        const int numbers = stroke.kind == Kind::curve ? 6 : stroke.kind == Kind::close ? 0 : 2;
        for (int i = 0; i < numbers; i += 2)
            expect({stroke.points[i], stroke.points[i + 1], 0, 0}, "a shape");
    }

    void expect(const templates::Box& box, const char* what) {
        const double left = at_.x + box.x, top = at_.y + box.y;
        if (left < -forgiven || left + box.width > layout_.sheet.width + forgiven ||
            top < -forgiven || top + box.height > layout_.sheet.height + forgiven)
            stray_ = what;
    }

    const templates::Layout& layout_;
    templates::Corner at_{};
    std::string stray_;
};

}  // namespace tdkt::test
