#include "sql/decisions.h"

#include <algorithm>

#include "sql/audit/checks.h"
#include "sql/digest.h"
#include "sql/documents.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

struct Case {
    soci::session& db;
    const Decision& decision;
    Breaks& breaks;

    void say(const std::string& what) const { add_break(breaks, "decision", decision.id, what); }
};

// How many of the decision's items have a line of this event, by this person, at
// this moment.
std::int64_t lines_of(const Case& on, Event event, Id who, std::int64_t at) {
    std::int64_t lines = 0;
    const std::string word(code(event));
    on.db << "select count(distinct e.nomination_id) from event e"
             " join decision_item i on i.nomination_id = e.nomination_id"
             " where i.decision_id = :id and e.event = :event and e.actor_id = :who"
             " and e.at = :at",
        into(lines), use(on.decision.id), use(word), use(who), use(at);
    return lines;
}

// A signature and an issue are steps; what the decision says of them repeats the lines.
void check_steps(const Case& on) {
    Id signed_by = 0, issued_by = 0;
    on.db << "select signed_by, issued_by from decision where id = :id", into(signed_by),
        into(issued_by), use(on.decision.id);
    const auto all = static_cast<std::int64_t>(on.decision.items.size());
    const auto check = [&](Event event, Id who, std::int64_t at) {
        if (at == 0 && who == 0) return;
        if (lines_of(on, event, who, at) != all)
            on.say("“" + std::string(code(event)) + "” is not what the histories say");
    };
    check(Event::sign, signed_by, on.decision.signed_at);
    check(Event::issue, issued_by, on.decision.issued_at);
    if (signed_by != 0 && signed_by != on.decision.signer)
        on.say("signed by another than the signer named");
    if (on.decision.signed_at > on.decision.issued_at && on.decision.issued_at != 0)
        on.say("issued before it was signed");
}

// Each item is a nomination that is in this decision and no other, for the amount
// that the campaign promises.
void check_items(const Case& on) {
    std::int64_t taken = 0;
    on.db << "select count(*) from nomination where decision_id = :id", into(taken),
        use(on.decision.id);
    if (taken != static_cast<std::int64_t>(on.decision.items.size()))
        on.say("its items are not the nominations that it holds");
    for (const auto& item : on.decision.items)
        if (item.nomination.prize != 0 && item.amount != item.nomination.prize_amount)
            on.say("item " + std::to_string(item.nomination.id) +
                   " has another amount than its prize");
}

void check_number(const Case& on, const Document& paper) {
    if (paper.issued_on != iso(day_of(on.decision.issued_at)))
        on.say("its paper bears another day than that of its issue");
    std::int64_t lines = 0;
    on.db << "select count(*) from register_entry where document_id = :id and number = :number"
             " and symbol = :symbol and issued_on = :day and subject = :subject"
             " and signer = :signer",
        into(lines), use(paper.id), use(paper.number), use(paper.symbol), use(paper.issued_on),
        use(paper.title), use(on.decision.signer_name);
    if (lines != 1) on.say("its line in the register differs from it");
    // Who is numbered later was issued later.
    std::int64_t turned = 0;
    on.db << "select count(*) from document o join decision d on d.id = o.subject_id"
             " where o.subject_kind = 'decision' and o.organ_id = :organ and o.number > 0"
             " and substr(o.issued_on, 1, 4) = substr(:day, 1, 4) and o.number < :number"
             " and d.issued_at > :at",
        into(turned), use(on.decision.organ), use(paper.issued_on), use(paper.number),
        use(on.decision.issued_at);
    if (turned != 0) on.say("a lower number was given later");
}

void check_paper(const Case& on) {
    const auto paper = find_document(on.db, "decision", on.decision.id, PaperKind::decision);
    const bool is_signed = on.decision.signed_at != 0, is_issued = on.decision.issued_at != 0;
    if (!paper) {
        if (is_signed) on.say("signed without a paper");
        return;
    }
    if (is_signed == paper->signed_file.empty() || is_issued == paper->issued_file.empty())
        on.say("its paper is signed or issued, and it is not, or the other way round");
    if (is_signed && paper->inputs != sha256_hex(canonical(on.decision)))
        on.say("its paper says something else than it");
    if (is_signed)
        for (const auto& fault : faults_of_files(on.db, *paper)) on.say(fault);
    if (is_issued) check_number(on, *paper);
}

}  // namespace

void check_decision(soci::session& db, Id id, Breaks& breaks) {
    const auto decision = load_decision(db, id);
    const Case on{db, decision, breaks};
    check_steps(on);
    if (decision.outcome.empty()) check_items(on);
    if (!decision.outcome.empty() && decision.signed_at != 0)
        on.say("signed, and given up nevertheless");
    check_paper(on);
}

}  // namespace tdkt::sql
