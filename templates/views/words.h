// Small words that many pages share.
#pragma once

#include <nlohmann/json.hpp>

#include "workflow/calendar.h"
#include "workflow/facts.h"
#include "workflow/vietnamese.h"

namespace tdkt::templates {

using nlohmann::json;

// What every view needs to know besides its subject.
struct Now {
    std::int64_t at = 0;  // UTC, milliseconds
    const workflow::Rules* rules = nullptr;
};

// Texts that may be absent are null, so that a template can ask for them.
inline json optional_text(const std::string& text) {
    return text.empty() ? json() : json(text);
}

// The first letter as a capital, or small, for a text that begins or ends up inside a
// sentence. Knows a–z and đ, with which every such text begins.
std::string capitalised(std::string text);
std::string small_first(std::string text);

// "unit", or null when it is the nominee's own name: said once is enough.
json unit_beside(const std::string& unit, const std::string& nominee);

// "A, B và 5 đề nghị khác": the first `most` of the names, the others counted.
std::string few_of(const std::vector<std::string>& names, std::size_t most = 4);

// "trên 50%", "từ 2/3": in percent where that is exact.
std::string share_text(const workflow::Threshold& threshold);

std::string size_text(std::int64_t bytes);  // "2,4 MB"

// "1 tập thể, 3 cá nhân"
std::string nominees_text(int collectives, int persons);

// "còn 7 ngày làm việc", "hôm nay", "quá 2 ngày làm việc".
std::string left_text(const workflow::Calendar& calendar, workflow::Day today, workflow::Day due);

// Writes due_on, due_text, due_left_text and overdue; all null when nothing is due.
void put_due(json& view, const Now& now, std::optional<workflow::Day> due);

// An option of a select or a radio group.
json option(std::string value, std::string label, bool selected = false);

// Every member of an enumeration as options.
template <class E>
json options(std::string_view selected = {}) {
    json list = json::array();
    for (const auto& name : workflow::names<E>)
        list.push_back(
            option(std::string(name.code), std::string(name.label), name.code == selected));
    return list;
}

}  // namespace tdkt::templates
