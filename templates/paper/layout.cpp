#include "templates/paper/layout.h"

#include "templates/paper/slabs.h"

namespace tdkt::templates {
namespace {

class Paginator {
  public:
    explicit Paginator(Layout& layout) : layout_(layout) {}

    void run() {
        begin_page(1);
        const auto count = layout_.slabs.size() - 1;
        for (std::uint32_t first = 0; first < count;) {
            auto last = first;
            while (last + 1 < count && layout_.slabs[last].glued && !starts(last + 1)) ++last;
            place_group(first, last);
            first = last + 1;
        }
        end_page();
    }

  private:
    bool starts(std::uint32_t slab) const { return layout_.slabs[slab].start != Slab::Start::here; }

    void place_group(std::uint32_t first, std::uint32_t last) {
        const auto start = layout_.slabs[first].start;
        if (start == Slab::Start::annex) {
            next_page(1);
        } else if (start == Slab::Start::page || !fits(first, last)) {
            turn(first);
        }
        for (auto i = first; i <= last; ++i) {
            if (i > first && !fits(i, i)) turn(i);
            place(i, false);
        }
    }

    bool fits(std::uint32_t first, std::uint32_t last) const {
        double height = 0;
        for (auto i = first; i <= last; ++i)
            height +=
                layout_.slabs[i].height + (empty() && i == first ? 0 : layout_.slabs[i].before);
        // A hundredth of a point forgives the rounding of sums.
        return empty() || y_ + height <= layout_.sheet.text_height() + 0.01;
    }

    // The next page, with the head of the table that goes on there.
    void turn(std::uint32_t slab) {
        if (empty()) return;
        next_page(layout_.pages.back().number + 1);
        const int table = layout_.slabs[slab].table;
        if (table < 0) return;
        const auto& head = layout_.heads[table];
        if (slab < head.first + head.count) return;
        for (std::uint32_t i = 0; i < head.count; ++i) place(head.first + i, true);
    }

    void place(std::uint32_t slab, bool repeated) {
        const auto& placed = layout_.slabs[slab];
        if (!empty() && !repeated) y_ += placed.before;
        layout_.placed.push_back({slab, margin_top + y_, repeated});
        y_ += placed.height;
    }

    bool empty() const { return layout_.placed.size() == layout_.pages.back().first; }

    void begin_page(int number) {
        layout_.pages.push_back({number, static_cast<std::uint32_t>(layout_.placed.size()), 0});
        y_ = 0;
    }

    void end_page() {
        auto& page = layout_.pages.back();
        page.count = static_cast<std::uint32_t>(layout_.placed.size()) - page.first;
    }

    void next_page(int number) {
        if (empty()) {
            layout_.pages.back().number = number;
            return;
        }
        end_page();
        begin_page(number);
    }

    Layout& layout_;
    double y_ = 0;
};

}  // namespace

Corner corner(const Layout& layout, const Placed& placed) {
    if (layout.slabs[placed.slab].fixed) return {layout.right, layout.down};
    return {layout.right + margin_left, layout.down + placed.y};
}

Layout lay_out(const Blocks& blocks, const Print& print) {
    words().tidy();
    Layout layout;
    layout.sheet = blocks.sheet;
    layout.right = print.right * mm;
    layout.down = print.down * mm;
    make_slabs(blocks, print, layout);
    Paginator(layout).run();
    return layout;
}

}  // namespace tdkt::templates
