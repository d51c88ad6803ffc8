#include "server/front/wire.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <stdexcept>

#include "server/front/text.h"

namespace tdkt::server {
namespace {

constexpr std::string_view blanks = " \t";
constexpr std::string_view host_signs =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]";

bool is_token(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               marks.find(c) != std::string_view::npos;
    });
}

bool has_control(std::string_view text) {
    return std::ranges::any_of(text,
                               [](unsigned char c) { return (c < ' ' && c != '\t') || c == 127; });
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (auto& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// Takes the next line off `block`, without its CRLF.
std::string_view next_line(std::string_view& block, int too_long) {
    const auto end = block.find_first_of("\r\n");
    if (end == std::string_view::npos || block.substr(end, 2) != "\r\n")
        throw Refusal{400, "a line does not end in CRLF"};
    if (end > longest_line) throw Refusal{too_long, "a line is too long"};
    const auto line = block.substr(0, end);
    block.remove_prefix(end + 2);
    return line;
}

std::string decoded_path(std::string_view raw) {
    for (const auto* hidden : {"%00", "%2f", "%2F", "%5c", "%5C", "\\", "//"})
        if (raw.find(hidden) != std::string_view::npos) throw Refusal{400, "a disguised path"};
    const auto path = percent_decoded(raw);
    if (!path || !is_utf8(*path) || has_control(*path) || path->find('\t') != std::string::npos)
        throw Refusal{400, "a path that is not clean text"};
    for (std::string_view rest = *path; !rest.empty();) {
        rest.remove_prefix(1);
        const auto segment = rest.substr(0, rest.find('/'));
        if (segment == "." || segment == "..") throw Refusal{400, "a path with dot segments"};
        rest.remove_prefix(segment.size());
    }
    return *path;
}

// "http://host/path" is the same as "/path": a server must take both (RFC 9112, 3.2.2).
std::string_view without_origin(std::string_view target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (lower(target.substr(0, scheme.size())) != scheme) continue;
        const auto host = target.substr(scheme.size());
        const auto end = host.find_first_of("/?");
        if (end == 0 || host.substr(0, end).find_first_not_of(host_signs) != std::string_view::npos)
            return {};
        return end == std::string_view::npos ? "/" : host.substr(end);
    }
    return target;
}

void read_request_line(std::string_view line, Head& head, bool& old) {
    const auto method_end = line.find(' ');
    const auto target_end = line.find(' ', method_end + 1);
    if (method_end == std::string_view::npos || target_end == std::string_view::npos)
        throw Refusal{400, "not a request line"};
    head.method = line.substr(0, method_end);
    auto target = line.substr(method_end + 1, target_end - method_end - 1);
    const auto version = line.substr(target_end + 1);
    if (head.method.size() > 16 || !is_token(head.method)) throw Refusal{400, "not a method"};
    if (!version.starts_with("HTTP/")) throw Refusal{400, "not a request line"};
    if (version != "HTTP/1.1" && version != "HTTP/1.0") throw Refusal{505, "not HTTP/1.1"};
    old = version == "HTTP/1.0";
    const bool plain = std::ranges::all_of(target, [](char c) { return c > ' ' && c < 127; });
    if (target == "*" && head.method == "OPTIONS") {
        head.path = target;
        return;
    }
    target = without_origin(target);
    if (!target.starts_with('/') || !plain || target.find('#') != std::string_view::npos)
        throw Refusal{400, "not a target on this server"};
    const auto question = target.find('?');
    head.path = decoded_path(target.substr(0, question));
    if (question != std::string_view::npos) head.query = target.substr(question + 1);
}

// A header that means something here and comes twice has two meanings.
void add_field(std::string_view line, Head& head) {
    if (line.starts_with(' ') || line.starts_with('\t')) throw Refusal{400, "a folded header"};
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
        throw Refusal{400, "not a header line"};
    if (has_control(line)) throw Refusal{400, "a control character in a header"};
    const auto name = lower(line.substr(0, colon));
    const auto value = trimmed(line.substr(colon + 1));
    const auto [at, is_new] = head.headers.emplace(name, value);
    if (is_new) return;
    constexpr auto repeatable = std::to_array<std::string_view>(
        {"accept", "accept-encoding", "accept-language", "cache-control", "cookie", "forwarded",
         "via", "x-forwarded-for"});
    if (std::ranges::find(repeatable, name) == repeatable.end())
        throw Refusal{400, "a header that comes twice"};
    at->second.append(name == "cookie" ? "; " : ", ").append(value);
}

void read_framing(Head& head) {
    const auto& length = head.headers.find("content-length");
    const auto& coding = head.headers.find("transfer-encoding");
    if (coding != head.headers.end()) {
        if (length != head.headers.end()) throw Refusal{400, "two lengths"};
        if (lower(coding->second) != "chunked") throw Refusal{400, "an unknown transfer coding"};
        head.chunked = true;
    }
    if (length != head.headers.end()) {
        const auto& digits = length->second;
        if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos)
            throw Refusal{400, "not a length"};
        if (digits.size() > 15) throw Refusal{413, "a body larger than any limit"};
        head.length = std::stoll(digits);
    }
    const bool reading = head.method == "GET" || head.method == "HEAD";
    if (reading && head.has_body()) throw Refusal{400, "a body where none belongs"};
    const bool writing = head.method == "POST" || head.method == "PUT" || head.method == "PATCH";
    if (writing && !head.chunked && length == head.headers.end())
        throw Refusal{411, "a body without a length"};
}

