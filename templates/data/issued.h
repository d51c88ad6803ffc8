// What an issued decision says, read from the very data that its paper was made of, so
// that a name, a post or a unit that changed since does not reach what follows from it.
#pragma once

#include "templates/data/words.h"

namespace tdkt::templates {

struct Honoured {
    workflow::Subject subject = workflow::Subject::collective;
    std::string name;
    std::string position;  // of a person: post and unit
    std::string award;
    std::int64_t amount = 0;  // đồng
};

struct IssuedDecision {
    Issuer organ;  // symbol and all, as on the day
    std::string subject;
    std::string merit;  // "có thành tích …"; empty: the title tells of none
    nlohmann::json signer;
    std::string number;  // "05"
    std::string symbol;
    workflow::Day issued_on{};
    std::vector<Honoured> honoured;  // in the order of the annex

    std::int64_t total() const;
};

// Problem{blocked} while the paper is not issued, or names nobody.
IssuedDecision issued_decision(const workflow::Document& paper);

// "Quyết định số 148/QĐ-BHXH ngày 12 tháng 11 năm 2025 của Giám đốc …"
std::string cited(const IssuedDecision& decision);
// "148/QĐ-BHXH ngày 12 tháng 11 năm 2025"
std::string cited_in_short(const IssuedDecision& decision);
// "Đã có thành tích …", as far as the decision says it.
std::string merit_text(const IssuedDecision& decision);
// "Tập thể", or the post with the unit.
std::string position(const Honoured& one);

}  // namespace tdkt::templates
