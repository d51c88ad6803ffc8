// The words of the workflow: where a nomination stands, what may happen to it,
// who does it, what must hold first, and what follows.
#pragma once

#include <array>

#include "workflow/names.h"

namespace tdkt::workflow {

enum class State {
    draft,
    submitted,
    withdrawn,
    received,
    returned,
    appraised,
    on_agenda,
    voting,
    recommended,
    not_recommended,
    presented,
    refused,
    signed_off,
    issued,
    paid,
    archived
};

enum class Event {
    submit,
    withdraw,
    receive,
    send_back,
    appraise,
    schedule,
    postpone,
    open_vote,
    declare,
    present,
    sign,
    refuse,
    reconsider,
    hand_back,
    issue,
    pay,
    archive,
    suspend,
    resume,
    assign_sheet,
    hand_in_sheet,
    return_sheet,
    withdraw_sheet,
    decide_for,
    decide_against
};

enum class Role : unsigned {
    unit_officer = 1 << 0,
    unit_head = 1 << 1,
    standing_office = 1 << 2,
    data_office = 1 << 3,
    finance = 1 << 4,
    council_secretary = 1 << 5,
    council_member = 1 << 6,
    council_chair = 1 << 7,
    director = 1 << 8,
    deputy_director = 1 << 9,
    clerk = 1 << 10,
    administrator = 1 << 11,
    auditor = 1 << 12
};

// Statements about the facts; guards.cpp has the sentence shown when one fails.
enum class Guard : unsigned {
    complete = 1 << 0,
    in_time = 1 << 1,
    impartial = 1 << 2,
    quorate = 1 << 3,
    ballots_closed = 1 << 4,
    carried = 1 << 5,
    not_carried = 1 << 6,
    minutes_signed = 1 << 7,
    drafted = 1 << 8,
    content_unchanged = 1 << 9,
    authorised = 1 << 10,
    signature_valid = 1 << 11,
    not_suspended = 1 << 12,
    suspended = 1 << 13,
    day_come = 1 << 14,
    settled = 1 << 15,
    presided = 1 << 16,
    within_prizes = 1 << 17,
    undeclared = 1 << 18,
    left_over = 1 << 19,
    sheets_in = 1 << 20,
    all_declared = 1 << 21,
    keyed = 1 << 22,
    opened = 1 << 23,
    presides = 1 << 24,
    tied = 1 << 25
};

// Slow work that follows a step: a job of this name, done by server/jobs/jobs.cpp.
enum class Effect : unsigned {
    write_submission = 1 << 0,
    write_receipt = 1 << 1,
    write_minutes = 1 << 2,
    write_decision = 1 << 3,
    notify_unit = 1 << 4,
    notify_office = 1 << 5
};

// The act that carries the step: what its button stands beside.
enum class Through { dossier, meeting, decision, sheet, item };

// Whether the person must say why.
enum class Reason { none, required };

inline constexpr auto state_names = std::to_array<Name<State>>({
    {State::draft, "draft", "Đang soạn"},
    {State::submitted, "submitted", "Đã trình"},
    {State::withdrawn, "withdrawn", "Đã rút"},
    {State::received, "received", "Đang thẩm định"},
    {State::returned, "returned", "Trả lại bổ sung"},
    {State::appraised, "appraised", "Đủ điều kiện, chờ họp"},
    {State::on_agenda, "on_agenda", "Trong chương trình họp"},
    {State::voting, "voting", "Đang biểu quyết"},
    {State::recommended, "recommended", "Hội đồng đề nghị khen thưởng"},
    {State::not_recommended, "not_recommended", "Hội đồng không đề nghị"},
    {State::presented, "presented", "Đã trình Giám đốc"},
    {State::refused, "refused", "Giám đốc không đồng ý"},
    {State::signed_off, "signed", "Đã ký, chờ ban hành"},
    {State::issued, "issued", "Đã ban hành"},
    {State::paid, "paid", "Đã chi thưởng"},
    {State::archived, "archived", "Đã lưu"},
});
template <>
inline constexpr std::span<const Name<State>> names<State> = state_names;

inline constexpr auto event_names = std::to_array<Name<Event>>({
    {Event::submit, "submit", "Trình hồ sơ"},
    {Event::withdraw, "withdraw", "Rút hồ sơ"},
    {Event::receive, "receive", "Tiếp nhận"},
    {Event::send_back, "send_back", "Trả lại bổ sung"},
    {Event::appraise, "appraise", "Xác nhận đủ điều kiện"},
    {Event::schedule, "schedule", "Đưa vào chương trình họp"},
    {Event::postpone, "postpone", "Đưa ra khỏi chương trình họp"},
    {Event::open_vote, "open_vote", "Chốt danh sách, mở biểu quyết"},
    {Event::declare, "declare", "Công bố kết quả"},
    {Event::present, "present", "Trình Giám đốc"},
    {Event::sign, "sign", "Ký quyết định"},
    {Event::refuse, "refuse", "Không đồng ý khen thưởng"},
    {Event::reconsider, "reconsider", "Yêu cầu Hội đồng xem xét lại"},
    {Event::hand_back, "hand_back", "Trả lại dự thảo để sửa"},
    {Event::issue, "issue", "Cho số, đóng dấu, ban hành"},
    {Event::pay, "pay", "Xác nhận đã chi thưởng"},
    {Event::archive, "archive", "Nộp lưu"},
    {Event::suspend, "suspend", "Tạm dừng xét"},
    {Event::resume, "resume", "Tiếp tục xét"},
    {Event::assign_sheet, "assign_sheet", "Giao lập phiếu thẩm định"},
    {Event::hand_in_sheet, "hand_in_sheet", "Nộp phiếu thẩm định"},
    {Event::return_sheet, "return_sheet", "Trả lại phiếu thẩm định"},
    {Event::withdraw_sheet, "withdraw_sheet", "Rút phiếu thẩm định đã giao"},
    {Event::decide_for, "decide_for", "Quyết định đạt khi số phiếu ngang nhau"},
    {Event::decide_against, "decide_against", "Quyết định không đạt khi số phiếu ngang nhau"},
});
template <>
inline constexpr std::span<const Name<Event>> names<Event> = event_names;

inline constexpr auto role_names = std::to_array<Name<Role>>({
    {Role::unit_officer, "unit_officer", "Chuyên viên đơn vị"},
    {Role::unit_head, "unit_head", "Thủ trưởng đơn vị"},
    {Role::standing_office, "standing_office", "Cơ quan thường trực (TCHC)"},
    {Role::data_office, "data_office", "Phòng Quản lý thu (QLT)"},
    {Role::finance, "finance", "Phòng Kế hoạch - Tài chính (KHTC)"},
    {Role::council_secretary, "council_secretary", "Thư ký Hội đồng"},
    {Role::council_member, "council_member", "Thành viên Hội đồng"},
    {Role::council_chair, "council_chair", "Chủ tịch Hội đồng"},
    {Role::director, "director", "Giám đốc"},
    {Role::deputy_director, "deputy_director", "Phó Giám đốc"},
    {Role::clerk, "clerk", "Văn thư"},
    {Role::administrator, "administrator", "Quản trị hệ thống"},
    {Role::auditor, "auditor", "Kiểm tra, giám sát"},
});
template <>
inline constexpr std::span<const Name<Role>> names<Role> = role_names;

inline constexpr auto effect_names = std::to_array<Name<Effect>>({
    {Effect::write_submission, "write_submission", "Lập tờ trình"},
    {Effect::write_receipt, "write_receipt", "Lập phiếu tiếp nhận"},
    {Effect::write_minutes, "write_minutes", "Lập biên bản họp"},
    {Effect::write_decision, "write_decision", "Lập quyết định"},
    {Effect::notify_unit, "notify_unit", "Báo cho đơn vị"},
    {Effect::notify_office, "notify_office", "Báo cho người xử lý tiếp"},
});
template <>
inline constexpr std::span<const Name<Effect>> names<Effect> = effect_names;

inline constexpr auto through_names = std::to_array<Name<Through>>({
    {Through::dossier, "dossier", "hồ sơ"},
    {Through::meeting, "meeting", "phiên họp"},
    {Through::decision, "decision", "quyết định"},
    {Through::sheet, "sheet", "phiếu thẩm định"},
    {Through::item, "item", "nội dung của phiên họp"},
});
template <>
inline constexpr std::span<const Name<Through>> names<Through> = through_names;

}  // namespace tdkt::workflow
