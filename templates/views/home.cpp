#include "templates/views/home.h"

#include <algorithm>

#include "workflow/checks.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

// How the desk says it. `state` gives the clock that runs and the list with the
// rest; draft where neither is.
struct Duty {
    Work work;
    State state;
    std::string_view code, group, what, action;
};

constexpr Duty duties[] = {
    {Work::finish_draft, State::draft, "draft", "Đang soạn", "Hoàn thiện hồ sơ", "Soạn tiếp"},
    {Work::submit_draft, State::draft, "complete", "Chờ trình",
     "Hồ sơ đủ thành phần: kiểm tra rồi trình", "Xem và trình"},
    {Work::mend, State::returned, "returned", "Bị trả lại",
     "Bổ sung theo lý do trả lại rồi trình lại", "Bổ sung"},
    {Work::receive, State::submitted, "submitted", "Chờ tiếp nhận",
     "Tiếp nhận và cấp phiếu tiếp nhận", "Tiếp nhận"},
    {Work::write_sheet, State::draft, "sheets", "Phiếu thẩm định cần lập",
     "Cho điểm, nhận xét, kết luận rồi nộp phiếu", "Lập phiếu"},
    {Work::appraise, State::received, "received", "Chờ thẩm định",
     "Xác nhận đủ điều kiện hoặc trả lại bổ sung", "Thẩm định"},
    {Work::schedule, State::appraised, "appraised", "Chờ đưa ra họp",
     "Lập phiên họp, hoặc đưa vào chương trình một phiên họp", "Xếp lịch"},
    {Work::prepare_meeting, State::on_agenda, "on_agenda", "Chuẩn bị phiên họp",
     "Ghi danh sách dự họp rồi mở biểu quyết", "Mở phiên họp"},
    {Work::declare_conflicts, State::draft, "conflicts", "Chờ khai báo xung đột lợi ích",
     "Cần khai báo xung đột lợi ích trước phiên họp", "Khai báo"},
    {Work::vote, State::voting, "voting", "Chờ bỏ phiếu", "Bỏ phiếu cho từng đề nghị", "Bỏ phiếu"},
    {Work::declare, State::voting, "declare", "Đang biểu quyết", "Công bố kết quả khi đủ phiếu",
     "Xem phiên họp"},
    {Work::sign_minutes, State::draft, "minutes", "Chờ ký biên bản", "Xem và ký biên bản họp",
     "Ký biên bản"},
    {Work::draft_decision, State::recommended, "to_draft", "Chờ lập dự thảo quyết định",
     "Chọn đề nghị và lập dự thảo quyết định", "Lập dự thảo"},
    {Work::present, State::recommended, "recommended", "Chờ trình Giám đốc",
     "Kiểm tra dự thảo và trình ký", "Trình"},
    {Work::sign, State::presented, "presented", "Chờ ký",
     "Xem văn bản và ký, hoặc trả lại kèm lý do", "Xem và ký"},
    {Work::issue, State::signed_off, "signed", "Chờ ban hành", "Cho số, đóng dấu và ban hành",
     "Ban hành"},
    {Work::pay, State::issued, "issued", "Chờ chi thưởng", "Chi tiền thưởng theo danh sách",
     "Chi thưởng"},
    {Work::archive, State::paid, "paid", "Chờ nộp lưu", "Nộp lưu hồ sơ", "Nộp lưu"},
    {Work::in_preparation, State::draft, "in_preparation", "Đơn vị đang soạn (để biết)",
     "Chuyên viên đang hoàn thiện hồ sơ", "Xem"},
};

json task_view(const Task& task, const Duty& duty, const Now& now) {
    json view = {{"href", task.href},
                 {"item_title", task.title},
                 {"what_text", task.what.empty() ? std::string(duty.what) : task.what},
                 {"action_label", duty.action},
                 {"since", task.since},
                 {"since_text", date_time(task.since)},
                 {"when_text", task.when.empty() ? "Từ " + date_time(task.since) : task.when}};
    const auto& rules = *now.rules;
    const auto& pack = task.pack.empty() ? rules.on(day_of(now.at)) : rules.pack(task.pack);
    put_due(view, now, task.due ? task.due : due(rules, pack, duty.state, task.since));
    return view;
}

