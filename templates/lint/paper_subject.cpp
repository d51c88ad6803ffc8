// A paper of ours as the checks see it: its roles are the classes of its template.
#include <algorithm>
#include <map>

#include "templates/lint/join.h"
#include "templates/lint/lint.h"
#include "templates/lint/words.h"
#include "templates/paper/layout.h"

namespace tdkt::templates::lint {
namespace {

struct Class {
    std::string_view name;
    Role role;
};

// The classes that play a part; the others are `other`.
constexpr Class classes[] = {
    {"nation", Role::nation},
    {"motto", Role::motto},
    {"superior", Role::superior},
    {"organ", Role::organ},
    {"number", Role::number},
    {"place", Role::place},
    {"about", Role::about},
    {"title", Role::title},
    {"subject", Role::subject},
    {"authority", Role::authority},
    {"order", Role::order},
    {"basis", Role::basis},
    {"body", Role::body},
    {"plain", Role::body},
    {"article", Role::body},
    {"clause", Role::body},
    {"point", Role::body},
    {"dash", Role::body},
    {"choice", Role::body},
    {"heading", Role::heading},
    {"subheading", Role::heading},
    {"chapter", Role::heading},
    {"chapter_title", Role::heading},
    {"group", Role::heading},
    {"group_title", Role::heading},
    {"addressee", Role::addressee},
    {"addressee_first", Role::addressee},
    {"addressee_item", Role::addressee},
    {"note", Role::note},
    {"receivers", Role::receivers},
    {"receiver", Role::receiver},
    {"signer_title", Role::signer_title},
    {"signer_note", Role::signer_note},
    {"signer_post", Role::signer_note},
    {"signer_name", Role::signer_name},
    {"small", Role::small},
    {"award_nation", Role::nation},
    {"award_motto", Role::motto},
    {"award_signer_name", Role::signer_name},
};

Role role_of(const Style* style) {
    if (!style) return Role::other;
    if (style->name.starts_with("cell")) return Role::cell;
    for (const auto& row : classes)
        if (row.name == style->name) return row.role;
    return Role::other;
}

bool is_bold(Face face) {
    return face == Face::bold || face == Face::bold_italic;
}

bool is_italic(Face face) {
    return face == Face::italic || face == Face::bold_italic;
}

class Maker {
  public:
    explicit Maker(const Layout& layout) : layout_(layout) {}

    Subject make() {
        subject_.ours = true;
        for (std::size_t i = 0; i < layout_.pages.size(); ++i) page(i);
        tables();
        fonts();
        subject_.genre = genre();
        for (auto& paragraph : subject_.paragraphs) paragraph.text = plain(paragraph.text);
        return std::move(subject_);
    }

  private:
    void page(std::size_t index) {
        const auto& from = layout_.pages[index];
        if (from.number == 1 && index > 0) ++annex_;
        number_ = static_cast<int>(index) + 1;
        Page page;
        page.width = layout_.sheet.width / mm;
        page.height = layout_.sheet.height / mm;
        page.annex = annex_;
        page.expected = from.number;
        if (from.number > 1) {
            page.number = from.number;
            page.number_at = {number_, page.width / 2, page_number_baseline / mm};
        }
        for (auto i = from.first; i < from.first + from.count; ++i) {
            const auto& placed = layout_.placed[i];
            const auto& slab = layout_.slabs[placed.slab];
            page.tables = page.tables || slab.table >= 0;
            slab_of(slab, layout_.slabs[placed.slab + 1], placed);
        }
        subject_.pages.push_back(page);
    }

    void slab_of(const Slab& slab, const Slab& end, const Placed& placed) {
        for (auto i = slab.lines; i < end.lines; ++i) line(layout_.text.lines[i], placed);
        for (auto i = slab.rules; i < end.rules; ++i) {
            const auto& box = layout_.rules[i];
            subject_.rules.push_back({place(placed, box.x, box.y), box.width / mm});
        }
    }

