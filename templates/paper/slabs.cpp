#include "templates/paper/slabs.h"

#include <algorithm>
#include <span>

namespace tdkt::templates {
namespace {

constexpr double space_before_columns = 14;
constexpr double space_before_table = 6;
constexpr double space_around_rule = 2;
constexpr double rule_thickness = 0.75;
constexpr std::size_t closing_lines = 2;

// What stands in a cell, one below the other, before it is known where.
struct Item {
    enum class Kind : std::uint8_t { line, rule, signature, code } kind;
    double before = 0;
    double height = 0;
    double baseline = 0;
    Line line{};
    Box box{};  // x and size of a rule or code
    const Block* block = nullptr;
};

class Maker {
  public:
    Maker(const Blocks& blocks, Layout& layout) : blocks_(blocks), layout_(layout) {}

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
            default:
                items_.clear();
                append(block, text_width, 0);
                flow_items(block);
        }
    }

    Slab& add_slab() {
        auto& slab = layout_.slabs.emplace_back();
        slab.lines = size(layout_.text.lines);
        slab.rules = size(layout_.rules);
        slab.borders = size(layout_.borders);
        slab.widgets = size(layout_.widgets);
        slab.codes = size(layout_.codes);
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
            put(items_[i], 0, 0);
        }
    }

    // A rule belongs to the line above it, and to what that line belongs to.
    void glue_before() {
        const auto last = layout_.slabs.size() - 1;
        if (last == 0) return;
        layout_.slabs[last].glued = layout_.slabs[last - 1].glued;
        layout_.slabs[last - 1].glued = true;
    }

    void append(const Block& block, double width, int parent) {
        switch (block.kind) {
            case Block::Kind::paragraph:
                return paragraph(block, width, parent);
            case Block::Kind::rule: {
                const double wide = widest_ * block.share;
                items_.push_back({Item::Kind::rule,
                                  0,
                                  2 * space_around_rule + rule_thickness,
                                  0,
                                  {},
                                  {(width - wide) / 2, space_around_rule, wide, rule_thickness},
                                  &block});
                return;
            }
            case Block::Kind::signature:
                items_.push_back(
                    {Item::Kind::signature,
                     0,
                     signature_gap,
                     0,
                     {},
                     {(width - signature_width) / 2, (signature_gap - signature_height) / 2,
                      signature_width, signature_height},
                     &block});
                return;
            case Block::Kind::qr:
                items_.push_back({Item::Kind::code,
                                  6,
                                  block.size,
                                  0,
                                  {},
                                  {0, 0, block.size, block.size},
                                  &block});
                return;
            default:
                return;
        }
    }

    // Breaks into scratch lines whose tokens go straight into the layout.
    void paragraph(const Block& block, double width, int parent) {
        const auto& style = *block.style;
        const auto element = size(layout_.elements);
        layout_.elements.push_back({style.structure, parent});
        paragraph_lines(block, width, static_cast<int>(element));
    }

    void paragraph_lines(const Block& block, double width, int element) {
        const auto& style = *block.style;
        auto& lines = layout_.text.lines;
        const auto begin = lines.size();
        break_lines({blocks_.pieces.data() + block.pieces.first, block.pieces.count}, style, width,
                    layout_.text);
        widest_ = 0;
        for (auto i = begin; i < lines.size(); ++i) {
            widest_ = std::max(widest_, lines[i].width);
            lines[i].element = element;
            items_.push_back({Item::Kind::line,
                              i == begin ? style.before : 0,
                              style.size * style.line,
                              baseline(style),
                              lines[i],
                              {},
                              &block});
        }
        lines.resize(begin);
    }

    // Puts an item into the slab begun last.
    void put(const Item& item, double x, double y) {
        switch (item.kind) {
            case Item::Kind::line: {
                auto line = item.line;
                line.x += x;
                line.y = y + item.baseline;
                put_fields(line, *item.block->style, y);
                layout_.text.lines.push_back(line);
                return;
            }
            case Item::Kind::rule:
                layout_.rules.push_back(moved(item.box, x, y));
                return;
            case Item::Kind::signature:
                return put_signature(item, x, y);
            case Item::Kind::code:
                layout_.codes.push_back({moved(item.box, x, y), item.block->text});
                return;
        }
    }

    static Box moved(Box box, double x, double y) {
        box.x += x;
        box.y += y;
        return box;
    }

    void put_fields(const Line& line, const Style& style, double y) {
        for (auto i = line.first; i < line.first + line.count; ++i) {
            const auto& token = layout_.text.tokens[i];
            if (token.word) continue;
            layout_.widgets.push_back({{line.x + token.x, y, token.width, style.size * style.line},
                                       token.field,
                                       false,
                                       style.size,
                                       token.face});
        }
    }

    // NĐ 30/2020, phụ lục I: the seal covers a third of the signature, on its left.
    void put_signature(const Item& item, double x, double y) {
        const auto box = moved(item.box, x, y);
        if (!item.block->person.empty()) layout_.widgets.push_back({box, item.block->person, true});
        if (!item.block->organ.empty())
            layout_.widgets.push_back({{box.x + box.width / 3 - seal_size,
                                        y + (signature_gap - seal_size) / 2, seal_size, seal_size},
                                       item.block->organ,
                                       true});
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
            for (const auto& block : inner) append(block, width, 0);
            return;
        }
        const auto element = static_cast<int>(layout_.elements.size());
        layout_.elements.push_back({cell.head ? Structure::head_cell : Structure::cell, row});
        for (const auto& block : inner)
            paragraph_lines(block, width - 2 * cell_padding_side, element);
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
        const double most =
            text_height - 2 * padding - (row.head ? 0 : layout_.heads[number].height);
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
        if (head.height > text_height / 3) head = {head.first + head.count, 0, 0};
    }

    void put_column(const Table& table, Column& column, double height) {
        const double padding = table.columns ? 0 : cell_padding_end;
        double y = padding + (table.columns ? 0 : (height - column.height) / 2);
        if (table.bordered)
            layout_.borders.push_back({column.x, 0, column.width, height + 2 * padding});
        for (auto i = column.next; i < column.cut; ++i) {
            if (i > column.next) y += items_[i].before;
            put(items_[i], column.x + (table.columns ? 0 : cell_padding_side), y);
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
    std::vector<Item> items_;
    std::vector<Column> columns_;
    Slab::Start start_ = Slab::Start::here;
    double widest_ = 0;  // line of the last paragraph
};

}  // namespace

void make_slabs(const Blocks& blocks, Layout& layout) {
    Maker(blocks, layout).make();
}

}  // namespace tdkt::templates
