#include "server/front/dispatch.h"

#include <algorithm>
#include <chrono>

#include "server/access/tokens.h"
#include "server/app.h"
#include "server/front/caller.h"
#include "server/front/input.h"
#include "server/front/sender.h"
#include "server/front/spool.h"
#include "server/front/text.h"
#include "server/handlers/sessions.h"
#include "server/showing/again.h"
#include "server/showing/problem_response.h"

namespace tdkt::server {
namespace {

using workflow::Kind;
using workflow::Problem;

constexpr std::string_view api = "/api/v1/";
constexpr std::size_t longest_form = 1024 * 1024;

bool is_safe(std::string_view method) {
    return method == "GET" || method == "HEAD";
}

// Fills params, and gives the number of segments that are named by the pattern;
// nothing when `path` does not fit.
std::optional<int> fits(std::string_view pattern, std::string_view path,
                        std::map<std::string, std::string>& params) {
    int named = 0;
    params.clear();
    if (pattern == path) return 0;
    while (!pattern.empty() && !path.empty()) {
        const auto p = pattern.substr(0, pattern.find('/', 1));
        const auto q = path.substr(0, path.find('/', 1));
        if (p.starts_with("/:") && q.size() > 1) {
            params[std::string(p.substr(2))] = q.substr(1);
            ++named;
        } else if (p != q) {
            return {};
        }
        pattern.remove_prefix(p.size());
        path.remove_prefix(q.size());
    }
    if (!pattern.empty() || !path.empty()) return {};
    return named;
}

// What a signed-in person may see. Nobody sees all: they are asked to sign in.
bool is_open(const Route& route, const workflow::Actor& actor) {
    return route.roles == workflow::Role{} || actor.id == 0 ||
           workflow::has(route.roles, actor.roles);
}

bool has_file(const Route& route) {
    return std::ranges::any_of(route.input, [](const Field& f) { return f.type == Type::file; });
}

// All files of one request, and the fields and boundaries between them.
std::int64_t largest_upload(const Route& route) {
    const auto files = std::ranges::count(route.input, Type::file, &Field::type);
    return files * largest_file + std::int64_t{longest_form} + 64 * 1024;
}

// A file that is announced as too large is refused before a byte of it is read.
void check_announced(const Head& head, const Route& route) {
    if (head.chunked || head.length <= largest_upload(route)) return;
    const auto file = std::ranges::find(route.input, Type::file, &Field::type);
    throw too_large_file(std::string(file->name));
}

std::string first_of(const Pairs& pairs, std::string_view name) {
    const auto found = std::ranges::find(pairs, name, &Pairs::value_type::first);
    return found == pairs.end() ? std::string() : found->second;
}

[[noreturn]] void unsupported(std::string_view wanted) {
    throw Problem(Kind::unsupported,
                  "Nội dung phải được gửi dưới dạng " + std::string(wanted) + ".");
}

// Reads the body as its type says, and refuses one that a page of ours did not
// send before anything of it is kept.
Sent read_body(const Head& head, Body& body, Request& request, const Route& route,
               const std::function<void(const std::string&)>& check, App& app) {
    Sent sent;
    const auto full_type = head.header("content-type");
    auto type = std::string(full_type.substr(0, full_type.find(';')));
    while (type.ends_with(' ')) type.pop_back();
    std::ranges::transform(type, type.begin(), [](unsigned char c) { return std::tolower(c); });
    const std::string mark(head.header("x-csrf-token"));

    if (type == "multipart/form-data") {
        if (!has_file(route))
            unsupported(request.json ? "application/json" : "biểu mẫu không kèm tệp");
        check_announced(head, route);
        body.limit(largest_upload(route));
        const auto before_file = [&](const Sent& so_far, const std::string& field) {
            check(mark.empty() ? first_of(so_far.pairs, "csrf") : mark);
            const auto known = std::ranges::find(route.input, field, &Field::name);
            if (known == route.input.end() || known->type != Type::file)
                throw Problem(Kind::blocked, "Biểu mẫu có tệp ở trường không nhận tệp.");
        };
        const std::filesystem::path folder(app.settings.data);
        read_multipart(body, boundary_of(full_type), folder / "spool", before_file, sent);
        request.typed = sent.pairs;
    } else if (request.json) {
        if (head.has_body() && type != "application/json") unsupported("application/json");
        if (head.has_body()) sent.object = parse_object(body.all(longest_form));
    } else if (head.has_body()) {
        if (type != "application/x-www-form-urlencoded") unsupported("biểu mẫu (form)");
        sent.pairs = request.typed = parse_pairs(body.all(longest_form));
    }
    check(mark.empty() ? first_of(sent.pairs, "csrf") : mark);
    return sent;
}

std::string content_hash(const Request& request, const Route& route, const App& app) {
    auto text =
        request.method + '\n' + (request.json ? "api" : "page") + '\n' + request.path + '\n';
    if (route.keeping == Keeping::content) {
        text += request.input.dump();
        for (const auto& upload : request.uploads)
            text += '\n' + upload.field + '\n' + upload.sha256;
        if (request.version) text += "\nversion " + std::to_string(*request.version);
        for (const auto version : request.other_versions) text += ' ' + std::to_string(version);
    }
    return app.content_key.digest(text);
}

void read_if_match(const Head& head, Request& request) {
    const auto condition = head.header("if-match");
    if (condition.empty()) return;
    request.other_versions = versions_of(condition);
    if (request.other_versions.empty()) return;
    request.version = request.other_versions.front();
    request.other_versions.erase(request.other_versions.begin());
}

void read_input(const Head& head, Body& body, const Route& route, bool by_cookie, Request& request,
                App& app) {
    read_if_match(head, request);
    if (const auto key = head.header("idempotency-key"); !key.empty())
        request.idempotency_key = idempotency_key_of(key);
    Sent sent;
    if (!is_safe(request.method))
        sent = read_body(
            head, body, request, route,
            [&](const std::string& mark) {
                if (by_cookie) check_csrf(request, mark);
            },
            app);
    for (auto& pair : parse_pairs(head.query)) {
        if (!is_safe(request.method))
            throw Problem(Kind::malformed, "Địa chỉ gửi biểu mẫu không được kèm tham số.");
        sent.pairs.push_back(std::move(pair));
    }
    take_input(request, std::move(sent), route.input);
    if (route.keeping == Keeping::nothing) request.idempotency_key.clear();
    request.content_hash = content_hash(request, route, app);
}

// The form of a session that ended while somebody wrote: only a page of that very
// session can carry its mark, so nobody else can put words into their mouth.
std::optional<Typed> kept_form(const Head& head, Body& body) {
    const auto ended = cookie(head, session_cookie);
    const auto type = head.header("content-type");
    if (head.method != "POST" || !head.has_body() || !looks_like_token(ended) ||
        !type.starts_with("application/x-www-form-urlencoded"))
        return {};
    auto pairs = parse_pairs(body.all(longest_form));
    if (!same_secret(csrf_of(ended), first_of(pairs, "csrf"))) return {};
    return pairs;
}

// People are led to the sign-in page and back; programs are told.
Response ask_to_sign_in(const Head& head, Body& body, const Request& request, App& app) {
    if (request.json) throw Problem(Kind::signed_out, "Cần đăng nhập để thực hiện yêu cầu này.");
    if (const auto typed = kept_form(head, body))
        return sign_in_to_go_on(request, sha256(cookie(head, session_cookie)), *typed, app);
    std::string to = "/sign-in";
    if (is_safe(head.method) && request.path != "/") {
        const auto next = request.path + (head.query.empty() ? "" : "?" + head.query);
        to += "?next=" + percent_encoded(next);
    }
    Response response{303, ""};
    response.headers.emplace_back("Location", to);
    return response;
}

// Whoever gave somebody a password knows it: nothing is done under it.
Response ask_for_own_password(const Request& request) {
    const Problem lacking(Kind::forbidden,
                          "Mật khẩu này do người khác đặt. Trước khi làm việc khác, Ông/Bà hãy tự "
                          "đặt mật khẩu của mình.",
                          {{"password", "Đổi mật khẩu: POST /account/password."}});
    if (request.json) throw lacking;
    Response response{303, ""};
    response.headers.emplace_back("Location", "/account");
    return response;
}

// Any of the versions that If-Match names may be the one (RFC 9110, 13.1.1). A
// handler that finds another one has changed nothing, so the next is tried.
Response handled(const Route& route, Request request, App& app) {
    for (const auto next : request.other_versions) {
        try {
            return route.handler(request, app);
        } catch (const Problem& problem) {
            if (problem.kind() != Kind::stale) throw;
        }
        request.version = next;
    }
    return route.handler(request, app);
}

// "*" asks about the server as a whole.
Response options(const std::string& allow) {
    Response response{204, ""};
    response.headers.emplace_back("Allow", allow + ", OPTIONS");
    return response;
}

const Route* machine_route(const Request& request, const App& app) {
    const auto found = std::ranges::find_if(app.routes, [&](const Route& route) {
        return route.access == Access::machine && route.path == request.path &&
               route.method == request.method;
    });
    return found == app.routes.end() ? nullptr : &*found;
}

// Asked on this machine, or with the token. For others it is not there.
void check_machine(const Head& head, const std::string& peer, const App& app) {
    const auto& token = app.settings.metrics_token;
    const auto sent = bearer_token(head);
    const bool known = !token.empty() && sent && same_secret(*sent, token);
    if (!known && !is_from_here(head, peer, app.settings.trusted_proxies))
        throw Problem::missing("nội dung này");
}

void introduce(Request& request, const Caller& caller) {
    request.actor = caller.actor;
    request.session = caller.session;
    request.organ_name = caller.organ_name;
    request.unread = caller.unread;
    if (!caller.secret.empty()) request.csrf = csrf_of(caller.secret);
}

Response dispatch(const Head& head, Body& body, Request& request, const std::string& peer,
                  std::string_view& pattern, App& app) {
    if (head.path == "*") return options("GET, HEAD, POST, DELETE");
    if (const auto* route = machine_route(request, app)) {
        pattern = route->path;
        check_machine(head, peer, app);
        return route->handler(request, app);
    }
    Caller caller;
    auto found = find_route(app.routes, request.method, request.path, {});
    if (!found.route || found.route->access != Access::unasked) {
        caller = caller_of(head, request.json, app);
        introduce(request, caller);
        found = find_route(app.routes, request.method, request.path, request.actor);
    }
    if (!found.route && !found.allow.empty() && request.method == "OPTIONS")
        return options(found.allow);
    if (!found.route && !found.allow.empty()) return not_allowed(found.allow, request, app);
    if (!found.route) throw Problem::missing("nội dung này");
    pattern = found.route->path;
    request.params = std::move(found.params);
    Response response;
    if (for_signed_in(found.route->access) && request.actor.id == 0) {
        response = ask_to_sign_in(head, body, request, app);
    } else if (found.route->access == Access::member && caller.password_given) {
        response = ask_for_own_password(request);
    } else {
        read_input(head, body, *found.route, caller.by_cookie, request, app);
        response = handled(*found.route, request, app);
    }
    if (caller.new_visit && response.type.starts_with("text/html"))
        response.headers.emplace_back("Set-Cookie",
                                      set_cookie(visit_cookie, caller.secret, -1, app));
    return response;
}

Response guarded(const Head& head, Body& body, Request& request, const std::string& peer,
                 std::string_view& pattern, App& app) {
    try {
        try {
            return dispatch(head, body, request, peer, pattern, app);
        } catch (const Problem& problem) {
            if (auto page = shown_again(problem, request, app)) return std::move(*page);
            return problem_response(problem, request, app);
        }
    } catch (const std::exception& accident) {
        const auto number = app.log.accident(accident, pattern);
        const auto trouble = disk_trouble(accident);
        const bool unknown = dynamic_cast<const sql::OutcomeUnknown*>(&accident) != nullptr;
        try {
            if (unknown) return unknown_outcome_response(number, request, app);
            return trouble == DiskTrouble::none ? accident_response(number, request, app)
                                                : disk_response(trouble, number, request, app);
        } catch (const std::exception& second) {
            app.log.accident(second, "the page about an accident");
            return {500, "Hệ thống gặp sự cố số " + number + ".", "text/plain; charset=utf-8"};
        }
    }
}

// A reader that already has this answer is told so, and gets nothing twice. Only
// for what may be kept: the version of a dossier does not tell of its deadlines
// or its reader.
void shorten(const Head& head, Response& response) {
    const auto known = head.header("if-none-match");
    const auto named = [&](const char* name) {
        return std::ranges::find(response.headers, std::string(name),
                                 &std::pair<std::string, std::string>::first);
    };
    const auto tag = named("ETag");
    if (response.status != 200 || known.empty() || tag == response.headers.end() ||
        named("Cache-Control") == response.headers.end() ||
        known.find(tag->second) == std::string_view::npos)
        return;
    response.status = 304;
    response.body.clear();
    response.stream = nullptr;
}

}  // namespace

Found find_route(std::span<const Route> routes, std::string_view method, const std::string& path,
                 const workflow::Actor& actor) {
    if (method == "HEAD") method = "GET";
    Found found;
    int fewest = 0;
    std::map<std::string, std::string> params;
    for (const auto& route : routes) {
        const auto named = fits(route.path, path, params);
        if (!named || !is_open(route, actor)) continue;
        if (route.method != method) {
            if (found.allow.find(route.method) == std::string::npos)
                found.allow.append(found.allow.empty() ? "" : ", ").append(route.method);
        } else if (!found.route || *named < fewest) {
            // "/dossiers/new" before "/dossiers/:id".
            fewest = *named;
            found.route = &route;
            found.params = params;
        }
    }
    return found;
}

namespace {

// As much of it as the database keeps, and nothing that could do harm.
std::string plain(std::string_view agent) {
    std::string text(agent.substr(0, 200));
    std::erase_if(text, [](char c) { return c < ' ' || c > '~'; });
    return text;
}

}  // namespace

Response answer(const Head& head, Body& body, const std::string& peer, App& app) {
    const auto began = std::chrono::steady_clock::now();
    Request request;
    request.method = head.method == "HEAD" ? "GET" : head.method;
    request.peer = sender_of(head, peer, app.settings.trusted_proxies);
    request.agent = plain(head.header("user-agent"));
    request.json = head.path.starts_with(api);
    request.path = request.json ? head.path.substr(api.size() - 1) : head.path;
    std::string_view pattern = "(none)";
    auto response = guarded(head, body, request, peer, pattern, app);
    if (request.method == "GET") shorten(head, response);

    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - began);
    app.metrics.request(pattern, response.status, took);
    app.log.line("request", {{"method", head.method},
                             {"route", std::string(pattern)},
                             {"api", request.json ? "yes" : "no"},
                             {"status", std::to_string(response.status)},
                             {"us", std::to_string(took.count())}});
    return response;
}

}  // namespace tdkt::server