    Place place(const Placed& placed, double x, double y) const {
        const auto from = corner(layout_, placed);
        return {number_, (from.x + x) / mm, (from.y + y) / mm};
    }

    void line(const templates::Line& from, const Placed& placed) {
        if (from.count == 0) return;
        Line line;
        line.place = place(placed, from.x, from.y);
        line.width = from.width / mm;
        line.size = from.size;
        line.bold = line.italic = true;
        for (auto i = from.first; i < from.first + from.count; ++i) {
            const auto& token = layout_.text.tokens[i];
            if (token.space) line.text += ' ';
            line.text += token.word ? token.word->text : "…";
            faces_[static_cast<std::size_t>(token.face)] = true;
            line.bold = line.bold && is_bold(token.face);
            line.italic = line.italic && is_italic(token.face);
        }
        line.role = role_of(from.style);
        if (!placed.repeated) line.paragraph = paragraph(line, from);
        subject_.lines.push_back(std::move(line));
    }

    // Lines of one element are one paragraph, or one cell.
    std::uint32_t paragraph(const Line& line, const templates::Line& from) {
        const auto next = static_cast<std::uint32_t>(subject_.paragraphs.size());
        const auto [found, begins] = paragraph_of_.try_emplace(from.element, next);
        if (begins)
            subject_.paragraphs.push_back(begin_with(line, line.role, annex_));
        else
            join(subject_.paragraphs[found->second], line);
        return found->second;
    }

    const Paragraph* paragraph_of(int element) const {
        const auto found = paragraph_of_.find(element);
        return found == paragraph_of_.end() ? nullptr : &subject_.paragraphs[found->second];
    }

    // The elements of a table stand behind it: rows, and behind each its cells.
    void tables() {
        for (int i = 0; i < static_cast<int>(layout_.elements.size()); ++i) {
            const auto& element = layout_.elements[static_cast<std::size_t>(i)];
            const auto* paragraph = paragraph_of(i);
            if (element.structure == Structure::table) subject_.tables.emplace_back();
            if (subject_.tables.empty()) continue;
            auto& table = subject_.tables.back();
            if (element.structure == Structure::row) table.rows.emplace_back();
            if (element.structure == Structure::head_cell)
                table.heads.push_back(paragraph ? plain(paragraph->text) : "");
            if (element.structure == Structure::cell && !table.rows.empty())
                table.rows.back().push_back(paragraph ? plain(paragraph->text) : "");
            if (paragraph && table.place.page == 0) {
                table.place = paragraph->place;
                table.annex = paragraph->annex;
            }
        }
        for (auto& table : subject_.tables)
            std::erase_if(table.rows, [](const auto& row) { return row.empty(); });
    }

    // Our own fonts are always cut and put inside (templates/paper/pdf.h).
    void fonts() {
        constexpr std::string_view names[] = {"Liberation Serif", "Liberation Serif Bold",
                                              "Liberation Serif Italic",
                                              "Liberation Serif Bold Italic"};
        for (std::size_t i = 0; i < std::size(names); ++i)
            if (faces_[i]) subject_.fonts.push_back({std::string(names[i]), true, true});
    }

    Genre genre() const {
        if (layout_.sheet.free) return Genre::certificate;
        for (const auto& paragraph : subject_.paragraphs)
            if (paragraph.role == Role::number && paragraph.text.starts_with("Số") &&
                has(paragraph.text, "/"))
                return Genre::dispatch;
        return Genre::form;
    }

    const Layout& layout_;
    Subject subject_;
    std::map<int, std::uint32_t> paragraph_of_;  // by element
    bool faces_[faces] = {};
    int annex_ = 0;
    int number_ = 0;
};

}  // namespace

Subject subject_of(const Layout& layout) {
    return Maker(layout).make();
}

}  // namespace tdkt::templates::lint
