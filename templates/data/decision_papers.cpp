#include "templates/data/decision_papers.h"

#include "templates/views/words.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

json paper_of(const Issuer& organ, Day day) {
    return {{"organ", paper_head(organ)}, {"place", organ.place}, {"date", long_date(day)}};
}

// What was done well, as the title of the decision tells it behind these words.
std::string merit_of(const Decision& decision) {
    const auto at = decision.title.find("có thành tích");
    if (at == std::string::npos) return "Có thành tích xuất sắc được khen thưởng";
    return "Đã " + decision.title.substr(at);
}

// "1875/QĐ-BHXH ngày 12 tháng 11 năm 2025"
std::string short_citation(const Document& paper) {
    const auto day = parse_day(paper.issued_on);
    return document_number(paper.number) + "/" + paper.symbol + (day ? " " + long_date(*day) : "");
}

void count(const Decision& decision, std::size_t& collectives, std::size_t& persons) {
    for (const auto& item : decision.items)
        ++(item.nomination.subject == Subject::collective ? collectives : persons);
}

}  // namespace

json payment_data(const Issuer& organ, const Decision& decision, const Document& paper,
                  const Signer& maker, const Signer& checker, Day today) {
    auto data = paper_of(organ, today);
    data["decision"] = cited(paper, organ);
    data["subject"] = "Chi tiền thưởng " + small_first(on_the_matter(decision.title));
    data["rows"] = json::array();
    for (const auto& item : decision.items)
        data["rows"].push_back({{"no", data["rows"].size() + 1},
                                {"name", item.nomination.name},
                                {"position", position(item)},
                                {"award", item.award_name},
                                {"amount", grouped(item.amount)}});
    data["sum"] = grouped(decision.total());
    data["sum_in_words"] = money_in_words(decision.total());
    data["fund"] = "quỹ thi đua, khen thưởng của " + organ.name;
    data["maker"] = signer_data(maker);
    data["checker"] = signer_data(checker);
    data["approver"] = signer_data(signer_of(decision));
    return data;
}

json certificate_data(const Issuer& organ, const Decision& decision, const DecisionItem& item,
                      const Document& paper, int number) {
    const auto issued = parse_day(paper.issued_on);
    json data = {{"issuer", "Giám đốc " + organ.name},
                 {"place", organ.place},
                 {"date", issued ? json(long_date(*issued)) : json()},
                 {"name", item.nomination.name},
                 {"merit", merit_of(decision)},
                 {"decision", short_citation(paper)},
                 {"register", document_number(number)},
                 {"signer", signer_data(signer_of(decision))}};
    if (item.nomination.subject == Subject::person) data["position"] = position(item);
    return data;
}

json honour_data(const Issuer& organ, int year, std::span<const Granted> granted,
                 const std::string& keeper, const Signer& signer, Day today) {
    auto data = paper_of(organ, today);
    data["year"] = std::to_string(year);
    data["rows"] = json::array();
    std::size_t collectives = 0;
    std::size_t persons = 0;
    for (const auto& [decision, paper] : granted) {
        count(*decision, collectives, persons);
        for (const auto& item : decision->items)
            data["rows"].push_back({{"no", two_digits(data["rows"].size() + 1)},
                                    {"name", item.nomination.name},
                                    {"position", position(item)},
                                    {"award", item.award_name},
                                    {"decision", short_citation(*paper)},
                                    {"merit", merit_of(*decision)}});
    }
    data["count"] = counted(collectives, persons);
    data["keeper"] = {{"name", keeper}};
    data["signer"] = signer_data(signer);
    return data;
}

}  // namespace tdkt::templates
