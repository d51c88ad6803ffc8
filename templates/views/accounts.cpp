#include "templates/views/accounts.h"

#include <algorithm>
#include <span>

#include "workflow/diagram.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

// The first that fits: Edge and Cốc Cốc also call themselves Chrome, and Chrome
// calls itself Safari.
struct Sign {
    std::string_view sign, name;
};
constexpr Sign browsers[] = {
    {"coc_coc_browser", "Cốc Cốc"},
    {"Edg", "Edge"},
    {"OPR/", "Opera"},
    {"SamsungBrowser", "Samsung"},
    {"Firefox", "Firefox"},
    {"Chrome", "Chrome"},
    {"CriOS", "Chrome"},
    {"FxiOS", "Firefox"},
    {"Safari", "Safari"},
};
constexpr Sign systems[] = {
    {"Windows", "Windows"}, {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},
    {"Mac OS", "máy Mac"},  {"CrOS", "ChromeOS"},   {"Linux", "Linux"},
};

std::string_view named(std::span<const Sign> signs, std::string_view agent) {
    const auto found = std::ranges::find_if(
        signs, [&](const Sign& one) { return agent.find(one.sign) != std::string_view::npos; });
    return found == signs.end() ? std::string_view() : found->name;
}

json account_row(const AccountShown& a) {
    return {{"id", a.id},
            {"name", a.name},
            {"post", a.post},
            {"username", a.username},
            {"unit_name", a.unit_name},
            {"roles_text", role_list(a.roles)},
            {"active", a.active}};
}

json role_options(Role chosen) {
    json list = json::array();
    for (const auto& role : names<Role>)
        list.push_back(
            option(std::string(role.code), std::string(role.label), has(chosen, role.value)));
    return list;
}

json unit_options(const std::vector<UnitOption>& units, Id chosen) {
    json list = json::array();
    for (const auto& unit : units)
        list.push_back(option(std::to_string(unit.id), unit.name, unit.id == chosen));
    return list;
}

}  // namespace

json accounts_view(const std::vector<AccountShown>& accounts, const AccountCounts& counts,
                   const std::vector<UnitOption>& units) {
    json view = {{"title", "Tài khoản"}, {"accounts", json::array()}};
    for (const auto& account : accounts) view["accounts"].push_back(account_row(account));
    view["accounts_text"] = std::to_string(counts.active) + " tài khoản đang dùng, " +
                            std::to_string(counts.locked) + " đã khóa.";
    view["has_accounts"] = !accounts.empty();
    view["can_create"] = true;
    view["units"] = unit_options(units, 0);
    view["roles"] = role_options({});
    view["form"] = {{"username", nullptr}, {"name", nullptr}, {"post", nullptr}};
    return view;
}

json account_edit_view(const AccountShown& account, const std::vector<UnitOption>& units) {
    auto view = account_row(account);
    view["title"] = account.name;
    view["account_name"] = account.name;
    view["version"] = account.version;
    view["created_text"] = "Lập ngày " + short_date(day_of(account.created_at));
    view["seen_text"] = nullptr;
    view["units"] = unit_options(units, account.unit);
    view["roles"] = role_options(account.roles);
    view["form"] = {{"username", account.username},
                    {"name", account.name},
                    {"post", account.post},
                    {"mail", account.mail},
                    {"active", account.active}};
    view["mail_wanted"] = account.mail_wanted;
    return view;
}

std::string device_text(std::string_view agent) {
    const auto browser = named(browsers, agent), system = named(systems, agent);
    if (browser.empty()) return "Chương trình qua API";
    if (system.empty()) return std::string(browser);
    return std::string(browser) + " trên " + std::string(system);
}

json own_account_view(const AccountShown& account, const std::vector<SessionShown>& sessions,
                      bool password_given, bool mails_go_out) {
    auto view = account_row(account);
    view["form"] = {{"mail", account.mail}, {"mail_wanted", account.mail_wanted}};
    view["mails_go_out"] = mails_go_out;
    view["title"] = password_given ? "Đặt mật khẩu của mình" : "Tài khoản của tôi";
    view["password_given"] = password_given;
    view["sessions"] = json::array();
    for (const auto& session : sessions)
        view["sessions"].push_back({{"id", session.id},
                                    {"this_one", session.this_one},
                                    {"device_text", device_text(session.agent)},
                                    {"started_at", session.created_at},
                                    {"started_text", date_time(session.created_at)},
                                    {"seen_at", session.seen_at},
                                    {"seen_text", date_time(session.seen_at)}});
    view["has_other_sessions"] = std::ranges::any_of(
        sessions, [](const SessionShown& session) { return !session.this_one; });
    return view;
}

}  // namespace tdkt::templates
