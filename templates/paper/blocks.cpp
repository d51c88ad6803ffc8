#include "templates/paper/blocks.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "templates/paper/drawing.h"
#include "templates/paper/text.h"

namespace tdkt::templates {
namespace {

// The organ's column and the nation's; a closing's receivers and signer. Wide
// enough for each line of Quốc hiệu and tiêu ngữ to stay whole.
constexpr double left_of_head = 73 * mm;
constexpr double left_of_closing = 80 * mm;
constexpr double part_of_line = 0.36;  // from a third to a half
constexpr double field_width = 12 * mm;
constexpr double border_inset = 8 * mm;
constexpr std::size_t most_qr_bytes = 2331;  // of the largest code that mends what is lost

constexpr Face with(Face face, Face also) {
    return static_cast<Face>(static_cast<unsigned>(face) | static_cast<unsigned>(also));
}

double number(std::string_view text, double otherwise) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && value > 0 ? value : otherwise;
}

class Builder {
  public:
    explicit Builder(const Tree& tree) : tree_(tree) {
        made_.pieces.reserve(tree.nodes.size());
        made_.inner.reserve(tree.nodes.size());
        made_.cells.reserve(tree.nodes.size());
        made_.rows.reserve(tree.nodes.size() / 4);
    }

    Blocks build() {
        const auto& root = tree_.nodes.front();
        made_.title = tree_.attribute(root, "title");
        sheet(root);
        each(root, [&](const Node& node) { top(node); });
        return std::move(made_);
    }

  private:
    template <class Use>
    void each(const Node& parent, Use use) {
        for (auto i = parent.child; i >= 0; i = tree_.nodes[i].next) use(tree_.nodes[i]);
    }

    void sheet(const Node& root) {
        const auto size = tree_.attribute(root, "size");
        const auto page = tree_.attribute(root, "page");
        if (!page.empty() && page != "landscape" && page != "portrait")
            fail(root, Flaw::page_direction);
        if (page == "landscape") made_.sheet = {page_height, page_width};
        if (size.empty()) return;
        const auto blank = std::min(size.find(' '), size.size() - 1);
        const double width = number(size.substr(0, blank), 0);
        const double height = number(size.substr(blank + 1), 0);
        if (std::min(width, height) < smallest_sheet || std::max(width, height) > largest_sheet)
            fail(root, Flaw::page_size);
        made_.sheet = {width * mm, height * mm, true};
    }

    void top(const Node& node) {
        if (node.tag == Tag::section) {
            made_.flow.push_back({Block::Kind::annex});
            each(node, [&](const Node& inner) { top(inner); });
            return;
        }
        const bool placed = node.tag == Tag::box || node.tag == Tag::border;
        if (placed != made_.sheet.free && node.kind != "page") fail(node, Flaw::box_outside_sheet);
        made_.flow.push_back(block(node));
    }

    Block block(const Node& node) {
        auto made = bare_block(node);
        made.printed = !tree_.attribute(node, "printed").empty();
        return made;
    }

    Block bare_block(const Node& node) {
        switch (node.tag) {
            case Tag::table:
                return table(node);
            case Tag::div:
                return columns(node);
            case Tag::hr:
                if (node.kind == "page") return {Block::Kind::page};
                return rule(node);
            case Tag::signature:
                return signature(node);
            case Tag::qr:
                return qr(node);
            case Tag::frame:
                return frame(node);
            case Tag::image:
                return image(node);
            case Tag::box:
                return box(node);
            case Tag::border:
                return border(node);
            default:
                return paragraph(node);
        }
    }

    Block frame(const Node& node) {
        Block made{Block::Kind::frame};
        for (const auto& row : frames)
            if (row.kind == tree_.attribute(node, "kind")) made.frame = &row;
        if (!made.frame) fail(node, Flaw::unknown_frame);
        return made;
    }

    Block image(const Node& node) {
        Block made{Block::Kind::image};
        made.text = tree_.attribute(node, "name");
        made.alt = tree_.attribute(node, "alt");
        made.width = length(node, "width", 0);
        made.height = length(node, "height", 0);
        if (made.text.empty()) fail(node, Flaw::image_unnamed);
        return made;
    }

    Block border(const Node& node) {
        Block made{Block::Kind::border};
        made.size = length(node, "inset", border_inset);
        made.colour = colour(node, "colour", black);
        made.second = colour(node, "second", made.colour);
        if (!border_fits(made_.sheet, made.size)) fail(node, Flaw::border_beyond_sheet);
        return made;
    }

    // Points; beyond the largest sheet, or without end, nothing could be placed.
    double length(const Node& node, std::string_view name, double otherwise) const {
        const auto text = tree_.attribute(node, name);
        if (text.empty()) return otherwise;
        const double value = number(text, 0);
        if (value <= 0 || value > largest_sheet) fail(node, Flaw::no_length, {name});
        return value * mm;
    }

