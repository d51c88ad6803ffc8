// What the checks of Decree 30/2020/NĐ-CP look at: a document as it lies on its pages. A
// paper of ours and a stranger's PDF become the same; what only ours can tell stays empty.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tdkt::templates::lint {

// The part that a paragraph plays: the 14 positions of Annex I, and what lies between.
enum class Role : std::uint8_t {
    other,
    nation,
    motto,
    superior,
    organ,
    number,
    place,
    about,  // V/v of a dispatch without a type
    title,
    subject,
    authority,
    order,  // QUYẾT ĐỊNH:
    basis,
    body,
    heading,
    addressee,
    note,  // (Kèm theo …)
    receivers,
    receiver,
    signer_title,
    signer_note,
    signer_name,
    small,
    cell
};

// Millimetres from the upper left corner of the page; pages count from 1.
struct Place {
    int page = 0;  // 0: the document as a whole
    double x = 0;
    double y = 0;
};

struct Line {
    Place place;  // of the baseline's beginning
    double width = 0;
    double size = 0;  // of its largest letters, points
    bool bold = false;
    bool italic = false;  // all its letters are
    Role role = Role::other;
    std::uint32_t paragraph = 0;
    std::string text;
};

struct Paragraph {
    Role role = Role::other;
    int annex = 0;  // 0: the document itself
    Place place;
    double least = 0;  // sizes of its letters, points
    double most = 0;
    double width = 0;     // of its widest line
    double last = 0;      // baseline of its last line
    double centre = 0;    // of its widest line, from the left edge
    int last_page = 0;    // on which it ends
    bool bold = false;    // all of it
    bool italic = false;  // all of it
    std::string text;     // blanks collapsed; a place that is filled in later is "…"
};

struct Rule {
    Place place;  // its left end
    double width = 0;
};

struct Page {
    double width = 0;
    double height = 0;
    int annex = 0;
    int number = 0;       // as printed; 0 for none
    Place number_at;      // of the printed number
    int expected = 0;     // 0: not known
    bool tables = false;  // it may lie on its side for them
};

struct Font {
    std::string name;
    bool embedded = false;
    bool subset = false;
};

struct Table {
    int annex = 0;
    Place place;
    std::vector<std::string> heads;
    std::vector<std::vector<std::string>> rows;
};

// A dispatch has a number and a type; a form (a receipt, a ballot) and a certificate
// are held to less.
enum class Genre : std::uint8_t { dispatch = 1, form = 2, certificate = 4 };

struct Subject {
    bool ours = false;  // roles, tables and annexes are known, not guessed
    Genre genre = Genre::dispatch;
    std::vector<Page> pages;
    std::vector<Font> fonts;
    std::vector<Rule> rules;  // that lie
    std::vector<Line> lines;
    std::vector<Paragraph> paragraphs;  // in the order of reading
    std::vector<Table> tables;
};

}  // namespace tdkt::templates::lint
