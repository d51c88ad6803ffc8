#include "templates/views/steps.h"

#include <array>

#include "workflow/checks.h"
#include "workflow/diagram.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

struct Station {
    State state;
    std::string_view label;
    State last;  // the last state that still belongs to it
};

constexpr auto stations = std::to_array<Station>({
    {State::draft, "Soạn hồ sơ", State::draft},
    {State::submitted, "Trình", State::withdrawn},
    {State::received, "Thẩm định", State::returned},
    {State::appraised, "Chờ họp", State::on_agenda},
    {State::voting, "Hội đồng", State::not_recommended},
    {State::presented, "Trình Giám đốc", State::refused},
    {State::signed_off, "Ký", State::signed_off},
    {State::issued, "Ban hành", State::issued},
    {State::paid, "Chi thưởng", State::paid},
    {State::archived, "Lưu", State::archived},
});

// What pressing the button does, and how much it weighs.
struct Manner {
    Event event;
    std::string_view consequence;
    bool primary, danger;
};

constexpr auto manners = std::to_array<Manner>({
    {Event::submit, "Tờ trình được lập và hồ sơ chuyển đến cơ quan thường trực Hội đồng.", true,
     false},
    {Event::withdraw, "Hồ sơ kết thúc tại đây. Muốn đề nghị lại, đơn vị lập hồ sơ mới.", false,
     true},
    {Event::receive, "Đơn vị nhận được phiếu tiếp nhận có mã và hạn giải quyết.", true, false},
    {Event::send_back, "Hồ sơ trở về đơn vị kèm lý do; đơn vị bổ sung rồi trình lại.", false,
     false},
    {Event::appraise, "Các đề nghị đủ điều kiện chuyển sang chờ họp Hội đồng.", true, false},
    {Event::postpone, "Đề nghị trở lại danh sách chờ họp.", false, false},
    {Event::open_vote, "Chương trình họp được khóa; từ lúc này nội dung không thay đổi được nữa.",
     true, false},
    {Event::declare, "Kết quả tính theo số phiếu; biên bản họp được lập.", true, false},
    {Event::present, "Dự thảo quyết định được lập thành văn bản và chuyển đến người ký.", true,
     false},
    {Event::sign, "Chữ ký số được đặt lên đúng văn bản đang xem.", true, false},
    {Event::refuse, "Các đề nghị trong dự thảo kết thúc tại đây, kèm lý do gửi đơn vị.", false,
     true},
    {Event::reconsider, "Các đề nghị trở lại Hội đồng, kèm lý do.", false, false},
    {Event::issue, "Quyết định được cho số, ghi ngày hôm nay, đóng dấu số và vào sổ văn bản đi.",
     true, false},
    {Event::pay, "Ghi nhận đã chi đủ tiền thưởng theo danh sách của quyết định.", true, false},
    {Event::archive, "Hồ sơ được nộp lưu và kết thúc.", true, false},
    {Event::suspend,
     "Dùng khi có đơn thư, đang xem xét kỷ luật hoặc thanh tra. Không phải là từ chối.", false,
     true},
    {Event::resume, "Việc xét được tiếp tục từ đúng bước đang dừng.", false, false},
});

const Manner* manner_of(Event event) {
    for (const auto& manner : manners)
        if (manner.event == event) return &manner;
    return nullptr;
}

bool stops(State state) {
    return is_final(state) && state != State::archived;
}

}  // namespace

json journey(State now) {
    json list = json::array();
    for (const auto& station : stations) {
        const bool here = now >= station.state && now <= station.last;
        const bool finished = now > station.last || (here && now == State::archived);
        list.push_back({{"state", code(station.state)},
                        {"label", station.label},
                        {"done", finished},
                        {"current", here && !finished && !stops(now)},
                        {"stopped", here && stops(now)},
                        {"when_text", nullptr}});
    }
    return list;
}

void put_standing(json& view, const Now& now, State state, std::int64_t since,
                  const std::string& pack, const std::string& suspension) {
    view["state"] = code(state);
    view["state_label"] = label(state);
    const auto roles = holders(state);
    view["holder"] = json::array();
    for (const auto& role : names<Role>)
        if (has(roles, role.value)) view["holder"].push_back(role.code);
    view["holder_text"] = optional_text(role_list(roles));
    view["since"] = since;
    view["since_text"] = date_time(since);
    const auto& rules = *now.rules;
    put_due(view, now,
            due(rules, pack.empty() ? rules.on(day_of(now.at)) : rules.pack(pack), state, since));
    view["suspended"] = !suspension.empty();
    view["suspended_reason"] = optional_text(suspension);
}

void put_steps(json& view, const std::string& on, const std::vector<Choice>& choices) {
    view["steps"] = json::array();
    for (const auto& choice : choices) {
        const auto* manner = manner_of(choice.event);
        view["steps"].push_back(
            {{"event", code(choice.event)},
             {"label", label(choice.event)},
             {"consequence", manner != nullptr ? json(manner->consequence) : json()},
             {"reason_required", choice.reason == Reason::required},
             {"primary", manner != nullptr && manner->primary},
             {"danger", manner != nullptr && manner->danger},
             {"blocked", !choice.lacking.empty()},
             {"lacking", choice.lacking}});
    }
    view["has_steps"] = !choices.empty();
    view["steps_action"] = on + "/events";
}

void put_timeline(json& view, const std::vector<Happened>& lines, std::size_t nominations) {
    struct Act {
        const Happened* first;
        std::vector<std::string> subjects;
    };
    std::vector<Act> acts;
    for (const auto& line : lines) {
        const auto* last = acts.empty() ? nullptr : acts.back().first;
        if (last == nullptr || last->at != line.at || last->event != line.event ||
            last->actor_name != line.actor_name || last->to != line.to)
            acts.push_back({&line, {}});
        acts.back().subjects.push_back(line.subject);
    }
    json list = json::array();
    for (auto act = acts.rbegin(); act != acts.rend(); ++act) {
        std::string subjects;
        if (act->subjects.size() < nominations)
            for (const auto& subject : act->subjects)
                subjects += (subjects.empty() ? "" : "; ") + subject;
        const bool declared = act->first->event == Event::declare;
        list.push_back(
            {{"event", code(act->first->event)},
             {"event_label", std::string(label(act->first->event)) +
                                 (declared ? ": " + std::string(label(act->first->to)) : "")},
             {"actor_name", act->first->actor_name},
             {"actor_post", optional_text(act->first->actor_post)},
             {"at", act->first->at},
             {"at_text", date_time(act->first->at)},
             {"reason", optional_text(act->first->reason)},
             {"subject_text", optional_text(subjects)}});
    }
    view["has_timeline"] = !list.empty();
    view["timeline"] = std::move(list);
}

}  // namespace tdkt::templates
