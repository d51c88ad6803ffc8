#include "templates/paper/slabs.h"

#include <algorithm>
#include <span>

#include "templates/paper/items.h"

namespace tdkt::templates {
namespace {

constexpr double tightest = 0.02;  // part of its size to which a word may ever shrink
constexpr int fitting_steps = 7;

class Maker {
  public:
    Maker(const Blocks& blocks, Layout& layout, const Print& print)
        : blocks_(blocks), layout_(layout), print_(print), made_(blocks, layout, print) {
        made_.scale_by(1, layout.sheet.text_height() / 2);
    }

    void make() {
        layout_.elements.push_back({Structure::document, -1});
        layout_.heads.resize(blocks_.tables.size());
        for (const auto& block : blocks_.flow) top(block);
        add_slab();
    }

  private:
    void top(const Block& block) {
        switch (block.kind) {
            case Block::Kind::page:
                start_ = Slab::Start::page;
                return;
            case Block::Kind::annex:
                start_ = Slab::Start::annex;
                return;
            case Block::Kind::table:
                return table(blocks_.tables[block.table], static_cast<int>(block.table));
            case Block::Kind::box:
                return box(blocks_.areas[block.table], print_.blank && block.printed);
            case Block::Kind::border:
                return border(block);
            default:
                items_.clear();
                made_.append(block, layout_.sheet.text_width(), 0);
                flow_items(block);
        }
    }

    void border(const Block& block) {
        add_slab().fixed = true;
        if (print_.blank && block.printed) return;
        for (auto& shape :
             certificate_border(layout_.sheet, block.size, block.colour, block.second))
            layout_.shapes.push_back(std::move(shape));
    }

    // Never beyond the box: words shrink until all of it has room.
    void box(const Area& area, bool left_out) {
        const Attempt start{layout_.text.lines.size(), layout_.text.tokens.size(),
                            layout_.elements.size()};
        double height = attempt(area, start, 1);
        double size = 1;
        if (!fits(area, height)) {
            double small = tightest;
            for (int i = 0; i < fitting_steps; ++i) {
                const double middle = (small + size) / 2;
                (fits(area, attempt(area, start, middle)) ? small : size) = middle;
            }
            height = attempt(area, start, size = small);
        }
        if (size < least_shrink) warn();
        auto& slab = add_slab();
        slab.fixed = true;
        if (left_out) return;
        double y = area.top + area.slack * std::max(0.0, area.height - height);
        double kept = firm_height(0);
        for (std::size_t i = 0; i < items_.size(); ++i) {
            const double before = i > 0 ? items_[i].before : 0;
            if (is_firm(items_[i])) kept = firm_height(i + 1);
            if (y + before + items_[i].height + kept > area.top + area.height + 0.01) continue;
            made_.put(items_[i], area.left, y + before);
            y += before + items_[i].height;
        }
    }

    // What never shrinks: words give way to it.
    static bool is_firm(const Item& item) {
        return item.kind == Item::Kind::signature || item.kind == Item::Kind::frame;
    }

    // Of all such from `first` on; blocks.cpp saw to it that the box holds them.
    double firm_height(std::size_t first) const {
        double height = 0;
        for (auto i = first; i < items_.size(); ++i)
            if (is_firm(items_[i])) height += items_[i].height + (i > 0 ? items_[i].before : 0);
        return height;
    }

    struct Attempt {
        std::size_t lines;
        std::size_t tokens;
        std::size_t elements;
    };

    // Lays out what the box holds, so much smaller; its height.
    double attempt(const Area& area, const Attempt& start, double size) {
        items_.clear();
        layout_.text.lines.resize(start.lines);
        layout_.text.tokens.resize(start.tokens);
        layout_.elements.resize(start.elements);
        layout_.text.parted = false;
        made_.scale_by(size, area.height);
        for (const auto& block :
             std::span(blocks_.inner).subspan(area.blocks.first, area.blocks.count))
            made_.append(block, area.width, 0);
        made_.scale_by(1, layout_.sheet.text_height() / 2);
        double height = 0;
        for (std::size_t i = 0; i < items_.size(); ++i)
            height += items_[i].height + (i > 0 ? items_[i].before : 0);
        return height;
    }

    bool fits(const Area& area, double height) const {
        return height <= area.height + 0.01 && !layout_.text.parted;
    }

    void warn() {
        std::string words;
        for (const auto& item : items_) {
            if (item.kind != Item::Kind::line) continue;
            for (auto i = item.line.first; i < item.line.first + item.line.count; ++i) {
                const auto& token = layout_.text.tokens[i];
                if (token.word && words.size() < 40) words += token.word->text + " ";
            }
        }
        layout_.text.warnings.push_back("Nội dung “" + words +
                                        "…” quá dài so với khung nên chữ bị thu quá nhỏ; hãy rút "
                                        "gọn hoặc nới khung.");
    }

    Slab& add_slab() {
        auto& slab = layout_.slabs.emplace_back();
        slab.lines = size(layout_.text.lines);
        slab.rules = size(layout_.rules);
        slab.borders = size(layout_.borders);
        slab.widgets = size(layout_.widgets);
        slab.codes = size(layout_.codes);
        slab.shapes = size(layout_.shapes);
        slab.pictures = size(layout_.pictures);
        slab.start = start_;
        start_ = Slab::Start::here;
        return slab;
    }

