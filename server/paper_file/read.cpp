#include "server/paper_file/read.h"

#include <algorithm>
#include <qpdf/QPDF.hh>

#include "server/paper_file/marks.h"
#include "templates/lint/guess.h"
#include "templates/paper/measures.h"
#include "workflow/problem.h"

namespace tdkt::server {
namespace {

using templates::mm;
namespace lint = templates::lint;

constexpr std::size_t most_pages = 2000;
constexpr double one_line = 0.3;   // of the size, between baselines of one line
constexpr double word_gap = 0.15;  // of the size
constexpr double column_gap = 1.6;
constexpr double head_gap = 0.9;  // where two columns stand side by side
constexpr double head_ends = 60 * mm;
constexpr int table_posts = 4;

class Lines {
  public:
    Lines(lint::Subject& subject, int page) : subject_(subject), page_(page) {}

    // From the top, and each line from the left, whatever the order in the file.
    void take(std::vector<Letter> letters) {
        std::ranges::stable_sort(letters, {}, &Letter::y);
        for (std::size_t begin = 0; begin < letters.size();) {
            auto end = begin + 1;
            while (end < letters.size() &&
                   letters[end].y - letters[begin].y <= one_line * letters[begin].size)
                ++end;
            std::stable_sort(letters.begin() + static_cast<std::ptrdiff_t>(begin),
                             letters.begin() + static_cast<std::ptrdiff_t>(end),
                             [](const Letter& a, const Letter& b) { return a.x < b.x; });
            for (auto i = begin; i < end; ++i) put(letters[i]);
            finish();
            begin = end;
        }
    }

  private:
    void put(const Letter& letter) {
        const bool blank =
            letter.text.find_first_not_of(" \t") == std::string::npos || letter.text == "\u00a0";
        if (open_ && !blank && letter.x - right_ > widest_gap(letter)) finish();
        if (blank) {
            spaced_ = true;
            return;
        }
        if (!open_) {
            open_ = true;
            spaced_ = false;
            line_ = {};
            line_.place = {page_, letter.x / mm, letter.y / mm};
            line_.bold = line_.italic = true;
        } else if (spaced_ || letter.x - right_ > word_gap * letter.size) {
            line_.text += ' ';
        }
        spaced_ = false;
        line_.text += letter.text;
        line_.size = std::max(line_.size, letter.size);
        line_.bold = line_.bold && letter.bold;
        line_.italic = line_.italic && letter.italic;
        right_ = letter.x + letter.width;
        line_.width = right_ / mm - line_.place.x;
    }

    // Justified text has wide gaps, but not above its first line.
    double widest_gap(const Letter& letter) const {
        const bool head = page_ == 1 && letter.y < head_ends;
        return (head ? head_gap : column_gap) * std::max(letter.size, line_.size);
    }

    void finish() {
        if (open_) subject_.lines.push_back(line_);
        open_ = false;
    }

    lint::Subject& subject_;
    int page_;
    lint::Line line_;
    double right_ = 0;
    bool open_ = false;
    bool spaced_ = false;
};

void add_page(lint::Subject& subject, PageMarks marks) {
    lint::Page page;
    page.width = marks.width / mm;
    page.height = marks.height / mm;
    page.tables = marks.posts >= table_posts;
    subject.pages.push_back(page);
    const int number = static_cast<int>(subject.pages.size());
    for (const auto& rule : marks.rules)
        subject.rules.push_back({{number, rule.x / mm, rule.y / mm}, rule.width / mm});
    Lines(subject, number).take(std::move(marks.letters));
}

workflow::Problem unreadable() {
    return {workflow::Kind::malformed,
            "Không đọc được tệp PDF: tệp bị hỏng, không đầy đủ hoặc có mật khẩu."};
}

lint::Subject read(std::string_view bytes) {
    QPDF document;
    document.setSuppressWarnings(true);
    document.processMemoryFile("pdf", bytes.data(), bytes.size());
    lint::Subject subject;
    Reading reading;
    const auto& pages = document.getAllPages();
    for (std::size_t i = 0; i < std::min(pages.size(), most_pages); ++i)
        add_page(subject, read_marks(pages[i], reading));
    for (const auto* font : reading.shown)
        subject.fonts.push_back({font->name(), font->embedded(), font->subset()});
    std::ranges::sort(subject.fonts, {}, &lint::Font::name);
    lint::guess_parts(subject);
    return subject;
}

}  // namespace

lint::Subject read_paper_file(std::string_view bytes) {
    if (bytes.substr(0, 1024).find("%PDF-") == std::string_view::npos) throw unreadable();
    try {
        return read(bytes);
    } catch (const workflow::Problem&) {
        throw;
    } catch (const std::exception&) {
        throw unreadable();
    }
}

}  // namespace tdkt::server
