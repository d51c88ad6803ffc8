#include "templates/views/words.h"

namespace tdkt::templates {

using namespace workflow;

std::string capitalised(std::string text) {
    if (text.starts_with("đ"))
        text.replace(0, std::string_view("đ").size(), "Đ");
    else if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

// An abbreviation ("BHXH tỉnh") keeps its capitals.
std::string small_first(std::string text) {
    if (text.starts_with("Đ"))
        text.replace(0, std::string_view("Đ").size(), "đ");
    else if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' &&
             !(text[1] >= 'A' && text[1] <= 'Z'))
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

json unit_beside(const std::string& unit, const std::string& nominee) {
    return unit == nominee ? json() : json(unit);
}

std::string few_of(const std::vector<std::string>& names, std::size_t most) {
    std::string text;
    // One more name is not longer than the words that it is left out.
    const auto shown = names.size() <= most + 1 ? names.size() : most;
    for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + names[i];
    if (shown < names.size())
        text += " và " + std::to_string(names.size() - shown) + " đề nghị khác";
    return text;
}

std::string share_text(const Threshold& threshold) {
    std::string text = threshold.more ? "trên " : "từ ";
    if (100 * threshold.num % threshold.den == 0)
        return text.append(std::to_string(100 * threshold.num / threshold.den)).append("%");
    return text.append(std::to_string(threshold.num))
        .append("/")
        .append(std::to_string(threshold.den));
}

std::string size_text(std::int64_t bytes) {
    if (bytes < 1024) return std::to_string(bytes) + " B";
    if (bytes < 1024 * 1024) return std::to_string((bytes + 512) / 1024) + " KB";
    const auto tenths = (bytes * 10 + 512 * 1024) / (1024 * 1024);
    return std::to_string(tenths / 10) + "," + std::to_string(tenths % 10) + " MB";
}

std::string nominees_text(int collectives, int persons) {
    std::string text;
    if (collectives > 0) text = std::to_string(collectives) + " tập thể";
    if (persons > 0) text += (text.empty() ? "" : ", ") + std::to_string(persons) + " cá nhân";
    return text;
}

std::string left_text(const Calendar& calendar, Day today, Day due) {
    if (due == today) return "hết hạn hôm nay";
    int days = 0;
    const auto first = std::min(today, due), last = std::max(today, due);
    for (auto day = calendar.after(first, 1); day <= last; day = calendar.after(day, 1)) ++days;
    return (due > today ? "còn " : "quá ") + std::to_string(days) + " ngày làm việc";
}

void put_due(json& view, const Now& now, std::optional<Day> due) {
    const auto today = day_of(now.at);
    view["due_on"] = due ? json(iso(*due)) : json();
    view["due_text"] = due ? json(short_date(*due)) : json();
    view["due_left_text"] = due ? json(left_text(now.rules->calendar, today, *due)) : json();
    view["overdue"] = due && today > *due;
}

json option(std::string value, std::string label, bool selected) {
    return {{"value", std::move(value)}, {"label", std::move(label)}, {"selected", selected}};
}

}  // namespace tdkt::templates
