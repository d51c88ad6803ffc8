#include "templates/paper/html.h"

#include <algorithm>
#include <charconv>

#include "templates/paper/blocks.h"
#include "templates/paper/images.h"
#include "templates/paper/numbers.h"
#include "templates/paper/qr.h"
#include "templates/paper/room.h"
#include "templates/paper/sheet.h"
#include "templates/paper/text.h"

namespace tdkt::templates {
namespace {

class Writer {
  public:
    Writer(const Tree& tree, const Print& print) : tree_(tree), print_(print) {}

    std::string write() {
        const bool turned = tree_.attribute(tree_.nodes.front(), "page") == "landscape";
        if (turned) sheet_ = {page_height, page_width};
        width_ = sheet_.text_width();
        out_ = turned ? "<article class=\"paper landscape\" lang=\"vi\">\n"
                      : "<article class=\"paper\" lang=\"vi\">\n";
        inside(tree_.nodes.front());
        out_ += "</article>\n";
        return std::move(out_);
    }

  private:
    void inside(const Node& parent) {
        for (auto i = parent.child; i >= 0; i = tree_.nodes[i].next) node(tree_.nodes[i]);
    }

    void node(const Node& node) {
        switch (node.tag) {
            case Tag::text:
                return text(node.text);
            case Tag::br:
                out_ += "<br>";
                return;
            case Tag::hr:
                out_ += node.kind == "page"   ? "<hr class=\"page\">\n"
                        : node.kind == "full" ? "<hr class=\"full\">\n"
                                              : "<hr class=\"third\">\n";
                return;
            case Tag::field:
                out_ += "<span class=\"field\" data-name=\"";
                append_escaped(out_, tree_.attribute(node, "name"));
                out_ += "\"></span>";
                return;
            case Tag::signature:
                out_ += "<div class=\"signature\"></div>\n";
                return;
            case Tag::qr:
                return code(node);
            case Tag::frame:
                return frame(tree_.attribute(node, "kind"));
            case Tag::image:
                return image(node);
            case Tag::table:
                return table(node);
            default:
                element(node);
        }
    }

    static std::string_view name(Tag tag) {
        switch (tag) {
            case Tag::section:
                return "section";
            case Tag::div:
                return "div";
            case Tag::h1:
                return "h1";
            case Tag::h2:
                return "h2";
            case Tag::h3:
                return "h3";
            case Tag::b:
                return "b";
            case Tag::i:
                return "i";
            case Tag::thead:
                return "thead";
            case Tag::tbody:
                return "tbody";
            case Tag::tr:
                return "tr";
            case Tag::th:
                return "th";
            case Tag::td:
                return "td";
            default:
                return "p";
        }
    }

    void element(const Node& node) {
        const auto tag = name(node.tag);
        out_ += '<';
        out_ += tag;
        if (const auto kind = class_of(node); !kind.empty()) {
            out_ += " class=\"";
            out_ += kind;
            if (const auto ink = tree_.attribute(node, "colour"); !ink.empty())
                out_ += joined({" ", ink});
            out_ += '"';
        }
        if (node.tag == Tag::th) out_ += " scope=\"col\"";
        out_ += '>';
        const double outer = width_;
        if (node.tag == Tag::div) width_ = column_width(node);
        inside(node);
        width_ = outer;
        out_ += "</";
        out_ += tag;
        out_ += node.tag == Tag::b || node.tag == Tag::i ? ">" : ">\n";
    }

    // Of a column in its pair; all there is of the pair itself.
    double column_width(const Node& node) {
        if (node.kind == "head" || node.kind == "closing") {
            pair_ = &node;
            return width_;
        }
        std::uint32_t count = 0;
        for (auto i = pair_->child; i >= 0; i = tree_.nodes[i].next) ++count;
        const auto widths = column_widths(sheet_, pair_->kind, count);
        return widths[node.kind == "left" ? 0 : widths.size() - (node.kind == "right" ? 1 : 2)];
    }

