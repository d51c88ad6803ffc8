// The way of a nomination, in steps that a scenario can take one by one. Each
// goes through HTTP and throws when it is refused.
#pragma once

#include "tests/support/office.h"

namespace tdkt::test {

using workflow::Id;
using Ids = std::vector<Id>;

// The path of a thing: "/dossiers/7".
std::string at(const char* kind, Id id);

struct Nominee {
    std::string name;
    std::string kind = "person";  // or "collective"
    std::string report = "Báo cáo thành tích.";
};

// A draft of the officer's unit, with every paper that the award asks for.
Id draft(Office& office, const std::string& officer, const std::vector<Nominee>& nominees);
Id nominate(Office& office, const std::string& officer, Id dossier, const Nominee& nominee);
void add_papers(Office& office, const std::string& officer, Id dossier);

Ids nominations(Office& office, Id dossier);
// By the head of the officer's unit ("bmt" and "bmt.gd").
void submit(Office& office, const std::string& officer, Id dossier);
// Received and found fit by the standing office.
void take_in(Office& office, Id dossier);
// All of the above: the nominations of one dossier, waiting for the council.
Ids appraised(Office& office, const std::string& officer, const std::vector<Nominee>& nominees);

// Sheets of appraisal on all nominations of a received dossier, one for each of the people; gives
// them in order.
Ids assign(Office& office, Id dossier, const std::vector<std::string>& people);
nlohmann::json assessment(int points = 10);
// Says the same of every criterion, and hands it in.
void hand_in(Office& office, const std::string& username, Id sheet, int points = 10);

// All of the council declare that they are in no conflict.
Id call_meeting(Office& office, const std::string& day, const Ids& agenda);
// Everybody but those.
void declare_no_conflict(Office& office, Id meeting, const std::vector<std::string>& others = {});
// Everybody of the council is there but those; who is recused is there.
nlohmann::json attendance(Office& office, Id meeting, const std::vector<std::string>& absent = {},
                          const std::vector<std::string>& recused = {});
void open_vote(Office& office, Id meeting, const std::vector<std::string>& absent = {},
               const std::vector<std::string>& recused = {});
nlohmann::json ballot(const Ids& items, const std::string& word = "yes");
// The three holders of this meeting take their codes, unless they have: of the chair, the
// secretary and the auditor ("kiemtra").
const std::vector<std::string>& codes(Office& office, Id meeting);
// Opens the ballots with the codes of the chair and the auditor.
Reply count_ballots(Office& office, Id meeting, const std::string& by = "kiemtra");
// Of the council in its order, those who are to vote: the first `yes` agree, the others do not.
void vote(Office& office, Id meeting, const Ids& items, int yes,
          const std::vector<std::string>& silent = {});
void declare(Office& office, Id meeting);
// Of a new council of four, two of whom agree, by name, under rules that leave a tie to whoever
// presides ("chutich"): the votes are in, and the result is not declared.
struct Tie {
    Id meeting, nomination;
};
Tie even_vote(Office& office, const std::string& day);
void sign_minutes(Office& office, Id meeting);
// All of the above: recommended by the whole council, minutes signed.
void pass_council(Office& office, const std::string& day, const Ids& items);

nlohmann::json decision_of(Office& office, const Ids& items, const std::string& signer = "giamdoc");
Id draft_decision(Office& office, const Ids& items, const std::string& signer = "giamdoc");
// On the decision, dossier or meeting at `path`; the work that follows is done.
void step(Office& office, const std::string& username, const std::string& path,
          const std::string& event, const std::string& reason = "");
// Presented and signed by the director.
Id signed_decision(Office& office, const Ids& items);

const std::vector<std::string>& council();

}  // namespace tdkt::test
