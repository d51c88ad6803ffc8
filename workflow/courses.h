// Where an event leads: on along the way, back to an earlier station, to an end
// short of the award, or aside for a while. What does not lead on is asked about
// twice, and is nobody's task.
#pragma once

#include "workflow/states.h"

namespace tdkt::workflow {

enum class Course { on, back, end, aside };

struct EventCourse {
    Event event;
    Course course;
};

inline constexpr auto courses = std::to_array<EventCourse>({
    {Event::submit, Course::on},
    {Event::withdraw, Course::end},
    {Event::receive, Course::on},
    {Event::send_back, Course::back},
    {Event::appraise, Course::on},
    {Event::schedule, Course::on},
    {Event::postpone, Course::back},
    {Event::open_vote, Course::on},
    {Event::declare, Course::on},
    {Event::present, Course::on},
    {Event::sign, Course::on},
    {Event::refuse, Course::end},
    {Event::reconsider, Course::back},
    {Event::hand_back, Course::back},
    {Event::issue, Course::on},
    {Event::pay, Course::on},
    {Event::archive, Course::on},
    {Event::suspend, Course::aside},
    {Event::resume, Course::aside},
    {Event::assign_sheet, Course::aside},
    {Event::hand_in_sheet, Course::aside},
    {Event::return_sheet, Course::aside},
    {Event::withdraw_sheet, Course::aside},
    {Event::decide_for, Course::aside},
    {Event::decide_against, Course::aside},
});

// In the order of the events, so that none is forgotten and each is found at once.
constexpr bool every_event_has_a_course() {
    if (courses.size() != event_names.size()) return false;
    for (std::size_t i = 0; i < courses.size(); ++i)
        if (static_cast<std::size_t>(courses[i].event) != i) return false;
    return true;
}
static_assert(every_event_has_a_course());

// What happens to sheets of appraisal moves no nomination, and is for those who appraise.
constexpr bool is_of_sheets(Event event) {
    return event >= Event::assign_sheet && event <= Event::withdraw_sheet;
}

// Said in the room, before the result is declared: of that everybody is told.
constexpr bool is_of_ties(Event event) {
    return event == Event::decide_for || event == Event::decide_against;
}

constexpr Course course(Event event) {
    return courses[static_cast<std::size_t>(event)].course;
}

constexpr bool leads_on(Event event) {
    return course(event) == Course::on;
}

}  // namespace tdkt::workflow
