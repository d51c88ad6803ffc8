#include "templates/views/dossiers.h"

#include <algorithm>

#include "workflow/decide.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

std::string award_label(const Nomination& nomination, const Rules& rules, const std::string& pack,
                        Day today) {
    if (!nomination.prize_name.empty()) return nomination.prize_name;
    const auto& in_force = pack.empty() ? rules.on(today) : rules.pack(pack);
    return in_force.award(nomination.award).name;
}

json nominee(const Nomination& n, const DossierShown& shown, const Now& now) {
    return {{"id", n.id},
            {"ordinal", n.ordinal},
            {"nominee_name", n.name},
            {"nominee_account", n.nominee_account},
            {"nominee_unit", n.nominee_unit},
            {"nominee_kind", code(n.subject)},
            {"nominee_kind_label", label(n.subject)},
            {"post", optional_text(n.post)},
            {"award", n.award},
            {"award_label", award_label(n, *now.rules, shown.dossier.pack, day_of(now.at))},
            {"money", n.prize_amount},
            {"money_text", n.prize_amount > 0 ? json(money(n.prize_amount)) : json()},
            {"state", code(n.state)},
            {"state_label", n.veiled ? veiled_label : label(n.state)},
            {"suspended", !n.suspension.empty()}};
}

std::string nominations_text(const std::vector<Nomination>& nominations) {
    const auto collectives =
        std::count_if(nominations.begin(), nominations.end(),
                      [](const auto& n) { return n.subject == Subject::collective; });
    return nominees_text(static_cast<int>(collectives),
                         static_cast<int>(nominations.size()) - static_cast<int>(collectives));
}

void put_nominations(json& view, const DossierShown& shown, const Now& now) {
    std::int64_t total = 0;
    view["nominations"] = json::array();
    for (const auto& n : shown.dossier.nominations) {
        view["nominations"].push_back(nominee(n, shown, now));
        total += n.prize_amount;
    }
    view["has_nominations"] = !shown.dossier.nominations.empty();
    view["nominations_text"] = optional_text(nominations_text(shown.dossier.nominations));
    view["money_total"] = total;
    view["money_total_text"] = total > 0 ? json(money(total)) : json();
}

void put_missing(json& view, const std::vector<Facts>& facts) {
    view["missing"] = json::array();
    for (const auto& one : facts)
        for (const auto& part : one.missing_parts)
            view["missing"].push_back({{"nomination_id", one.nomination},
                                       {"nominee_name", one.nominee},
                                       {"part_label", part}});
    view["has_missing"] = !view["missing"].empty();
}

void put_attachments(json& view, const DossierShown& shown, Id nomination) {
    view["attachments"] = json::array();
    for (const auto& a : shown.dossier.attachments) {
        if (nomination != 0 && a.nomination != 0 && a.nomination != nomination) continue;
        std::string subject;
        for (const auto& n : shown.dossier.nominations)
            if (n.id == a.nomination) subject = n.name;
        view["attachments"].push_back({{"id", a.id},
                                       {"kind", code(a.part)},
                                       {"kind_label", label(a.part)},
                                       {"file_name", a.name},
                                       {"size", a.size},
                                       {"size_text", size_text(a.size)},
                                       {"media_type", a.media_type},
                                       {"sha256", a.sha256},
                                       {"added_text", date_time(a.added_at)},
                                       {"added_by", optional_text(a.added_by)},
                                       {"subject_text", optional_text(subject)},
                                       {"can_remove", shown.may_edit}});
    }
    view["has_attachments"] = !view["attachments"].empty();
    view["can_attach"] = shown.may_edit;
    view["attachment_kinds"] = options<Part>("report");
}

// A new nomination is linked by its name unless the form says otherwise; one
// that is edited stays with whom it was linked to.
void put_nominees(json& view, const DossierShown& shown, const Nomination* edited) {
    const bool fresh = edited == nullptr || edited->subject == Subject::collective;
    const Id account = fresh ? 0 : edited->nominee_account;
    view["accounts"] = json::array();
    view["accounts"].push_back(option("", "Theo họ và tên đã nhập", fresh));
    view["accounts"].push_back(option("0", "Không có tài khoản", !fresh && account == 0));
    bool listed = account == 0;
    for (const auto& person : shown.nominees.people) {
        listed = listed || person.account == account;
        view["accounts"].push_back(option(std::to_string(person.account),
                                          person.name + " – " + person.post,
                                          person.account == account));
    }
    if (!listed)
        view["accounts"].push_back(
            option(std::to_string(account), edited->name + " – đã chuyển đơn vị", true));
    const Id unit = edited != nullptr && edited->subject == Subject::collective
                        ? edited->nominee_unit
                        : shown.dossier.unit;
    view["nominee_units"] = json::array();
    for (const auto& one : shown.nominees.units)
        view["nominee_units"].push_back(option(std::to_string(one.id), one.name, one.id == unit));
}

