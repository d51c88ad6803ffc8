#include "server/front/caller.h"

#include <algorithm>

#include "server/access/sign_in.h"
#include "server/access/tokens.h"

namespace tdkt::server {
namespace {

using workflow::Kind;
using workflow::Problem;

void take(Caller& caller, const sql::Visitor& visitor) {
    caller.actor = visitor.session.account.actor();
    caller.session = visitor.session.token_hash;
    caller.organ_name = visitor.organ_name;
    caller.unread = visitor.unread;
    caller.password_given = visitor.session.account.password_given;
}

}  // namespace

std::optional<std::string> bearer_token(const Head& head) {
    constexpr std::string_view scheme = "bearer ";
    const auto authorization = head.header("authorization");
    if (authorization.empty()) return {};
    std::string word(authorization.substr(0, scheme.size()));
    // The name of a scheme is the same in any case (RFC 9110, 11.1).
    for (auto& c : word)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (word != scheme) return std::string();
    auto token = authorization.substr(scheme.size());
    token.remove_prefix(std::min(token.find_first_not_of(' '), token.size()));
    return std::string(token);
}

Caller caller_of(const Head& head, bool json, App& app) {
    Caller caller;
    if (const auto token = bearer_token(head)) {
        const auto visitor = open_session(app, *token);
        if (!visitor)
            throw Problem(Kind::signed_out,
                          "Phiên làm việc không có hoặc đã hết hạn. Hãy đăng nhập lại.");
        take(caller, *visitor);
        return caller;
    }
    const auto token = cookie(head, session_cookie);
    if (const auto visitor = open_session(app, token)) {
        take(caller, *visitor);
        caller.secret = token;
        caller.by_cookie = true;
        return caller;
    }
    if (json) return caller;
    caller.secret = cookie(head, visit_cookie);
    caller.by_cookie = true;
    if (!looks_like_token(caller.secret)) {
        caller.secret = new_token();
        caller.new_visit = true;
    }
    return caller;
}

std::string set_cookie(std::string_view name, const std::string& value, std::int64_t seconds,
                       const App& app) {
    auto text = std::string(name) + '=' + value + "; Path=/; HttpOnly; SameSite=Lax";
    if (seconds >= 0) text += "; Max-Age=" + std::to_string(seconds);
    if (app.settings.secure()) text += "; Secure";
    return text;
}

void check_csrf(const Request& request, const std::string& sent) {
    if (request.csrf.empty() || !same_secret(request.csrf, sent))
        throw Problem(Kind::forbidden,
                      "Trang vừa gửi được mở từ một phiên đăng nhập khác, hoặc không phải của hệ "
                      "thống, nên chưa có gì được ghi. Hãy xem lại nội dung rồi gửi lại.");
}

}  // namespace tdkt::server
