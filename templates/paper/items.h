// Blocks as items that stand one below the other in a column, before it is known
// where the column stands.
#pragma once

#include <vector>

#include "templates/paper/layout.h"

namespace tdkt::templates {

struct Item {
    enum class Kind : std::uint8_t { line, rule, signature, code, frame, picture } kind;
    double before = 0;
    double height = 0;
    double baseline = 0;
    Line line{};
    Box box{};  // of all but a line
    const Block* block = nullptr;
    const Style* style = nullptr;  // of a line
    const Image* image = nullptr;
    int element = 0;
    bool shown = true;  // not when it is printed on the blank already
};

class Items {
  public:
    Items(const Blocks& blocks, Layout& layout, const Print& print)
        : blocks_(blocks), layout_(layout), print_(print) {}

    // Throws workflow::Problem for an image that is lacking or broken.
    void append(const Block& block, double width, int parent);

    // The lines of a paragraph that belong to an element made before.
    void append_lines(const Block& block, double width, int element);

    // Words and pictures so much smaller (1: as they are), and no picture higher.
    void scale_by(double factor, double highest) {
        scale_ = factor;
        highest_ = highest;
    }

    // Into the slab that was begun last.
    void put(const Item& item, double x, double y);

    std::vector<Item>& list() { return list_; }

  private:
    void rule(const Block& block, double width);
    void signature(const Block& block, double width);
    void code(const Block& block, double width);
    void frame(const Block& block, double width, int parent);
    void picture(const Block& block, double width, int parent);
    void put_line(const Item& item, double x, double y);
    void put_signature(const Item& item, double x, double y);
    Item& add(Item::Kind kind, const Block& block, Box box, double height);
    const Style& scaled(const Style& style);
    const Image& image(std::string_view name);

    const Blocks& blocks_;
    Layout& layout_;
    const Print& print_;
    std::vector<Item> list_;
    double scale_ = 1;
    double highest_ = 0;
    double widest_ = 0;  // line of the last paragraph
};

}  // namespace tdkt::templates