void put_nomination_form(json& view, const DossierShown& shown, const Nomination* edited) {
    view["kinds"] = options<Subject>(edited != nullptr ? code(edited->subject) : "collective");
    view["prizes"] = json::array();
    for (const auto& prize : shown.campaign.prizes)
        view["prizes"].push_back(option(prize.code, prize.name + " – " + money(prize.amount),
                                        edited != nullptr && edited->prize == prize.id));
    put_nominees(view, shown, edited);
    auto& form = view["form"];
    form["nominee_name"] = edited != nullptr ? json(edited->name) : json();
    form["post"] = edited != nullptr ? json(edited->post) : json();
    form["summary"] = edited != nullptr ? json(edited->summary) : json();
    form["report"] = edited != nullptr ? json(edited->report) : json();
    form["title"] = shown.dossier.title;
    form["late_reason"] = shown.dossier.late_reason;
}

// A dossier that comes back is as timely as when it was first submitted; one that
// has not been submitted (0) would be as late as today.
bool is_late(std::int64_t first_submitted_at, Day propose_before, const Now& now) {
    return day_of(first_submitted_at != 0 ? first_submitted_at : now.at) >= propose_before;
}

std::int64_t first_submitted(const DossierShown& shown) {
    for (const auto& line : shown.history)
        if (line.event == Event::submit) return line.at;
    return shown.dossier.submitted_at;
}

void put_head(json& view, const DossierShown& shown, const Now& now) {
    const auto& d = shown.dossier;
    view["version"] = d.version + d.edits;
    view["code"] = dossier_code(d.id);
    view["dossier_title"] = d.title;
    view["unit_id"] = d.unit;
    view["unit_name"] = d.unit_name;
    view["campaign_id"] = shown.campaign.id;
    view["campaign_name"] = d.campaign_name;
    view["round_id"] = d.round;
    view["round_label"] = d.round_name;
    view["late"] = is_late(first_submitted(shown), d.propose_before, now);
    view["late_reason"] = optional_text(d.late_reason);
    view["receipt"] = optional_text(d.receipt);
    view["result_due_on"] = optional_text(d.due_on);
    view["pack"] = optional_text(d.pack);
    view["editable"] = shown.may_edit;
    view["adding"] = false;
}

// Since when the dossier has been where it is: since its last move into that state.
std::int64_t since(const Dossier& dossier, State state) {
    std::int64_t latest = dossier.nominations.empty() ? dossier.created_at : 0;
    for (const auto& n : dossier.nominations)
        if (n.state == state) latest = std::max(latest, n.since);
    return latest;
}

// Before it is first submitted, a dossier is due on the last day of its round.
void put_round_deadline(json& view, const Dossier& dossier, const Now& now) {
    put_due(view, now, dossier.propose_before - std::chrono::days{1});
}

DraftShown draft_of(const DossierShown& shown, const std::vector<Facts>& facts) {
    DraftShown draft;
    draft.has_nominations = !facts.empty();
    draft.may_edit = shown.may_edit;
    for (const auto& one : facts)
        for (const auto& part : one.missing_parts)
            if (std::find(draft.missing.begin(), draft.missing.end(), part) == draft.missing.end())
                draft.missing.push_back(part);
    for (const auto& choice : shown.choices)
        draft.may_submit = draft.may_submit || choice.event == Event::submit;
    return draft;
}

}  // namespace

std::string deadline_text(const Round& round) {
    return "Nộp trước ngày " + short_date(round.propose_before) + " (hạn cuối " +
           short_date(round.propose_before - std::chrono::days{1}) + ")";
}

namespace {

// Which paper of its kind about the same thing it is, and how many there are.
std::pair<int, int> place_among(const std::vector<Document>& papers, const Document& paper) {
    int place = 0, all = 0;
    for (const auto& other : papers) {
        if (other.kind != paper.kind || other.subject != paper.subject) continue;
        ++all;
        if (other.id <= paper.id) ++place;
    }
    return {place, all};
}

}  // namespace

// What was written anew after a return replaces the paper before it.
void put_papers(json& view, const std::vector<Document>& papers) {
    view["papers"] = json::array();
    for (const auto& p : papers) {
        const auto [place, all] = place_among(papers, p);
        view["papers"].push_back(
            {{"id", p.id},
             {"kind", code(p.kind)},
             {"kind_label", std::string(label(p.kind)) +
                                (all > 1 ? " (lần " + std::to_string(place) + ")" : std::string())},
             {"replaced", place < all},
             {"editable", p.is_editable() && place == all},
             {"paper_title", p.title},
             {"symbol_text",
              p.number > 0 ? json("Số: " + document_number(p.number) + "/" + p.symbol) : json()},
             {"made_text",
              "Lập lúc " + date_time(p.made_at) + (place < all ? " · đã có bản thay thế" : "")}});
    }
    view["has_papers"] = !papers.empty();
}