std::string_view reason(int status) {
    switch (status) {
        // clang-format off
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 206: return "Partial Content";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 411: return "Length Required";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 417: return "Expectation Failed";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        default:  return status < 500 ? "Answer" : "Internal Server Error";
            // clang-format on
    }
}

void append_header(std::string& to, std::string_view name, std::string_view value) {
    if (!is_token(name) || has_control(value))
        throw std::logic_error("a header that breaks the message: " + std::string(name));
    to.append(name).append(": ").append(value).append("\r\n");
}

std::string http_date(std::int64_t now) {
    const std::time_t seconds = now / 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[40];
    const auto size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text, size};
}

bool names_header(const Response& response, std::string_view wanted) {
    return std::ranges::any_of(response.headers,
                               [&](const auto& header) { return lower(header.first) == wanted; });
}

}  // namespace

std::string_view Head::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view{} : found->second;
}

Head parse_head(std::string_view block) {
    if (block.size() > longest_head) throw Refusal{431, "a head that is too long"};
    if (!block.ends_with("\r\n\r\n")) throw Refusal{400, "a head without its end"};
    Head head;
    bool old = false;
    read_request_line(next_line(block, 414), head, old);
    std::size_t count = 0;
    for (auto line = next_line(block, 431); !line.empty(); line = next_line(block, 431)) {
        if (++count > most_fields) throw Refusal{431, "too many headers"};
        add_field(line, head);
    }
    if (!block.empty()) throw Refusal{400, "more than one head"};
    const auto host = head.header("host");
    if ((!old && host.empty()) || host.find_first_not_of(host_signs) != std::string_view::npos)
        throw Refusal{400, "no host"};
    read_framing(head);
    if (old && head.chunked) throw Refusal{400, "chunks in HTTP/1.0"};
    const auto expectation = lower(head.header("expect"));
    if (!expectation.empty() && expectation != "100-continue") throw Refusal{417, "an expectation"};
    head.expects_continue = !expectation.empty() && !old;
    return head;
}

std::string cookie(const Head& head, std::string_view name) {
    auto rest = head.header("cookie");
    while (!rest.empty()) {
        const auto pair = trimmed(rest.substr(0, rest.find(';')));
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
            return std::string(pair.substr(name.size() + 1));
        const auto end = rest.find(';');
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return {};
}

std::string format_head(const Response& response, std::int64_t now, bool secure) {
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    head.append(reason(response.status)).append("\r\n");
    append_header(head, "Date", http_date(now));
    append_header(head, "Connection", "close");
    const auto length =
        response.stream ? response.length : static_cast<std::int64_t>(response.body.size());
    if (response.status != 204 && response.status != 304) {
        append_header(head, "Content-Type", response.type);
        append_header(head, "Content-Length", std::to_string(length));
    }
    if (secure) append_header(head, "Strict-Transport-Security", "max-age=31536000");
    append_header(head, "X-Content-Type-Options", "nosniff");
    append_header(head, "Referrer-Policy", "same-origin");
    append_header(head, "X-Frame-Options", "SAMEORIGIN");
    append_header(head, "Cross-Origin-Opener-Policy", "same-origin");
    append_header(head, "Cross-Origin-Resource-Policy", "same-origin");
    // 'self' may frame: a page shows its paper in a frame of its own.
    append_header(head, "Content-Security-Policy",
                  "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
                  "frame-ancestors 'self'");
    if (!names_header(response, "cache-control")) append_header(head, "Cache-Control", "no-store");
    for (const auto& [name, value] : response.headers) append_header(head, name, value);
    return head.append("\r\n");
}

}  // namespace tdkt::server
