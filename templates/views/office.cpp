#include "templates/views/office.h"

#include <algorithm>
#include <map>

#include "workflow/diagram.h"
#include "workflow/transitions.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

// What is to be done in a state, as the desk of work says it.
struct Duty {
    State state;
    std::string_view group, what, action;
};

constexpr Duty duties[] = {
    {State::draft, "Đang soạn", "Hoàn thiện hồ sơ và trình", "Soạn tiếp"},
    {State::returned, "Bị trả lại", "Bổ sung theo lý do trả lại rồi trình lại", "Bổ sung"},
    {State::submitted, "Chờ tiếp nhận", "Tiếp nhận và cấp phiếu tiếp nhận", "Tiếp nhận"},
    {State::received, "Chờ thẩm định", "Xác nhận đủ điều kiện hoặc trả lại bổ sung", "Thẩm định"},
    {State::appraised, "Chờ đưa ra họp", "Đưa vào chương trình một phiên họp", "Xếp lịch"},
    {State::on_agenda, "Chờ mở biểu quyết", "Ghi danh sách dự họp rồi mở biểu quyết",
     "Mở phiên họp"},
    {State::voting, "Đang biểu quyết", "Bỏ phiếu, hoặc công bố kết quả khi đủ phiếu", "Biểu quyết"},
    {State::recommended, "Chờ trình Giám đốc", "Lập dự thảo quyết định và trình ký", "Trình"},
    {State::presented, "Chờ ký", "Xem văn bản và ký, hoặc trả lại kèm lý do", "Xem và ký"},
    {State::signed_off, "Chờ ban hành", "Cho số, đóng dấu và ban hành", "Ban hành"},
    {State::issued, "Chờ chi thưởng", "Chi tiền thưởng theo danh sách", "Chi thưởng"},
    {State::paid, "Chờ nộp lưu", "Nộp lưu hồ sơ", "Nộp lưu"},
};

json task_view(const Task& task, const Duty& duty, const Now& now) {
    json view = {{"href", task.href},      {"item_title", task.title},
                 {"what_text", duty.what}, {"action_label", duty.action},
                 {"since", task.since},    {"since_text", date_time(task.since)}};
    const auto& rules = *now.rules;
    const auto& pack = task.pack.empty() ? rules.on(day_of(now.at)) : rules.pack(task.pack);
    put_due(view, now, due(rules, pack, task.state, task.since));
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

json told(const Told& one) {
    return {{"id", one.id},
            {"text", one.text},
            {"link", optional_text(one.link)},
            {"at", one.at},
            {"at_text", date_time(one.at)},
            {"unread", one.unread}};
}

bool is_open(const Round& round, Day today) {
    return round.opens_on <= today && today < round.propose_before;
}

json open_rounds(const std::vector<Campaign>& campaigns, Day today) {
    json rounds = json::array();
    for (const auto& campaign : campaigns)
        for (const auto& round : campaign.rounds)
            if (is_open(round, today))
                rounds.push_back({{"campaign_id", campaign.id},
                                  {"round_label", round.name},
                                  {"deadline_text", deadline_text(round)}});
    return rounds;
}

}  // namespace

json home_view(const std::vector<Task>& tasks, const std::vector<Told>& fresh,
               const std::vector<Campaign>& campaigns, const std::vector<json>& recent,
               const Actor& reader, const Now& now) {
    const auto today = day_of(now.at);
    json view = {{"title", "Việc của tôi"}, {"groups", json::array()}};
    int overdue = 0;
    std::size_t work = 0;
    for (const auto& duty : duties) {
        json items = json::array();
        std::size_t count = 0;
        for (const auto& task : tasks) {
            if (task.state != duty.state) continue;
            items.push_back(task_view(task, duty, now));
            count = std::max(count, static_cast<std::size_t>(task.of_state));
        }
        if (items.empty()) continue;
        count = std::max(count, items.size());
        work += count;
        overdue += static_cast<int>(std::count_if(items.begin(), items.end(), [](const json& item) {
            return item.at("overdue").get<bool>();
        }));
        view["groups"].push_back({{"group_code", code(duty.state)},
                                  {"group_label", duty.group},
                                  {"group_count", count},
                                  {"has_more", count > items.size()},
                                  {"more_href", "/dossiers?state=" + std::string(code(duty.state))},
                                  {"items", std::move(items)}});
    }
    view["has_work"] = !tasks.empty();
    view["work_count"] = work;
    view["greeting_text"] = greeting(work, overdue, today);
    view["can_create"] = has(Role::unit_officer | Role::unit_head, reader.roles);
    view["fresh"] = json::array();
    for (const auto& one : fresh) view["fresh"].push_back(told(one));
    view["has_fresh"] = !fresh.empty();
    view["rounds"] = open_rounds(campaigns, today);
    view["has_rounds"] = !view["rounds"].empty();
    view["recent"] = recent;
    view["has_recent"] = !recent.empty();
    return view;
}