json dossier_view(const DossierShown& shown, const Now& now) {
    const auto& d = shown.dossier;
    const auto state = state_of(d.nominations);
    json view;
    view["id"] = d.id;
    view["title"] = "Hồ sơ " + dossier_code(d.id);
    put_head(view, shown, now);
    view["journey"] = journey(state);
    put_standing(view, now, state, since(d, state), d.pack, "");
    put_mixture(view, d.nominations);
    put_veil(view, now, d.nominations);
    put_stops(view, d.nominations, shown.history);
    if (state == State::draft) {
        put_round_deadline(view, d, now);
        put_draft(view, draft_of(shown, shown.facts));
    }
    if (state == State::returned && shown.may_edit)
        view["next_text"] = "Bổ sung theo lý do nêu trên, rồi thủ trưởng đơn vị trình lại.";
    put_steps(view, "/dossiers/" + std::to_string(d.id), shown.choices, d.nominations.size());
    put_missing(view, shown.facts);
    put_nominations(view, shown, now);
    put_attachments(view, shown, 0);
    view["warnings"] = json::array();
    for (const auto& text : shown.warnings) view["warnings"].push_back({{"text", text}});
    view["has_warnings"] = !shown.warnings.empty();
    view["can_delete"] = shown.may_edit && d.nominations.empty() && d.attachments.empty();
    view["attach_action"] = "/dossiers/" + std::to_string(d.id) + "/attachments";
    put_nomination_form(view, shown, nullptr);
    put_papers(view, shown.papers);
    put_sheets(view, shown.sheets);
    put_timeline(view, shown.history, d.nominations.size());
    return view;
}

json nomination_view(const DossierShown& shown, const Nomination& n, const Facts& facts,
                     const Now& now) {
    json view = nominee(n, shown, now);
    put_head(view, shown, now);
    view["title"] = n.name;
    view["dossier_id"] = shown.dossier.id;
    view["journey"] = journey(n.state);
    put_standing(view, now, n.state, n.since, shown.dossier.pack, n.suspension);
    put_veil(view, now, std::span(&n, 1));
    put_stops(view, std::span(&n, 1), shown.history);
    if (n.state == State::draft) {
        put_round_deadline(view, shown.dossier, now);
        // Whether the rest of the dossier is complete is not known here.
        if (!facts.missing_parts.empty()) put_draft(view, draft_of(shown, {facts}));
    }
    put_steps(view, "/nominations/" + std::to_string(n.id), shown.choices, 1);
    put_missing(view, {facts});
    view["summary"] = optional_text(n.summary);
    view["report"] = optional_text(n.report);
    const bool declared = n.meeting != 0 && n.state >= State::recommended;
    view["has_verdict"] = declared;
    if (declared) {
        const auto& count = facts.count;
        const auto result = carried(count) ? State::recommended : State::not_recommended;
        view["verdict"] = {{"yes", count.yes},
                           {"members", count.base()},
                           {"needed", count.needed()},
                           {"result", code(result)},
                           {"result_label", label(result)},
                           {"rule_text", "Tính trên tổng số thành viên Hội đồng, kể cả vắng mặt."},
                           {"meeting_id", shown.sees_meetings ? json(n.meeting) : json()},
                           {"meeting_text", "Xem phiên họp"}};
    }
    put_attachments(view, shown, n.id);
    view["attach_action"] = "/nominations/" + std::to_string(n.id) + "/attachments";
    put_nomination_form(view, shown, &n);
    put_timeline(view, shown.history, 1);
    return view;
}

json dossier_row(const DossierRow& row, const Now& now) {
    const auto state = state_of(row.nominations);
    json view = {{"id", row.id},
                 {"code", dossier_code(row.id)},
                 {"dossier_title", row.title},
                 {"unit_name", row.unit_name},
                 {"round_label", row.round_name},
                 {"nominations_text", optional_text(nominations_text(row.nominations))},
                 {"late", is_late(row.first_submitted_at, row.propose_before, now)}};
    std::int64_t at = row.nominations.empty() ? row.created_at : 0;
    for (const auto& n : row.nominations)
        if (n.state == state) at = std::max(at, n.since);
    put_standing(view, now, state, at, row.pack, "");
    put_mixture(view, row.nominations);
    put_veil(view, now, row.nominations);
    return view;
}

json dossier_form(const std::vector<Campaign>& campaigns, const std::string& unit_name,
                  const Now& now) {
    json view = {{"title", "Lập hồ sơ mới"}, {"unit_name", unit_name}, {"form", json::object()}};
    view["rounds"] = json::array();
    const auto today = day_of(now.at);
    for (const auto& campaign : campaigns)
        for (const auto& round : campaign.rounds) {
            if (round.opens_on > today) continue;
            auto choice = option(std::to_string(round.id), round.name, false);
            choice["campaign_name"] = campaign.name;
            choice["deadline_text"] = deadline_text(round) +
                                      (is_late(round, today) ? " – đã quá hạn, cần nêu lý do" : "");
            view["rounds"].push_back(std::move(choice));
        }
    if (!view["rounds"].empty()) view["rounds"].back()["selected"] = true;
    view["has_rounds"] = !view["rounds"].empty();
    return view;
}

}  // namespace tdkt::templates
