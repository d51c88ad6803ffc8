#include "templates/paper/lines.h"

#include <algorithm>
#include <cstdio>

#include "templates/paper/text.h"
#include "workflow/texts.h"

namespace tdkt::templates {
namespace {

constexpr double descent = 0.216;  // of Liberation Serif, in sizes
constexpr std::size_t most_warnings = 20;
constexpr int balance_steps = 6;

constexpr std::string_view glue = "\u00a0";

std::string missing_text(const Word& word) {
    char code[16];
    std::snprintf(code, sizeof code, "U+%04X", static_cast<unsigned>(word.missing));
    return std::string("Phông chữ không có ký tự ") + code + "; bản in thay bằng ô vuông.";
}

std::string unmarked_text(const Word& word) {
    std::string text = "Trong “";
    text.append(workflow::opening(word.text, 12))
        .append("…” có chữ mang quá nhiều dấu; bản in chỉ giữ ");
    return text.append(std::to_string(most_marks)).append(" dấu đầu.");
}

void warn(std::string text, std::vector<std::string>& warnings) {
    if (warnings.size() >= most_warnings) return;
    if (std::find(warnings.begin(), warnings.end(), text) == warnings.end())
        warnings.push_back(std::move(text));
}

class Breaker {
  public:
    Breaker(const Style& style, double width, Broken& out)
        : style_(style), width_(width), out_(out), words_(words()), pending_(out.pending) {
        for (std::size_t i = 0; i < faces; ++i) {
            const auto& face = cut_faces()[i];
            scale_[i] = style.size / face.units;
            blank_[i] = face.widths[face.blank] * scale_[i];
        }
        begin_line(style.indent * mm);
    }

    void piece(const Piece& piece) {
        switch (piece.kind) {
            case Piece::Kind::text:
                return text(piece);
            case Piece::Kind::line_end:
                flush();
                end_line(false);
                begin_line(0);
                return;
            case Piece::Kind::field:
                pending_.push_back({nullptr, piece.text, piece.width, 0, piece.face, space_});
                space_ = false;
                return;
        }
    }

    void finish() {
        flush();
        end_line(false);
    }

  private:
    void text(const Piece& piece) {
        auto rest = piece.text;
        while (!rest.empty()) {
            std::size_t at = 0;
            while (at < rest.size() && is_blank(rest[at])) ++at;
            if (at > 0) {
                flush();
                space_ = true;
            } else if (rest.starts_with(glue) && !pending_.empty()) {
                // As wide as any blank of its line, and never the end of one.
                space_ = true;
                at = glue.size();
            } else {
                at = word_end(rest);
                add(piece.face, rest.substr(0, at));
            }
            rest.remove_prefix(at);
        }
    }

    // Of the two bytes of a blank that does not break the second begins no letter, so
    // that the first alone is looked for.
    static std::size_t word_end(std::string_view text) {
        for (std::size_t at = 1; at < text.size(); ++at) {
            if (is_blank(text[at])) return at;
            if (text[at] == glue[0] && text.substr(at).starts_with(glue)) return at;
        }
        return text.size();
    }

    Token token(Face face, std::string_view text) {
        const auto& word = words_.word(face, text);
        if (word.missing) warn(missing_text(word), out_.warnings);
        if (word.unmarked) warn(unmarked_text(word), out_.warnings);
        if (!word.runs.empty()) out_.rare.push_back(&word);
        return {&word, {}, word.width * scale_[static_cast<std::size_t>(face)], 0, face, false};
    }

    // A word may change its face in the middle; such parts stay together.
    void add(Face face, std::string_view text) {
        auto made = token(face, text);
        made.space = space_;
        space_ = false;
        pending_.push_back(made);
    }

    void flush() {
        if (pending_.empty()) return;
        double width = 0;
        for (const auto& part : pending_)
            width += part.width + (part.space && &part != &pending_.front() ? blank(part) : 0);
        const double gap = pending_.front().space && !empty() ? blank(pending_.front()) : 0;
        if (line_.width + gap + width > room() && !empty()) {
            end_line(true);
            begin_line(0);
        }
        if (width > room()) out_.parted = true;
        if (width > room())
            for (const auto& part : pending_) place_in_parts(part);
        else
            for (const auto& part : pending_) place(part);
        pending_.clear();
    }

    void place(Token token) {
        if (empty()) token.space = false;
        if (token.space) line_.width += blank(token);
        token.x = line_.width;
        line_.width += token.width;
        out_.tokens.push_back(token);
    }

