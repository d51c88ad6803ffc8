#include "server/paper_file/cmap.h"

#include <cstdint>
#include <vector>

#include "templates/paper/text.h"

namespace tdkt::server {
namespace {

constexpr std::size_t most_codes = 65536;

unsigned value_of(std::string_view bytes) {
    unsigned value = 0;
    for (const char byte : bytes.substr(0, 4))
        value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string bytes_of(std::string_view hex) {
    std::string bytes;
    int high = -1;
    for (const char c : hex) {
        const int digit = hex_digit(c);
        if (digit < 0) continue;
        if (high < 0) {
            high = digit;
        } else {
            bytes += static_cast<char>(high << 4 | digit);
            high = -1;
        }
    }
    return bytes;
}

// A hex string as its bytes, a bracket or a word.
struct Token {
    enum class Kind : unsigned char { end, bytes, open, close, word } kind = Kind::end;
    std::string text;
};

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    Token next() {
        at_ = text_.find_first_not_of(" \t\r\n\f", at_);
        if (at_ == text_.npos) return {};
        const char c = text_[at_];
        if (c == '[' || c == ']') {
            ++at_;
            return {c == '[' ? Token::Kind::open : Token::Kind::close, {}};
        }
        if (c == '<' && text_.substr(at_, 2) != "<<") {
            const auto end = std::min(text_.find('>', at_), text_.size());
            auto bytes = bytes_of(text_.substr(at_ + 1, end - at_ - 1));
            at_ = std::min(end + 1, text_.size());
            return {Token::Kind::bytes, std::move(bytes)};
        }
        const auto end = std::min(text_.find_first_of(" \t\r\n\f<>[]", at_ + 1), text_.size());
        Token token{Token::Kind::word, std::string(text_.substr(at_, end - at_))};
        at_ = end;
        return token;
    }

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

class Cmap {
  public:
    explicit Cmap(std::string_view text) : reader_(text) {}

    std::map<unsigned, std::string> read() {
        for (auto token = reader_.next(); token.kind != Token::Kind::end; token = reader_.next()) {
            if (token.kind != Token::Kind::word) continue;
            if (token.text == "beginbfchar") letters();
            if (token.text == "beginbfrange") ranges();
        }
        return std::move(codes_);
    }

  private:
    // A range may come again and again; what was said first stands, as readers have it.
    void put(unsigned code, std::string_view utf16) {
        if (said_++ < most_codes) codes_.emplace(code, utf8_of_utf16(utf16));
    }

    void letters() {
        while (true) {
            const auto code = reader_.next();
            if (code.kind != Token::Kind::bytes) return;
            const auto letter = reader_.next();
            if (letter.kind != Token::Kind::bytes) return;
            put(value_of(code.text), letter.text);
        }
    }

    void ranges() {
        while (true) {
            const auto from = reader_.next();
            if (from.kind != Token::Kind::bytes) return;
            const auto to = reader_.next();
            auto letters = reader_.next();
            auto code = value_of(from.text);
            if (letters.kind == Token::Kind::open) {
                for (auto each = reader_.next(); each.kind == Token::Kind::bytes;
                     each = reader_.next())
                    put(code++, each.text);
            } else {
                count_up(code, value_of(to.text), std::move(letters.text));
            }
        }
    }

    // Only the last two bytes count up.
    void count_up(unsigned code, unsigned last, std::string letters) {
        if (letters.size() < 2 || last < code || last - code >= most_codes) return;
        for (; code <= last && said_ < most_codes; ++code) {
            put(code, letters);
            auto& low = letters.back();
            low = static_cast<char>(low + 1);
            if (low == 0) ++letters[letters.size() - 2];
        }
    }

    Reader reader_;
    std::map<unsigned, std::string> codes_;
    std::size_t said_ = 0;
};

}  // namespace

std::string utf8_of_utf16(std::string_view bytes) {
    std::string text;
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        char32_t letter = value_of(bytes.substr(at, 2));
        if (letter >= 0xd800 && letter < 0xdc00 && at + 3 < bytes.size()) {
            const auto low = value_of(bytes.substr(at + 2, 2));
            letter = 0x10000 + ((letter - 0xd800) << 10) + (low - 0xdc00);
            at += 2;
        }
        if (letter >= 0xd800 && letter < 0xe000) continue;
        if (letter > 0 && letter < 0x110000) templates::append_letter(text, letter);
    }
    return text;
}

std::map<unsigned, std::string> read_cmap(std::string_view text) {
    return Cmap(text).read();
}

}  // namespace tdkt::server