std::string weekday_text(Day day) {
    constexpr std::string_view names[] = {"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư",
                                          "Thứ Năm",  "Thứ Sáu", "Thứ Bảy"};
    return std::string(names[std::chrono::weekday{day}.c_encoding()]) + ", ngày " + short_date(day);
}

std::string greeting(std::size_t tasks, int overdue, Day today) {
    auto text = weekday_text(today) + ". ";
    if (tasks == 0) return text + "Không có việc nào đang chờ.";
    text += "Có " + std::to_string(tasks) + " việc đang chờ xử lý";
    if (overdue > 0) text += ", trong đó " + std::to_string(overdue) + " việc đã quá hạn";
    return text + ".";
}

struct Load {
    std::size_t work = 0;
    int overdue = 0;
};

// The group of one duty, when anything of it waits.
void put_group(json& groups, Load& load, const Duty& duty, const std::vector<Task>& tasks,
               const Now& now) {
    json items = json::array();
    std::size_t count = 0;
    for (const auto& task : tasks) {
        if (task.work != duty.work) continue;
        items.push_back(task_view(task, duty, now));
        count = std::max(count, static_cast<std::size_t>(task.of_kind));
    }
    if (items.empty()) return;
    count = std::max(count, items.size());
    if (duty.work != Work::in_preparation) {
        load.work += count;
        load.overdue += static_cast<int>(std::count_if(
            items.begin(), items.end(), [](const json& item) { return item.at("overdue"); }));
    }
    groups.push_back({{"group_code", duty.code},
                      {"group_label", duty.group},
                      {"group_count", count},
                      {"has_more", count > items.size()},
                      {"more_href", duty.work == Work::write_sheet
                                        ? "/appraisals"
                                        : "/dossiers?state=" + std::string(code(duty.state))},
                      {"items", std::move(items)}});
}

}  // namespace

std::optional<Work> work_in(State state) {
    for (const auto& duty : duties)
        if (duty.state == state && state != State::draft && duty.work != Work::draft_decision)
            return duty.work;
    return {};
}

bool is_open(const Round& round, Day today) {
    return round.opens_on <= today && today < round.propose_before;
}

json told(const Told& one) {
    return {{"id", one.id},
            {"text", one.text},
            {"link", optional_text(one.link)},
            {"at", one.at},
            {"at_text", date_time(one.at)},
            {"unread", one.unread}};
}

json home_view(const std::vector<Task>& tasks, const std::vector<Told>& fresh,
               const std::vector<Campaign>& campaigns, const std::vector<json>& recent,
               const Actor& reader, const Now& now) {
    const auto today = day_of(now.at);
    json view = {{"title", "Việc của tôi"}, {"groups", json::array()}};
    Load load;
    for (const auto& duty : duties) put_group(view["groups"], load, duty, tasks, now);
    view["has_work"] = !tasks.empty();
    view["work_count"] = load.work;
    view["greeting_text"] = greeting(load.work, load.overdue, today);
    view["can_create"] = has(Role::unit_officer | Role::unit_head, reader.roles);
    view["fresh"] = view["rounds"] = json::array();
    for (const auto& one : fresh) view["fresh"].push_back(told(one));
    view["has_fresh"] = !fresh.empty();
    for (const auto& campaign : campaigns)
        for (const auto& round : campaign.rounds)
            if (is_open(round, today))
                view["rounds"].push_back({{"campaign_id", campaign.id},
                                          {"round_label", round.name},
                                          {"deadline_text", deadline_text(round)}});
    view["has_rounds"] = !view["rounds"].empty();
    view["recent"] = recent;
    view["has_recent"] = !recent.empty();
    return view;
}

}  // namespace tdkt::templates
