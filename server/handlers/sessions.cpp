#include "server/handlers/sessions.h"

#include "server/access/sign_in.h"
#include "server/access/throttle.h"
#include "server/access/tokens.h"
#include "server/app.h"
#include "server/front/caller.h"
#include "server/front/forms.h"
#include "server/front/text.h"
#include "server/showing/again.h"
#include "server/showing/answers.h"
#include "server/showing/frame.h"
#include "server/showing/problem_response.h"
#include "server/steps/accounts.h"
#include "server/steps/recorded.h"
#include "templates/engine.h"

namespace tdkt::server {
namespace {

using workflow::Problem;

nlohmann::json sign_in_view(const Request& request, App& app) {
    auto view = frame(request, app, "Đăng nhập");
    const auto next = safe_next(request.text("next"));
    if (next != "/") view["next"] = next;
    return view;
}

bool is_kept(const std::string& name) {
    return name != "csrf" && name != "version" && name != "idempotency_key" &&
           name.find("password") == std::string::npos;
}

std::string encoded(const Typed& typed) {
    std::string text;
    for (const auto& [name, value] : typed)
        if (is_kept(name))
            text +=
                (text.empty() ? "" : "&") + percent_encoded(name) + '=' + percent_encoded(value);
    return text;
}

// What was typed before, as it goes through the form on which the person signs in.
void put_kept(nlohmann::json& view, const std::string& for_whom, const std::string& path,
              const std::string& kept) {
    constexpr std::size_t most = 200'000;
    view["lost"] = true;
    view["written"] = nlohmann::json::array();
    for (const auto& [name, value] : parse_pairs(kept))
        if (value.find(' ') != std::string::npos) view["written"].push_back({{"text", value}});
    view["has_written"] = !view["written"].empty();
    if (for_whom.empty() || kept.size() > most) return;
    view["kept"] = {{"for", for_whom}, {"path", path}, {"fields", kept}};
}

// The page of the form with everything in it, for the person who had typed it.
std::optional<Response> gone_on(const Request& request, const SignedIn& signed_in, App& app) {
    if (request.text("kept").empty() || request.text("kept_for") != request.text("username"))
        return {};
    const auto visitor = open_session(app, signed_in.token);
    // Nothing but their own password is open to whoever got theirs from somebody else.
    if (!visitor || visitor->session.account.password_given) return {};
    auto reader = asking_for(request.path, request);
    reader.actor = signed_in.actor;
    reader.session = visitor->session.token_hash;
    reader.organ_name = visitor->organ_name;
    reader.unread = visitor->unread;
    reader.csrf = csrf_of(signed_in.token);
    Again again;
    again.words =
        "Ông/Bà đã đăng nhập lại. Nội dung đã nhập trước khi phiên làm việc hết hạn còn nguyên "
        "trong biểu mẫu và chưa được lưu: hãy xem lại rồi gửi.";
    again.path = request.text("kept_path");
    again.typed = parse_pairs(request.text("kept"));
    return shown_again(again, reader, app);
}

Response shown(int status, const nlohmann::json& view) {
    return {status, templates::fill("pages/sign_in.mustache", view)};
}

void forget_cookie(Response& response, const App& app) {
    response.headers.emplace_back("Set-Cookie", set_cookie(session_cookie, "", 0, app));
}

void sign_out(const Request& request, App& app) {
    app.database.change_alike(
        [&](sql::Change& change) { sql::end_session(change, request.session); });
}

}  // namespace

Response sign_in_to_go_on(const Request& request, const std::string& ended, const Typed& typed,
                          App& app) {
    auto view = frame(request, app, "Đăng nhập");
    const auto visitor = app.database.read([&](auto& db) { return sql::find_session(db, ended); });
    const auto username = visitor ? visitor->session.account.username : std::string();
    put_kept(view, username, request.path, encoded(typed));
    view["form"] = {{"username", username}};
    const auto page =
        visitor ? page_of_form(request.path, visitor->session.account.actor(), app) : "";
    if (!page.empty()) view["next"] = page;
    return shown(401, view);
}

// GET /sign-in
Response show_sign_in(const Request& request, App& app) {
    if (request.actor.id != 0) return see_other(safe_next(request.text("next")));
    return shown(200, sign_in_view(request, app));
}

// POST /sign-in. What is wrong is shown on the form, with the name as typed.
Response post_sign_in(const Request& request, App& app) {
    try {
        const auto signed_in = sign_in(app, request.text("username"), request.text("password"),
                                       request.peer, request.agent);
        auto page = gone_on(request, signed_in, app);
        auto response = page ? std::move(*page) : see_other(safe_next(request.text("next")));
        response.headers.emplace_back(
            "Set-Cookie",
            set_cookie(session_cookie, signed_in.token, app.settings.session_hours * 3600, app));
        return response;
    } catch (const Problem& problem) {
        auto view = sign_in_view(request, app);
        view["form"] = {{"username", request.text("username")}};
        view["fault_text"] = "Chưa đăng nhập được.";
        add_faults(view, problem);
        if (!request.text("kept").empty())
            put_kept(view, request.text("kept_for"), request.text("kept_path"),
                     request.text("kept"));
        return shown(problem.status(), view);
    }
}

// POST /api/v1/sessions
Response post_session(const Request& request, App& app) {
    if (!request.json) throw Problem::missing("nội dung này");
    const auto signed_in = sign_in(app, request.text("username"), request.text("password"),
                                   request.peer, request.agent);
    return created("/api/v1/sessions", {{"token", signed_in.token},
                                        {"name", signed_in.actor.name},
                                        {"hours", app.settings.session_hours}});
}

// DELETE /api/v1/sessions
Response delete_session(const Request& request, App& app) {
    sign_out(request, app);
    auto response = no_content();
    forget_cookie(response, app);
    return response;
}

// POST /sign-out
Response post_sign_out(const Request& request, App& app) {
    if (request.actor.id != 0) sign_out(request, app);
    auto response = see_other("/sign-in");
    forget_cookie(response, app);
    return response;
}

}  // namespace tdkt::server
