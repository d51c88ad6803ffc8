#include "server/handlers/home.h"

#include <algorithm>

#include "server/handlers/lists.h"
#include "server/showing/show.h"
#include "server/steps/recorded.h"
#include "sql/campaigns.h"
#include "sql/council.h"
#include "sql/desk.h"
#include "sql/dossiers.h"
#include "sql/notices.h"
#include "sql/votes.h"
#include "templates/views/office.h"
#include "workflow/decide.h"

namespace tdkt::server {

using namespace workflow;
using templates::Task;

namespace {

constexpr int most_of_a_kind = 50;
constexpr int most_of_a_campaign = 200;

// Whether a step is work that waits for one of these roles. An officer prepares
// what the head of the unit submits.
bool waits_for(const Transition& row, Role roles) {
    if (row.from == row.to || row.event == Event::withdraw || row.event == Event::postpone)
        return false;
    return has(row.role, roles) || (row.event == Event::submit && has(Role::unit_officer, roles));
}

// The states in which a nomination waits for one of these roles, through one kind of act.
std::vector<State> waiting_states(Role roles, Through through) {
    std::vector<State> states;
    for (const auto& name : names<State>)
        if (std::any_of(transitions.begin(), transitions.end(), [&](const Transition& row) {
                return row.from == name.value && row.through == through && waits_for(row, roles);
            }))
            states.push_back(name.value);
    return states;
}

void add_dossiers(soci::session& db, const Actor& reader, std::vector<Task>& tasks) {
    // What a unit may do to others' dossiers is nothing.
    const auto states = waiting_states(reader.roles, Through::dossier);
    for (const auto& one : sql::waiting_dossiers(db, reader, states, most_of_a_kind))
        tasks.push_back({"/dossiers/" + std::to_string(one.id), one.unit_name + " – " + one.title,
                         one.state, one.since, one.pack, one.of_state});
}

void add_meetings(soci::session& db, const Actor& reader, std::vector<Task>& tasks) {
    const auto voters = Role::council_member | Role::council_chair;
    const bool secretary = has(Role::council_secretary, reader.roles);
    if (!secretary && !has(voters, reader.roles)) return;
    const auto to_vote_in = sql::meetings_to_vote_in(db, reader);
    for (const auto& card : sql::load_meetings(db, reader.organ)) {
        const bool to_vote = to_vote_in.contains(card.id);
        if (!to_vote && (!secretary || card.declared_at != 0)) continue;
        const bool open = card.opened_at != 0;
        tasks.push_back({"/meetings/" + std::to_string(card.id),
                         "Phiên họp ngày " + short_date(card.held_on) + " – " +
                             std::to_string(card.items) + " đề nghị",
                         open ? State::voting : State::on_agenda,
                         open ? card.opened_at : start_of(card.held_on), ""});
    }
}

void add_decisions(soci::session& db, const Actor& reader, std::vector<Task>& tasks) {
    const auto states = waiting_states(reader.roles, Through::decision);
    for (const auto& one : sql::waiting_decisions(db, reader.organ, states, most_of_a_kind))
        tasks.push_back(
            {"/decisions/" + std::to_string(one.id), one.title, one.state, one.since, ""});
    if (!has(Role::standing_office, reader.roles)) return;
    const auto waiting = sql::count_awaiting_decision(db, reader.organ);
    if (waiting > 0)
        tasks.push_back({"/decisions",
                         std::to_string(waiting) + " đề nghị chờ lập dự thảo quyết định",
                         State::recommended, 0, ""});
}

templates::Told told(const sql::Notice& notice) {
    return {notice.id, notice.text, notice.link, notice.at, notice.read_at == 0};
}

nlohmann::json recent_row(const sql::Card& card, const templates::Now& now) {
    auto row = templates::dossier_row({card.id, card.title, card.unit_name, card.round_name,
                                       card.pack, card.created_at, card.nominations},
                                      now);
    row["href"] = "/dossiers/" + std::to_string(card.id);
    row["item_title"] = card.title;
    row["at_text"] = row["since_text"];
    return row;
}

}  // namespace

// GET /
Response show_home(const Request& request, App& app) {
    const auto now = now_of(app);
    const auto view = app.database.read([&](auto& db) {
        std::vector<Task> tasks;
        add_dossiers(db, request.actor, tasks);
        add_meetings(db, request.actor, tasks);
        add_decisions(db, request.actor, tasks);
        std::vector<templates::Told> fresh;
        for (const auto& notice : sql::unread_notices(db, request.actor.id, 8))
            fresh.push_back(told(notice));
        std::vector<nlohmann::json> recent;
        sql::Search newest;
        newest.most = 8;
        for (const auto& card : sql::load_cards(db, request.actor, newest))
            recent.push_back(recent_row(card, now));
        return templates::home_view(tasks, fresh, sql::load_campaigns(db, request.actor.organ),
                                    recent, request.actor, now);
    });
    return show(request, app, "home", view);
}

// GET /notices
Response list_notices(const Request& request, App& app) {
    constexpr int page_size = 50;
    const auto view = app.database.read([&](auto& db) {
        auto notices = sql::notices(db, request.actor.id, request.number("before"), page_size + 1);
        const auto next = cut(notices, page_size);
        std::vector<templates::Told> list;
        for (const auto& notice : notices) list.push_back(told(notice));
        auto shown = templates::notices_view(list);
        put_next(shown, request, next);
        return shown;
    });
    return show(request, app, "notices", view);
}

// POST /notices/read
Response read_notices(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        sql::mark_all_read(change, request.actor.id, app.now());
        return changed(request, "/notices");
    });
}

// GET /campaigns
Response list_campaigns(const Request& request, App& app) {
    const auto campaigns =
        app.database.read([&](auto& db) { return sql::load_campaigns(db, request.actor.organ); });
    return show(request, app, "campaigns", templates::campaigns_view(campaigns, now_of(app)));
}

// GET /campaigns/:id
Response show_campaign(const Request& request, App& app) {
    const auto now = now_of(app);
    const auto view = app.database.read([&](auto& db) {
        const auto campaign = sql::load_campaign(db, request.actor.organ, request.id());
        sql::Search search;
        search.campaign = campaign.id;
        search.most = most_of_a_campaign;
        std::map<Id, std::vector<nlohmann::json>> dossiers;
        for (const auto& card : sql::load_cards(db, request.actor, search))
            dossiers[card.round].push_back(recent_row(card, now));
        const auto counts = sql::count_by_round(db, request.actor, campaign.id);
        return templates::campaign_view(campaign, dossiers, counts, now);
    });
    return show(request, app, "campaign", view);
}

// GET /help
Response show_help(const Request& request, App& app) {
    return show(request, app, "help", templates::help_view());
}

}  // namespace tdkt::server