    // The colour that an attribute names: an ink, or a border's #RRGGBB.
    Colour colour(const Node& node, std::string_view attribute, Colour otherwise) {
        const auto name = tree_.attribute(node, attribute);
        if (name.empty()) return otherwise;
        for (const auto& ink : inks)
            if (ink.name == name) return ink.colour;
        Colour value = 0;
        const auto* end = name.data() + name.size();
        if (node.tag != Tag::border || name.size() != 7 || name[0] != '#' ||
            std::from_chars(name.data() + 1, end, value, 16).ptr != end)
            fail(node, Flaw::unknown_colour, {name});
        return value;
    }

    Block box(const Node& node) {
        Area area;
        const auto length = [&](std::string_view name) {
            const auto text = tree_.attribute(node, name);
            const double value = text == "0" ? 0 : number(text, -1);
            if (value < 0) fail(node, Flaw::box_side_lacking, {name});
            return value * mm;
        };
        area = {length("left"), length("top"), length("width"), length("height")};
        // A hundredth of a millimetre forgives the rounding of sums.
        const double forgiven = 0.01 * mm;
        if (area.left + area.width > made_.sheet.width + forgiven ||
            area.top + area.height > made_.sheet.height + forgiven)
            fail(node, Flaw::box_beyond_sheet);
        const auto align = alignment(node, area);
        const auto first = size(made_.inner);
        each(node, [&](const Node& inner) {
            if (inner.kind == "page") fail(inner, Flaw::page_in_box);
            auto made = block(inner);
            if (made.style && align) made.style = aligned(*made.style, *align);
            made_.inner.push_back(made);
        });
        area.blocks = {first, size(made_.inner) - first};
        expect_room(node, area);
        Block made{Block::Kind::box};
        made.table = size(made_.areas);
        made_.areas.push_back(area);
        return made;
    }

    // Words shrink, but no signature and no frame.
    void expect_room(const Node& node, const Area& area) const {
        double width = 0, height = 0;
        for (auto i = area.blocks.first; i < area.blocks.first + area.blocks.count; ++i) {
            const auto& block = made_.inner[i];
            if (block.kind == Block::Kind::signature) {
                width = std::max(width, signature_room(!block.organ.empty()));
                height += signature_gap;
            } else if (block.kind == Block::Kind::frame) {
                width = std::max(width, block.frame->width * mm);
                height += block.frame->height * mm;
                if (i > area.blocks.first) height += space_before_shown;
            }
        }
        if (width <= area.width && height <= area.height) return;
        const auto rounded_up = [](double points) {
            return std::to_string(static_cast<int>(std::ceil(points / mm)));
        };
        fail(node, Flaw::larger_than_box, {rounded_up(width), rounded_up(height)});
    }

    // "left middle": of the lines, and of all within the box. The middle and the
    // styles' own are what is meant without a word.
    std::optional<Align> alignment(const Node& node, Area& area) {
        std::optional<Align> lines;
        area.slack = 0.5;
        auto rest = tree_.attribute(node, "align");
        while (!rest.empty()) {
            const auto end = std::min(rest.find(' '), rest.size());
            const auto word = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (word == "left") lines = Align::left;
            if (word == "center") lines = Align::center;
            if (word == "right") lines = Align::right;
            if (word == "top") area.slack = 0;
            if (word == "bottom") area.slack = 1;
            if (!among(" left center right top middle bottom ", word))
                fail(node, Flaw::unknown_alignment, {word});
        }
        return lines;
    }

    static bool among(std::string_view words, std::string_view word) {
        return words.find(joined({" ", word, " "})) != std::string_view::npos;
    }

    const Style* aligned(const Style& style, Align align) {
        if (style.align == align) return &style;
        auto& made = made_.styles.emplace_back(style);
        made.align = align;
        return &made;
    }

    static Block rule(const Node& node) {
        Block made{Block::Kind::rule};
        made.share = node.kind == "full" ? 1 : part_of_line;
        return made;
    }

    Block signature(const Node& node) {
        Block made{Block::Kind::signature};
        made.person = tree_.attribute(node, "person");
        made.organ = tree_.attribute(node, "organ");
        return made;
    }

    Block qr(const Node& node) {
        Block made{Block::Kind::qr};
        made.text = tree_.attribute(node, "text");
        made.size = length(node, "size", qr_size);
        if (made.text.empty() || made.text.size() > most_qr_bytes) fail(node, Flaw::qr_text);
        return made;
    }

