#include "templates/lint/guess.h"

#include <algorithm>

#include "templates/lint/join.h"
#include "templates/lint/reading.h"
#include "templates/paper/text.h"
#include "workflow/vietnamese.h"

namespace tdkt::templates::lint {
namespace {

constexpr double band = 20;        // mm at either end of a page, where its number stands
constexpr double middle = 8;       // mm about which a line is centred
constexpr double indent = 5;       // mm that a first line is moved in at least
constexpr double short_line = 80;  // mm; in a table lines are short
constexpr double head_below = 25;  // mm from Tiêu ngữ to number and date
constexpr double usual_left = 30;

std::string folded(const Line& line) {
    return workflow::folded(line.text);
}

double centre(const Line& line) {
    return line.place.x + line.width / 2;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 3 && std::ranges::all_of(text, is_digit);
}

class Guess {
  public:
    explicit Guess(Subject& subject) : subject_(subject) {}

    void make() {
        page_numbers();
        annexes();
        if (subject_.lines.empty()) return;
        left_ = left_edge();
        head();
        tail();
        between();
        annexed();
        gather();
        subject_.genre = genre();
    }

  private:
    Page& page(const Line& line) {
        return subject_.pages[static_cast<std::size_t>(line.place.page) - 1];
    }

    bool left_half(const Line& line) { return centre(line) < page(line).width * 0.47; }
    bool right_half(const Line& line) { return centre(line) > page(line).width * 0.5; }
    bool centred(const Line& line) { return in_middle(line) && line.place.x > left_ + indent; }
    bool in_middle(const Line& line) {
        const double text_middle = page(line).width / 2 + 7;  // margins 30 and 15
        return std::abs(centre(line) - text_middle) < middle;
    }

    void page_numbers() {
        std::erase_if(subject_.lines, [&](const Line& line) {
            auto& of = page(line);
            const bool outside = line.place.y < band || line.place.y > of.height - band;
            if (!is_number(line.text) || !outside) return false;
            if (std::abs(centre(line) - of.width / 2) > band) return false;
            std::size_t at = 0;
            of.number = static_cast<int>(number_at(line.text, at).value_or(0));
            of.number_at = line.place;
            return true;
        });
    }

    // An annex begins a page with its name, or with what it is attached to.
    void annexes() {
        int seen = 0, number = 0, at = 0;
        for (const auto& line : subject_.lines) {
            if (line.place.page != number) {
                number = line.place.page;
                at = 0;
            }
            auto& of = page(line);
            if (at++ == 0) of.annex = std::max(of.annex, seen);
            if (number == 1 || at > 6 || of.annex > seen) continue;
            const auto text = folded(line);
            if ((at == 1 && text.starts_with("phu luc")) || text.starts_with("(kem theo")) {
                if (of.annex == seen) of.annex = ++seen;
                at = 7;
            }
        }
        int last = 0;
        for (auto& of : subject_.pages) last = of.annex = std::max(of.annex, last);
    }

    double left_edge() {
        double edge = 1e9;
        for (const auto& line : subject_.lines)
            if (line.width > 100) edge = std::min(edge, line.place.x);
        return edge < 1e9 ? edge : usual_left;
    }

    // The two columns above the text.
    void head() {
        auto& lines = subject_.lines;
        const auto motto_at = std::ranges::find_if(lines, [](const Line& line) {
            const auto text = folded(line);
            return text.starts_with("doc lap") && has(text, "hanh phuc");
        });
        const double below = motto_at == lines.end() ? 2 * head_below : motto_at->place.y;
        double end = motto_at == lines.end() ? 0 : below;
        for (auto& line : lines) {
            if (line.place.page != 1 || line.place.y > below + head_below) break;
            if (const auto role = head_role(line); role != Role::other) {
                line.role = role;
                end = std::max(end, line.place.y);
            }
        }
        for (auto& line : lines) {
            if (line.place.page != 1 || line.place.y > end + 1) break;
            if (line.role == Role::other && left_half(line)) line.role = Role::organ;
        }
        superiors();
        abouts(end);
    }

