// Every page and every call of the API. A page and a call are two showings of
// one handler: GET /dossiers/7 and GET /api/v1/dossiers/7 are the same row.
#include <array>

#include "server/assets.h"
#include "server/http.h"
#include "server/openapi.h"
#include "server/probes.h"
#include "server/sessions.h"

namespace tdkt::server {
namespace {

constexpr workflow::Role everybody = {};

constexpr auto table = std::to_array<Route>({
    // clang-format off
    {"GET",    "/sign-in",          Access::anyone, everybody, show_sign_in,   next_fields,         "The form to sign in"},
    {"POST",   "/sign-in",          Access::anyone, everybody, post_sign_in,   sign_in_page_fields, "Signs in by the form: gives a cookie"},
    {"POST",   "/sign-out",         Access::anyone, everybody, post_sign_out,  {},                  "Signs out by the form"},
    {"POST",   "/sessions",         Access::anyone, everybody, post_session,   sign_in_fields,      "Signs in: gives a token for Authorization: Bearer"},
    {"DELETE", "/sessions",         Access::member, everybody, delete_session, {},                  "Signs out: the token is no longer good"},
    {"POST",   "/account/password", Access::member, everybody, post_password,  password_fields,     "Changes one's own password and ends one's other sessions"},

    {"GET",    "/assets/:name",     Access::anyone, everybody, show_asset,     {},                  "Style sheets and pictures"},
    {"GET",    "/openapi.json",     Access::anyone, everybody, show_openapi,   {},                  "This description"},
    {"GET",    "/healthz",          Access::anyone, everybody, show_health,    {},                  "Whether the program lives"},
    {"GET",    "/readyz",           Access::anyone, everybody, show_readiness, {},                  "Whether the database answers"},
    {"GET",    "/metrics",          Access::anyone, everybody, show_metrics,   {},                  "Counts in Prometheus text"},
    // clang-format on
});

}  // namespace

std::span<const Route> routes() {
    return table;
}

}  // namespace tdkt::server
