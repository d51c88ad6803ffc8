#include "templates/paper_data.h"

#include <algorithm>

#include "templates/data/meeting_papers.h"
#include "templates/data/words.h"
#include "templates/views/words.h"
#include "workflow/texts.h"
#include "workflow/vietnamese.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

// The first `letters` letters of a text, or all of it.
std::string_view first_letters(std::string_view text, std::size_t letters) {
    std::size_t at = 0;
    for (; at < text.size(); ++at)
        if ((text[at] & 0xc0) != 0x80 && letters-- == 0) break;
    return text.substr(0, at);
}

// Whether the text begins with these words, given without marks, in any case.
bool begins(std::string_view text, std::string_view plain) {
    return folded(first_letters(text, plain.size())) == plain;
}

std::string_view without(std::string_view text, std::string_view plain) {
    text.remove_prefix(first_letters(text, plain.size()).size());
    const auto rest = text.find_first_not_of(" :");
    return rest == std::string_view::npos ? std::string_view() : text.substr(rest);
}

}  // namespace

// People type the words that the form has already: "V/v …", "Về việc v/v: …".
std::string on_the_matter(const std::string& title) {
    std::string_view rest = title;
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view words : {"ve viec ", "v/v ", "v/v:"})
            if (begins(rest, words)) {
                rest = without(rest, words);
                again = true;
            }
    }
    return "Về việc " + small_first(std::string(rest));
}

std::string paper_symbol(PaperKind kind, const std::string& organ_symbol) {
    switch (kind) {
        case PaperKind::submission:
            return "TTr-" + organ_symbol;
        case PaperKind::minutes:
            return "BB-" + organ_symbol;
        case PaperKind::decision:
            return "QĐ-" + organ_symbol;
        case PaperKind::receipt:
            break;
    }
    return {};
}

std::string letter_symbol(const std::string& symbol, std::string code) {
    if (!symbol.empty()) return "TTr-" + symbol;
    for (auto& c : code)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return "TTr-" + code;
}

json submission_data(const Issuer& organ, const Dossier& dossier, const Campaign& campaign,
                     const std::string& head_title, const std::string& head_name, const Pack& pack,
                     Day today) {
    json data = {{"organ", {{"parent", organ.name}, {"name", dossier.unit_name}}},
                 {"symbol", dossier.letter_symbol},
                 {"number", dossier.letter > 0 ? document_number(dossier.letter) : ""},
                 {"place", organ.place},
                 {"date", long_date(today)},
                 {"subject", on_the_matter(dossier.title)},
                 {"addressee", "Giám đốc " + organ.name},
                 {"count", counted(dossier.nominations)},
                 {"round", small_first(dossier.round_name)},
                 {"signer", {{"title", head_title}, {"name", head_name}}}};
    data["bases"] = {pack.bases.front() + ";",
                     "Thực hiện " + campaign.document + " về phong trào “" + campaign.name + "”."};
    data["nominees"] = nominee_rows(dossier.nominations, /*with_summary=*/true);
    json items = json::array();
    const auto parts = components(dossier);
    for (std::size_t i = 0; i < parts.size(); ++i)
        items.push_back(std::string(label(parts[i].first)) + ": " + two_digits(parts[i].second) +
                        " bản" + (i + 1 < parts.size() ? ";" : "."));
    data["attachments"] = {{"items", std::move(items)}};
    return data;
}

json receipt_data(const Issuer& organ, const Dossier& dossier, const std::string& receiver,
                  const std::string& office) {
    json data = {{"organ", paper_head(organ)},
                 {"code", dossier.receipt},
                 {"place", organ.place},
                 {"date", long_date(day_of(dossier.received_at))},
                 {"unit", dossier.unit_name},
                 {"campaign", dossier.campaign_name + ", " + small_first(dossier.round_name)},
                 {"letter", "mã hồ sơ " + dossier_code(dossier.id) + ", trình lúc " +
                                moment(dossier.submitted_at)},
                 {"received", moment(dossier.received_at)},
                 {"receiver", {{"office", office}, {"name", receiver}}},
                 {"submitter", {{"name", dossier.submitted_by}}}};
    data["nominees"] = nominee_rows(dossier.nominations, /*with_summary=*/false);
    data["components"] = json::array();
    for (const auto& [part, count] : components(dossier))
        data["components"].push_back({{"no", data["components"].size() + 1},
                                      {"name", label(part)},
                                      {"amount", two_digits(count) + " bản"}});
    const auto due = parse_day(dossier.due_on);
    data["due"] = due ? long_date(*due) : "";
    return data;
}

