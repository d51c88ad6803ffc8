#include "templates/views/appraisals.h"

#include <algorithm>
#include <map>

namespace tdkt::templates {

using namespace workflow;

namespace {

// The colours of the lifecycle's states say the same of a sheet.
std::string_view badge_of(SheetState state) {
    switch (state) {
        case SheetState::assigned:
            return "draft";
        case SheetState::begun:
            return "open";
        case SheetState::handed_in:
            return "active";
        default:
            return "withdrawn";
    }
}

std::string with_post(const Appraiser& who) {
    return who.name + (who.post.empty() ? "" : ", " + who.post);
}

void put_said(json& view, const Sheet& sheet, bool shown) {
    const auto sum = total(sheet.said);
    const bool scored = shown && sum.has_value();
    const int points = sum.value_or(0);
    const auto& conclusion = sheet.said.conclusion;
    view["shown"] = shown;
    view["points"] = scored ? json(points) : json();
    view["points_text"] = scored ? json(std::to_string(points)) : json();
    view["conclusion"] = shown && conclusion ? json(code(*conclusion)) : json();
    view["conclusion_label"] = shown && conclusion ? json(label(*conclusion)) : json();
    view["remark"] = shown ? optional_text(sheet.said.comment) : json();
}

std::string summary_text(const Summary& all) {
    std::string text =
        std::to_string(all.handed_in) + "/" + std::to_string(all.asked) + " phiếu đã nộp";
    const auto add = [&](int count, Conclusion conclusion) {
        if (count > 0)
            text.append("; ")
                .append(small_first(std::string(label(conclusion))))
                .append(": ")
                .append(std::to_string(count));
    };
    add(all.agree, Conclusion::agree);
    add(all.disagree, Conclusion::disagree);
    add(all.supplement, Conclusion::supplement);
    if (const auto average = all.average())
        text.append("; điểm trung bình: ").append(fraction_text(*average));
    return text + ".";
}

// Numbers of a summary tell what others said, so they wait until all of them may be seen.
json summary_view(const Nomination& n, const std::vector<SheetShown>& sheets) {
    std::vector<Sheet> of_one;
    bool shown = true;
    for (const auto& one : sheets) {
        if (one.sheet.nomination != n.id) continue;
        of_one.push_back(one.sheet);
        if (one.sheet.state == SheetState::handed_in) shown = shown && one.shown;
    }
    auto all = summary(of_one);
    if (!shown) {
        const auto asked = all.asked, handed_in = all.handed_in;
        all = {};
        all.asked = asked;
        all.handed_in = handed_in;
    }
    const auto average = all.average();
    return {{"nomination_id", n.id},
            {"nominee_name", n.name},
            {"asked", all.asked},
            {"handed_in", all.handed_in},
            {"sum", shown ? json(all.sum) : json()},
            {"average_num", average ? json(average->num) : json()},
            {"average_den", average ? json(average->den) : json()},
            {"summary_text",
             all.asked == 0 ? std::string("Chưa giao ai thẩm định.") : summary_text(all)}};
}

json criterion_rows(const Assessment& said, const std::vector<Criterion>& criteria, bool shown) {
    json rows = json::array();
    for (const auto& criterion : criteria) {
        const auto mark = shown ? mark_for(said, criterion.code) : Mark{};
        const auto points = mark.points ? json(std::to_string(*mark.points)) : json();
        rows.push_back(
            {{"code", criterion.code},
             {"text", criterion.text},
             {"most", criterion.most},
             {"cite_text", criterion.citation.document + ", " + criterion.citation.article},
             {"typed_points", points},
             {"typed_remark", optional_text(mark.comment)}});
    }
    return rows;
}

json appraiser_options(const std::vector<Appraiser>& people) {
    json list = json::array();
    for (const auto& who : people) {
        auto one = option(appraiser_key(who), with_post(who));
        one["seat_label"] = label(who.seat);
        one["load_text"] = who.load == 0 ? std::string("không có phiếu chờ")
                                         : std::to_string(who.load) + " phiếu đang chờ";
        list.push_back(std::move(one));
    }
    return list;
}

json sheet_rows(const std::vector<SheetShown>& sheets, const Now& now) {
    json rows = json::array();
    for (const auto& one : sheets) rows.push_back(sheet_row(one, now));
    return rows;
}

}  // namespace

std::string appraiser_key(const Appraiser& who) {
    return who.account != 0 ? "a" + std::to_string(who.account) : "u" + std::to_string(who.unit);
}

json sheet_row(const SheetShown& shown, const Now& now) {
    const auto& s = shown.sheet;
    const auto due = parse_day(s.due_on);
    json view = {{"id", s.id},
                 {"href", "/appraisals/" + std::to_string(s.id)},
                 {"dossier_id", s.dossier},
                 {"dossier_code", dossier_code(s.dossier)},
                 {"nomination_id", s.nomination},
                 {"nominee_name", shown.nominee},
                 {"award_label", shown.award_label},
                 {"unit_name", shown.unit_name},
                 {"seat", code(s.appraiser.seat)},
                 {"seat_label", label(s.appraiser.seat)},
                 {"appraiser_name", s.appraiser.name},
                 {"appraiser_post", optional_text(s.appraiser.post)},
                 {"sheet_state", code(s.state)},
                 {"state_label", label(s.state)},
                 {"badge", badge_of(s.state)},
                 {"open", s.is_open()},
                 {"theirs", shown.theirs},
                 {"action_label", shown.theirs && s.is_open() ? "Lập phiếu" : "Xem"}};
    view["said_text"] = s.state == SheetState::handed_in && s.said_at != 0
                            ? json("Nộp lúc " + date_time(s.said_at))
                            : json();
    view["sheet_reason"] = optional_text(s.reason);
    put_due(view, now, s.is_open() ? due : std::nullopt);
    put_said(view, s, shown.shown);
    return view;
}

json appraisals_view(const std::vector<SheetShown>& mine, const std::vector<SheetShown>& all,
                     const std::optional<SheetTotals>& totals, const std::string& state,
                     const Now& now) {
    json view = {{"title", "Phiếu thẩm định"}};
    view["mine"] = sheet_rows(mine, now);
    view["has_mine"] = !mine.empty();
    view["all"] = sheet_rows(all, now);
    view["has_all"] = !all.empty();
    view["can_fill_offline"] = std::ranges::any_of(
        mine, [](const auto& one) { return one.theirs && one.sheet.is_open(); });
    view["states"] = options<SheetState>(state);
    view["filtered"] = !state.empty();
    view["sees_all"] = totals.has_value();
    view["totals"] = json();
    if (totals)
        view["totals"] = {{"assigned", totals->assigned},
                          {"begun", totals->begun},
                          {"handed_in", totals->handed_in},
                          {"overdue", totals->overdue},
                          {"has_overdue", totals->overdue > 0}};
    return view;
}

json sheet_view(const SheetPage& page, const Now& now) {
    const auto& sheet = page.of.sheet;
    auto view = sheet_row(page.of, now);
    view["title"] = "Phiếu thẩm định: " + page.of.nominee;
    view["version"] = sheet.version;
    view["may_fill"] = page.may_fill;
    view["may_return"] = page.may_return;
    view["may_withdraw"] = page.may_withdraw;
    view["has_criteria"] = !page.criteria.empty();
    view["criteria"] = criterion_rows(sheet.said, page.criteria, page.of.shown);
    view["most_text"] = std::to_string(most_points(page.criteria));
    const auto& conclusion = sheet.said.conclusion;
    view["conclusions"] =
        options<Conclusion>(page.of.shown && conclusion ? code(*conclusion) : std::string_view());
    view["form"] = {{"comment", view["remark"]}, {"reason", json()}};
    view["saved_text"] = page.of.shown && sheet.said_at != 0
                             ? json(sheet.said_by + " – " + date_time(sheet.said_at))
                             : json();
    view["others"] = appraiser_options(page.others);
    view["has_others"] = !page.others.empty();
    view["turns"] = json::array();
    for (const auto& turn : page.turns) {
        json one = {{"turn", turn.sheet.turn},
                    {"turn_text", "Lần nộp thứ " + std::to_string(turn.sheet.turn)},
                    {"by_text", turn.sheet.said_by + " – " + date_time(turn.sheet.said_at)},
                    {"digest", turn.digest},
                    {"rows", criterion_rows(turn.sheet.said, page.criteria, true)}};
        put_said(one, turn.sheet, true);
        view["turns"].push_back(std::move(one));
    }
    view["has_turns"] = !view["turns"].empty();
    return view;
}

void put_appraisal(json& view, const Dossier& dossier, const std::vector<SheetShown>& sheets,
                   bool may_assign, const Now& now) {
    view["appraisal_sheets"] = sheet_rows(sheets, now);
    view["has_appraisal_sheets"] = !sheets.empty();
    view["appraisal_summaries"] = json::array();
    for (const auto& n : dossier.nominations)
        view["appraisal_summaries"].push_back(summary_view(n, sheets));
    view["may_assign"] = may_assign;
    view["has_appraisal"] = !sheets.empty() || may_assign;
    view["assign_href"] = "/dossiers/" + std::to_string(dossier.id) + "/appraisals";
}

json form_view(Id id, const std::string& name, std::int64_t at, const FormReading& reading) {
    json view = {{"title", "Xem trước tệp phiếu thẩm định"},
                 {"id", id},
                 {"file_name", name},
                 {"at_text", date_time(at)},
                 {"changes", json::array()},
                 {"cells", json::array()}};
    for (const auto& one : reading.changes)
        view["changes"].push_back({{"line", one.line},
                                   {"sheet_id", one.sheet},
                                   {"sheet_href", "/appraisals/" + std::to_string(one.sheet)},
                                   {"nominee_name", one.nominee},
                                   {"what_text", one.what},
                                   {"before", optional_text(one.before)},
                                   {"after", optional_text(one.after)}});
    for (const auto& one : reading.faults)
        view["cells"].push_back(
            {{"cell", one.cell}, {"expected", one.expected}, {"found", one.found}});
    view["has_changes"] = !reading.changes.empty();
    view["has_cells"] = !reading.faults.empty();
    view["can_apply"] = reading.faults.empty() && !reading.changes.empty();
    view["summary_text"] = std::to_string(reading.changes.size()) + " thay đổi trên " +
                           std::to_string(reading.said.size()) + " phiếu; " +
                           std::to_string(reading.faults.size()) + " ô cần sửa.";
    return view;
}

json assignment_view(const Dossier& dossier, std::int64_t version,
                     const std::vector<SheetShown>& sheets, const std::vector<Appraiser>& people,
                     bool may_assign, const Now& now) {
    json view = {{"title", "Giao thẩm định " + dossier_code(dossier.id)},
                 {"id", dossier.id},
                 {"code", dossier_code(dossier.id)},
                 {"version", version},
                 {"dossier_title", dossier.title},
                 {"unit_name", dossier.unit_name},
                 {"form", {{"readers", "1"}}}};
    put_appraisal(view, dossier, sheets, may_assign, now);
    view["assign_href"] = nullptr;  // this is where it leads
    view["candidates"] = json::array();
    for (const auto& n : dossier.nominations)
        if (n.state == State::received)
            view["candidates"].push_back({{"nomination_id", n.id},
                                          {"nominee_name", n.name},
                                          {"prize_name", n.prize_name},
                                          {"selected", false}});
    view["has_candidates"] = !view["candidates"].empty();
    view["people"] = appraiser_options(people);
    return view;
}

}  // namespace tdkt::templates
