#include "templates/views/outbox.h"

#include <algorithm>

#include "workflow/courses.h"
#include "workflow/dossier.h"
#include "workflow/texts.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

struct ActLabel {
    std::string_view act, label;
    bool of_message;
};
// The codes are those that server/handlers/outbox.cpp records.
constexpr ActLabel acts[] = {
    {"resend", "Cho gửi lại", true},
    {"give_up", "Thôi không gửi", true},
    {"webhook_added", "Đăng ký nơi nhận webhook", false},
    {"secret_shown", "Xem khóa bí mật của nơi nhận webhook", false},
    {"webhook_closed", "Bỏ nơi nhận webhook", false},
    {"organ_added", "Thêm nơi nhận trên trục liên thông", false},
    {"organ_closed", "Bỏ nơi nhận trên trục liên thông", false},
};

// Badges of other pages, by their colours.
std::string_view badge(Delivery state) {
    switch (state) {
        case Delivery::waiting:
            return "open";
        case Delivery::delivered:
            return "active";
        case Delivery::dead:
            return "late";
        default:
            return "given_up";
    }
}

std::string what_text(const MessageShown& m) {
    if (m.channel == Channel::mail) return "Thông báo";
    if (m.channel == Channel::edxml) return "Quyết định đã ban hành";
    const auto event = find<Event>(m.event);
    return event ? std::string(label(*event)) : "Bước xử lý";
}

std::string when_text(const MessageShown& m) {
    if (m.state != Delivery::waiting) return date_time(m.closed_at);
    if (m.under_way) return "đang gửi";
    return m.attempts == 0 ? "chờ đến lượt" : "thử tiếp từ " + date_time(m.run_at);
}

json message_row(const MessageShown& m, bool may_edit) {
    const bool open = m.state == Delivery::waiting || m.state == Delivery::dead;
    return {{"id", m.id},
            {"channel", code(m.channel)},
            {"channel_label", label(m.channel)},
            {"what_text", what_text(m)},
            {"target_name", m.target_name},
            {"dossier_code", m.dossier == 0 ? json() : json(dossier_code(m.dossier))},
            {"state", code(m.state)},
            {"state_label", label(m.state)},
            {"badge", badge(m.state)},
            {"created_at", m.created_at},
            {"created_text", date_time(m.created_at)},
            {"when_text", when_text(m)},
            {"attempts", m.attempts},
            {"attempts_text",
             m.attempts == 0 ? json() : json("đã thử " + std::to_string(m.attempts) + " lần")},
            {"error", optional_text(m.error)},
            {"can_resend", may_edit && !m.under_way && m.state != Delivery::delivered},
            {"can_give_up", may_edit && !m.under_way && open}};
}

json act_row(const OutboxActShown& a) {
    const auto* known = std::ranges::find(acts, a.act, &ActLabel::act);
    auto text = known == std::end(acts) ? a.act : std::string(known->label);
    if (known != std::end(acts) && known->of_message)
        text += ", thư, tin số " + std::to_string(a.subject);
    return {{"at", a.at},       {"at_text", date_time(a.at)}, {"act", a.act},
            {"act_text", text}, {"actor_name", a.actor_name}, {"reason", optional_text(a.reason)}};
}

std::string standing_text(const OutboxShown& shown) {
    return std::to_string(shown.waiting) + " chờ gửi, " + std::to_string(shown.dead) +
           " không gửi được.";
}

}  // namespace

json outbox_view(const OutboxShown& shown) {
    json view = {{"title", "Thư và tin gửi đi"},
                 {"waiting", shown.waiting},
                 {"dead", shown.dead},
                 {"standing_text", standing_text(shown)},
                 {"messages", json::array()},
                 {"acts", json::array()},
                 {"channels", options<Channel>(shown.channel)},
                 {"states", options<Delivery>(shown.state)},
                 {"filtered", !shown.channel.empty() || !shown.state.empty()},
                 {"mail_is_set", shown.mail_is_set},
                 {"edxml_is_set", shown.edxml_is_set}};
    for (const auto& message : shown.messages)
        view["messages"].push_back(message_row(message, shown.may_edit));
    for (const auto& act : shown.acts) view["acts"].push_back(act_row(act));
    view["has_messages"] = !shown.messages.empty();
    view["has_acts"] = !shown.acts.empty();
    view["reserved_text"] = optional_text(shown.reserved_text);
    if (!shown.reserved_text.empty())
        view["standing_text"] = view["waiting"] = view["dead"] = json();
    return view;
}

namespace {

// Programs are told where a nomination goes, not who appraises it.
json events_told() {
    json list = json::array();
    for (const auto& name : names<Event>)
        if (!is_of_sheets(name.value) && !is_of_ties(name.value))
            list.push_back(option(std::string(name.code), std::string(name.label)));
    return list;
}

}  // namespace

json receivers_view(const ReceiversShown& shown) {
    json view = {
        {"title", "Nơi nhận tin"},
        {"webhooks", json::array()},
        {"organs", json::array()},
        {"events", events_told()},
        {"units", json::array({option("0", "Mọi quyết định", true)})},
        {"edxml_is_set", shown.edxml_is_set},
        {"may_edit", shown.may_edit},
        {"secret", optional_text(shown.secret)},
        {"secret_url", nullptr},
        {"form", {{"url", nullptr}, {"code", nullptr}, {"name", nullptr}, {"sender", false}}}};
    for (const auto& w : shown.webhooks) {
        const auto labels = listed(w.events, ", ", [](const std::string& event) {
            return std::string(label(stored<Event>(event)));
        });
        view["webhooks"].push_back({{"id", w.id},
                                    {"url", w.url},
                                    {"events", w.events},
                                    {"events_text", labels},
                                    {"created_text", date_time(w.created_at)},
                                    {"can_show_secret", shown.may_edit && w.shown_at == 0},
                                    {"may_close", shown.may_edit}});
        if (w.id == shown.secret_of) view["secret_url"] = w.url;
    }
    for (const auto& o : shown.organs)
        view["organs"].push_back(
            {{"id", o.id},
             {"code", o.code},
             {"organ_label", o.name},
             {"sender", o.sender},
             {"receives_text", o.sender              ? "Cơ quan gửi (mã của mình)"
                               : o.unit_name.empty() ? "Mọi quyết định"
                                                     : "Quyết định có đề nghị của " + o.unit_name},
             {"may_close", shown.may_edit}});
    for (const auto& [id, name] : shown.units)
        view["units"].push_back(
            option(std::to_string(id), "Quyết định có đề nghị của " + name, false));
    view["has_webhooks"] = !shown.webhooks.empty();
    view["has_organs"] = !shown.organs.empty();
    return view;
}

}  // namespace tdkt::templates
