#include "server/steps/consequences.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "server/steps/poll.h"
#include "sql/conflicts.h"
#include "sql/council.h"
#include "sql/council_papers.h"
#include "sql/decisions.h"
#include "sql/digest.h"
#include "sql/documents.h"
#include "sql/dossiers.h"
#include "sql/other_votes.h"
#include "sql/people.h"
#include "templates/paper_data.h"
#include "workflow/texts.h"

namespace tdkt::server {

using namespace workflow;
using nlohmann::json;

namespace {

struct Scene {
    sql::Change& change;
    App& app;
    const sql::Act& act;
    const std::vector<Facts>& group;
};

const Facts& facts_of(const Scene& scene, Id nomination) {
    for (const auto& facts : scene.group)
        if (facts.nomination == nomination) return facts;
    throw std::logic_error("a step outside its group");
}

std::set<Id> dossiers_of(const Scene& scene) {
    std::set<Id> dossiers;
    for (const auto& step : scene.act.steps) dossiers.insert(step.dossier);
    return dossiers;
}

std::vector<Id> nominations_of(const Scene& scene) {
    std::vector<Id> nominations;
    for (const auto& step : scene.act.steps) nominations.push_back(step.nomination);
    return nominations;
}

// Every letter gets its number in the series of its unit, a repeated one a new number.
json on_submit(const Scene& scene) {
    json letters = json::object();
    for (const auto id : dossiers_of(scene)) {
        auto& db = scene.change.db();
        const auto dossier = sql::load_dossier(db, id);
        const auto unit = sql::load_unit(db, dossier.unit);
        const int number =
            sql::take_next_number(scene.change, dossier.organ, "letter-" + std::to_string(unit.id),
                                  year_of(day_of(scene.act.at)));
        sql::set_submitted(scene.change, id, scene.act.actor, scene.act.at, number,
                           templates::letter_symbol(unit.symbol, unit.code));
        letters[std::to_string(id)] = number;
    }
    sql::match_conflicts(scene.change, scene.group.front().organ, nominations_of(scene));
    return {{"letters", letters}};
}

// The day of intake chooses the rules by which the dossier is judged. A dossier
// that comes back after a return keeps its receipt and its rules.
json on_receive(const Scene& scene) {
    const auto today = day_of(scene.act.at);
    const auto& pack = scene.app.rules.on(today);
    for (const auto id : dossiers_of(scene)) {
        const auto dossier = sql::load_dossier(scene.change.db(), id);
        if (!dossier.receipt.empty()) continue;
        const int number =
            sql::take_next_number(scene.change, dossier.organ, "receipt", year_of(today));
        const auto clock = pack.clocks.find(State::received);
        const auto due =
            scene.app.rules.calendar.after(today, clock == pack.clocks.end() ? 0 : clock->second);
        const auto digits = std::to_string(number);
        sql::set_received(scene.change, id,
                          "TN-" + std::to_string(year_of(today)) + "-" +
                              std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits,
                          scene.act.at, iso(due), pack.code);
    }
    return {{"pack", pack.code}};
}

json on_schedule(const Scene& scene) {
    const auto nominations = nominations_of(scene);
    sql::put_on_agenda(scene.change, scene.act.on, nominations);
    sql::match_conflicts(scene.change, scene.group.front().organ, nominations);
    return {{"meeting", scene.act.on}};
}

json on_postpone(const Scene& scene) {
    for (const auto& step : scene.act.steps)
        sql::take_off_agenda(scene.change, facts_of(scene, step.nomination).meeting,
                             step.nomination);
    return json::object();
}

// What is voted on is fixed here: the hash of every item, and of the whole.
json on_open_vote(const Scene& scene) {
    auto& db = scene.change.db();
    const auto meeting = sql::load_meeting(db, scene.act.on);
    make_poll(scene.change, meeting);
    const auto contents = sql::load_contents(db, meeting.id);
    std::map<Id, std::string> hash_of;
    for (const auto& nomination : contents.nominations)
        hash_of[nomination.id] = sql::sha256_hex(canonical(nomination, contents.attachments));
    std::vector<std::string> hashes;
    std::string whole;
    for (const auto& item : meeting.agenda) {
        hashes.push_back(hash_of.at(item.nomination));
        whole += hashes.back();
    }
    const auto agenda_hash = sql::sha256_hex(whole);
    sql::lock_agenda(scene.change, meeting, hashes, agenda_hash, scene.act.at);
    return {{"agenda", agenda_hash}};
}

// What was said by name is counted when the result is declared; the others before.
void keep_named_count(const Scene& scene, const Meeting& meeting, Id nomination) {
    for (const auto& item : meeting.agenda)
        if (item.nomination == nomination && item.form == Form::open)
            sql::keep_count(scene.change, meeting.id, item, scene.act.at);
}

// The count was before the meeting was over, and so is its number. Where nobody was named to
// count there are no minutes of it.
void number_minutes(const Scene& scene, const Meeting& meeting) {
    const auto number = [&](CouncilPaper kind) {
        sql::number_paper(scene.change, meeting, kind, meeting.held_on, scene.act.actor.id,
                          scene.act.at);
    };
    if (!sql::tellers(scene.change.db(), meeting.id).empty()) number(CouncilPaper::count_minutes);
    number(CouncilPaper::minutes);
}

json on_declare(const Scene& scene) {
    json counts = json::object();
    const auto meeting = sql::load_meeting(scene.change.db(), scene.act.on);
    for (const auto& step : scene.act.steps) {
        const auto& count = facts_of(scene, step.nomination).count;
        keep_named_count(scene, meeting, step.nomination);
        sql::set_verdict(scene.change, scene.act.on, step.nomination, count.base(), step.row->to);
        if (scene.act.steps.size() <= 20)
            counts[std::to_string(step.nomination)] = {count.yes, count.base()};
    }
    sql::set_declared(scene.change, scene.act.on, scene.act.at);
    number_minutes(scene, meeting);
    // That the key is gone stands in the history for good, and with it who opened the ballots.
    const auto& poll = meeting.poll;
    return {
        {"counts", counts},
        {"poll",
         {{"opened_by", poll.opened_by}, {"opened_at", poll.counted_at}, {"key", "destroyed"}}}};
}

std::string text_of(const Citation& cite) {
    return cite.article + ", " + cite.document;
}

// The rule that lets them decide stands with the decision, and so in the papers.
json decide_tie(const Scene& scene, bool carried) {
    const auto& facts = scene.group.front();
    const auto meeting = sql::load_meeting(scene.change.db(), facts.meeting);
    const auto member = member_of(meeting, scene.act.actor.id);
    if (!member) throw std::logic_error("a tie decided by nobody of the council");
    const auto dossier = sql::load_dossier(scene.change.db(), facts.dossier);
    const auto basis = text_of(scene.app.rules.pack(dossier.pack).tie_citation);
    constexpr std::size_t most = 2000;  // bytes, as the column has
    sql::add_tie_decision(
        scene.change, meeting.id, facts.nomination,
        {member->id, scene.act.actor.id, "", std::string(opening(scene.act.reason, most)), basis,
         carried, scene.act.at});
    return {{"meeting", meeting.id}, {"tie", carried ? "yes" : "no"}, {"basis", basis}};
}

json on_decide_for(const Scene& scene) {
    return decide_tie(scene, true);
}

json on_decide_against(const Scene& scene) {
    return decide_tie(scene, false);
}

json on_suspend(const Scene& scene) {
    constexpr std::size_t most = 1000;  // bytes, as the column has
    const std::string reason(opening(scene.act.reason, most));
    for (const auto& step : scene.act.steps)
        sql::set_suspension(scene.change, step.nomination, reason);
    return json::object();
}

json on_resume(const Scene& scene) {
    for (const auto& step : scene.act.steps) sql::set_suspension(scene.change, step.nomination, "");
    return json::object();
}

json on_reconsider(const Scene& scene) {
    for (const auto& step : scene.act.steps) sql::leave_meeting(scene.change, step.nomination);
    sql::close_decision(scene.change, scene.act.on, "reconsidered", /*free_items=*/true);
    return json::object();
}

json on_refuse(const Scene& scene) {
    sql::close_decision(scene.change, scene.act.on, "refused", /*free_items=*/false);
    return json::object();
}

struct Consequence {
    Event event;
    json (*carry)(const Scene&);
};

constexpr auto consequences = std::to_array<Consequence>({
    {Event::submit, on_submit},
    {Event::receive, on_receive},
    {Event::schedule, on_schedule},
    {Event::postpone, on_postpone},
    {Event::open_vote, on_open_vote},
    {Event::declare, on_declare},
    {Event::decide_for, on_decide_for},
    {Event::decide_against, on_decide_against},
    {Event::suspend, on_suspend},
    {Event::resume, on_resume},
    {Event::reconsider, on_reconsider},
    {Event::refuse, on_refuse},
});

}  // namespace

json carry_consequences(sql::Change& change, App& app, const sql::Act& act,
                        const std::vector<Facts>& group) {
    for (const auto& consequence : consequences)
        if (consequence.event == act.event) return consequence.carry({change, app, act, group});
    return json::object();
}

}  // namespace tdkt::server
