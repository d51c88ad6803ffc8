#include "templates/views/decisions.h"

#include <algorithm>

#include "templates/lint/lint.h"
#include "templates/views/dossiers.h"
#include "workflow/texts.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

json symbol_text(int number, const std::string& symbol) {
    return number > 0 ? json(document_number(number) + "/" + symbol) : json();
}

json day_text(const std::string& iso_day) {
    const auto day = parse_day(iso_day);
    return day ? json(short_date(*day)) : json();
}

std::string_view outcome_label(const std::string& outcome) {
    if (outcome == "refused") return "Không đồng ý khen thưởng";
    if (outcome == "reconsidered") return "Trả lại Hội đồng xem xét";
    return "Đã hủy dự thảo";
}

// A draft stands where its nominations stand, until it has ended otherwise.
void put_state(json& view, const std::string& outcome, const std::string& state) {
    const auto of_items = find<State>(state);
    view["state"] = !outcome.empty() ? outcome : of_items ? std::string(code(*of_items)) : "draft";
    if (!outcome.empty())
        view["state_label"] = outcome_label(outcome);
    else if (of_items == State::recommended)
        view["state_label"] = "Dự thảo";
    else
        view["state_label"] = of_items ? label(*of_items) : "Dự thảo";
}

// The head signs unless somebody else was chosen; whoever has no key cannot.
json signer_options(const std::vector<SignerOption>& signers, Id chosen) {
    json list = json::array();
    bool selected = false;
    for (const auto& signer : signers) {
        auto row = option(
            std::to_string(signer.account),
            signer.name + " – " + signer.post + (signer.has_key ? "" : " (chưa có khóa ký số)"),
            signer.has_key && !selected && (chosen == 0 || signer.account == chosen));
        row["disabled"] = !signer.has_key;
        selected = selected || row["selected"];
        list.push_back(std::move(row));
    }
    return list;
}

json items_of(const Decision& decision, const std::map<Id, std::string>& verdicts) {
    json items = json::array();
    for (const auto& item : decision.items) {
        const auto verdict = verdicts.find(item.nomination.id);
        auto row = candidate({item.nomination.id, item.nomination.dossier, item.nomination.name,
                              item.nomination.post, item.unit_name, item.award_name,
                              verdict == verdicts.end() ? "" : verdict->second, item.amount,
                              item.round_name});
        row["ordinal"] = item.ordinal;
        row["nominee_kind"] = code(item.nomination.subject);
        items.push_back(std::move(row));
    }
    return items;
}

// A draft that has not been presented is given up by those who may present it.
bool may_discard(const DecisionShown& shown) {
    const auto presents = [](const Choice& choice) { return choice.event == Event::present; };
    return std::any_of(shown.choices.begin(), shown.choices.end(), presents);
}

json paper_note(const Decision& decision) {
    if (decision.state() != State::presented) return nullptr;
    return "Đây chính là văn bản sẽ được ký. Số và ngày do văn thư điền khi ban hành; mọi thay đổi "
           "khác đều làm chữ ký mất hiệu lực.";
}

// The form of a draft: what it holds is chosen, what else waits of its round is not.
void put_form(json& view, const DecisionShown& shown) {
    const auto& d = shown.decision;
    view["can_edit"] = may_discard(shown) && !shown.signers.empty();
    view["form"] = {{"title", d.title}, {"basis", d.basis}};
    view["signers"] = signer_options(shown.signers, d.signer);
    view["choices"] = view["items"];
    if (!d.items.empty())
        for (const auto& one : shown.candidates)
            if (one.round_name == d.items.front().round_name) {
                view["choices"].push_back(candidate(one));
                view["choices"].back()["selected"] = false;
            }
    view["over_text"] = optional_text(listed(shown.over_prizes, "; "));
}

void put_paper(json& view, const DecisionShown& shown) {
    const auto& d = shown.decision;
    const bool ended = !d.outcome.empty();
    // A draft that was handed back has an older paper; what counts is what it says now.
    const bool draft = !ended && d.state() == State::recommended && !d.reserved;
    view["draft"] = draft;
    view["reserved"] = d.reserved;
    view["has_document"] = shown.paper && !draft;
    view["document_id"] = shown.paper && !draft ? json(shown.paper->id) : json();
    view["document_editable"] = shown.paper && !draft && shown.paper->is_editable();
    view["being_written"] = !shown.paper && !ended && d.state() > State::recommended;
}

std::string items_text(const Decision& decision) {
    int collectives = 0, persons = 0;
    for (const auto& item : decision.items)
        ++(item.nomination.subject == Subject::collective ? collectives : persons);
    return nominees_text(collectives, persons);
}

}  // namespace

json decisions_view(const std::vector<DecisionRow>& rows, const std::vector<Candidate>& candidates,
                    const std::vector<SignerOption>& signers, bool may_draft) {
    json view = {{"title", "Quyết định"},
                 {"has_decisions", !rows.empty()},
                 {"can_draft", may_draft},
                 {"has_candidates", !candidates.empty()},
                 {"form", {{"title", nullptr}, {"basis", nullptr}}}};
    view["decisions"] = view["candidates"] = json::array();
    for (const auto& row : rows) {
        json one = {{"id", row.id},
                    {"decision_title", capitalised(row.title)},
                    {"symbol_text", symbol_text(row.number, row.symbol)},
                    {"issued_text", day_text(row.issued_on)},
                    {"items_text", std::to_string(row.items) + " tập thể, cá nhân"},
                    {"money_total", row.total},
                    {"money_total_text", money(row.total)}};
        put_state(one, row.outcome, row.state);
        view["decisions"].push_back(std::move(one));
    }
    for (const auto& one : candidates) {
        view["candidates"].push_back(candidate(one));
        // One decision speaks of one round: the first that waits is proposed.
        view["candidates"].back()["selected"] = one.round_name == candidates.front().round_name;
    }
    view["signers"] = signer_options(signers, 0);
    return view;
}