namespace {

// "Phó Giám đốc, Ủy viên", with the words for whom they came in the place of.
std::string title_of(const Member& m) {
    auto title = m.post + ", ";
    if (m.stood_in()) return title.append("dự thay ").append(m.came_for);
    return title.append(label(m.council_post));
}

// Where the chair is away, who presided over all signs in their place.
void put_people(json& data, const Meeting& meeting) {
    data["present"] = data["absent"] = data["conflicts"] = json::array();
    data["chair"] = data["secretary"] = {{"name", ""}, {"title", ""}};
    const auto* chair = signer_of(meeting, CouncilPost::chair);
    const auto* secretary = signer_of(meeting, CouncilPost::secretary);
    for (const auto& m : meeting.members) {
        json person = {{"name", m.name}, {"title", title_of(m)}};
        if (m.recused) data["conflicts"].push_back({{"name", m.name}});
        if (&m == chair)
            data["chair"] = person;
        else if (&m == secretary)
            data["secretary"] = person;
        else if (m.presence == Presence::present)
            data["present"].push_back(person);
        if (m.presence == Presence::present) continue;
        person["reason"] = m.presence == Presence::written ? "đã gửi ý kiến bằng văn bản" : "";
        data["absent"].push_back(std::move(person));
    }
}

// Who presided over an item in the chair's place.
void put_presided(json& data, const Meeting& meeting) {
    data["presided"] = json::array();
    for (const auto& item : meeting.agenda)
        if (const auto* one = presiding(meeting, item); one != nullptr && item.presiding == one->id)
            data["presided"].push_back({{"name", one->name}, {"item", item.name}});
}

// Who takes no part in one item alone: a nominee, a proposer, a member of the unit.
void put_barred(json& data, const Meeting& meeting) {
    data["barred"] = json::array();
    for (const auto& member : meeting.members)
        for (const auto& item : meeting.agenda)
            if (!member.recused && member.presence != Presence::absent && !item.verdict.empty() &&
                recused(member, item))
                data["barred"].push_back({{"name", member.name}, {"item", item.name}});
    data["left"] = json::array();
    for (const auto& one : meeting.departures)
        data["left"].push_back({{"name", one.name},
                                {"time", moment(one.at)},
                                {"reason", one.reason},
                                {"noted_by", one.noted_by}});
}

void put_results(json& data, const Meeting& meeting) {
    std::size_t passed = 0;
    data["items"] = json::array();
    for (const auto& item : meeting.agenda) {
        if (item.verdict.empty()) continue;
        const bool good = item.verdict == code(State::recommended);
        passed += good ? 1 : 0;
        data["items"].push_back({{"no", data["items"].size() + 1},
                                 {"name", item.name},
                                 {"award", item.prize_name},
                                 {"agreed", item.yes},
                                 {"members", meeting.base(item)},
                                 {"percent", percent(item.yes, meeting.base(item))},
                                 {"result", good ? "Đạt" : "Không đạt"}});
        if (item.form != Form::secret)
            data["items"].back()["award"] =
                item.prize_name + " (" + small_first(std::string(label(item.form))) + ")";
    }
    data["passed"] = two_digits(passed);
    data["voted"] = two_digits(data["items"].size());
    data["agenda_code"] = meeting.agenda_hash.substr(0, 16);
}

}  // namespace

namespace {

// "gửi ý kiến bằng văn bản 01, vắng mặt 02": those who do not make the quorum.
std::string others_text(const Meeting& meeting) {
    std::vector<std::string> parts;
    for (const auto& [presence, words] : {std::pair{Presence::written, "gửi ý kiến bằng văn bản "},
                                          std::pair{Presence::absent, "vắng mặt "}})
        if (const auto count = meeting.count(presence); count > 0)
            parts.push_back(words + two_digits(static_cast<std::size_t>(count)));
    return listed(parts, ", ");
}

}  // namespace

json minutes_data(const Issuer& organ, const Meeting& meeting, int quorum, std::int64_t closed_at) {
    json data = {{"organ", {{"parent", organ.name}, {"name", council_name(meeting.council)}}},
                 {"place", organ.place},
                 {"date", long_date(meeting.held_on)},
                 {"subject", "Họp " + meeting.council + " xét khen thưởng"},
                 {"opened", meeting.held_at.substr(0, 2) + " giờ " + meeting.held_at.substr(3, 2) +
                                " phút, " + long_date(meeting.held_on)},
                 {"closed", moment(closed_at)},
                 {"venue", meeting.place}};
    data["attendance"] = {{"present", two_digits(static_cast<std::size_t>(meeting.present()))},
                          {"members", two_digits(meeting.members.size())},
                          {"needed", two_digits(static_cast<std::size_t>(quorum))},
                          {"others", others_text(meeting)}};
    put_number(data, meeting, CouncilPaper::minutes);
    put_barred(data, meeting);
    put_presided(data, meeting);
    put_people(data, meeting);
    put_results(data, meeting);
    put_ties(data, meeting);
    put_opening(data, meeting);
    return data;
}

