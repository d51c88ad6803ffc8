// A small office for tests: people with a name, and nominations that lack
// nothing, so that a test can spoil one thing and see what is said.
#pragma once

#include <algorithm>

#include "workflow/courses.h"
#include "workflow/decide.h"

namespace tdkt::test::world {

using workflow::Actor;
using workflow::Facts;
using workflow::Id;
using workflow::Role;

constexpr Id organ = 1;
constexpr Id unit = 21;     // the unit whose dossier it is
constexpr Id offices = 31;  // where those who judge work
constexpr Id nominee = 90, meeting = 5, decision = 7;

inline const Actor lan{11,    "Phạm Thị Lan", "Chuyên viên",       Role::unit_officer,
                       organ, unit,           "BHXH cơ sở Buôn Hồ"};
inline const Actor ha{12,   "Nguyễn Thu Hà",     "Giám đốc BHXH cơ sở", Role::unit_head, organ,
                      unit, "BHXH cơ sở Buôn Hồ"};
inline const Actor minh{13,    "Đỗ Văn Minh", "Phó Trưởng phòng",          Role::standing_office,
                        organ, offices,       "Phòng Tổ chức - Hành chính"};
inline const Actor thu{14,
                       "Lê Anh Thư",
                       "Chuyên viên",
                       Role::council_secretary,
                       organ,
                       offices,
                       "Phòng Tổ chức - Hành chính"};
inline const Actor toan{
    15,    "Trần Mạnh Toàn", "Giám đốc",    Role::director | Role::council_chair,
    organ, offices,          "Ban Giám đốc"};
inline const Actor yen{
    16, "Võ Thị Hải Yến", "Văn thư", Role::clerk, organ, offices, "Phòng Tổ chức - Hành chính"};

// Somebody with an office in the unit of the dossier, where it is an office of
// units, and away from it otherwise.
inline Actor somebody(Role role) {
    constexpr auto of_units = Role::unit_officer | Role::unit_head;
    return {40, "Y Thanh Niê", "Viên chức", role, organ, has(of_units, role) ? unit : offices, ""};
}

// Everything holds, except that nothing is suspended and the vote is carried.
inline Facts sound(workflow::State state) {
    Facts facts;
    facts.nomination = 3;
    facts.dossier = 2;
    facts.version = 6;
    facts.nominee = "H'Yăm Bkrông";
    facts.state = state;
    facts.organ = organ;
    facts.unit = unit;
    facts.nominee_account = nominee;
    facts.nominee_unit = unit;
    facts.proposer = ha.id;
    facts.meeting = meeting;
    facts.count = {9, 7, 7, 7, 5, {1, 2, true}, 6};
    facts.presiding = somebody(Role::council_chair).id;
    facts.keyed = facts.opened = facts.poll_over = true;
    facts.minutes_signed = true;
    facts.decision = decision;
    facts.signer = somebody(Role::director).id;
    facts.content_unchanged = true;
    facts.signature_valid = true;
    return facts;
}

// Exactly half of those who count agreed, and whoever presides is to decide.
inline void make_even(Facts& facts) {
    facts.count.discounted = 1;
    facts.count.yes = 4;
    facts.count.chair_decides = true;
}

// Facts with which the event may be taken, by whoever may take it.
inline Facts ready_to(workflow::Event event, workflow::State from) {
    auto facts = sound(from);
    if (event == workflow::Event::postpone) facts.declared = from == workflow::State::voting;
    if (workflow::is_of_ties(event)) make_even(facts);
    if (event == workflow::Event::resume) facts.suspension = "Có đơn khiếu nại.";
    return facts;
}

inline Facts ready_for(const workflow::Transition& row) {
    auto facts = ready_to(row.event, row.from);
    if (has(row.guard, workflow::Guard::not_carried)) facts.count.yes = 4;
    return facts;
}

inline workflow::Group alone(const Facts& facts) {
    return {&facts, 1};
}

inline std::string reason_for(const workflow::Transition& row) {
    return row.reason == workflow::Reason::required ? "Theo ý kiến của Thường trực Hội đồng." : "";
}

// Whether it is a sentence that an official can read: not empty, not a code,
// with the marks of Vietnamese.
inline bool is_vietnamese_sentence(const std::string& text) {
    const bool marked =
        std::any_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
    return marked && text.back() == '.' && text.find("??") == std::string::npos;
}

}  // namespace tdkt::test::world
