#include "server/handlers/sessions.h"

#include "server/access/sign_in.h"
#include "server/access/throttle.h"
#include "server/access/tokens.h"
#include "server/app.h"
#include "server/front/caller.h"
#include "server/front/text.h"
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

Response shown(int status, const nlohmann::json& view) {
    return {status, templates::fill("pages/sign_in.mustache", view)};
}

void forget_cookie(Response& response, const App& app) {
    response.headers.emplace_back("Set-Cookie", set_cookie(session_cookie, "", 0, app));
}

void sign_out(const Request& request, App& app) {
    app.database.change([&](sql::Change& change) { sql::end_session(change, request.session); });
}

}  // namespace

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
        auto response = see_other(safe_next(request.text("next")));
        response.headers.emplace_back(
            "Set-Cookie",
            set_cookie(session_cookie, signed_in.token, app.settings.session_hours * 3600, app));
        return response;
    } catch (const Problem& problem) {
        auto view = sign_in_view(request, app);
        view["form"] = {{"username", request.text("username")}};
        view["fault_text"] = "Chưa đăng nhập được.";
        add_faults(view, problem);
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