namespace {

// Documents keep the capital of their name inside a sentence.
bool names_document(std::string_view line) {
    for (const std::string_view name :
         {"luat ", "bo luat ", "phap lenh ", "nghi quyet ", "nghi dinh ", "quyet dinh ",
          "thong tu ", "chi thi ", "quy che ", "ke hoach ", "cong van ", "huong dan ", "thong bao ",
          "to trinh ", "bien ban "})
        if (begins(line, name)) return true;
    return false;
}

// Every basis begins with "Căn cứ"; those of another form ("Theo đề nghị …") stay.
std::string basis_of(std::string line) {
    if (begins(line, "can cu ")) return "Căn cứ " + std::string(without(line, "can cu "));
    if (begins(line, "theo ") || begins(line, "xet ") || begins(line, "thuc hien ")) return line;
    return "Căn cứ " + (names_document(line) ? line : small_first(std::move(line)));
}

// One basis a line, as the office typed them, without the sign at the end.
json typed_bases(const std::string& text) {
    json bases = json::array();
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        auto line = text.substr(at, end - at);
        line.erase(line.find_last_not_of(".; \r") + 1);
        line.erase(0, line.find_first_not_of(" \t"));
        if (!line.empty()) bases.push_back(basis_of(std::move(line)));
        at = end + 1;
    }
    return bases;
}

json meetings_of(const std::vector<Meeting>& meetings) {
    json list = json::array();
    for (const auto& meeting : meetings)
        list.push_back({{"council", meeting.council}, {"date", long_date(meeting.held_on)}});
    return list;
}

// The title says what was done well: "… có thành tích xuất sắc trong phong trào …".
std::string merit_of(const std::string& title) {
    const auto at = title.find("có thành tích");
    return at != std::string::npos ? title.substr(at)
                                   : "có thành tích được Hội đồng Thi đua - Khen thưởng đề nghị";
}

json annex_rows(const Decision& decision, Subject subject) {
    json rows = json::array();
    for (const auto& item : decision.items) {
        const auto& n = item.nomination;
        if (n.subject != subject) continue;
        rows.push_back({{"no", rows.size() + 1},
                        {"name", n.name},
                        {"award", item.award_name},
                        {"amount", grouped(item.amount)}});
        if (subject == Subject::person)
            rows.back()["position"] =
                n.post.empty() ? item.unit_name : n.post + ", " + item.unit_name;
    }
    return rows;
}

}  // namespace

json decision_data(const Issuer& organ, const Decision& decision,
                   const std::vector<Meeting>& meetings, const Pack& pack,
                   const std::string& verify_url, const std::string& verify_code) {
    const auto collectives = annex_rows(decision, Subject::collective);
    const auto persons = annex_rows(decision, Subject::person);
    json data = {{"organ", paper_head(organ)},
                 {"symbol", paper_symbol(PaperKind::decision, organ.symbol)},
                 {"place", organ.place},
                 {"number", nullptr},
                 {"date", nullptr},
                 {"subject", on_the_matter(decision.title)},
                 {"bases", json::array()},
                 {"own_bases", typed_bases(decision.basis)},
                 {"meetings", meetings_of(meetings)},
                 {"count", counted(collectives.size(), persons.size())},
                 {"merit", merit_of(decision.title)},
                 {"total", money(decision.total()) + " (" + money_in_words(decision.total()) + ")"},
                 {"signer", signer_data(signer_of(decision))},
                 {"verify", verify_url},
                 {"code", verify_code}};
    for (const auto& basis : pack.bases) data["bases"].push_back(basis + ";");
    if (!collectives.empty())
        data["collectives"] = {{"heading", "I. TẬP THỂ"}, {"rows", collectives}};
    if (!persons.empty())
        data["persons"] = {{"heading", collectives.empty() ? "I. CÁ NHÂN" : "II. CÁ NHÂN"},
                           {"rows", persons}};
    return data;
}

}  // namespace tdkt::templates
