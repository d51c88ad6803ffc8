#include "templates/views/steps.h"

#include <algorithm>
#include <array>

#include "workflow/checks.h"
#include "workflow/courses.h"
#include "workflow/texts.h"

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

// What pressing the button does.
struct Manner {
    Event event;
    std::string_view consequence;
};

constexpr auto manners = std::to_array<Manner>({
    {Event::submit, "Tờ trình được lập và hồ sơ chuyển đến cơ quan thường trực Hội đồng."},
    {Event::withdraw, "Đề nghị được rút kết thúc tại đây. Muốn đề nghị lại, đơn vị lập hồ sơ mới."},
    {Event::receive, "Đơn vị nhận được phiếu tiếp nhận có mã và hạn giải quyết."},
    {Event::send_back, "Đề nghị trở về đơn vị kèm lý do; đơn vị bổ sung rồi trình lại."},
    {Event::appraise, "Các đề nghị đủ điều kiện chuyển sang chờ họp Hội đồng."},
    {Event::postpone, "Đề nghị trở lại danh sách chờ họp."},
    {Event::open_vote, "Chương trình họp được khóa; từ lúc này nội dung không thay đổi được nữa."},
    {Event::declare, "Kết quả tính theo số phiếu; biên bản họp được lập."},
    {Event::present, "Dự thảo quyết định được lập thành văn bản và chuyển đến người ký."},
    {Event::sign, "Chữ ký số được đặt lên đúng văn bản đang xem."},
    {Event::refuse, "Các đề nghị trong dự thảo kết thúc tại đây, kèm lý do gửi đơn vị."},
    {Event::reconsider, "Các đề nghị trở lại Hội đồng, kèm lý do."},
    {Event::issue, "Quyết định được cho số, ghi ngày hôm nay, đóng dấu số và vào sổ văn bản đi."},
    {Event::pay, "Ghi nhận đã chi đủ tiền thưởng theo danh sách của quyết định."},
    {Event::archive, "Hồ sơ được nộp lưu và kết thúc."},
    {Event::suspend,
     "Dùng khi có đơn thư, đang xem xét kỷ luật hoặc thanh tra. Không phải là từ chối."},
    {Event::resume, "Việc xét được tiếp tục từ đúng bước đang dừng."},
});

json consequence_of(Event event) {
    for (const auto& manner : manners)
        if (manner.event == event) return manner.consequence;
    return nullptr;
}

// Whom the step moves, when it leaves others of the same dossier where they are.
json scope_text(const Choice& choice, std::size_t all) {
    if (choice.moves.empty() || choice.moves.size() >= all) return nullptr;
    return "Chỉ " + std::to_string(choice.moves.size()) + "/" + std::to_string(all) +
           " đề nghị: " + few_of(choice.moves) + ".";
}

// A step that does not lead on is opened first and confirmed by a second button.
json step_view(const Choice& choice, const std::string& action, std::size_t all) {
    const bool on = leads_on(choice.event);
    return {{"event", code(choice.event)},
            {"label", label(choice.event)},
            {"action", action},
            {"consequence", consequence_of(choice.event)},
            {"scope_text", scope_text(choice, all)},
            {"reason_required", choice.reason == Reason::required},
            {"folded", !on || choice.reason == Reason::required},
            {"open", false},
            {"typed_reason", nullptr},
            {"primary", on},
            {"danger", course(choice.event) == Course::end},
            {"blocked", !choice.lacking.empty()},
            {"lacking", choice.lacking}};
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

void put_steps(json& view, const std::string& on, const std::vector<Choice>& choices,
               std::size_t all) {
    view["steps"] = json::array();
    for (const bool onward : {true, false})
        for (const auto& choice : choices)
            if (leads_on(choice.event) == onward)
                view["steps"].push_back(step_view(choice, on + "/events", all));
    view["has_steps"] = !choices.empty();
}

void add_deed(json& view, const std::string& text, const std::string& consequence,
              const std::string& action) {
    // A name of its own: insert() would take a list of pairs for a list of elements.
    const json deed = {{"event", nullptr},        {"label", text},
                       {"action", action},        {"consequence", consequence},
                       {"scope_text", nullptr},   {"reason_required", false},
                       {"folded", false},         {"open", false},
                       {"typed_reason", nullptr}, {"primary", true},
                       {"danger", false},         {"blocked", false},
                       {"lacking", json::array()}};
    view["steps"].insert(view["steps"].begin(), deed);
    view["has_steps"] = true;
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
        auto& subjects = acts.back().subjects;
        if (std::ranges::find(subjects, line.subject) == subjects.end())
            subjects.push_back(line.subject);
    }
    json list = json::array();
    for (auto act = acts.rbegin(); act != acts.rend(); ++act) {
        const bool some = act->subjects.size() < nominations;
        const auto subjects = some ? listed(act->subjects, "; ") : std::string();
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
