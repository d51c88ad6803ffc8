// What each official paper says, from the facts: the data of its template
// (templates/README.md). The data are kept with the paper, so that it can be
// written again, byte for byte.
#pragma once

#include <nlohmann/json.hpp>

#include "workflow/campaign.h"
#include "workflow/council.h"
#include "workflow/decision.h"

namespace tdkt::templates {

// The body that issues a paper, as its head names it on the day.
struct Issuer {
    std::string parent;  // above the name; may be empty
    std::string name;
    std::string place;
    std::string symbol;  // "BHXH"
};

nlohmann::json submission_data(const Issuer& organ, const workflow::Dossier& dossier,
                               const workflow::Campaign& campaign, const std::string& head_title,
                               const std::string& head_name, const workflow::Pack& pack,
                               workflow::Day today);

nlohmann::json receipt_data(const Issuer& organ, const workflow::Dossier& dossier,
                            const std::string& receiver, const std::string& office);

nlohmann::json minutes_data(const Issuer& organ, const workflow::Meeting& meeting, int quorum,
                            std::int64_t closed_at);

// Number and day stay blank: they are reserved fields until the clerk's step.
nlohmann::json decision_data(const Issuer& organ, const workflow::Decision& decision,
                             const std::vector<workflow::Meeting>& meetings,
                             const workflow::Pack& pack, const std::string& verify_url,
                             const std::string& verify_code);

// "Về việc khen thưởng …": what a paper is about, from a title with or without the words.
std::string on_the_matter(const std::string& title);

// "TTr-BHXH-BMT": of the letters of a unit, by its symbol or else by its code.
std::string letter_symbol(const std::string& symbol, std::string code);

// "QĐ-BHXH", "BB-HĐTĐKT": the symbol after the number of a paper (Decree 30, Annex III).
std::string paper_symbol(workflow::PaperKind kind, const std::string& organ_symbol);

}  // namespace tdkt::templates