    // A paragraph shows its style even where the template need not name it.
    static std::string_view class_of(const Node& node) {
        const bool named = node.style && node.tag != Tag::td && node.tag != Tag::th;
        return named ? node.style->name : node.kind;
    }

    // Widths as parts of the whole: the policy for pages forbids style attributes.
    void table(const Node& node) {
        out_ += "<table class=\"";
        out_ += node.kind.empty() ? "list" : node.kind;
        out_ += "\"><colgroup>";
        auto list = tree_.attribute(node, "widths");
        while (!list.empty()) {
            const auto end = std::min(list.find(' '), list.size());
            double width = 0;
            std::from_chars(list.data(), list.data() + end, width);
            out_ += "<col width=\"";
            append_number(out_, width * mm / sheet_.text_width() * 100);
            out_ += "%\">";
            list.remove_prefix(std::min(end + 1, list.size()));
        }
        out_ += "</colgroup>\n";
        inside(node);
        out_ += "</table>\n";
    }

    // The print ends lines at blanks alone; a browser would part "05/BB-HĐTĐKT" too.
    void text(std::string_view words) {
        constexpr std::size_t longest = 40;  // bytes; longer ones may have to be parted
        while (!words.empty()) {
            const auto end = std::min(words.find_first_of(" \n\t\r", 1), words.size());
            const auto word = words.substr(0, end);
            words.remove_prefix(end);
            if (!may_part(word) || word.size() > longest) {
                append_escaped(out_, word);
                continue;
            }
            const auto begin = word.find_first_not_of(" \n\t\r");
            append_escaped(out_, word.substr(0, begin));
            out_ += "<span class=\"whole\">";
            append_escaped(out_, word.substr(begin));
            out_ += "</span>";
        }
    }

    // Whether a hyphen or a slash stands between letters or before one.
    static bool may_part(std::string_view word) {
        const auto letter = [](char sign) {
            const auto small = static_cast<unsigned char>(sign | 0x20);
            return small >= 0x80 || (small >= 'a' && small <= 'z');
        };
        for (std::size_t i = 1; i + 1 < word.size(); ++i)
            if ((word[i] == '-' || word[i] == '/') && letter(word[i + 1]) &&
                (letter(word[i - 1]) || (word[i - 1] >= '0' && word[i - 1] <= '9')))
                return true;
        return false;
    }

    void frame(std::string_view kind) {
        for (const auto& row : frames)
            if (row.kind == kind)
                out_ += joined({"<p class=\"frame ", row.kind, row.colour == red ? " red" : "",
                                "\">", row.text, "</p>\n"});
    }

    // Points.
    double length(const Node& node, std::string_view name) const {
        const auto text = tree_.attribute(node, name);
        double value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value * mm;
    }

    void code(const Node& node) {
        const double asked = length(node, "size");
        const auto room = room_in_flow(sheet_, width_);
        const double side = code_side(asked > 0 ? asked : qr_size, room);
        out_ += qr_svg(tree_.attribute(node, "text"), side / mm) + "\n";
    }

    void image(const Node& node) {
        const auto found = read_image(print_, tree_.attribute(node, "name"));
        const auto size =
            image_room(found->width, found->height, {length(node, "width"), length(node, "height")},
                       room_in_flow(sheet_, width_));
        const double width = size.width / mm, height = size.height / mm;
        out_ += "<svg class=\"image\" width=\"";
        append_number(out_, width);
        out_ += "mm\" height=\"";
        append_number(out_, height);
        out_ += "mm\" viewBox=\"0 0 ";
        append_number(out_, width);
        out_ += ' ';
        append_number(out_, height);
        out_ += joined({"\">",
                        image_element(*found, {0, 0, width, height}, tree_.attribute(node, "alt")),
                        "</svg>\n"});
    }

    const Tree& tree_;
    const Print& print_;
    Sheet sheet_{};
    double width_ = text_width;   // of what the walk is in
    const Node* pair_ = nullptr;  // of columns
    std::string out_;
};

}  // namespace

std::string paper_fragment(const Tree& tree, const Print& print) {
    return Writer(tree, print).write();
}

}  // namespace tdkt::templates