    // One slab for each line: two at least stay together at either end.
    void flow_items(const Block& block) {
        const bool keep = block.kind == Block::Kind::paragraph && block.style->keep;
        const auto count = items_.size();
        for (std::size_t i = 0; i < count; ++i) {
            auto& slab = add_slab();
            slab.before = items_[i].before;
            slab.height = items_[i].height;
            slab.glued = i + 1 < count ? i == 0 || i + 2 == count : keep;
            if (items_[i].kind == Item::Kind::rule) glue_before();
            made_.put(items_[i], 0, 0);
        }
    }

    // A rule belongs to the line above it, and to what that line belongs to.
    void glue_before() {
        const auto last = layout_.slabs.size() - 1;
        if (last == 0) return;
        layout_.slabs[last].glued = layout_.slabs[last - 1].glued;
        layout_.slabs[last - 1].glued = true;
    }

    void table(const Table& table, int number) {
        if (table.closing) hold_lines();
        const int element = static_cast<int>(layout_.elements.size());
        if (!table.columns) layout_.elements.push_back({Structure::table, 0});
        bool first = true;
        for (auto i = table.rows.first; i < table.rows.first + table.rows.count; ++i) {
            row(table, blocks_.rows[i], number, element, first);
            first = false;
        }
    }

    // The end of a paper never stands alone on a page.
    void hold_lines() {
        std::size_t lines = 0;
        for (auto i = layout_.slabs.size(); i-- > 0 && lines < closing_lines; ++lines)
            layout_.slabs[i].glued = true;
    }

    void row(const Table& table, const Row& row, int number, int parent, bool first) {
        const int element = static_cast<int>(layout_.elements.size());
        if (!table.columns) layout_.elements.push_back({Structure::row, parent});
        columns_.clear();
        items_.clear();
        double x = 0;
        for (std::uint32_t i = 0; i < row.cells.count; ++i) {
            const auto begin = items_.size();
            cell(table, blocks_.cells[row.cells.first + i], table.widths[i], element);
            columns_.push_back({x, table.widths[i], begin, items_.size(), begin, 0});
            x += table.widths[i];
        }
        bool more = true;
        while (more) {
            more = fragment(table, row, number, first);
            first = false;
        }
    }

    void cell(const Table& table, const Cell& cell, double width, int row) {
        const std::span inner(blocks_.inner.data() + cell.blocks.first, cell.blocks.count);
        if (table.columns) {
            for (const auto& block : inner) made_.append(block, width, 0);
            return;
        }
        const auto element = static_cast<int>(layout_.elements.size());
        layout_.elements.push_back({cell.head ? Structure::head_cell : Structure::cell, row});
        for (const auto& block : inner)
            made_.append_lines(block, width - 2 * cell_padding_side, element);
    }

    struct Column {
        double x;
        double width;
        std::size_t next;
        std::size_t end;
        std::size_t cut;  // behind the last item that this page takes
        double height;
    };

    // As much of a row as a page can hold, nearly always all of it. True when
    // some is left.
    bool fragment(const Table& table, const Row& row, int number, bool first) {
        const double padding = table.columns ? 0 : cell_padding_end;
        const double most = layout_.sheet.text_height() - 2 * padding -
                            (row.head ? 0 : layout_.heads[number].height);
        auto& slab = add_slab();
        slab.before = !first ? 0 : table.columns ? space_before_columns : space_before_table;
        slab.glued = row.head;
        slab.table = table.columns ? -1 : number;
        double height = 0;
        for (auto& column : columns_) {
            auto end = column.next;
            column.height = 0;
            for (; end < column.end; ++end) {
                const double more =
                    items_[end].height + (end > column.next ? items_[end].before : 0);
                if (end > column.next && column.height + more > most) break;
                column.height += more;
            }
            column.cut = end;
            height = std::max(height, column.height);
        }
        slab.height = height + 2 * padding;
        if (row.head) remember_head(number, slab.height);
        bool more = false;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            put_column(table, columns_[i], height);
            more = more || columns_[i].next < columns_[i].end;
        }
        return more;
    }

    // A head that would fill the page does not come again.
    void remember_head(int number, double height) {
        auto& head = layout_.heads[number];
        if (head.count == 0) head.first = size(layout_.slabs) - 1;
        ++head.count;
        head.height += height;
        if (head.height > layout_.sheet.text_height() / 3) head = {head.first + head.count, 0, 0};
    }

    void put_column(const Table& table, Column& column, double height) {
        const double padding = table.columns ? 0 : cell_padding_end;
        double y = padding + (table.columns ? 0 : (height - column.height) / 2);
        if (table.bordered)
            layout_.borders.push_back({column.x, 0, column.width, height + 2 * padding});
        for (auto i = column.next; i < column.cut; ++i) {
            if (i > column.next) y += items_[i].before;
            made_.put(items_[i], column.x + (table.columns ? 0 : cell_padding_side), y);
            y += items_[i].height;
        }
        column.next = column.cut;
    }

    template <class List>
    static std::uint32_t size(const List& list) {
        return static_cast<std::uint32_t>(list.size());
    }

    const Blocks& blocks_;
    Layout& layout_;
    const Print& print_;
    Items made_;
    std::vector<Item>& items_ = made_.list();
    std::vector<Column> columns_;
    Slab::Start start_ = Slab::Start::here;
};

}  // namespace

void make_slabs(const Blocks& blocks, const Print& print, Layout& layout) {
    Maker(blocks, layout, print).make();
}

}  // namespace tdkt::templates
