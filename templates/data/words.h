// What the data of many papers share: heads, counts, moments, people.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "templates/paper_data.h"

namespace tdkt::templates {

// Who signs a paper: "KT. GIÁM ĐỐC" or nothing, "Phó Giám đốc", the name.
struct Signer {
    std::string prefix, title, name;
};

nlohmann::json paper_head(const Issuer& organ);
nlohmann::json signer_data(const Signer& signer);
Signer signer_of(const workflow::Decision& decision);

std::string two_digits(std::size_t number);
std::string counted(std::size_t collectives, std::size_t persons);  // "01 tập thể và 03 cá nhân"
std::string counted(const std::vector<workflow::Nomination>& nominations);
std::string position(const workflow::Nomination& nomination);  // "Tập thể", or the post
std::string moment(std::int64_t at);                           // "08 giờ 30 phút, ngày …"

// "90,91%" exactly rounded half up to hundredths, by whole numbers; "0%" of none.
std::string percent(int part, int whole);

nlohmann::json nominee_rows(const std::vector<workflow::Nomination>& nominations,
                            bool with_summary);

// The papers in a dossier by kind, with how many of each.
std::vector<std::pair<workflow::Part, std::size_t>> components(const workflow::Dossier& dossier);

// "Thi đua" and "Khen thưởng" stand each on one line of a head.
std::string council_name(std::string name);

// "148/QĐ-BHXH ngày 12 tháng 11 năm 2025", and "Quyết định số " with it and " của Giám đốc …".
std::string cited_in_short(const std::string& number, const std::string& symbol,
                           const std::optional<workflow::Day>& issued_on);
std::string cited(const std::string& in_short, const Issuer& organ);
// The same of an issued one.
std::string cited(const workflow::Document& decision, const Issuer& organ);

}  // namespace tdkt::templates
