// The papers that answer or accompany a dossier, from its facts.
#pragma once

#include "templates/data/words.h"
#include "workflow/appraisal.h"

namespace tdkt::templates {

// Why something was returned or refused, in the words of whoever did it.
struct Ground {
    workflow::Id nomination = 0;
    std::string reason;
    std::string basis;  // the minutes or decision that say so
};

// The sheet of the officer who looked through the dossier: which papers are there,
// which nominations lack some. `office` is the officer's, `head` its head.
nlohmann::json appraisal_data(const Issuer& office, const workflow::Dossier& dossier,
                              const workflow::Campaign& campaign, const workflow::Pack& pack,
                              const std::string& appraiser, const Signer& head,
                              workflow::Day today);

// What the sheets of appraisal that were handed in say of each nomination, into the data of the
// paper above; nothing where there are none.
void put_scores(nlohmann::json& data, const workflow::Dossier& dossier,
                const std::vector<workflow::Sheet>& sheets);

// One line for each ground; a nomination that the dossier does not have is the whole of
// it. Number and day stay blank until the clerk's step.
nlohmann::json return_data(const Issuer& organ, const workflow::Dossier& dossier,
                           const std::vector<Ground>& grounds, std::optional<workflow::Day> until,
                           const Signer& signer);

// What became of each nomination: those that the decisions granted, those refused for
// the grounds given. There is none when nothing was granted.
nlohmann::json result_notice_data(const Issuer& organ, const workflow::Dossier& dossier,
                                  const std::vector<workflow::Document>& decisions,
                                  const std::vector<Ground>& grounds, const Signer& signer);

// The nominee's own report, for a campaign or a single deed. `head` is the unit's.
nlohmann::json short_report_data(const Issuer& organ, const workflow::Dossier& dossier,
                                 const workflow::Nomination& nomination, const Signer& head,
                                 workflow::Day today);

}  // namespace tdkt::templates
