// What the pages of a PDF show: letters where they stand, and the rules that lie.
#pragma once

#include <map>
#include <memory>
#include <qpdf/QPDF.hh>
#include <set>
#include <string>
#include <vector>

#include "server/paper_file/fonts.h"

namespace tdkt::server {

// Points from the upper left corner of the page, y downwards.
struct Letter {
    std::string text;
    double x = 0;
    double y = 0;  // of the baseline
    double width = 0;
    double size = 0;
    bool bold = false;
    bool italic = false;
};

struct Stroke {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

struct PageMarks {
    double width = 0;  // points, as shown
    double height = 0;
    std::vector<Letter> letters;
    std::vector<Stroke> rules;  // thin and lying
    int posts = 0;              // thin and standing
};

// What is known from page to page: the fonts, each read once, and how much was drawn.
struct Reading {
    std::map<QPDFObjGen, std::unique_ptr<PdfFont>> fonts;
    std::vector<std::unique_ptr<PdfFont>> direct;  // fonts that are no objects of their own
    std::set<const PdfFont*> shown;                // with at least one letter
    std::size_t objects = 0;                       // operators and operands
    std::size_t letters = 0;
};

// Fields that are filled in are read too. Throws workflow::Problem (too_large) for a
// document that draws without end.
PageMarks read_marks(QPDFObjectHandle page, Reading& reading);

}  // namespace tdkt::server
