#include "tests/support/told.h"

#include <algorithm>
#include <sstream>

#include "server/access/tokens.h"
#include "server/front/caller.h"
#include "server/front/dispatch.h"
#include "sql/statements.h"

namespace tdkt::test {

namespace {

std::string head_of(const Asked& asked) {
    std::string text = asked.method + ' ' + asked.target + " HTTP/1.1\r\nHost: test\r\n";
    const auto add = [&](const std::string& name, const std::string& value) {
        text.append(name).append(": ").append(value).append("\r\n");
    };
    if (asked.target.starts_with("/api/"))
        add("Authorization", "Bearer " + asked.token);
    else
        add("Cookie", std::string(server::session_cookie) + '=' + asked.token);
    if (!asked.type.empty()) add("Content-Type", asked.type);
    if (!asked.body.empty()) add("Content-Length", std::to_string(asked.body.size()));
    for (const auto& [name, value] : asked.headers) add(name, value);
    return text + "\r\n";
}

bool is_sign(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

// Groups of four capitals and digits.
bool is_grouped(std::string_view word) {
    for (std::size_t i = 0; i < word.size(); ++i)
        if ((i % 5 == 4) != (word[i] == '-') || is_small(word[i]) || word[i] == '_') return false;
    return true;
}

// How much of a word is drawn: of a mark, which may have an ending that is not, its 43 signs.
std::size_t drawn(std::string_view word) {
    constexpr std::size_t mark = 43, code = 19, tracker = 9;
    if (word.size() == mark || (word.size() > mark && word[mark] == '-')) return mark;
    const bool grouped = (word.size() == code || word.size() == tracker) && is_grouped(word);
    return grouped ? word.size() : 0;
}

// The first place where they part, with some of what stands around it.
std::string parting(const std::string& a, const std::string& b) {
    constexpr std::size_t before = 80, shown = 200;
    std::size_t place = 0;
    while (place < std::min(a.size(), b.size()) && a[place] == b[place]) ++place;
    const auto from = place > before ? place - before : 0;
    return "\n  " + a.substr(from, shown) + "\n  " + b.substr(from, shown);
}

}  // namespace

namespace {

std::string encoded(const std::string& text) {
    std::string out;
    for (const unsigned char c : text) {
        char sign[4];
        std::snprintf(sign, sizeof sign, "%%%02X", c);
        out += sign;
    }
    return out;
}

std::string word(const nlohmann::json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

std::string as_form(const nlohmann::json& fields, const std::string& token) {
    std::string body = "csrf=" + server::csrf_of(token);
    const auto add = [&](const std::string& name, const nlohmann::json& value) {
        body.append("&").append(encoded(name)).append("=").append(encoded(word(value)));
    };
    for (const auto& [name, value] : fields.items()) {
        if (!value.is_array()) add(name, value);
        if (value.is_array())
            for (const auto& member : value) add(name, member);
    }
    return body;
}

std::string as_multipart(const nlohmann::json& fields, const std::string& token) {
    std::string body;
    const auto add = [&](const std::string& name, const std::string& value) {
        body.append("--B\r\nContent-Disposition: form-data; name=\"").append(name).append("\"");
        if (name == "file") body += "; filename=\"Phụ lục.txt\"\r\nContent-Type: text/plain";
        body.append("\r\n\r\n").append(value).append("\r\n");
    };
    add("csrf", server::csrf_of(token));
    for (const auto& [name, value] : fields.items()) add(name, word(value));
    return body + "--B--\r\n";
}

Told told(server::App& app, const Asked& asked) {
    const auto head = server::parse_head(head_of(asked));
    auto body = server::Body::of(asked.body);
    const auto before = sql::statements_prepared();
    const auto response = server::answer(head, body, "127.0.0.1", app);
    Told answer{response.status, std::to_string(response.status) + "\n" + response.type,
                response.body};
    for (const auto& [name, value] : response.headers)
        answer.head.append("\n").append(name).append(": ").append(value);
    if (response.stream) {
        std::ostringstream out;
        response.stream(out);
        answer.body = out.str();
        answer.head.append("\n").append(std::to_string(response.length));
    }
    answer.statements = sql::statements_prepared() - before;
    return answer;
}

std::string masked(std::string text) {
    for (auto at = text.begin(); at != text.end();) {
        const auto end = std::find_if_not(at, text.end(), is_sign);
        std::fill_n(at, drawn({at, end}), '*');
        at = end == text.end() ? end : end + 1;
    }
    return text;
}

std::string difference(const Told& one, const Told& other) {
    if (one.statements != other.statements)
        return std::to_string(one.statements) + " statements, not " +
               std::to_string(other.statements);
    auto a = one.text(), b = other.text();
    if (a == b) return {};
    a = masked(std::move(a));
    b = masked(std::move(b));
    return a == b ? "" : parting(a, b);
}

}  // namespace tdkt::test