    // A word longer than a line is parted between letters.
    void place_in_parts(const Token& whole) {
        const double gap = whole.space && !empty() ? blank(whole) : 0;
        const bool fits = line_.width + gap + whole.width <= room();
        if (!fits && whole.space && !empty()) {
            end_line(true);
            begin_line(0);
        }
        if (!whole.word && !fits) return place_field(whole);
        if (!whole.word || fits || whole.width <= room() - line_.width) return place(whole);
        const std::string_view text = whole.word->text;
        const auto scale = scale_[static_cast<std::size_t>(whole.face)];
        std::size_t begin = 0;
        double width = 0;
        for (std::size_t at = 0; at < text.size();) {
            const auto before = at;
            next_letter(text, at);
            for (auto mark = at; mark < text.size() && is_mark(next_letter(text, mark));) at = mark;
            const auto wide =
                words_.word(whole.face, text.substr(before, at - before)).width * scale;
            if (line_.width + width + wide > room() && (before > begin || !empty())) {
                if (before > begin) place(token(whole.face, text.substr(begin, before - begin)));
                end_line(true);
                begin_line(0);
                begin = before;
                width = 0;
            }
            width += wide;
        }
        place(token(whole.face, text.substr(begin)));
    }

    // No wider than a line.
    void place_field(Token field) {
        if (!empty()) {
            end_line(true);
            begin_line(0);
        }
        field.width = std::min(field.width, std::max(0.0, room()));
        place(field);
    }

    double blank(const Token& token) const { return blank_[static_cast<std::size_t>(token.face)]; }
    double room() const { return width_ - line_.x; }
    bool empty() const { return out_.tokens.size() == line_.first; }

    void begin_line(double indent) {
        line_ = Line{};
        line_.first = static_cast<std::uint32_t>(out_.tokens.size());
        line_.x = indent;
        line_.size = style_.size;
        line_.style = &style_;
        space_ = false;
    }

    void end_line(bool full) {
        line_.count = static_cast<std::uint32_t>(out_.tokens.size()) - line_.first;
        if (!out_.rare.empty()) turn();
        const double rest = room() - line_.width;
        if (style_.align == Align::center) line_.x += rest / 2;
        if (style_.align == Align::right) line_.x += rest;
        if (style_.align == Align::justify && full) justify(rest);
        out_.lines.push_back(line_);
    }

    // Words of scripts that run to the left follow one another that way.
    void turn() {
        const auto turned = [](const Token& token) { return token.word && token.word->turned; };
        for (auto i = out_.tokens.begin() + line_.first; i != out_.tokens.end();) {
            i = std::find_if(i, out_.tokens.end(), turned);
            const auto end = std::find_if_not(i, out_.tokens.end(), turned);
            if (end - i > 1) {
                const bool space = i->space;
                std::reverse(i, end);
                // The blanks stay between the words: each stood before its own.
                for (auto next = end - 1; next != i; --next) next->space = (next - 1)->space;
                i->space = space;
            }
            i = end;
        }
    }

    void justify(double rest) {
        int blanks = 0;
        for (auto i = line_.first; i < out_.tokens.size(); ++i) blanks += out_.tokens[i].space;
        if (blanks == 0 || rest <= 0) return;
        line_.stretch = rest / blanks;
        line_.width += rest;
        double shift = 0;
        for (auto i = line_.first; i < out_.tokens.size(); ++i) {
            shift += out_.tokens[i].space ? line_.stretch : 0;
            out_.tokens[i].x += shift;
        }
    }

    const Style& style_;
    double width_;
    Broken& out_;
    Words& words_;
    double scale_[faces];
    double blank_[faces];
    Line line_;
    std::vector<Token>& pending_;
    bool space_ = false;
};

void break_once(std::span<const Piece> pieces, const Style& style, double width, Broken& out) {
    Breaker breaker(style, width, out);
    for (const auto& piece : pieces) breaker.piece(piece);
    breaker.finish();
}

}  // namespace

double baseline(const Style& style) {
    return style.size * ((style.line - times_ascent - descent) / 2 + times_ascent);
}

void break_lines(std::span<const Piece> pieces, const Style& style, double width, Broken& out) {
    const auto lines = out.lines.size();
    const auto tokens = out.tokens.size();
    break_once(pieces, style, width, out);
    const auto count = out.lines.size() - lines;
    if (style.align != Align::center || count < 2 || count > most_balanced) return;

    const auto again = [&](double narrower) {
        out.lines.resize(lines);
        out.tokens.resize(tokens);
        break_once(pieces, style, narrower, out);
        return out.lines.size() - lines;
    };
    double enough = width;
    double little = width / 2;
    for (int i = 0; i < balance_steps; ++i) {
        const double middle = (enough + little) / 2;
        (again(middle) <= count ? enough : little) = middle;
    }
    again(enough);
    for (auto i = lines; i < out.lines.size(); ++i) out.lines[i].x += (width - enough) / 2;
}

}  // namespace tdkt::templates