    Role head_role(const Line& line) {
        const auto text = folded(line);
        if (has(text, "xa hoi chu nghia viet nam") || text.starts_with("cong hoa xa hoi"))
            return Role::nation;
        if (text.starts_with("doc lap")) return Role::motto;
        const bool numbered = has(text, "/") || has(text, ":");
        if (text.starts_with("so") && numbered && left_half(line)) return Role::number;
        const bool date = has(text, "ngay") && has(text, "thang") && has(text, "nam");
        const bool waiting = has(line.text, "…");
        if ((date || waiting) && right_half(line) && has(text, ",")) return Role::place;
        if (right_half(line) && text == "chu nghia viet nam") return Role::nation;
        return Role::other;
    }

    // Of the names above the number the last is the issuer's; a bold one begins it.
    void superiors() {
        std::vector<Line*> names;
        for (auto& line : subject_.lines)
            if (line.role == Role::organ) names.push_back(&line);
        const auto bold = std::ranges::find_if(names, [](const Line* line) { return line->bold; });
        const bool mixed = bold != names.begin() && bold != names.end();
        for (auto name = names.begin(); mixed && name != bold; ++name)
            (*name)->role = Role::superior;
        const bool plain_all = bold == names.end() && names.size() > 1;
        const bool two = bold == names.begin() && names.size() > 1 && begins_organ(*names.back()) &&
                         begins_organ(*names.front());
        if (plain_all || two) names.front()->role = Role::superior;
    }

    static bool begins_organ(const Line& line) {
        const auto text = folded(line);
        for (const std::string_view word : {"bao hiem xa hoi", "bo ", "uy ban", "hoi dong", "so "})
            if (text.starts_with(word)) return true;
        return false;
    }

    void abouts(double end) {
        bool begun = false;
        for (auto& line : subject_.lines) {
            if (line.place.page != 1) break;
            if (line.role != Role::other && line.place.y <= end) continue;
            const auto text = folded(line);
            if (text.starts_with("v/v")) begun = true;
            if (!begun) continue;
            if (!left_half(line) || text.starts_with("kinh gui")) break;
            line.role = Role::about;
        }
    }

    bool is_main(const Line& line) { return page(line).annex == 0; }

    bool is_heavy(const Line& line) { return line.bold && in_capitals(line.text); }

    // Receivers and signers: behind "./.", or from Nơi nhận on.
    void tail() {
        auto& lines = subject_.lines;
        std::size_t ended = lines.size(), receivers = lines.size();
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (!is_main(lines[i])) break;
            if (lines[i].text.ends_with("./.")) ended = i + 1;
            if (receivers == lines.size() && folded(lines[i]).starts_with("noi nhan"))
                receivers = i;
        }
        tail_ = std::min(ended, receivers);
        while (tail_ > 0 && tail_ < lines.size() && is_heavy(lines[tail_ - 1]) &&
               right_half(lines[tail_ - 1]) && lines[tail_ - 1].role == Role::other)
            --tail_;
        for (auto i = tail_; i < lines.size() && is_main(lines[i]); ++i)
            lines[i].role = tail_role(lines[i]);
    }

    Role tail_role(const Line& line) {
        const auto text = folded(line);
        if (text.starts_with("noi nhan")) return Role::receivers;
        if (line.text.starts_with('-') || line.text.starts_with("–"))
            return left_half(line) ? Role::receiver : Role::signer_note;
        if (is_heavy(line)) return Role::signer_title;
        if (line.bold && !in_capitals(line.text)) return Role::signer_name;
        return right_half(line) ? Role::signer_note : Role::receiver;
    }

    // Title, bases, text.
    void between() {
        bool titled = false, said = false;
        auto last = Role::other;
        for (std::size_t i = 0; i < std::min(tail_, subject_.lines.size()); ++i) {
            auto& line = subject_.lines[i];
            if (line.role != Role::other || !is_main(line)) continue;
            line.role = text_role(line, titled, said, last);
            titled = titled || line.role == Role::title;
            said = said || line.role == Role::body;
            last = line.role;
        }
    }

