// A document as an official reads it: what its number, its type, its date and its
// parts are. Made once, before the checks look.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "templates/lint/decree.h"
#include "templates/lint/known.h"
#include "templates/lint/words.h"

namespace tdkt::templates::lint {

using Paragraphs = std::vector<const Paragraph*>;

struct Reading {
    // Both must outlive the reading.
    Reading(const Subject& of, const Known& with);

    const Subject& subject;
    const Known& known;

    // By role, in the document itself, without its annexes.
    Paragraphs all(Role role) const;
    const Paragraph* first(Role role) const;

    const Paragraph* number = nullptr;  // "Số: 148/BHXH-TĐKT"
    const Paragraph* place = nullptr;   // "Đắk Lắk, ngày 04 tháng 11 năm 2025"
    const Paragraph* title = nullptr;
    std::string digits;  // empty until the clerk gives one
    std::string symbol;  // "QĐ-BHXH"
    std::vector<std::string_view> symbol_parts;
    const DispatchType* type = nullptr;  // of the title; none for a công văn
    std::string seat;                    // "Đắk Lắk"
    std::optional<WrittenDate> date;     // points into `place`
    std::optional<workflow::Day> day;    // of the document, or today when it has none
    std::string organs;                  // both names at its head
    Paragraphs contents;                 // basis, body, headings: what it says, in order
    Paragraphs receivers;                // the lines of Nơi nhận that begin with a dash
    std::vector<int> articles;           // Điều 1, Điều 2 … as they come
    int enacting = 0;                    // the Điều that says who carries it out; 0 for none
    const Paragraph* duty = nullptr;     // the paragraph that says it

    bool is_decision() const { return type && type->code == "QĐ"; }
    bool is_minutes() const { return type && type->code == "BB"; }
    bool is_councils() const;

  private:
    void read_head();
    void read_symbol(std::string_view text);
    void read_contents();
    void read_articles();
};

// The type whose name a title begins with.
const DispatchType* type_named(std::string_view title);
const DispatchType* type_coded(std::string_view code);

// "Điều 3." at the beginning of a paragraph; 0 for none.
int article_of(std::string_view text);

}  // namespace tdkt::templates::lint
