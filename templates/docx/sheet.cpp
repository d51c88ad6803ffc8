#include "templates/docx/sheet.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "templates/docx/paragraphs.h"
#include "templates/docx/sections.h"
#include "templates/docx/shapes.h"
#include "templates/docx/styles.h"
#include "templates/paper/room.h"

namespace tdkt::templates::docx {
namespace {

using Kind = Block::Kind;

constexpr double spare = 2 * mm;  // on either side of a frame

class Writer {
  public:
    Writer(Document& document, const Layout& layout)
        : document_(document), layout_(layout), blocks_(document.blocks) {}

    void write() {
        for (const auto& block : blocks_.flow) {
            if (block.kind == Kind::page) {
                end_page();
                new_page_ = true;
                continue;
            }
            const auto slab = slab_++;
            if (block.kind == Kind::box) box(blocks_.areas[block.table], slab);
            if (block.kind == Kind::border)
                border_.insert(border_.end(), layout_.shapes.begin() + layout_.slabs[slab].shapes,
                               layout_.shapes.begin() + layout_.slabs[slab + 1].shapes);
        }
        end_page();
        document_.out += section(blocks_.sheet, false);
    }

  private:
    // Frames hang on the paragraph behind them: one that shows nothing, and the border.
    void end_page() {
        Look look;
        look.new_page = new_page_;
        begin_paragraph(document_.out, own::gap, look);
        append_shapes(document_.out, border_, blocks_.sheet, document_.last_id);
        document_.out += "</w:p>";
        border_.clear();
    }

    struct Item {
        const Block* block;
        double height;
        double before;
        double widest;  // line, points
        std::size_t lines;
        double scale;  // of its letters
    };

    // One frame for paragraphs that follow each other, one for each of what is none.
    void box(const Area& area, std::uint32_t slab) {
        const auto inner = std::span(blocks_.inner).subspan(area.blocks.first, area.blocks.count);
        const auto items = items_of(inner, area, slab);
        double height = 0;
        for (const auto& item : items)
            height += item.height + (&item == &items[0] ? 0 : item.before);
        double y = area.top + area.slack * std::max(0.0, area.height - height);
        for (std::size_t first = 0, end = 1; first < items.size(); first = end++) {
            while (end < items.size() && is_text(items[first]) && is_text(items[end])) ++end;
            y += frame(std::span(items).subspan(first, end - first), area, y, first == 0);
        }
    }

    static bool is_text(const Item& item) { return item.block->kind == Kind::paragraph; }

    // How high it is.
    double frame(std::span<const Item> items, const Area& area, double y, bool first) {
        Place place{area.left, y, area.width, 0};
        for (const auto& item : items)
            place.height += item.height + (first && &item == &items[0] ? 0 : item.before);
        const double wide = own_width(items[0]);
        if (wide > 0) {
            place.left += (area.width - wide) / 2;
            place.width = wide;
        } else {
            widen(place, area, *items[0].block);
        }
        for (const auto& item : items) put(item, place, area.height, first && &item == &items[0]);
        return place.height;
    }

    // The border of a paragraph in a frame is the frame's: a rule's is as long as the rule.
    double own_width(const Item& item) const {
        if (item.block->kind == Kind::rule) return std::max(1.0, widest_ * item.block->share);
        return item.block->kind == Kind::frame ? item.block->frame->width * mm : 0;
    }

    // Words may turn out a hair wider than in the layout: as far as no other box is
    // near, their frame has more room, and they stand where they stood.
    void widen(Place& place, const Area& area, const Block& block) const {
        double more = 2 * spare;
        for (const auto& other : blocks_.areas) {
            const bool beside =
                other.top < area.top + area.height && area.top < other.top + other.height;
            const double gap =
                std::max(other.left - area.left - area.width, area.left - other.left - other.width);
            if (beside && gap >= 0) more = std::min(more, gap / 2);
        }
        const auto align = block.style ? block.style->align : Align::center;
        place.width += more;
        if (align == Align::center) place.left -= more / 2;
        if (align == Align::right) place.left -= more;
    }

    // What the layout made of each block: the lines of a paragraph have one element.
    std::vector<Item> items_of(std::span<const Block> inner, const Area& area, std::uint32_t slab) {
        const auto& lines = layout_.text.lines;
        auto line = layout_.slabs[slab].lines;
        const auto end = layout_.slabs[slab + 1].lines;
        double scale = 1;
        std::vector<Item> items;
        for (const auto& block : inner) {
            auto& item = items.emplace_back(Item{&block, 0, 0, 0, 0, scale});
            if (block.kind != Kind::paragraph) {
                item.height = std::min(height_of(block, area, scale), area.height);
                if (block.kind != Kind::rule && block.kind != Kind::signature)
                    item.before = space_before_shown;
                if (block.kind == Kind::frame && line < end) ++line;  // its words
                continue;
            }
            const auto first = line;
            while (line < end && lines[line].element == lines[first].element)
                item.widest = std::max(item.widest, lines[line++].width);
            item.lines = line - first;
            if (item.lines > 0) scale = item.scale = scale_of(lines[first], *block.style);
            item.height = static_cast<double>(item.lines) * block.style->size * block.style->line *
                          item.scale;
            item.before = block.style->before * item.scale;
        }
        return items;
    }

    // Letters are counted in half points: rounded down, the box still holds them.
    static double scale_of(const Line& line, const Style& style) {
        return line.size == style.size ? 1 : std::floor(line.size * 2) / 2 / style.size;
    }

    double height_of(const Block& block, const Area& area, double scale) const {
        const Room room{area.width, area.height};
        switch (block.kind) {
            case Kind::rule:
                return rule_space_above + rule_line + rule_space_below;
            case Kind::signature:
                return signature_gap;
            case Kind::qr:
                return scale * code_side(block.size, room);
            case Kind::frame:
                return block.frame->height * mm;
            case Kind::image:
                return scale * image_height(block, room);
            default:
                return 0;
        }
    }

    double image_height(const Block& block, const Room& room) const {
        for (const auto& image : layout_.images)
            if (image->name == block.text)
                return image_room(image->width, image->height, {block.width, block.height}, room)
                    .height;
        return 0;
    }

    void put(const Item& item, const Place& place, double highest, bool first) {
        Look look;
        look.place = &place;
        look.scale = item.scale;
        look.highest = highest;
        look.as_given = true;
        if (first) look.before = 0;
        if (is_text(item)) widest_ = item.widest;
        if (item.lines > 1 && item.block->style->align == Align::center)
            look.side = side_of(place.width, item.widest);
        // A rule fills its frame.
        document_.widest = item.block->kind == Kind::rule ? place.width / item.block->share : 0;
        append_block(document_, *item.block, place.width, look);
    }

    Document& document_;
    const Layout& layout_;
    const Blocks& blocks_;
    std::vector<Shape> border_;  // of this page, all of them
    std::uint32_t slab_ = 0;
    double widest_ = 0;  // line of the last paragraph
    bool new_page_ = false;
};

}  // namespace

void append_sheet(Document& document, const Layout& layout) {
    Writer(document, layout).write();
}

}  // namespace tdkt::templates::docx