    Block paragraph(const Node& node) {
        Block made{Block::Kind::paragraph};
        made.style = node.style;
        made.colour = colour(node, "colour", node.style->colour);
        made.pieces.first = size(made_.pieces);
        inline_pieces(node, node.style->face, node.style->caps);
        made.pieces.count = size(made_.pieces) - made.pieces.first;
        return made;
    }

    void inline_pieces(const Node& parent, Face face, bool caps) {
        each(parent, [&](const Node& node) {
            if (node.tag == Tag::b) return inline_pieces(node, with(face, Face::bold), caps);
            if (node.tag == Tag::i) return inline_pieces(node, with(face, Face::italic), caps);
            auto& piece = made_.pieces.emplace_back();
            piece.face = face;
            if (node.tag == Tag::br) {
                piece.kind = Piece::Kind::line_end;
            } else if (node.tag == Tag::field) {
                piece.kind = Piece::Kind::field;
                piece.text = tree_.attribute(node, "name");
                piece.width = length(node, "width", field_width);
            } else {
                piece.text = caps ? made_.made.emplace_back(capitals(node.text)) : node.text;
            }
        });
    }

    Block columns(const Node& node) {
        Table made;
        made.columns = true;
        made.closing = node.kind == "closing";
        const auto first = size(made_.cells);
        if (node.kind != "head" && node.kind != "closing") fail(node, Flaw::columns_kind);
        each(node, [&](const Node& side) { column(side); });
        made.rows = {size(made_.rows), 1};
        made_.rows.push_back({{first, size(made_.cells) - first}, false});
        made.widths = column_widths(made_.sheet, node.kind, made_.rows.back().cells.count);
        if (made.widths.empty()) fail(node, Flaw::columns_count);
        return add(std::move(made));
    }

    void column(const Node& side) {
        if (side.tag != Tag::div || !among(" left middle right ", side.kind))
            fail(side, Flaw::columns_sides);
        const auto begin = size(made_.inner);
        each(side, [&](const Node& inner) {
            if (inner.tag == Tag::div || inner.tag == Tag::table || inner.kind == "page")
                fail(inner, Flaw::column_contents);
            made_.inner.push_back(block(inner));
        });
        made_.cells.push_back({{begin, size(made_.inner) - begin}, false});
    }

    Block table(const Node& node) {
        Table made;
        made.bordered = node.kind != "plain";
        made.widths = widths(node);
        made.rows.first = size(made_.rows);
        each(node, [&](const Node& part) {
            each(part, [&](const Node& line) {
                row(line, part.tag == Tag::thead);
                if (made_.rows.back().cells.count != made.widths.size())
                    fail(line, Flaw::row_columns);
            });
        });
        made.rows.count = size(made_.rows) - made.rows.first;
        return add(std::move(made));
    }

    void row(const Node& line, bool head) {
        const auto first = size(made_.cells);
        each(line, [&](const Node& cell) {
            made_.cells.push_back({{size(made_.inner), 1}, cell.tag == Tag::th});
            made_.inner.push_back(paragraph(cell));
        });
        made_.rows.push_back({{first, size(made_.cells) - first}, head});
    }

    std::vector<double> widths(const Node& node) {
        std::vector<double> made;
        auto list = tree_.attribute(node, "widths");
        double sum = 0;
        while (!list.empty()) {
            const auto end = std::min(list.find(' '), list.size());
            made.push_back(number(list.substr(0, end), 0) * mm);
            sum += made.back();
            list.remove_prefix(std::min(end + 1, list.size()));
            if (made.back() <= 0) fail(node, Flaw::column_width);
        }
        if (made.empty() || sum > made_.sheet.text_width() + 1) fail(node, Flaw::columns_too_wide);
        return made;
    }

    Block add(Table made) {
        Block block{Block::Kind::table};
        block.table = size(made_.tables);
        made_.tables.push_back(std::move(made));
        return block;
    }

    template <class List>
    static std::uint32_t size(const List& list) {
        return static_cast<std::uint32_t>(list.size());
    }

    [[noreturn]] void fail(const Node& node, Flaw flaw,
                           std::initializer_list<std::string_view> words = {}) const {
        throw unreadable(tree_, node.at, flaw, words);
    }

    const Tree& tree_;
    Blocks made_;
};

}  // namespace

// Of three who sign side by side, the one in the middle has the longest title.
std::vector<double> column_widths(const Sheet& sheet, std::string_view kind, std::size_t count) {
    const double whole = sheet.text_width();
    if (count == 3 && kind == "closing") return {whole * 0.3, whole * 0.4, whole * 0.3};
    if (count != 2) return {};
    const double left = kind == "head" ? left_of_head : left_of_closing;
    return {left, whole - left};
}

Blocks blocks_of(const Tree& tree) {
    return Builder(tree).build();
}

}  // namespace tdkt::templates
