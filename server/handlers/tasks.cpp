#include "server/handlers/tasks.h"

#include <algorithm>
#include <map>

#include "sql/appraisal.h"
#include "sql/conflicts.h"
#include "sql/council.h"
#include "sql/facts.h"
#include "sql/votes.h"
#include "sql/waiting.h"
#include "workflow/courses.h"
#include "workflow/texts.h"

namespace tdkt::server {

using namespace workflow;
using templates::Task;
using templates::Work;

namespace {

constexpr int most_of_a_kind = 50;

// Whether a step is work that waits for one of these roles. An officer prepares
// what the head of the unit submits.
bool waits_for(const Transition& row, Role roles) {
    return leads_on(row.event) &&
           (has(row.role, roles) || (row.event == Event::submit && has(Role::unit_officer, roles)));
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

std::string path(const char* kind, Id id) {
    return std::string(kind) + std::to_string(id);
}

// What each draft of a unit lacks, each part once. A draft without a nomination is
// not among them.
std::map<Id, std::vector<std::string>> missing_parts(soci::session& db, App& app, Id unit) {
    std::map<Id, std::vector<std::string>> lacks;
    for (const auto& facts :
         sql::load_facts(db, sql::Of::drafts_of_unit, unit, app.rules, day_of(app.now()))) {
        auto& parts = lacks[facts.dossier];
        for (const auto& part : facts.missing_parts)
            if (std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
    }
    return lacks;
}

// Who has a draft: the officer while something is lacking, then the head.
Task draft_task(const Actor& reader, Task task, const std::vector<std::string>* parts) {
    const bool head = has(Role::unit_head, reader.roles);
    const bool officer = has(Role::unit_officer, reader.roles);
    if (parts != nullptr && parts->empty()) {
        task.work = head ? Work::submit_draft : Work::in_preparation;
        if (!head) task.what = "Hồ sơ đủ thành phần, chờ thủ trưởng đơn vị trình";
    } else {
        task.work = officer ? Work::finish_draft : Work::in_preparation;
        task.what =
            (officer ? "Hoàn thiện hồ sơ: còn thiếu " : "Chuyên viên đang soạn: còn thiếu ") +
            (parts != nullptr ? listed(*parts, "; ", templates::small_first) : "danh sách đề nghị");
    }
    return task;
}

// Of drafts that are more than those given it is not known how far they are: they
// count with the unfinished ones.
void count_drafts(std::vector<Task>& drafts, int of_state) {
    const auto more = of_state - static_cast<int>(drafts.size());
    for (auto& task : drafts)
        if (task.work != Work::submit_draft)
            task.of_kind =
                more + static_cast<int>(std::ranges::count(drafts, task.work, &Task::work));
}

// What a unit may do to others' dossiers is nothing.
void add_dossiers(soci::session& db, App& app, const sql::Horizon& horizon,
                  std::vector<Task>& tasks) {
    const auto& reader = horizon.reader();
    const auto states = waiting_states(reader.roles, Through::dossier);
    const bool drafts = std::ranges::find(states, State::draft) != states.end();
    const auto lacks =
        drafts ? missing_parts(db, app, reader.unit) : std::map<Id, std::vector<std::string>>();
    std::vector<Task> in_draft;
    int of_draft = 0;
    for (const auto& one : sql::waiting_dossiers(db, horizon, states, most_of_a_kind)) {
        Task task{Work::mend, path("/dossiers/", one.id), one.unit_name + " – " + one.title,
                  one.since, one.pack};
        if (one.state == State::draft) {
            const auto parts = lacks.find(one.id);
            in_draft.push_back(
                draft_task(reader, task, parts == lacks.end() ? nullptr : &parts->second));
            of_draft = one.of_state;
            continue;
        }
        if (const auto work = templates::work_in(one.state)) task.work = *work;
        task.of_kind = one.of_state;
        tasks.push_back(std::move(task));
    }
    count_drafts(in_draft, of_draft);
    tasks.insert(tasks.end(), in_draft.begin(), in_draft.end());
}

Task meeting_task(const sql::MeetingCard& card, Work work, std::int64_t since) {
    return {work, path("/meetings/", card.id),
            "Phiên họp ngày " + short_date(card.held_on) + " – " + std::to_string(card.items) +
                " đề nghị",
            since};
}

// Before the agenda opens to a member they declare; it does not say what is on it.
Task declaring_task(const sql::MeetingCard& card) {
    Task task{Work::declare_conflicts, path("/meetings/", card.id) + "/conflicts",
              "Phiên họp ngày " + short_date(card.held_on), start_of(card.held_on)};
    task.when = "Họp lúc " + card.held_at + " ngày " + short_date(card.held_on);
    return task;
}

// What a meeting that has no results yet wants of the secretary.
Task secretary_task(const sql::MeetingCard& card) {
    if (card.opened_at != 0) return meeting_task(card, Work::declare, card.opened_at);
    auto task = meeting_task(card, Work::prepare_meeting, start_of(card.held_on));
    task.when = "Họp lúc " + card.held_at + " ngày " + short_date(card.held_on);
    return task;
}

// Fit nominations that no meeting has yet.
void add_waiting(soci::session& db, const sql::Horizon& horizon, std::vector<Task>& tasks) {
    const auto waiting = sql::awaiting_meeting(db, horizon);
    if (waiting.empty()) return;
    const auto first = std::ranges::min_element(waiting, {}, &sql::Waiting::since);
    tasks.push_back({Work::schedule, "/meetings",
                     std::to_string(waiting.size()) + " đề nghị chờ đưa vào chương trình họp",
                     first->since});
}

void add_meetings(soci::session& db, const sql::Horizon& horizon, std::vector<Task>& tasks) {
    const auto& reader = horizon.reader();
    const auto voters = Role::council_member | Role::council_chair;
    const bool secretary = has(Role::council_secretary, reader.roles);
    if (!secretary && !has(voters, reader.roles)) return;
    const auto to_vote_in = sql::meetings_to_vote_in(db, reader);
    const auto to_sign = sql::minutes_to_sign(db, reader);
    const auto to_declare = sql::meetings_to_declare_for(db, reader);
    for (const auto& card : sql::load_meetings(db, horizon)) {
        if (to_declare.contains(card.id)) tasks.push_back(declaring_task(card));
        if (to_vote_in.contains(card.id)) {
            tasks.push_back(meeting_task(card, Work::vote, card.opened_at));
            tasks.back().href += "/ballot";
        }
        if (to_sign.contains(card.id) && card.declared_at != 0)
            tasks.push_back(meeting_task(card, Work::sign_minutes, card.declared_at));
        if (secretary && card.declared_at == 0) tasks.push_back(secretary_task(card));
    }
    if (secretary) add_waiting(db, horizon, tasks);
}

void add_decisions(soci::session& db, const sql::Horizon& horizon, std::vector<Task>& tasks) {
    const auto& reader = horizon.reader();
    const auto states = waiting_states(reader.roles, Through::decision);
    for (const auto& one : sql::waiting_decisions(db, horizon, states, most_of_a_kind))
        tasks.push_back(
            {one.state == State::recommended ? Work::present : *templates::work_in(one.state),
             path("/decisions/", one.id), one.title, one.since});
    if (!has(Role::standing_office, reader.roles)) return;
    const auto waiting = sql::count_awaiting_decision(db, horizon);
    if (waiting.count > 0)
        tasks.push_back({Work::draft_decision, "/decisions",
                         std::to_string(waiting.count) + " đề nghị chờ lập dự thảo quyết định",
                         waiting.since});
}

// The newest of a person's open sheets of appraisal.
void add_sheets(soci::session& db, const sql::Horizon& horizon, std::vector<Task>& tasks) {
    const auto& reader = horizon.reader();
    if (!has(appraisers, reader.roles)) return;
    sql::SheetQuery query;
    query.account = reader.id;
    query.unit = reader.unit;
    query.open = true;
    query.seen_by = &horizon;
    query.most = most_of_a_kind;
    for (const auto& card : sql::load_sheets(db, query)) {
        if (!is_theirs(card.sheet, reader)) continue;
        Task task{Work::write_sheet, path("/appraisals/", card.sheet.id),
                  card.nominee + " – " + dossier_code(card.sheet.dossier), card.sheet.assigned_at,
                  card.pack};
        task.due = parse_day(card.sheet.due_on);
        tasks.push_back(std::move(task));
    }
}

}  // namespace

std::vector<Task> tasks_of(soci::session& db, App& app, const sql::Horizon& horizon) {
    std::vector<Task> tasks;
    add_dossiers(db, app, horizon, tasks);
    add_sheets(db, horizon, tasks);
    add_meetings(db, horizon, tasks);
    add_decisions(db, horizon, tasks);
    return tasks;
}

}  // namespace tdkt::server
