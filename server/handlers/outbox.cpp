#include "server/handlers/outbox.h"

#include "server/handlers/lists.h"
#include "server/showing/show.h"
#include "server/steps/recorded.h"
#include "sql/outbox.h"
#include "templates/views/outbox.h"

namespace tdkt::server {

using namespace workflow;

namespace {

constexpr int page_size = 50, newest_acts = 20;

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

// What a person does to a message: the reason is kept with their name.
Response act_on(const Request& request, App& app, const char* act,
                void (*change_message)(sql::Change&, Id, Id, std::int64_t)) {
    return recorded(request, app, [&](sql::Change& change) {
        change_message(change, request.actor.organ, request.id(), app.now());
        sql::record_act(change, {request.actor.organ, app.now(), request.actor.id, act,
                                 request.id(), request.text("reason")});
        return changed(request, "/outbox");
    });
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
    const auto organ = request.actor.organ;
    auto view = app.database.read([&](auto& db) {
        auto found = sql::messages(
            db, organ, {page.channel, page.state, request.number("before"), page_size + 1});
        const auto next = cut(found, page_size);
        auto filled = page;
        for (const auto& line : found) filled.messages.push_back(shown(line, app.now()));
        for (const auto& act : sql::outbox_acts(db, organ, newest_acts))
            filled.acts.push_back({act.at, act.act, act.actor_name, act.reason, act.subject});
        const auto counts = sql::count_messages(db, organ);
        filled.waiting = counts.waiting;
        filled.dead = counts.dead;
        auto made = templates::outbox_view(filled);
        put_next(made, request, next);
        return made;
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
