#include "templates/views/council_papers.h"

#include <algorithm>

#include "workflow/vietnamese.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

constexpr int years_shown = 5;

std::string register_href(Id council, int year) {
    return "/councils/" + std::to_string(council) + "/register?year=" + std::to_string(year);
}

json paper_row(const NumberedPaper& paper) {
    return {{"kind", code(paper.kind)},
            {"kind_label", label(paper.kind)},
            {"number", paper.number != 0 ? json(paper.number) : json()},
            {"number_text", numbered(paper)},
            {"issued_on", iso(paper.issued_on)},
            {"issued_text", short_date(paper.issued_on)}};
}

json register_row(const RegisterLine& line) {
    auto row = paper_row(line.paper);
    row["meeting_id"] = line.meeting;
    row["subject_text"] = "Phiên họp ngày " + short_date(line.held_on);
    row["issued_by"] = line.issued_by;
    return row;
}

// Whether the votes on it are even and in, its rules leave that to whoever presides, and the
// result is not out.
bool awaits_decision(const Facts& facts) {
    const auto& count = facts.count;
    return facts.state == State::voting && facts.opened && !facts.declared &&
           count.expected <= count.ballots && count.chair_decides && tied(count);
}

}  // namespace

std::string numbered(const NumberedPaper& paper) {
    const auto number = paper.number != 0 ? document_number(paper.number) : std::string("…");
    return number + "/" + paper.symbol;
}

void put_papers(json& view, const Meeting& meeting) {
    view["papers"] = json::array();
    for (const auto& paper : meeting.papers) view["papers"].push_back(paper_row(paper));
    view["has_papers"] = !meeting.papers.empty();
    view["register_href"] = register_href(meeting.council_id, year_of(meeting.held_on));
}

std::string tie_text(const AgendaItem& item) {
    if (!item.tie) return {};
    auto text = "Đúng một nửa đồng ý, " + item.tie->by;
    text.append(item.tie->carried ? " quyết định đạt: " : " quyết định không đạt: ");
    return text.append(item.tie->reason);
}

void put_open_ties(json& view, const Meeting& meeting, const std::vector<Facts>& facts,
                   const Actor& reader) {
    view["ties"] = json::array();
    for (const auto& one : facts) {
        const bool presides = one.presiding == reader.id;
        if (!awaits_decision(one) || !(presides || has(Role::council_secretary, reader.roles)))
            continue;
        const auto item =
            std::ranges::find(meeting.agenda, one.nomination, &AgendaItem::nomination);
        if (item == meeting.agenda.end()) continue;
        view["ties"].push_back(
            {{"nomination_id", one.nomination},
             {"nominee_name", item->name},
             {"votes_text", std::to_string(one.count.yes) + "/" + std::to_string(one.count.base())},
             {"can_decide", presides && !item->tie},
             {"decided_text", optional_text(tie_text(*item))}});
    }
    view["has_ties"] = !view["ties"].empty();
}

json council_register_view(const CouncilRegisterShown& shown) {
    const auto year = std::to_string(shown.year);
    json view = {{"title", "Sổ văn bản của Hội đồng"},
                 {"council_id", shown.council},
                 {"council_name", shown.name},
                 {"year", year},
                 {"extract", shown.extract},
                 {"csv_href", register_href(shown.council, shown.year) + "&format=csv"},
                 {"has_entries", !shown.lines.empty()},
                 {"years", json::array()},
                 {"entries", json::array()}};
    const int newest = std::max(shown.year, shown.this_year);
    for (int one = newest; one > newest - years_shown; --one)
        view["years"].push_back(
            option(std::to_string(one), std::to_string(one), one == shown.year));
    for (const auto& line : shown.lines) view["entries"].push_back(register_row(line));
    return view;
}

std::vector<std::string> register_head() {
    return {"Số, ký hiệu", "Ngày văn bản", "Loại văn bản", "Trích yếu", "Người cho số"};
}

std::vector<std::string> register_cells(const RegisterLine& line) {
    return {numbered(line.paper), short_date(line.paper.issued_on),
            std::string(label(line.paper.kind)), "Phiên họp ngày " + short_date(line.held_on),
            line.issued_by};
}

}  // namespace tdkt::templates
