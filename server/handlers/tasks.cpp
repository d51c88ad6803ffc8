#include "server/handlers/tasks.h"

#include <algorithm>
#include <optional>

#include "sql/council.h"
#include "sql/decisions.h"
#include "sql/documents.h"
#include "sql/dossiers.h"
#include "sql/facts.h"
#include "workflow/courses.h"
#include "workflow/decide.h"

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

// What a draft lacks, each part once; nothing at all: it has no nomination yet.
std::optional<std::string> lacks(soci::session& db, App& app, Id dossier) {
    const auto group = sql::load_facts(db, sql::Of::dossier, dossier, app.rules, day_of(app.now()));
    if (group.empty()) return {};
    std::vector<std::string> parts;
    for (const auto& facts : group)
        for (const auto& part : facts.missing_parts)
            if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
    std::string text;
    for (const auto& part : parts)
        text += (text.empty() ? "" : "; ") + templates::small_first(part);
    return text;
}

// Who has a draft: the officer while something is lacking, then the head.
Task draft_task(soci::session& db, App& app, const Actor& reader, Task task, Id dossier) {
    const bool head = has(Role::unit_head, reader.roles);
    const bool officer = has(Role::unit_officer, reader.roles);
    const auto parts = lacks(db, app, dossier);
    const bool complete = parts && parts->empty();
    const auto missing = !parts ? "danh sách đề nghị" : *parts;
    if (complete) {
        task.work = head ? Work::submit_draft : Work::in_preparation;
        if (!head) task.what = "Hồ sơ đủ thành phần, chờ thủ trưởng đơn vị trình";
    } else {
        task.work = officer ? Work::finish_draft : Work::in_preparation;
        task.what =
            (officer ? "Hoàn thiện hồ sơ: còn thiếu " : "Chuyên viên đang soạn: còn thiếu ") +
            missing;
    }
    return task;
}

void add_dossiers(soci::session& db, App& app, const Actor& reader, std::vector<Task>& tasks) {
    for (const auto state : waiting_states(reader.roles, Through::dossier)) {
        // What a unit may do to others' dossiers is nothing.
        sql::Search search;
        search.state = state;
        search.most = most_of_a_kind;
        for (const auto& card : sql::load_cards(db, reader, search)) {
            Task task{Work::mend, path("/dossiers/", card.id), card.unit_name + " – " + card.title,
                      0, card.pack};
            for (const auto& n : card.nominations)
                if (n.state == state) task.since = std::max(task.since, n.since);
            if (state == State::draft)
                task = draft_task(db, app, reader, task, card.id);
            else if (const auto work = templates::work_in(state))
                task.work = *work;
            tasks.push_back(std::move(task));
        }
    }
}

// Drafts without a nomination yet have no state to search by.
void add_empty_drafts(soci::session& db, App& app, const Actor& reader, std::vector<Task>& tasks) {
    if (!has(Role::unit_officer | Role::unit_head, reader.roles)) return;
    for (const auto& card : sql::load_cards(db, reader, {}))
        if (card.nominations.empty())
            tasks.push_back(draft_task(
                db, app, reader,
                {Work::finish_draft, path("/dossiers/", card.id), card.title, card.created_at},
                card.id));
}

Task meeting_task(const sql::MeetingCard& card, Work work, std::int64_t since) {
    return {work, path("/meetings/", card.id),
            "Phiên họp ngày " + short_date(card.held_on) + " – " + std::to_string(card.items) +
                " đề nghị",
            since};
}

// A written paper that waits for the signature of this chair or secretary.
bool signs_minutes(soci::session& db, const Meeting& meeting, const Member& member) {
    const bool chair = member.council_post == CouncilPost::chair;
    if (!chair && member.council_post != CouncilPost::secretary) return false;
    if ((chair ? meeting.chair_signed_at : meeting.secretary_signed_at) != 0) return false;
    return sql::find_document(db, "meeting", meeting.id, PaperKind::minutes).has_value();
}

