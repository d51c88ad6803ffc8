#include "templates/data/issued.h"

#include "templates/views/words.h"
#include "workflow/problem.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

// "5.000.000" as it stands in the annex.
std::int64_t amount_of(const std::string& text) {
    std::int64_t amount = 0;
    for (const char digit : text)
        if (digit >= '0' && digit <= '9') amount = amount * 10 + (digit - '0');
    return amount;
}

void add_rows(const json& data, const char* part, Subject subject, std::vector<Honoured>& to) {
    if (!data.contains(part)) return;
    for (const auto& row : data.at(part).at("rows"))
        to.push_back({subject, row.at("name"), row.value("position", ""), row.at("award"),
                      amount_of(row.at("amount").get<std::string>())});
}

}  // namespace

std::int64_t IssuedDecision::total() const {
    std::int64_t sum = 0;
    for (const auto& one : honoured) sum += one.amount;
    return sum;
}

IssuedDecision issued_decision(const Document& paper) {
    const auto day = parse_day(paper.issued_on);
    if (paper.issued_file.empty() || !day)
        throw Problem(Kind::blocked, "Quyết định chưa được ban hành.");
    const auto data = json::parse(paper.data);
    const auto& organ = data.at("organ");
    IssuedDecision decision;
    decision.organ = {organ.value("parent", ""), organ.at("name"), data.at("place"), ""};
    decision.subject = data.at("subject");
    decision.signer = data.at("signer");
    decision.number = document_number(paper.number);
    decision.symbol = paper.symbol;
    decision.issued_on = *day;
    // The paper has words of its own where its title tells of no merit.
    if (const std::string merit = data.at("merit");
        decision.subject.find(merit) != std::string::npos)
        decision.merit = merit;
    add_rows(data, "collectives", Subject::collective, decision.honoured);
    add_rows(data, "persons", Subject::person, decision.honoured);
    if (decision.honoured.empty())
        throw Problem(Kind::blocked, "Quyết định này không có tên tập thể, cá nhân nào.");
    return decision;
}

std::string cited_in_short(const IssuedDecision& decision) {
    return cited_in_short(decision.number, decision.symbol, decision.issued_on);
}

std::string cited(const IssuedDecision& decision) {
    return cited(cited_in_short(decision), decision.organ);
}

std::string merit_text(const IssuedDecision& decision) {
    return decision.merit.empty() ? "Đã có thành tích được khen thưởng" : "Đã " + decision.merit;
}

std::string position(const Honoured& one) {
    return one.subject == Subject::collective ? "Tập thể" : one.position;
}

}  // namespace tdkt::templates
