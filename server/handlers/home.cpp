#include "server/handlers/home.h"

#include <set>

#include "server/showing/show.h"
#include "server/steps/recorded.h"
#include "sql/campaigns.h"
#include "sql/council.h"
#include "sql/decisions.h"
#include "sql/dossiers.h"
#include "sql/notices.h"
#include "templates/views/office.h"
#include "workflow/decide.h"

namespace tdkt::server {

using namespace workflow;
using templates::Task;

namespace {

constexpr int most_of_a_kind = 50;

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
    for (const auto state : waiting_states(reader.roles, Through::dossier)) {
        // What a unit may do to others' dossiers is nothing.
        sql::Search search;
        search.state = state;
        search.most = most_of_a_kind;
        for (const auto& card : sql::load_cards(db, reader, search)) {
            std::int64_t since = 0;
            for (const auto& n : card.nominations)
                if (n.state == state) since = std::max(since, n.since);
            tasks.push_back({"/dossiers/" + std::to_string(card.id),
                             card.unit_name + " – " + card.title, state, since, card.pack});
        }
    }
}

// Drafts without a nomination yet have no state to search by.
void add_empty_drafts(soci::session& db, const Actor& reader, std::vector<Task>& tasks) {
    if (!has(Role::unit_officer | Role::unit_head, reader.roles)) return;
    for (const auto& card : sql::load_cards(db, reader, {}))
        if (card.nominations.empty())
            tasks.push_back({"/dossiers/" + std::to_string(card.id), card.title, State::draft,
                             card.created_at, ""});
}

void add_meetings(soci::session& db, const Actor& reader, std::vector<Task>& tasks) {
    const auto voters = Role::council_member | Role::council_chair;
    const bool secretary = has(Role::council_secretary, reader.roles);
    if (!secretary && !has(voters, reader.roles)) return;
    for (const auto& card : sql::load_meetings(db, reader.organ)) {
        if (card.declared_at != 0) continue;
        const bool open = card.opened_at != 0;
        const auto meeting = sql::load_meeting(db, card.id);
        const auto member = member_of(meeting, reader.id);
        const bool to_vote = open && member && member->presence != Presence::absent &&
                             !member->recused && sql::voted(db, card.id, member->id).empty();
        if (!to_vote && !secretary) continue;
        tasks.push_back({"/meetings/" + std::to_string(card.id),
                         "Phiên họp ngày " + short_date(card.held_on) + " – " +
                             std::to_string(card.items) + " đề nghị",
                         open ? State::voting : State::on_agenda,
                         open ? card.opened_at : start_of(card.held_on), ""});
    }
}

void add_decisions(soci::session& db, const Actor& reader, std::vector<Task>& tasks) {
    const auto states = waiting_states(reader.roles, Through::decision);
    if (states.empty()) return;
    for (const auto& card : sql::load_decisions(db, reader.organ)) {
        const auto state = find<State>(card.state);
        if (!card.outcome.empty() || !state) continue;
        if (std::find(states.begin(), states.end(), *state) == states.end()) continue;
        tasks.push_back(
            {"/decisions/" + std::to_string(card.id), card.title, *state, card.created_at, ""});
    }
    const auto waiting = sql::awaiting_decision(db, reader.organ).size();
    if (waiting > 0 && has(Role::standing_office, reader.roles))
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
        add_empty_drafts(db, request.actor, tasks);
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
        const bool more = notices.size() > page_size;
        if (more) notices.resize(page_size);
        std::vector<templates::Told> list;
        for (const auto& notice : notices) list.push_back(told(notice));
        return templates::notices_view(list, more ? list.back().id : 0);
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
        std::map<Id, std::vector<nlohmann::json>> dossiers;
        for (const auto& round : campaign.rounds) {
            sql::Search search;
            search.round = round.id;
            search.most = 200;
            for (const auto& card : sql::load_cards(db, request.actor, search))
                dossiers[round.id].push_back(recent_row(card, now));
        }
        return templates::campaign_view(campaign, dossiers, now);
    });
    return show(request, app, "campaign", view);
}

// GET /help
Response show_help(const Request& request, App& app) {
    return show(request, app, "help", templates::help_view());
}

}  // namespace tdkt::server
