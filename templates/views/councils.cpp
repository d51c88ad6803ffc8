#include "templates/views/councils.h"

#include <algorithm>

namespace tdkt::templates {

using namespace workflow;

namespace {

struct Standing {
    std::string_view code, label;
};

Standing standing(const TermShown& term, Day today) {
    if (today < term.valid_from) return {"planned", "Chưa bắt đầu"};
    if (today > term.valid_to) return {"archived", "Đã kết thúc"};
    return {"active", "Đang hoạt động"};
}

json seat_row(const SeatShown& seat) {
    const bool stands_in = seat.stands_in_for != 0;
    return {{"name", seat.name},
            {"post", optional_text(seat.post)},
            {"council_post",
             stands_in ? std::string("Dự thay") : std::string(label(seat.council_post))},
            {"stands_in", stands_in}};
}

json term_row(const TermShown& term, const CouncilsShown& shown) {
    const auto at = standing(term, shown.today);
    const auto members = std::ranges::count(term.seats, Id{0}, &SeatShown::stands_in_for);
    json row = {
        {"id", term.id},
        {"decision", term.decision},
        {"days_text", short_date(term.valid_from) + " – " + short_date(term.valid_to)},
        {"valid_from", iso(term.valid_from)},
        {"valid_to", iso(term.valid_to)},
        {"state", at.code},
        {"state_label", at.label},
        {"members", members},
        {"made_text", term.made_at != 0 && !term.made_by.empty()
                          ? json(term.made_by + " lập " + date_time(term.made_at))
                          : json()},
        {"ended_text", term.ended_at != 0 ? json(term.ended_by + " kết thúc " +
                                                 date_time(term.ended_at) + ": " + term.end_reason)
                                          : json()},
        {"may_end", shown.may_edit && term.ended_at == 0 && term.valid_to >= shown.today},
        {"today", iso(std::max(shown.today, term.valid_from))}};
    row["seats"] = json::array();
    for (const auto& seat : term.seats) row["seats"].push_back(seat_row(seat));
    return row;
}

// What a series has given tells how much the council met: it is said in its register alone.
json series_row(const SeriesShown& one, bool may_edit) {
    return {{"series", code(one.series)},
            {"series_label", label(one.series)},
            {"first", one.first},
            {"begun", one.last >= one.first},
            {"set_text", optional_text(one.first == 1 || one.set_by.empty()
                                           ? ""
                                           : "Bắt đầu từ số " + std::to_string(one.first) + ", " +
                                                 one.set_by + " ghi")},
            {"can_set", may_edit && one.last < one.first}};
}

}  // namespace

json councils_view(const CouncilsShown& shown) {
    json view = {{"title", "Hội đồng"},
                 {"year", std::to_string(year_of(shown.today))},
                 {"may_edit", shown.may_edit},
                 {"has_councils", !shown.councils.empty()}};
    view["councils"] = json::array();
    for (const auto& council : shown.councils) {
        json row = {{"id", council.id},
                    {"council_name", council.name},
                    {"symbol", council.symbol},
                    {"kind_label", label(council.kind)}};
        row["terms"] = json::array();
        row["register_href"] = "/councils/" + std::to_string(council.id) + "/register";
        row["series"] = json::array();
        bool any = false;
        for (const auto& one : council.series) {
            row["series"].push_back(series_row(one, shown.may_edit));
            any = any || row["series"].back()["can_set"].get<bool>();
        }
        row["can_set_series"] = any;
        for (const auto& term : council.terms) row["terms"].push_back(term_row(term, shown));
        view["councils"].push_back(std::move(row));
    }
    return view;
}

json term_view(const CouncilShown* before, const std::vector<Eligible>& people, Day today) {
    json view = {{"title", before ? "Nhiệm kỳ mới" : "Hội đồng mới"},
                 {"is_new", before == nullptr},
                 {"council_kinds", options<CouncilKind>()},
                 {"form",
                  {{"name", before ? json(before->name) : json()},
                   {"symbol", before ? json(before->symbol) : json("HĐTĐKT")},
                   {"decision", nullptr},
                   {"valid_from", iso(today)},
                   {"valid_to", nullptr}}}};
    view["people"] = json::array();
    for (const auto& one : people) {
        const auto id = std::to_string(one.account);
        json posts = {option(id + ":none", "Không tham gia", true)};
        for (const auto& name : names<CouncilPost>)
            posts.push_back(option(id + ":" + std::string(name.code), std::string(name.label)));
        json others = {option(id + ":0", "Không có", true)};
        for (const auto& other : people)
            if (other.account != one.account)
                others.push_back(option(id + ":" + std::to_string(other.account), other.name));
        view["people"].push_back({{"account_id", one.account},
                                  {"name", one.name},
                                  {"post", optional_text(one.post)},
                                  {"unit_name", unit_beside(one.unit_name, one.post)},
                                  {"posts", std::move(posts)},
                                  {"stand_ins", std::move(others)}});
    }
    view["has_people"] = !people.empty();
    return view;
}

}  // namespace tdkt::templates
