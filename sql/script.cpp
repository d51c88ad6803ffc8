// Takes a schema file apart; see statements() in migrate.h.
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "sql/migrate.h"

namespace tdkt::sql {
namespace {

void replace(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

// One past the closing quote, or the end; a doubled quote stays inside.
std::size_t end_of_quote(std::string_view text, std::size_t at) {
    const auto end = text.find(text[at], at + 1);
    return end == std::string_view::npos ? text.size() : end + 1;
}

// SOCI looks for quotes and placeholders in comments too, so they must go.
std::string without_comments(std::string_view text) {
    std::string kept;
    for (std::size_t at = 0; at < text.size();) {
        auto end = at + 1;
        const auto rest = text.substr(at);
        if (rest.starts_with("--")) {
            at = std::min(text.find('\n', at), text.size());
            continue;
        }
        if (text[at] == '\'' || text[at] == '"' || text[at] == '`') end = end_of_quote(text, at);
        kept += text.substr(at, end - at);
        at = end;
    }
    return kept;
}

std::string trimmed(std::string_view text) {
    constexpr auto blanks = " \t\r\n";
    const auto begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return "";
    return std::string(text.substr(begin, text.find_last_not_of(blanks) + 1 - begin));
}

bool is_whole(const std::string& statement) {
    return statement.find("create trigger") == std::string::npos || statement.ends_with("end");
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> found;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\'' || text[at] == '"' || text[at] == '`') {
            at = end_of_quote(text, at) - 1;
        } else if (text[at] == ';') {
            const auto statement = trimmed(text.substr(begin, at - begin));
            if (!is_whole(statement)) continue;
            if (!statement.empty()) found.push_back(statement);
            begin = at + 1;
        }
    }
    const auto rest = trimmed(text.substr(begin));
    if (!rest.empty()) found.push_back(rest);
    return found;
}

}  // namespace

std::vector<std::string> statements(std::string_view text, const Dialect& dialect) {
    std::vector<std::string> wanted;
    for (auto& statement : split(without_comments(text))) {
        const auto& other = dialect.name == sqlite.name ? mariadb : sqlite;
        if (statement.starts_with("{{" + other.name + "}}")) continue;
        const auto own = "{{" + dialect.name + "}}";
        if (statement.starts_with(own)) statement = trimmed(statement.substr(own.size()));
        replace(statement, "{{key}}", dialect.key);
        replace(statement, "{{table}}", dialect.table);
        replace(statement, "{{unordered}}", dialect.unordered);
        replace(statement, "{{blob}}", dialect.blob);
        wanted.push_back(std::move(statement));
    }
    return wanted;
}

}  // namespace tdkt::sql
