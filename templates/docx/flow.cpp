#include "templates/docx/flow.h"

#include <vector>

#include "templates/docx/paragraphs.h"
#include "templates/docx/sections.h"
#include "templates/docx/styles.h"
#include "templates/docx/tables.h"

namespace tdkt::templates::docx {
namespace {

using Kind = Block::Kind;

class Writer {
  public:
    explicit Writer(Document& document)
        : document_(document),
          flow_(document.blocks.flow),
          width_(document.blocks.sheet.text_width()),
          held_(flow_.size()) {
        for (std::size_t i = 0; i < flow_.size(); ++i) {
            if (closing(i)) hold_before(i);
            if (is(i, Kind::rule)) hold_above_rule(i);
        }
    }

    void write() {
        for (std::size_t i = 0; i < flow_.size(); ++i) write(i);
        if (last_ == Last::table) gap({});
        document_.out += section(document_.blocks.sheet, restarts_);
    }

  private:
    bool is(std::size_t i, Kind kind) const { return i < flow_.size() && flow_[i].kind == kind; }

    const Table* table(std::size_t i) const {
        return is(i, Kind::table) ? &document_.blocks.tables[flow_[i].table] : nullptr;
    }
    bool closing(std::size_t i) const { return table(i) && table(i)->closing; }

    // The end of a paper never stands alone on a page: two lines go with it.
    void hold_before(std::size_t end) {
        std::size_t lines = 0;
        for (auto i = end; i-- > 0 && lines < closing_lines;) {
            if (is(i, Kind::page) || is(i, Kind::annex)) return;
            held_[i] = true;
            if (is(i, Kind::table)) return;
            lines += is(i, Kind::paragraph) ? measure(document_, flow_[i], width_) : 1;
        }
    }

    // A rule belongs to the line above it, and to what that line belongs to.
    void hold_above_rule(std::size_t i) {
        if (i == 0) return;
        held_[i] = held_[i - 1] || (is(i - 1, Kind::paragraph) && flow_[i - 1].style->keep);
        held_[i - 1] = true;
    }

    void write(std::size_t i) {
        const auto& block = flow_[i];
        switch (block.kind) {
            case Kind::page:
                new_page_ = true;
                return;
            case Kind::annex:
                return annex();
            case Kind::table:
                return table_at(i);
            default:
                paragraph_at(i);
        }
    }

    void paragraph_at(std::size_t i) {
        Look look;
        look.keep_next = held_[i];
        look.new_page = new_page_;
        // At the head of a page that is wanted, word processors keep the space above.
        if (new_page_ || last_ == Last::nothing) look.before = 0;
        look.after = space_before(i + 1);
        append_block(document_, flow_[i], width_, look);
        new_page_ = false;
        last_ = Last::paragraph;
    }

    // A table has no space above it: what stands there leaves it.
    double space_before(std::size_t i) const {
        if (!table(i)) return 0;
        return table(i)->columns ? space_before_columns : space_before_table;
    }

    void table_at(std::size_t i) {
        // Two tables that touch would be one; and a table begins no page.
        if (new_page_ || last_ == Last::table) {
            Look look;
            look.keep_next = true;
            look.new_page = new_page_;
            gap(look, new_page_ ? gap_height : space_before(i));
        }
        append_table(document_, *table(i), held_[i]);
        last_ = Last::table;
    }

    void gap(const Look& look, double height = gap_height) {
        append_gap(document_.out, height, look);
        new_page_ = false;
        last_ = Last::paragraph;
    }

    void annex() {
        if (last_ != Last::nothing) {
            const auto ended = section(document_.blocks.sheet, restarts_);
            Look look;
            look.section = ended;
            gap(look);
        }
        restarts_ = true;
        new_page_ = false;
        last_ = Last::nothing;
    }

    enum class Last { nothing, paragraph, table };

    Document& document_;
    const std::vector<Block>& flow_;
    double width_;
    std::vector<bool> held_;  // stays on the page of what follows
    bool new_page_ = false;
    bool restarts_ = false;
    Last last_ = Last::nothing;
};

}  // namespace

void append_flow(Document& document) {
    Writer(document).write();
}

}  // namespace tdkt::templates::docx
