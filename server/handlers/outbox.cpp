#include "server/handlers/outbox.h"

#include "server/handlers/lists.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/recorded.h"
#include "sql/outbox.h"
#include "templates/views/outbox.h"

namespace tdkt::server {

using namespace workflow;

namespace {

constexpr std::size_t page_size = 50;
constexpr int newest_acts = 20;

template <class E>
std::string known_code(const Request& request, const char* field) {
    const auto text = request.text(field);
    if (!text.empty() && !find<E>(text))
        throw Problem::field(field, "Không có giá trị “" + text + "”.");
    return text;
}

templates::MessageShown shown(const sql::MessageLine& line, std::int64_t now) {
    const auto& m = line.message;
    return {m.id,         m.channel, m.state,     line.target_name, line.event,          m.dossier,
            m.created_at, m.run_at,  m.closed_at, m.attempts,       m.taken_until > now, m.error};
}

// Whom a message goes to, when, and how many wait would tell of what is hidden from them.
void expect_unconcerned(soci::session& db, const Request& request) {
    if (sql::Horizon(db, request.actor).is_wary())
        throw Problem(Kind::forbidden, reserved_for_others);
}

// What a person does to a message: the reason is kept with their name.
Response act_on(const Request& request, App& app, const char* act,
                void (*change_message)(sql::Change&, Id, Id, std::int64_t)) {
    return recorded(request, app, [&](sql::Change& change) {
        expect_unconcerned(change.db(), request);
        change_message(change, request.actor.organ, request.id(), app.now());
        sql::record_act(change, {request.actor.organ, app.now(), request.actor.id, act,
                                 request.id(), request.text("reason")});
        return changed(request, "/outbox");
    });
}

nlohmann::json listed(soci::session& db, const Request& request, const sql::Horizon& horizon,
                      templates::OutboxShown page, std::int64_t now) {
    const auto organ = request.actor.organ;
    auto found = sql::messages(
        db, horizon,
        {page.channel, page.state, request.number("before"), static_cast<int>(page_size) + 1});
    const auto next = cut(found, page_size);
    for (const auto& line : found) page.messages.push_back(shown(line, now));
    for (const auto& act : sql::outbox_acts(db, organ, newest_acts))
        page.acts.push_back({act.at, act.act, act.actor_name, act.reason, act.subject});
    const auto counts = sql::count_messages(db, organ);
    page.waiting = counts.waiting;
    page.dead = counts.dead;
    auto made = templates::outbox_view(page);
    put_next(made, request, next);
    return made;
}

}  // namespace

// GET /outbox
Response list_messages(const Request& request, App& app) {
    templates::OutboxShown page;
    page.channel = known_code<Channel>(request, "channel");
    page.state = known_code<Delivery>(request, "state");
    page.mail_is_set = app.settings.mail.is_set();
    page.edxml_is_set = !app.settings.edxml_folder.empty();
    page.may_edit = has(Role::administrator, request.actor.roles);
    auto view = app.database.read([&](auto& db) {
        const sql::Horizon horizon(db, request.actor);
        auto filled = page;
        if (horizon.is_wary()) {
            filled.reserved_text = reserved_for_others;
            auto made = templates::outbox_view(filled);
            put_next(made, request, 0);
            return made;
        }
        return listed(db, request, horizon, std::move(filled), app.now());
    });
    return show(request, app, "outbox", std::move(view));
}

// POST /outbox/:id/resend
Response post_resend(const Request& request, App& app) {
    return act_on(request, app, "resend", sql::resend_message);
}

// POST /outbox/:id/give-up
Response post_give_up(const Request& request, App& app) {
    return act_on(request, app, "give_up", sql::give_up_message);
}

}  // namespace tdkt::server