    Role text_role(const Line& line, bool titled, bool said, Role last) {
        const auto text = folded(line);
        const bool heavy = is_heavy(line);
        if (heavy && centred(line) && !said) {
            if (!titled && last != Role::addressee) return Role::title;
            return line.text.ends_with(':') ? Role::order : Role::authority;
        }
        if (titled && !said && line.bold && in_middle(line) &&
            (last == Role::title || last == Role::subject))
            return Role::subject;
        if (text.starts_with("kinh gui")) return Role::addressee;
        if (last == Role::addressee && line.text.starts_with('-')) return Role::addressee;
        if (is_basis(line, text, said, last)) return Role::basis;
        if (page(line).tables && is_cell(line)) return Role::cell;
        return line.bold && !article_of(line.text) ? Role::heading : Role::body;
    }

    bool is_basis(const Line& line, std::string_view text, bool said, Role last) {
        if (said) return false;
        const bool begins = text.starts_with("can cu ") || text.starts_with("theo de nghi ") ||
                            text.starts_with("thuc hien ") || text.starts_with("xet ");
        const bool first = begins && (line.italic || last == Role::authority);
        if (first && last != Role::basis) slanted_ = line.italic;
        return first || (last == Role::basis && line.italic == slanted_ &&
                         (begins || line.italic || line.place.x < left_ + 1));
    }

    bool is_cell(const Line& line) {
        return line.width < short_line &&
               (line.place.x > left_ + 14 || is_number(line.text) || line.size < 12.5);
    }

    void annexed() {
        bool note = false;
        int number = 0;
        for (auto& line : subject_.lines) {
            if (is_main(line)) continue;
            const bool begins = page(line).annex != number;
            number = page(line).annex;
            const auto text = folded(line);
            if (text.starts_with("(kem theo")) note = true;
            line.role = begins ? Role::title : note ? Role::note : Role::cell;
            if (note && line.text.ends_with(')')) note = false;
        }
    }

    // Lines of one role that follow each other, in each column for itself.
    void gather() {
        std::vector<std::uint32_t> open(static_cast<std::size_t>(Role::cell) + 1, nobody);
        for (auto& line : subject_.lines) {
            auto& last = open[static_cast<std::size_t>(line.role)];
            if (last != nobody && goes_on(subject_.paragraphs[last], line)) {
                join(subject_.paragraphs[last], line);
            } else {
                last = static_cast<std::uint32_t>(subject_.paragraphs.size());
                subject_.paragraphs.push_back(begin_with(line, line.role, page(line).annex));
            }
            line.paragraph = last;
        }
        for (auto& paragraph : subject_.paragraphs) paragraph.text = plain(paragraph.text);
    }

    bool goes_on(const Paragraph& before, const Line& line) {
        if (before.annex != page(line).annex || line.role == Role::cell) return false;
        const bool same_page = before.last_page == line.place.page;
        const double gap = same_page ? line.place.y - before.last : 0;
        const double pitch = line.size * 25.4 / 72;
        switch (line.role) {
            case Role::nation:
            case Role::superior:
            case Role::organ:
            case Role::about:
            case Role::title:
            case Role::subject:
            case Role::authority:
            case Role::note:
                return gap < 2 * pitch;
            case Role::receiver:
            case Role::addressee:
                return !line.text.starts_with('-') && gap < 1.6 * pitch;
            case Role::signer_title:
            case Role::signer_name:
            case Role::place:
            case Role::number:
            case Role::order:
                return false;
            default:
                return line.place.x < left_ + 1.5 && gap < 2.2 * pitch;
        }
    }

    Genre genre() {
        const auto first = [&](Role role) -> const Paragraph* {
            for (const auto& each : subject_.paragraphs)
                if (each.role == role) return &each;
            return nullptr;
        };
        const auto* title = first(Role::title);
        const auto* number = first(Role::number);
        const bool symbol = number && has(number->text, "/");
        if (title && (has(title->text, "GIẤY KHEN") || has(title->text, "BẰNG KHEN")))
            return Genre::certificate;
        if (title && !symbol && !type_named(title->text)) return Genre::form;
        return Genre::dispatch;
    }

    static constexpr std::uint32_t nobody = ~0u;

    Subject& subject_;
    double left_ = usual_left;
    std::size_t tail_ = 0;
    bool slanted_ = false;  // its bases are
};

}  // namespace

void guess_parts(Subject& subject) {
    Guess(subject).make();
}

}  // namespace tdkt::templates::lint
