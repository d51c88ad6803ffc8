#include "templates/docx/tables.h"

#include <algorithm>

#include "templates/docx/paragraphs.h"
#include "templates/docx/xml.h"

namespace tdkt::templates::docx {
namespace {

constexpr std::uint32_t held_rows = 2;
// Fewer letters than this never fill a page, whatever the width of their column.
constexpr std::size_t short_cell = 200;
constexpr double cell_size = 13;

// The rule of half a point lies half in the cell.
constexpr double padding_end = cell_padding_end - table_rule / 2;

void append_borders(std::string& out) {
    out += "<w:tblBorders>";
    for (const auto side : {"top", "left", "bottom", "right", "insideH", "insideV"})
        put(out, "<w:", side, " w:val=\"single\" w:sz=\"", std::llround(table_rule * 8),
            "\" w:space=\"0\" w:color=\"000000\"/>");
    out += "</w:tblBorders>";
}

void append_margins(std::string& out, double end, double side) {
    out += "<w:tblCellMar>";
    for (const auto name : {"top", "left", "bottom", "right"}) {
        const bool upright = name[0] == 't' || name[0] == 'b';
        put(out, "<w:", name, " w:w=\"", twips(upright ? end : side), "\" w:type=\"dxa\"/>");
    }
    out += "</w:tblCellMar>";
}

class Writer {
  public:
    Writer(Document& document, const Table& table, bool holds)
        : document_(document), out_(document.out), table_(table), holds_(holds) {}

    void write() {
        properties();
        const auto& rows = table_.rows;
        for (std::uint32_t i = 0; i < rows.count; ++i) {
            const bool held = holds_ && i + held_rows >= rows.count;
            row(document_.blocks.rows[rows.first + i], held);
        }
        out_ += "</w:tbl>";
    }

  private:
    void properties() {
        double whole = 0;
        for (const double width : table_.widths) whole += width;
        put(out_, "<w:tbl><w:tblPr><w:tblW w:w=\"", twips(whole),
            "\" w:type=\"dxa\"/><w:tblInd w:w=\"0\" w:type=\"dxa\"/>");
        if (table_.bordered) append_borders(out_);
        out_ += "<w:tblLayout w:type=\"fixed\"/>";
        if (table_.columns)
            append_margins(out_, 0, 0);
        else
            append_margins(out_, padding_end, cell_padding_side);
        out_ += "</w:tblPr><w:tblGrid>";
        for (const double width : table_.widths)
            put(out_, "<w:gridCol w:w=\"", twips(width), "\"/>");
        out_ += "</w:tblGrid>";
    }

    void row(const Row& row, bool held) {
        out_ += "<w:tr><w:trPr>";
        if (fits_a_page(row)) out_ += "<w:cantSplit/>";
        if (row.head) out_ += "<w:tblHeader/>";
        out_ += "</w:trPr>";
        for (std::uint32_t i = 0; i < row.cells.count; ++i)
            cell(document_.blocks.cells[row.cells.first + i], table_.widths[i], held || row.head);
        out_ += "</w:tr>";
    }

    // A row that no page could hold is parted.
    bool fits_a_page(const Row& row) {
        if (table_.columns) return true;
        double height = 0;
        for (std::uint32_t i = 0; i < row.cells.count; ++i) {
            const auto& cell = document_.blocks.cells[row.cells.first + i];
            const auto& text = document_.blocks.inner[cell.blocks.first];
            std::size_t letters = 0;
            for (const auto& piece : document_.pieces(text)) letters += piece.text.size();
            if (letters < short_cell) continue;
            const auto lines = measure(document_, text, table_.widths[i] - 2 * cell_padding_side);
            height = std::max(height, static_cast<double>(lines) * cell_size * cell_line);
        }
        return height < document_.blocks.sheet.text_height() * 2 / 3;
    }

    void cell(const Cell& cell, double width, bool held) {
        put(out_, "<w:tc><w:tcPr><w:tcW w:w=\"", twips(width), "\" w:type=\"dxa\"/>",
            table_.columns ? "" : "<w:vAlign w:val=\"center\"/>", "</w:tcPr>");
        Look look;
        look.keep_next = held;
        const double inner = table_.columns ? width : width - 2 * cell_padding_side;
        const auto begin = document_.out.size();
        document_.widest = 0;
        for (std::uint32_t i = 0; i < cell.blocks.count; ++i) {
            const auto& block = document_.blocks.inner[cell.blocks.first + i];
            if (i == 0 && block.style && block.style->before > 0) look.before = 0;
            look.as_given = !table_.columns && block.style->align != Align::center;
            append_block(document_, block, inner, look);
            look.before.reset();
        }
        if (document_.out.size() == begin) append_gap(out_, 1, look);
        out_ += "</w:tc>";
    }

    Document& document_;
    std::string& out_;
    const Table& table_;
    bool holds_;
};

}  // namespace

void append_table(Document& document, const Table& table, bool holds) {
    Writer(document, table, holds).write();
}

}  // namespace tdkt::templates::docx
