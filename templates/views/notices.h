// What people are told about a step: whole sentences, by event and by who reads them.
#pragma once

#include <span>

#include "templates/views/words.h"
#include "workflow/states.h"

namespace tdkt::templates {

// Who is told. `next` are those who can take the next step.
enum class Audience { unit, next, office, council, voters, minutes_signers, signer, secretary };

// Where the reader finds it.
enum class Leads { dossier, meeting, ballot, meetings, decision };

struct Wording {
    workflow::Event event;
    Audience audience;
    Leads leads;
    std::string_view deed;  // with {who}, {names} … of Deed; the reason follows it
    std::string_view next;  // what the reader is to do now; may be empty
};

// The wordings of an event for the people of the unit, or for everybody else.
std::vector<Wording> wordings(workflow::Event event, bool for_unit);

// What a deed was about; what it was not about is empty.
struct Deed {
    std::string who, dossier, unit, names, outcome, reason, meeting, decision, number, money;
    std::size_t items = 0;
};

// One or more sentences, 480 bytes at most.
std::string notice_text(const Wording& wording, const Deed& deed);

// "Hội đồng đề nghị khen thưởng: A, B; không đề nghị: C (6/12 phiếu, cần 7)"
struct Verdict {
    std::string nominee;
    int yes = 0, members = 0, needed = 0;
    bool carried = false;
};
std::string outcome_text(const std::vector<Verdict>& verdicts);

}  // namespace tdkt::templates
