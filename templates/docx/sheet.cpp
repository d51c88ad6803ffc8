#include "templates/docx/sheet.h"

#include <algorithm>
#include <span>
#include <vector>

#include "templates/docx/paragraphs.h"
#include "templates/docx/sections.h"
#include "templates/docx/shapes.h"
#include "templates/docx/styles.h"

namespace tdkt::templates::docx {
namespace {

using Kind = Block::Kind;

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
            if (document_.print.blank && block.printed) continue;
            if (block.kind == Kind::box) box(blocks_.areas[block.table], slab);
            if (block.kind == Kind::border)
                border_ = std::span(layout_.shapes)
                              .subspan(layout_.slabs[slab].shapes,
                                       layout_.slabs[slab + 1].shapes - layout_.slabs[slab].shapes);
        }
        end_page();
        document_.out += section(blocks_.sheet, document_.print, false);
    }

  private:
    // Frames hang on the paragraph behind them: one that shows nothing, and the border.
    void end_page() {
        Look look;
        look.new_page = new_page_;
        begin_paragraph(document_.out, own::gap, look);
        append_shapes(document_.out, border_, blocks_.sheet, document_.last_id);
        document_.out += "</w:p>";
        border_ = {};
    }

    struct Item {
        const Block* block;
        double height;
        double before;
        double widest;  // line, points
        std::size_t lines;
    };

    void box(const Area& area, std::uint32_t slab) {
        const auto inner = std::span(blocks_.inner).subspan(area.blocks.first, area.blocks.count);
        const auto items = items_of(inner, area, slab);
        double height = 0;
        for (const auto& item : items)
            height += item.height + (&item == &items[0] ? 0 : item.before);
        const double slack = area.slack * std::max(0.0, area.height - height);
        const Place place{layout_.right + area.left, layout_.down + area.top + slack, area.width,
                          height};
        for (const auto& item : items) put(item, place, &item == &items[0]);
    }

    // What the layout made of each block: the lines of a paragraph have one element.
    std::vector<Item> items_of(std::span<const Block> inner, const Area& area, std::uint32_t slab) {
        const auto& lines = layout_.text.lines;
        auto line = layout_.slabs[slab].lines;
        const auto end = layout_.slabs[slab + 1].lines;
        scale_ = 1;
        std::vector<Item> items;
        for (const auto& block : inner) {
            auto& item = items.emplace_back(Item{&block, 0, 0, 0, 0});
            if (block.kind != Kind::paragraph) {
                item.height = std::min(height_of(block, area), area.height);
                continue;
            }
            const auto first = line;
            while (line < end && lines[line].element == lines[first].element)
                item.widest = std::max(item.widest, lines[line++].width);
            item.lines = line - first;
            if (item.lines > 0) scale_ = lines[first].size / block.style->size;
            item.height =
                static_cast<double>(item.lines) * block.style->size * block.style->line * scale_;
            item.before = block.style->before * scale_;
        }
        return items;
    }

    static double height_of(const Block& block, const Area& area) {
        switch (block.kind) {
            case Kind::rule:
                return 2 * rule_space + rule_line;
            case Kind::signature:
                return signature_gap;
            case Kind::qr:
                return block.size;
            case Kind::frame:
                return block.frame->height * mm;
            case Kind::image:
                return block.height > 0 ? block.height : area.height;
            default:
                return 0;
        }
    }

    void put(const Item& item, const Place& place, bool first) {
        Look look;
        look.place = &place;
        look.scale = scale_;
        if (first) look.before = 0;
        if (item.lines > 1 && item.block->style->align == Align::center)
            look.side = std::max(0.0, (place.width - item.widest) / 2 - 1);
        if (item.block->kind == Kind::paragraph) document_.widest = item.widest;
        append_block(document_, *item.block, place.width, look);
    }

    Document& document_;
    const Layout& layout_;
    const Blocks& blocks_;
    std::span<const Shape> border_;
    std::uint32_t slab_ = 0;
    double scale_ = 1;
    bool new_page_ = false;
};

}  // namespace

void append_sheet(Document& document, const Layout& layout) {
    Writer(document, layout).write();
}

}  // namespace tdkt::templates::docx
