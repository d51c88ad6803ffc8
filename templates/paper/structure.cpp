#include "templates/paper/structure.h"

#include "templates/paper/numbering.h"
#include "templates/paper/numbers.h"

namespace tdkt::templates {
namespace {

constexpr int none = -1;

// Lists within one array: where each owner's begins and which comes next.
struct Links {
    std::vector<int> first;
    std::vector<int> last;
    std::vector<int> next;

    Links(std::size_t owners, std::size_t members)
        : first(owners, none), last(owners, none), next(members, none) {}

    void add(int owner, int member) {
        auto& end = last[static_cast<std::size_t>(owner)];
        if (end == none)
            first[static_cast<std::size_t>(owner)] = member;
        else
            next[static_cast<std::size_t>(end)] = member;
        end = member;
    }
};

class Writer {
  public:
    Writer(Objects& objects, const Layout& layout, const std::vector<Mark>& marks, Form& form,
           int first_page, StructureTree& tree)
        : objects_(objects),
          layout_(layout),
          marks_(marks),
          form_(form),
          first_page_(first_page),
          tree_(tree),
          children_(layout.elements.size(), layout.elements.size()),
          texts_(layout.elements.size(), marks.size()),
          first_(objects.reserve(static_cast<int>(layout.elements.size()))) {
        for (std::size_t i = 1; i < layout.elements.size(); ++i)
            children_.add(layout.elements[i].parent, static_cast<int>(i));
        for (std::size_t i = 0; i < marks.size(); ++i)
            texts_.add(marks[i].element, static_cast<int>(i));
    }

    void write() {
        for (auto& place : form_.places()) write_field(place);
        for (std::size_t i = 0; i < layout_.elements.size(); ++i)
            write_element(static_cast<int>(i));
        append_parents();
        append_reference(tree_.roots, first_);
        tree_.roots += ' ';
    }

  private:
    static void append_reference(std::string& out, int number) {
        append_integer(out, number);
        out += " 0 R";
    }

    int page(int index) const { return first_page_ + 2 * index; }

    void write_field(Form::Place& place) {
        place.element = objects_.reserve();
        auto& out = objects_.begin(place.element);
        out += "<</S/Form/P ";
        append_reference(out, first_);
        out += "/K<</Type/OBJR/Pg ";
        append_reference(out, page(place.page));
        out += "/Obj ";
        append_reference(out, place.number);
        out += ">>>>";
        objects_.end();
    }

    void write_element(int index) {
        const auto& element = layout_.elements[static_cast<std::size_t>(index)];
        auto& out = objects_.begin(first_ + index);
        out += "<</S/";
        out += name_of(element.structure);
        out += "/P ";
        append_reference(out, element.parent == none ? object::structure : first_ + element.parent);
        if (element.structure == Structure::head_cell) out += "/A<</O/Table/Scope/Column>>";
        if (!element.alt.empty()) out += "/Alt" + text_string(element.alt);
        kids(out, index);
        out += ">>";
        objects_.end();
    }

    void kids(std::string& out, int index) const {
        const auto at = static_cast<std::size_t>(index);
        if (texts_.first[at] != none && texts_.first[at] == texts_.last[at]) {
            const auto& mark = marks_[static_cast<std::size_t>(texts_.first[at])];
            out += "/Pg ";
            append_reference(out, page(mark.page));
            out += "/K ";
            append_integer(out, mark.id);
            return;
        }
        out += "/K[";
        for (auto i = texts_.first[at]; i != none; i = texts_.next[static_cast<std::size_t>(i)]) {
            const auto& mark = marks_[static_cast<std::size_t>(i)];
            out += "<</Type/MCR/Pg ";
            append_reference(out, page(mark.page));
            out += "/MCID ";
            append_integer(out, mark.id);
            out += ">>";
        }
        for (auto i = children_.first[at]; i != none;
             i = children_.next[static_cast<std::size_t>(i)]) {
            append_reference(out, first_ + i);
            out += ' ';
        }
        if (index == 0)
            for (const auto& place : form_.places()) {
                append_reference(out, place.element);
                out += ' ';
            }
        out += ']';
    }

    void append_parents() {
        auto& out = tree_.parents;
        std::size_t mark = 0;
        for (int i = 0; i < static_cast<int>(layout_.pages.size()); ++i) {
            append_integer(out, tree_.next_key++);
            out += '[';
            for (; mark < marks_.size() && marks_[mark].page == i; ++mark) {
                append_reference(out, first_ + marks_[mark].element);
                out += ' ';
            }
            out += "]\n";
        }
        for (const auto& place : form_.places()) {
            append_integer(out, tree_.next_key++);
            out += ' ';
            append_reference(out, place.element);
            out += '\n';
        }
    }

    Objects& objects_;
    const Layout& layout_;
    const std::vector<Mark>& marks_;
    Form& form_;
    int first_page_;
    StructureTree& tree_;
    Links children_;
    Links texts_;
    int first_;
};

}  // namespace

void write_structure(Objects& objects, const Layout& layout, const std::vector<Mark>& marks,
                     Form& form, int first_page, StructureTree& tree) {
    Writer(objects, layout, marks, form, first_page, tree).write();
}

void write_tree(Objects& objects, const StructureTree& tree) {
    objects.begin(object::parents) += "<</Nums[" + tree.parents + "]>>";
    objects.end();
    auto& out = objects.begin(object::structure);
    out += "<</Type/StructTreeRoot/K[" + tree.roots + "]/ParentTree 7 0 R/ParentTreeNextKey ";
    append_integer(out, tree.next_key);
    out += ">>";
    objects.end();
}

}  // namespace tdkt::templates
