#include "templates/views/office.h"

#include <algorithm>
#include <map>
#include <set>

#include "workflow/diagram.h"
#include "workflow/texts.h"
#include "workflow/transitions.h"

namespace tdkt::templates {

using namespace workflow;

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
     "Lập phiên họp, chốt chương trình, mở biểu quyết, mở phiếu, công bố kết quả, ký biên bản."},
    {Role::council_member, "Dự họp và bỏ phiếu một lần cho mỗi đề nghị."},
    {Role::council_chair, "Chủ trì phiên họp, bỏ phiếu, ký biên bản."},
    {Role::director, "Xem văn bản và ký số, không đồng ý, hoặc yêu cầu Hội đồng xem xét lại."},
    {Role::deputy_director, "Ký thay (KT.) khi dự thảo ghi tên mình."},
    {Role::clerk, "Cho số, ghi ngày, đóng dấu số, ban hành và vào sổ; nộp lưu."},
    {Role::administrator, "Quản lý tài khoản và vai trò; không xem hồ sơ."},
    {Role::auditor,
     "Xem mọi hồ sơ đã trình và nhật ký; giữ một trong ba mã mở phiếu kín; không thực hiện bước "
     "nào."},
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
    {Guard::keyed, "đã cấp đủ mã mở phiếu cho ba người giữ mã"},
    {Guard::opened, "đã mở phiếu bằng mã của hai người giữ mã"},
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
    return listed(conditions, "; ", [&](const auto& one) {
        return has(guards, one.guard) ? one.text : std::string_view();
    });
}

json lifecycle_row(const Transition& row) {
    const auto effects = listed(names<Effect>, "; ", [&](const auto& effect) {
        return has(row.effect, effect.value) ? effect.label : std::string_view();
    });
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
    std::set<Event> aside;
    for (const auto& row : transitions) {
        // Taken in many states and leaving them as they are, it is told once.
        const bool stays = row.from == row.to;
        if (stays && !aside.insert(row.event).second) continue;
        view["lifecycle"].push_back(lifecycle_row(row));
        if (!stays) continue;
        view["lifecycle"].back()["from_label"] = "Từ khi trình đến trước khi ký";
        view["lifecycle"].back()["to_label"] = "Giữ nguyên trạng thái";
    }
    for (const auto& [term, meaning] : glossary)
        view["glossary"].push_back({{"term", term}, {"meaning", meaning}});
    return view;
}

}  // namespace tdkt::templates