json notices_view(const std::vector<Told>& notices) {
    json view = {
        {"title", "Thông báo"}, {"notices", json::array()}, {"has_list", !notices.empty()}};
    bool unread = false;
    for (const auto& one : notices) {
        view["notices"].push_back(told(one));
        unread = unread || one.unread;
    }
    view["has_unread"] = unread;
    return view;
}

namespace {

json campaign_head(const Campaign& campaign, const Now& now) {
    const bool over = day_of(now.at) > campaign.ends_on;
    return {{"id", campaign.id},
            {"campaign_name", campaign.name},
            {"launch_text", campaign.document},
            {"window_text",
             "Từ " + short_date(campaign.launched_on) + " đến " + short_date(campaign.ends_on)},
            {"state", over ? "closed" : "open"},
            {"state_label", over ? "Đã kết thúc" : "Đang diễn ra"}};
}

json prize_view(const Prize& prize) {
    return {{"prize", prize.code},
            {"prize_label", prize.name},
            {"nominee_kind_label", label(prize.subject)},
            {"places", document_number(prize.most)},
            {"money", prize.amount},
            {"money_text", money(prize.amount)},
            {"most_text", money(prize.amount * prize.most)}};
}

}  // namespace

json campaigns_view(const std::vector<Campaign>& campaigns, const Now& now) {
    json view = {{"title", "Phong trào thi đua"},
                 {"has_campaigns", !campaigns.empty()},
                 {"campaigns", json::array()}};
    for (const auto& campaign : campaigns) {
        auto row = campaign_head(campaign, now);
        row["rounds_text"] = std::to_string(campaign.rounds.size()) + " đợt";
        view["campaigns"].push_back(std::move(row));
    }
    return view;
}

json campaign_view(const Campaign& campaign, const std::map<Id, std::vector<json>>& dossiers,
                   const std::map<Id, std::int64_t>& counts, const Now& now) {
    auto view = campaign_head(campaign, now);
    view["title"] = campaign.name;
    view["theme_text"] = optional_text(campaign.theme);
    view["rounds"] = view["prizes"] = json::array();
    for (const auto& round : campaign.rounds) {
        const auto found = dossiers.find(round.id);
        const auto rows = found == dossiers.end() ? std::vector<json>{} : found->second;
        const auto counted = counts.find(round.id);
        const auto count = counted == counts.end() ? 0 : counted->second;
        const bool open = is_open(round, day_of(now.at));
        const bool before = day_of(now.at) < round.opens_on;
        view["rounds"].push_back({{"id", round.id},
                                  {"round_label", round.name},
                                  {"window_text", "Từ " + short_date(round.opens_on) + " đến " +
                                                      short_date(round.closes_on)},
                                  {"target_text", optional_text(round.goal)},
                                  {"deadline_text", deadline_text(round)},
                                  {"dossier_count", std::to_string(count)},
                                  {"state", open ? "open" : "closed"},
                                  {"state_label", open     ? "Đang nhận hồ sơ"
                                                  : before ? "Chưa mở"
                                                           : "Đã hết hạn nộp"},
                                  {"has_dossiers", !rows.empty()},
                                  {"dossiers", rows}});
    }
    std::int64_t total = 0;
    for (const auto& prize : campaign.prizes) {
        view["prizes"].push_back(prize_view(prize));
        total += prize.amount * prize.most;
    }
    view["money_total_text"] = money(total);
    view["prizes_note"] = nullptr;
    return view;
}

