#include "server/handlers/receivers.h"

#include <algorithm>

#include "server/access/tokens.h"
#include "server/outbox/post.h"
#include "server/outbox/webhook.h"
#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/recorded.h"
#include "sql/people.h"
#include "sql/receivers.h"
#include "templates/views/outbox.h"
#include "workflow/courses.h"

namespace tdkt::server {

using namespace workflow;

namespace {

constexpr auto page = "/outbox/receivers";

void note(sql::Change& change, const Request& request, std::int64_t now, const char* act,
          Id subject, const std::string& reason = "") {
    sql::record_act(change, {request.actor.organ, now, request.actor.id, act, subject, reason});
}

templates::ReceiversShown receivers(soci::session& db, const Request& request, const App& app) {
    templates::ReceiversShown shown;
    const auto organ = request.actor.organ;
    for (const auto& w : sql::open_webhooks(db, organ))
        shown.webhooks.push_back({w.id, w.url, w.events, w.created_at, w.shown_at});
    for (const auto& o : sql::open_edxml_organs(db, organ))
        shown.organs.push_back({o.id, o.code, o.name, o.unit_name, o.sender});
    for (const auto& unit : sql::units(db, organ)) shown.units.emplace_back(unit.id, unit.name);
    shown.edxml_is_set = !app.settings.edxml_folder.empty();
    shown.may_edit = has(Role::administrator, request.actor.roles);
    return shown;
}

std::vector<std::string> sent_events(const Request& request) {
    std::vector<std::string> events;
    for (const auto& member : request.input.at("events")) {
        const auto text = member.is_string() ? member.get<std::string>() : member.dump();
        const auto event = find<Event>(text);
        if (!event || is_of_ties(*event))
            throw Problem::field("events", "Không có bước “" + text + "”.");
        if (std::ranges::find(events, text) == events.end()) events.push_back(text);
    }
    if (events.empty()) throw Problem::field("events", "Hãy chọn ít nhất một bước.");
    return events;
}

// "G24.34": letters, digits and dots, as the list of codes has them.
void check_code(const std::string& code) {
    const bool plain = std::ranges::all_of(
        code, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'; });
    if (!plain || code.empty() || code.front() == '.' || code.back() == '.')
        throw Problem::field("code",
                             "Mã định danh chỉ gồm chữ in hoa không dấu, chữ số và dấu chấm.");
}

}  // namespace

// GET /outbox/receivers
Response list_receivers(const Request& request, App& app) {
    const auto shown = app.database.read([&](auto& db) { return receivers(db, request, app); });
    return show(request, app, "outbox_receivers", templates::receivers_view(shown));
}

// POST /outbox/receivers/webhooks
Response post_webhook(const Request& request, App& app) {
    check_webhook_url(request.text("url"), app.settings);
    const auto events = sent_events(request);
    const auto salt = new_token();
    return recorded(request, app, [&](sql::Change& change) {
        const auto id = sql::add_webhook(
            change, {0, request.actor.organ, request.text("url"), events, salt, app.now()});
        note(change, request, app.now(), "webhook_added", id, request.text("url"));
        if (request.json) return created("/api/v1" + std::string(page), {{"id", id}});
        return see_other(page);
    });
}

// POST /outbox/receivers/webhooks/:id/secret. Once; no key of a request is looked at, for the
// answer would be kept with it.
Response post_webhook_secret(const Request& request, App& app) {
    const auto id = request.id();
    app.database.change([&](sql::Change& change) {
        sql::show_webhook_secret(change, request.actor.organ, id, app.now());
        note(change, request, app.now(), "secret_shown", id);
    });
    auto shown = app.database.read([&](auto& db) {
        auto found = receivers(db, request, app);
        found.secret = webhook_secret(app, sql::load_webhook(db, id));
        return found;
    });
    shown.secret_of = id;
    if (request.json) return json_answer({{"secret", shown.secret}});
    return show(request, app, "outbox_receivers", templates::receivers_view(shown));
}

// POST /outbox/receivers/webhooks/:id/close
Response post_webhook_close(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        sql::close_webhook(change, request.actor.organ, request.id(), app.now());
        note(change, request, app.now(), "webhook_closed", request.id(), request.text("reason"));
        return changed(request, page);
    });
}

// POST /outbox/receivers/organs
Response post_edxml_organ(const Request& request, App& app) {
    check_code(request.text("code"));
    return recorded(request, app, [&](sql::Change& change) {
        sql::EdxmlOrgan organ{0,
                              request.actor.organ,
                              request.number("unit"),
                              request.input.value("sender", false),
                              request.text("code"),
                              request.text("name")};
        if (organ.sender) organ.unit = 0;
        if (organ.unit != 0 && sql::load_unit(change.db(), organ.unit).organ != request.actor.organ)
            throw Problem::field("unit", "Không có đơn vị này.");
        organ.created_at = app.now();
        const auto id = sql::add_edxml_organ(change, organ);
        note(change, request, app.now(), "organ_added", id, organ.code + ", " + organ.name);
        if (request.json) return created("/api/v1" + std::string(page), {{"id", id}});
        return see_other(page);
    });
}

// POST /outbox/receivers/organs/:id/close
Response post_edxml_organ_close(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        sql::close_edxml_organ(change, request.actor.organ, request.id(), app.now());
        note(change, request, app.now(), "organ_closed", request.id(), request.text("reason"));
        return changed(request, page);
    });
}

}  // namespace tdkt::server
