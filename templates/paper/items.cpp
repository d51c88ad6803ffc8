#include "templates/paper/items.h"

#include <algorithm>

#include "templates/paper/room.h"

namespace tdkt::templates {
namespace {

constexpr double space_around_rule = 2;
constexpr double rule_thickness = 0.75;
constexpr double frame_line = 1;

Box moved(Box box, double x, double y) {
    box.x += x;
    box.y += y;
    return box;
}

}  // namespace

void Items::append(const Block& block, double width, int parent) {
    const auto first = list_.size();
    switch (block.kind) {
        case Block::Kind::paragraph:
            layout_.elements.push_back({block.style->structure, parent});
            append_lines(block, width, static_cast<int>(layout_.elements.size()) - 1);
            break;
        case Block::Kind::rule:
            rule(block, width);
            break;
        case Block::Kind::signature:
            signature(block, width);
            break;
        case Block::Kind::qr:
            code(block, width);
            break;
        case Block::Kind::frame:
            frame(block, width, parent);
            break;
        case Block::Kind::image:
            picture(block, width, parent);
            break;
        default:
            return;
    }
    const bool shown = !print_.blank || !block.printed;
    for (auto i = first; i < list_.size(); ++i) list_[i].shown = shown;
}

Item& Items::add(Item::Kind kind, const Block& block, Box box, double height) {
    auto& item = list_.emplace_back();
    item.kind = kind;
    item.height = height;
    item.box = box;
    item.block = &block;
    return item;
}

const Style& Items::scaled(const Style& style) {
    if (scale_ == 1) return style;
    auto& made = layout_.styles.emplace_back(style);
    made.size *= scale_;
    made.before *= scale_;
    made.indent *= scale_;
    return made;
}

// Breaks into scratch lines whose tokens go straight into the layout.
void Items::append_lines(const Block& block, double width, int element) {
    const auto& style = scaled(*block.style);
    auto& lines = layout_.text.lines;
    const auto begin = lines.size();
    const double left = style.left * mm;
    break_lines({blocks_.pieces.data() + block.pieces.first, block.pieces.count}, style,
                width - left, layout_.text);
    widest_ = 0;
    for (auto i = begin; i < lines.size(); ++i) {
        widest_ = std::max(widest_, lines[i].width);
        lines[i].x += left;
        lines[i].element = element;
        lines[i].colour = block.colour;
        auto& item = add(Item::Kind::line, block, {}, style.size * style.line);
        item.before = i == begin ? style.before : 0;
        item.baseline = baseline(style);
        item.line = lines[i];
        item.style = &style;
    }
    lines.resize(begin);
}

void Items::rule(const Block& block, double width) {
    const double wide = widest_ * block.share;
    add(Item::Kind::rule, block,
        {(width - wide) / 2, space_around_rule, wide, rule_thickness * std::min(1.0, scale_)},
        2 * space_around_rule + rule_thickness);
}

void Items::signature(const Block& block, double width) {
    add(Item::Kind::signature, block,
        {(width - signature_width) / 2, (signature_gap - signature_height) / 2, signature_width,
         signature_height},
        signature_gap);
}

// As large as its place allows.
void Items::code(const Block& block, double width) {
    const double side = scale_ * code_side(block.size, {width, highest_});
    add(Item::Kind::code, block, {0, 0, side, side}, side).before = space_before_shown;
}

// A box with one line in its middle.
void Items::frame(const Block& block, double width, int parent) {
    const auto& mark = *block.frame;
    const double wide = mark.width * mm, high = mark.height * mm;
    static constexpr Style words{"", 13,  Face::bold, Align::center, 0,
                                 0,  1.2, false,      false,         Structure::paragraph};
    const Piece piece{Piece::Kind::text, words.face, mark.text};
    auto& lines = layout_.text.lines;
    const auto begin = lines.size();
    break_lines({&piece, 1}, words, wide, layout_.text);
    layout_.elements.push_back({Structure::paragraph, parent});
    auto& item = add(Item::Kind::frame, block, {(width - wide) / 2, 0, wide, high}, high);
    item.before = space_before_shown;
    item.line = lines[begin];
    item.line.element = static_cast<int>(layout_.elements.size()) - 1;
    item.line.colour = mark.colour;
    item.baseline = (high - words.size * words.line) / 2 + baseline(words);
    item.style = &words;
    lines.resize(begin);
}

const Image& Items::image(std::string_view name) {
    for (const auto& image : layout_.images)
        if (image->name == name) return *image;
    return *layout_.images.emplace_back(read_image(print_, name));
}

// As large as its place allows, in its own proportion, in the middle.
void Items::picture(const Block& block, double width, int parent) {
    const auto& found = image(block.text);
    const auto size =
        image_room(found.width, found.height, {block.width, block.height}, {width, highest_});
    const Box box{(width - scale_ * size.width) / 2, 0, scale_ * size.width, scale_ * size.height};
    layout_.elements.push_back({Structure::figure, parent, block.alt});
    auto& item = add(Item::Kind::picture, block, box, box.height);
    item.before = space_before_shown;
    item.image = &found;
    item.element = static_cast<int>(layout_.elements.size()) - 1;
}

void Items::put(const Item& item, double x, double y) {
    if (!item.shown) return;
    switch (item.kind) {
        case Item::Kind::line:
            return put_line(item, x, y);
        case Item::Kind::rule:
            layout_.rules.push_back(moved(item.box, x, y));
            return;
        case Item::Kind::signature:
            return put_signature(item, x, y);
        case Item::Kind::code:
            layout_.codes.push_back({moved(item.box, x, y), item.block->text});
            return;
        case Item::Kind::frame: {
            const auto box = moved(item.box, x, y);
            layout_.shapes.push_back({rectangle(box), item.line.colour, frame_line});
            return put_line(item, box.x, y);
        }
        case Item::Kind::picture:
            layout_.pictures.push_back({moved(item.box, x, y), item.image, item.element});
            return;
    }
}

void Items::put_line(const Item& item, double x, double y) {
    auto line = item.line;
    line.x += x;
    line.y = y + item.baseline;
    for (auto i = line.first; i < line.first + line.count; ++i) {
        const auto& token = layout_.text.tokens[i];
        if (token.word) continue;
        layout_.widgets.push_back(
            {{line.x + token.x, y, token.width, item.style->size * item.style->line},
             token.field,
             false,
             item.style->size,
             token.face});
    }
    layout_.text.lines.push_back(line);
}

void Items::put_signature(const Item& item, double x, double y) {
    const auto box = moved(item.box, x, y);
    if (!item.block->person.empty()) layout_.widgets.push_back({box, item.block->person, true});
    if (!item.block->organ.empty())
        layout_.widgets.push_back(
            {{box.x + seal_left, y + (signature_gap - seal_size) / 2, seal_size, seal_size},
             item.block->organ,
             true});
}

}  // namespace tdkt::templates
