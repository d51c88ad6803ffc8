#include "templates/paper/html.h"

#include <algorithm>
#include <charconv>

#include "templates/paper/numbers.h"
#include "templates/paper/qr.h"
#include "templates/paper/text.h"

namespace tdkt::templates {
namespace {

class Writer {
  public:
    explicit Writer(const Tree& tree) : tree_(tree) {}

    std::string write() {
        out_ = "<article class=\"paper\" lang=\"vi\">\n";
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
                text(tree_.attribute(node, "name"));
                out_ += "\"></span>";
                return;
            case Tag::signature:
                out_ += "<div class=\"signature\"></div>\n";
                return;
            case Tag::qr:
                out_ += qr_svg(tree_.attribute(node, "text")) + "\n";
                return;
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
            out_ += '"';
        }
        if (node.tag == Tag::th) out_ += " scope=\"col\"";
        out_ += '>';
        inside(node);
        out_ += "</";
        out_ += tag;
        out_ += node.tag == Tag::b || node.tag == Tag::i ? ">" : ">\n";
    }

    // A paragraph shows its style even where the template need not name it.
    static std::string_view class_of(const Node& node) {
        const bool named = node.tag == Tag::p || node.tag == Tag::h1 || node.tag == Tag::h2;
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
            append_number(out_, width * mm / text_width * 100);
            out_ += "%\">";
            list.remove_prefix(std::min(end + 1, list.size()));
        }
        out_ += "</colgroup>\n";
        inside(node);
        out_ += "</table>\n";
    }

    void text(std::string_view words) {
        for (std::size_t at = 0; at < words.size();) {
            const auto letter = next_letter(words, at);
            const bool control = letter < 0x20 && letter != '\n' && letter != '\t';
            if (letter == '&')
                out_ += "&amp;";
            else if (letter == '<')
                out_ += "&lt;";
            else if (letter == '>')
                out_ += "&gt;";
            else if (letter == '"')
                out_ += "&quot;";
            else
                append_letter(out_, control || letter == 0x7f ? 0xfffd : letter);
        }
    }

    const Tree& tree_;
    std::string out_;
};

}  // namespace

std::string paper_fragment(const Tree& tree) {
    return Writer(tree).write();
}

}  // namespace tdkt::templates