namespace {

struct RoleDuty {
    Role role;
    std::string_view duty;
};

constexpr RoleDuty role_duties[] = {
    {Role::unit_officer, "Lập hồ sơ, nhập từng đề nghị, đính kèm tài liệu và theo dõi kết quả."},
    {Role::unit_head, "Kiểm tra hồ sơ của đơn vị và trình; bổ sung khi được trả lại."},
    {Role::standing_office,
     "Tiếp nhận, thẩm định, trả lại bổ sung; lập dự thảo quyết định và trình ký."},
    {Role::data_office, "Phối hợp thẩm định; không thẩm định đề nghị của chính phòng mình."},
    {Role::finance, "Chi tiền thưởng theo danh sách của quyết định."},
    {Role::council_secretary,
     "Lập phiên họp, chốt chương trình, mở biểu quyết, công bố kết quả, ký biên bản."},
    {Role::council_member, "Dự họp và bỏ phiếu một lần cho mỗi đề nghị."},
    {Role::council_chair, "Chủ trì phiên họp, bỏ phiếu, ký biên bản."},
    {Role::director, "Xem văn bản và ký số, không đồng ý, hoặc yêu cầu Hội đồng xem xét lại."},
    {Role::deputy_director, "Ký thay (KT.) khi dự thảo ghi tên mình."},
    {Role::clerk, "Cho số, ghi ngày, đóng dấu số, ban hành và vào sổ; nộp lưu."},
    {Role::administrator, "Quản lý tài khoản và vai trò; không xem hồ sơ."},
    {Role::auditor, "Xem mọi hồ sơ đã trình và nhật ký; không thực hiện bước nào."},
};

struct Term {
    std::string_view term, meaning;
};

constexpr Term glossary[] = {
    {"Hồ sơ", "Những gì một đơn vị gửi theo một tờ trình: danh sách đề nghị và tài liệu kèm theo."},
    {"Đề nghị", "Một tập thể hoặc cá nhân được đề nghị một hình thức khen thưởng."},
    {"Phiếu tiếp nhận",
     "Giấy xác nhận cơ quan thường trực đã nhận hồ sơ, có mã và hạn giải quyết."},
    {"Tạm dừng xét",
     "Chưa xét vì có đơn thư, đang xem xét kỷ luật hoặc thanh tra; không phải từ chối."},
    {"Tổng số thành viên", "Mẫu số của tỷ lệ phiếu: mọi thành viên, kể cả người vắng mặt."},
    {"Chốt chương trình", "Khóa nội dung đưa ra biểu quyết; mã kiểm tra được ghi vào biên bản."},
    {"Ban hành", "Văn thư cho số, ghi ngày và đóng dấu số vào quyết định đã ký, rồi vào sổ."},
};

struct Condition {
    Guard guard;
    std::string_view text;
};

// That nothing is suspended holds for nearly every step; the help says it once.
constexpr Condition conditions[] = {
    {Guard::complete, "hồ sơ đủ thành phần"},
    {Guard::in_time, "trong hạn của đợt, hoặc đã nêu lý do nộp muộn"},
    {Guard::impartial, "người thực hiện không liên quan đến đề nghị"},
    {Guard::day_come, "đã đến ngày họp"},
    {Guard::quorate, "có ít nhất hai phần ba tổng số thành viên dự họp"},
    {Guard::ballots_closed, "đã nhận đủ phiếu của người dự họp"},
    {Guard::carried, "đủ số phiếu đồng ý theo quy định"},
    {Guard::not_carried, "không đủ số phiếu đồng ý theo quy định"},
    {Guard::minutes_signed, "biên bản họp đủ chữ ký"},
    {Guard::drafted, "đã có trong dự thảo quyết định"},
    {Guard::content_unchanged, "văn bản đúng như bản đã xem"},
    {Guard::authorised, "đúng người ký ghi trong dự thảo"},
    {Guard::signature_valid, "chữ ký của người ký còn hợp lệ"},
    {Guard::settled, "mọi đề nghị của hồ sơ đã giải quyết xong"},
};

std::string conditions_of(Guard guards) {
    std::string text;
    for (const auto& condition : conditions)
        if (has(guards, condition.guard))
            text += (text.empty() ? "" : "; ") + std::string(condition.text);
    return text;
}

json lifecycle_row(const Transition& row) {
    std::string effects;
    for (const auto& effect : names<Effect>)
        if (has(row.effect, effect.value))
            effects += (effects.empty() ? "" : "; ") + std::string(effect.label);
    return {{"from", code(row.from)},
            {"from_label", label(row.from)},
            {"event", code(row.event)},
            {"event_label", label(row.event)},
            {"to", code(row.to)},
            {"to_label", label(row.to)},
            {"roles_text", role_list(row.role)},
            {"guards_text", optional_text(capitalised(conditions_of(row.guard)))},
            {"effects_text", optional_text(effects)},
            {"reason_required", row.reason == Reason::required}};
}

}  // namespace

json help_view() {
    json view = {{"title", "Hướng dẫn"},
                 {"roles", json::array()},
                 {"lifecycle", json::array()},
                 {"glossary", json::array()}};
    for (const auto& [role, duty] : role_duties)
        view["roles"].push_back(
            {{"role", code(role)}, {"role_label", label(role)}, {"duties", json::array({duty})}});
    for (const auto& row : transitions)
        if (row.from != row.to) view["lifecycle"].push_back(lifecycle_row(row));
    for (const auto& [term, meaning] : glossary)
        view["glossary"].push_back({{"term", term}, {"meaning", meaning}});
    return view;
}

}  // namespace tdkt::templates
