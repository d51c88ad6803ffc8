#include "templates/data/decision_papers.h"

#include "templates/views/words.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

json paper_of(const Issuer& organ, Day day) {
    return {{"organ", paper_head(organ)}, {"place", organ.place}, {"date", long_date(day)}};
}

// A prize or a title is named where it is attested ("Đạt “Giải Nhất”"), what is only
// called a commendation is not; a commendation tells of the merit alone.
std::string certified(const IssuedDecision& decision, const Honoured& one, CertificateKind kind) {
    const bool attained = !folded(one.award).starts_with("khen thuong");
    if (kind == CertificateKind::commendation || !attained) return merit_text(decision);
    return "Đạt “" + one.award + "”" + (decision.merit.empty() ? "" : ", " + decision.merit);
}

}  // namespace

json payment_data(const IssuedDecision& decision, const Signer& maker, const Signer& checker,
                  Day today) {
    auto data = paper_of(decision.organ, today);
    data["decision"] = cited(decision);
    data["subject"] = "Chi tiền thưởng " + small_first(decision.subject);
    data["rows"] = json::array();
    for (const auto& one : decision.honoured)
        data["rows"].push_back({{"no", data["rows"].size() + 1},
                                {"name", one.name},
                                {"position", position(one)},
                                {"award", one.award},
                                {"amount", grouped(one.amount)}});
    data["sum"] = grouped(decision.total());
    data["sum_in_words"] = money_in_words(decision.total());
    data["fund"] = "quỹ thi đua, khen thưởng của " + decision.organ.name;
    data["maker"] = signer_data(maker);
    data["checker"] = signer_data(checker);
    data["approver"] = decision.signer;
    return data;
}

json certificate_data(const IssuedDecision& decision, const Honoured& one, int number,
                      CertificateKind kind) {
    json data = {{"kind", label(kind)},
                 {"verb", kind == CertificateKind::commendation ? "Tặng" : "Cấp"},
                 {"issuer", "Giám đốc " + decision.organ.name},
                 {"place", decision.organ.place},
                 {"date", long_date(decision.issued_on)},
                 {"name", one.name},
                 {"merit", certified(decision, one, kind)},
                 {"decision", cited_in_short(decision)},
                 {"register", document_number(number)},
                 {"signer", decision.signer}};
    if (one.subject == Subject::person && !one.position.empty()) data["position"] = one.position;
    return data;
}

json honour_data(int year, std::span<const IssuedDecision> decisions, const std::string& keeper,
                 const Signer& signer, Day today) {
    auto data = paper_of(decisions.back().organ, today);
    data["year"] = std::to_string(year);
    data["rows"] = json::array();
    std::size_t collectives = 0;
    for (const auto& decision : decisions)
        for (const auto& one : decision.honoured) {
            collectives += one.subject == Subject::collective ? 1 : 0;
            data["rows"].push_back({{"no", two_digits(data["rows"].size() + 1)},
                                    {"name", one.name},
                                    {"position", position(one)},
                                    {"award", one.award},
                                    {"decision", cited_in_short(decision)},
                                    {"merit", merit_text(decision)}});
        }
    data["count"] = counted(collectives, data["rows"].size() - collectives);
    data["keeper"] = {{"name", keeper}};
    data["signer"] = signer_data(signer);
    return data;
}

}  // namespace tdkt::templates