void add_meeting(soci::session& db, const sql::MeetingCard& card, const Actor& reader,
                 std::vector<Task>& tasks) {
    const bool secretary = has(Role::council_secretary, reader.roles);
    const auto meeting = sql::load_meeting(db, card.id);
    const auto member = member_of(meeting, reader.id);
    if (card.declared_at != 0) {
        if (member && signs_minutes(db, meeting, *member))
            tasks.push_back(meeting_task(card, Work::sign_minutes, card.declared_at));
        return;
    }
    const bool open = card.opened_at != 0;
    if (open && member && member->presence != Presence::absent && !member->recused &&
        sql::voted(db, card.id, member->id).empty()) {
        tasks.push_back(meeting_task(card, Work::vote, card.opened_at));
        tasks.back().href += "/ballot";
    }
    if (!secretary) return;
    tasks.push_back(meeting_task(card, open ? Work::declare : Work::prepare_meeting,
                                 open ? card.opened_at : start_of(card.held_on)));
    if (!open) tasks.back().when = "Họp lúc " + card.held_at + " ngày " + short_date(card.held_on);
}

// Fit nominations that no meeting has yet.
void add_waiting(soci::session& db, const Actor& reader, std::vector<Task>& tasks) {
    sql::Search search;
    search.state = State::appraised;
    search.most = 200;
    int count = 0;
    std::int64_t since = 0;
    for (const auto& card : sql::load_cards(db, reader, search))
        for (const auto& n : card.nominations)
            if (n.state == State::appraised && n.suspension.empty()) {
                ++count;
                since = since == 0 ? n.since : std::min(since, n.since);
            }
    if (count > 0)
        tasks.push_back({Work::schedule, "/meetings",
                         std::to_string(count) + " đề nghị chờ đưa vào chương trình họp", since});
}

void add_meetings(soci::session& db, const Actor& reader, std::vector<Task>& tasks) {
    const auto voters = Role::council_member | Role::council_chair;
    const bool secretary = has(Role::council_secretary, reader.roles);
    if (!secretary && !has(voters, reader.roles)) return;
    for (const auto& card : sql::load_meetings(db, reader.organ))
        if (card.declared_at == 0 || !card.minutes_signed) add_meeting(db, card, reader, tasks);
    if (secretary) add_waiting(db, reader, tasks);
}

void add_decisions(soci::session& db, const Actor& reader, std::vector<Task>& tasks) {
    const auto states = waiting_states(reader.roles, Through::decision);
    if (states.empty()) return;
    for (const auto& card : sql::load_decisions(db, reader.organ)) {
        const auto state = find<State>(card.state);
        if (!card.outcome.empty() || !state) continue;
        if (std::find(states.begin(), states.end(), *state) == states.end()) continue;
        const auto decision = sql::load_decision(db, card.id);
        tasks.push_back({*state == State::recommended ? Work::present : *templates::work_in(*state),
                         path("/decisions/", card.id), card.title,
                         decision.items.empty() || *state == State::recommended
                             ? card.created_at
                             : decision.items.front().nomination.since});
    }
    if (!has(Role::standing_office, reader.roles)) return;
    const auto waiting = sql::awaiting_decision(db, reader.organ);
    if (waiting.empty()) return;
    auto since = waiting.front().nomination.since;
    for (const auto& item : waiting) since = std::min(since, item.nomination.since);
    tasks.push_back({Work::draft_decision, "/decisions",
                     std::to_string(waiting.size()) + " đề nghị chờ lập dự thảo quyết định",
                     since});
}

}  // namespace

std::vector<Task> tasks_of(soci::session& db, App& app, const Actor& reader) {
    std::vector<Task> tasks;
    add_dossiers(db, app, reader, tasks);
    add_empty_drafts(db, app, reader, tasks);
    add_meetings(db, reader, tasks);
    add_decisions(db, reader, tasks);
    return tasks;
}

}  // namespace tdkt::server
