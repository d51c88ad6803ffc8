#include "templates/data/words.h"

#include <algorithm>

#include "templates/views/words.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

template <class List, class Kind>
std::size_t how_many(const List& list, Kind kind) {
    return static_cast<std::size_t>(std::count_if(list.begin(), list.end(), kind));
}

}  // namespace

json paper_head(const Issuer& organ) {
    return {{"parent", organ.parent}, {"name", organ.name}};
}

std::string two_digits(std::size_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string counted(std::size_t collectives, std::size_t persons) {
    std::string text;
    if (collectives > 0) text = two_digits(collectives) + " tập thể";
    if (persons > 0) text += (text.empty() ? "" : " và ") + two_digits(persons) + " cá nhân";
    return text;
}

std::string counted(const std::vector<Nomination>& nominations) {
    const auto collectives =
        how_many(nominations, [](const Nomination& n) { return n.subject == Subject::collective; });
    return counted(collectives, nominations.size() - collectives);
}

std::string position(const Nomination& nomination) {
    return nomination.subject == Subject::collective ? "Tập thể" : nomination.post;
}

std::string moment(std::int64_t at) {
    const auto text = date_time(at);  // 04/11/2025 08:30
    return text.substr(11, 2) + " giờ " + text.substr(14, 2) + " phút, " + long_date(day_of(at));
}

std::string percent(int part, int whole) {
    if (whole == 0) return "0%";
    const int hundredths = (part * 100000 / whole + 5) / 10;
    const auto rest = hundredths % 100;
    return std::to_string(hundredths / 100) +
           (rest == 0 ? "" : "," + two_digits(static_cast<std::size_t>(rest))) + "%";
}

json nominee_rows(const std::vector<Nomination>& nominations, bool with_summary) {
    json rows = json::array();
    for (const auto& n : nominations) {
        json row = {{"no", rows.size() + 1},
                    {"name", n.name},
                    {"position", position(n)},
                    {"award", n.prize_name}};
        if (with_summary) row["summary"] = n.summary;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<std::pair<Part, std::size_t>> components(const Dossier& dossier) {
    std::vector<std::pair<Part, std::size_t>> list;
    for (const auto& part : names<Part>) {
        auto count = how_many(dossier.attachments,
                              [&](const Attachment& a) { return a.part == part.value; });
        if (part.value == Part::report)
            count += how_many(dossier.nominations,
                              [](const Nomination& n) { return !n.report.empty(); });
        if (count > 0) list.emplace_back(part.value, count);
    }
    return list;
}

json signer_data(const Signer& signer) {
    json data = {{"title", signer.title}, {"name", signer.name}};
    if (!signer.prefix.empty()) data["prefix"] = signer.prefix;
    return data;
}

Signer signer_of(const Decision& decision) {
    if (decision.signs_for.empty()) return {"", "Giám đốc", decision.signer_name};
    return {decision.signs_for + " GIÁM ĐỐC", "Phó Giám đốc", decision.signer_name};
}

std::string council_name(std::string name) {
    for (const auto& [words, kept] :
         {std::pair{"Thi đua", "Thi\u00a0đua"}, std::pair{"Khen thưởng", "Khen\u00a0thưởng"}})
        if (const auto at = name.find(words); at != std::string::npos)
            name.replace(at, std::string_view(words).size(), kept);
    return name;
}

std::string cited_in_short(const std::string& number, const std::string& symbol,
                           const std::optional<Day>& issued_on) {
    std::string text = number + "/" + symbol;
    if (issued_on) text.append(" ").append(long_date(*issued_on));
    return text;
}

std::string cited(const std::string& in_short, const Issuer& organ) {
    std::string text = "Quyết định số ";
    return text.append(in_short).append(" của Giám đốc ").append(organ.name);
}

std::string cited(const Document& decision, const Issuer& organ) {
    return cited(cited_in_short(document_number(decision.number), decision.symbol,
                                parse_day(decision.issued_on)),
                 organ);
}

}  // namespace tdkt::templates