namespace {

// How the paper keeps to Decree 30, for as long as it can still be mended. What a draft lacks
// to be a paper is told where the paper would stand.
json findings_of(const DecisionShown& shown) {
    if (!shown.data) return {};
    try {
        return lint::view(lint::findings({"decision", shown.words}, *shown.data));
    } catch (const Problem&) {
        return {};
    }
}

// What there is once it is issued.
void put_issued(json& view, const DecisionShown& shown) {
    const bool issued = shown.paper && !shown.paper->issued_file.empty();
    view["has_verify"] = issued;
    view["verify_code"] = issued ? json(shown.paper->code) : json();
    view["qr_href"] = issued ? json("/verify/" + shown.paper->code + "/qr") : json();
    const auto path = "/decisions/" + std::to_string(shown.decision.id);
    view["certificates_href"] = issued && shown.certifies ? json(path + "/certificates") : json();
    put_sheets(view, shown.sheets);
}

}  // namespace

json decision_view(const DecisionShown& shown, const Now& now) {
    const auto& d = shown.decision;
    json view = {{"id", d.id},
                 {"title", capitalised(d.title)},
                 {"version", d.version},
                 {"decision_title", capitalised(d.title)},
                 {"items_text", items_text(d)},
                 {"items", items_of(d, shown.verdicts)},
                 {"money_total", d.total()},
                 {"money_total_text", money(d.total())},
                 {"money_words", money_in_words(d.total())},
                 {"signer_name", d.signer_name},
                 {"late", false},
                 {"late_reason", nullptr}};
    const auto since = d.items.empty() ? d.created_at : d.items.front().nomination.since;
    std::string suspension;
    for (const auto& item : d.items)
        if (suspension.empty()) suspension = item.nomination.suspension;
    put_standing(view, now, d.state(), since, "", suspension);
    put_state(view, d.outcome, std::string(code(d.state())));
    view["badges"] = {{{"state", view["state"]}, {"badge_label", view["state_label"]}}};
    const bool ended = !d.outcome.empty();
    view["journey"] = ended ? json::array() : journey(d.state());
    view["can_discard"] = may_discard(shown);
    put_steps(view, "/decisions/" + std::to_string(d.id), shown.choices, d.items.size());
    put_timeline(view, shown.history, d.items.size());
    put_paper(view, shown);
    put_form(view, shown);
    view["paper_note"] = paper_note(d);
    view["symbol_text"] =
        shown.paper ? symbol_text(shown.paper->number, shown.paper->symbol) : json();
    view["issued_text"] = shown.paper ? day_text(shown.paper->issued_on) : json();
    put_signatures(view, shown.signatures);
    view["lint"] = findings_of(shown);
    view["has_lint"] = !view["lint"].is_null();
    put_issued(view, shown);
    return view;
}

json register_view(const std::vector<RegisterEntry>& entries, int count, int year, int this_year) {
    json view = {{"title", "Sổ văn bản đi"},
                 {"year", std::to_string(year)},
                 {"register_text", std::to_string(count) + " văn bản trong năm " +
                                       std::to_string(year) + ", số mới nhất trước."},
                 {"honour_href", count > 0 ? json("/honour?year=" + std::to_string(year)) : json()},
                 {"has_entries", !entries.empty()}};
    view["years"] = json::array();
    for (int y = this_year; y > this_year - 5; --y)
        view["years"].push_back(option(std::to_string(y), std::to_string(y), y == year));
    view["entries"] = json::array();
    for (const auto& e : entries)
        view["entries"].push_back({{"number", e.number},
                                   {"symbol_text", symbol_text(e.number, e.symbol)},
                                   {"href", "/documents/" + std::to_string(e.document) + "/pdf"},
                                   {"issued_text", day_text(e.issued_on)},
                                   {"kind_label", "Quyết định"},
                                   {"subject_text", small_first(e.subject)},
                                   {"signer_name", e.signer},
                                   {"recipients_text", e.recipients},
                                   {"keeping_text", e.keeper},
                                   {"copies", std::to_string(e.copies)},
                                   {"sent_text", day_text(e.issued_on)},
                                   {"received_text", nullptr},
                                   {"note_text", nullptr},
                                   {"void", false}});
    return view;
}

json verify_view(const std::string& code, const std::optional<Document>& paper,
                 const std::vector<SignatureShown>& signatures,
                 const std::vector<std::string>& doubts, const Now& now) {
    json view = {{"title", "Kiểm tra văn bản"}, {"code", code}, {"known", paper.has_value()}};
    if (!paper) return view;
    const bool genuine = doubts.empty();
    view["genuine"] = genuine;
    view["in_force"] = genuine;
    view["verdict_text"] = genuine ? "Văn bản thật, đang có hiệu lực"
                                   : "Không xác nhận được văn bản này; đừng căn cứ vào nó";
    view["verdict_note"] = genuine ? json() : json(listed(doubts, " "));
    view["kind_label"] = label(paper->kind);
    view["symbol_text"] = symbol_text(paper->number, paper->symbol);
    view["issued_text"] = day_text(paper->issued_on);
    view["subject_text"] = paper->title;
    put_signatures(view, signatures);
    view["has_pdf"] = true;
    view["checked_text"] = date_time(now.at);
    return view;
}

}  // namespace tdkt::templates
