#include "workflow/decide.h"

#include <algorithm>

#include "workflow/blank.h"
#include "workflow/checks.h"
#include "workflow/courses.h"
#include "workflow/guards.h"
#include "workflow/texts.h"

namespace tdkt::workflow {
namespace {

constexpr auto of_the_unit = Role::unit_officer | Role::unit_head;

bool may_take(const Transition& row, const Facts& facts, const Actor& actor) {
    if (actor.organ != facts.organ) return false;
    const auto allowed =
        static_cast<Role>(static_cast<unsigned>(row.role) & static_cast<unsigned>(actor.roles));
    if (allowed == Role{}) return false;
    const bool only_as_unit =
        (static_cast<unsigned>(allowed) & ~static_cast<unsigned>(of_the_unit)) == 0;
    return !only_as_unit || actor.unit == facts.unit;
}

// The row of the table, chosen by the count where two stand for one event.
const Transition* row_for(const Facts& facts, Event event, Through through) {
    for (const auto& row : transitions) {
        if (row.from != facts.state || row.event != event || row.through != through) continue;
        if (has(row.guard, Guard::carried) && !carried(facts.count)) continue;
        if (has(row.guard, Guard::not_carried) && carried(facts.count)) continue;
        return &row;
    }
    return nullptr;
}

// What the event would do to the group.
struct Prospect {
    bool known = false;      // the event exists for some nomination of the group
    bool permitted = false;  // and this person may take it
    Reason reason = Reason::none;
    std::vector<Step> steps;
    std::vector<std::string> lacking;
    std::vector<std::string> moves;  // the nominees of the steps
};

// A reason with the nominees whom it stops.
struct Stop {
    std::string sentence;
    std::vector<std::string> nominees;
};

struct Stops {
    std::vector<Stop> list;
    std::size_t considered = 0;

    void add(const std::string& sentence, const std::string& nominee) {
        auto stop = std::find_if(list.begin(), list.end(),
                                 [&](const Stop& s) { return s.sentence == sentence; });
        if (stop == list.end()) stop = list.insert(list.end(), {sentence, {}});
        stop->nominees.push_back(nominee);
    }
};

// What stops everybody is said once; what stops some is said with their names.
std::string said(const Stop& stop, std::size_t considered) {
    if (stop.nominees.size() == considered) return stop.sentence;
    return listed(stop.nominees, "; ") + ": " + stop.sentence;
}

void consider(Prospect& prospect, Stops& stops, const Facts& facts, const Transition& row,
              const Actor& actor) {
    ++stops.considered;
    prospect.permitted = true;
    prospect.reason = row.reason;
    auto reasons = lacking(row.guard, facts, actor);
    if (reasons.empty()) {
        prospect.steps.push_back({facts.nomination, facts.dossier, facts.version, &row});
        prospect.moves.push_back(facts.nominee);
        return;
    }
    for (const auto& reason : reasons) stops.add(reason, facts.nominee);
}

// A suspended nomination stays behind without stopping the others, unless all
// stand in one paper.
bool stays_behind(const Facts& facts, Event event, Through through) {
    return !indivisible(through) && event != Event::resume && !facts.suspension.empty();
}

Prospect prospect_of(Group group, const Actor& actor, Event event, Through through) {
    Prospect prospect;
    Stops stops;
    bool some_stayed = false;
    for (const auto& facts : group) {
        const auto* row = row_for(facts, event, through);
        if (row == nullptr) {
            if (indivisible(through)) return {};
            continue;
        }
        prospect.known = true;
        if (!may_take(*row, facts, actor)) {
            if (!indivisible(through)) continue;
            prospect = {};
            prospect.known = true;
            return prospect;
        }
        if (event == Event::resume && facts.suspension.empty() && group.size() > 1) continue;
        if (stays_behind(facts, event, through) && group.size() > 1) {
            some_stayed = true;
            continue;
        }
        consider(prospect, stops, facts, *row, actor);
    }
    for (const auto& stop : stops.list) prospect.lacking.push_back(said(stop, stops.considered));
    if (!prospect.permitted && some_stayed) {
        prospect.permitted = true;
        prospect.lacking.emplace_back("Tất cả đang tạm dừng xét.");
    }
    return prospect;
}

}  // namespace

std::vector<Choice> choices(Group group, const Actor& actor, Through through) {
    std::vector<Choice> found;
    for (const auto& name : names<Event>) {
        auto prospect = prospect_of(group, actor, name.value, through);
        if (!prospect.permitted) continue;
        // Nobody is offered to stop what stands still, or to resume what runs.
        const bool idle =
            prospect.steps.empty() && (name.value == Event::suspend || name.value == Event::resume);
        if (idle) continue;
        found.push_back(
            {name.value, prospect.reason, std::move(prospect.lacking), std::move(prospect.moves)});
    }
    return found;
}

Role holders(State state) {
    Role all{};
    for (const auto& row : transitions)
        if (row.from == state && leads_on(row.event)) all = all | row.role;
    return all;
}

std::vector<Step> decide(Group group, const Actor& actor, Event event, Through through,
                         std::string_view reason) {
    auto prospect = prospect_of(group, actor, event, through);
    if (!prospect.known) {
        const auto state = group.size() == 1
                               ? " ở trạng thái “" + std::string(label(group[0].state)) + "”"
                               : std::string(" lúc này");
        throw Problem(Kind::forbidden, "Không thực hiện được bước “" + std::string(label(event)) +
                                           "”" + state + ".");
    }
    if (!prospect.permitted)
        throw Problem(Kind::forbidden,
                      "Bước “" + std::string(label(event)) + "” thuộc thẩm quyền của người khác.");
    std::vector<Fault> faults;
    for (auto& sentence : prospect.lacking) faults.push_back({"", std::move(sentence)});
    if (prospect.reason == Reason::required && is_blank(reason))
        faults.push_back({"reason", "Hãy nêu lý do."});
    if (!faults.empty())
        throw Problem(Kind::blocked, "Chưa thực hiện được bước này.", std::move(faults));
    return std::move(prospect.steps);
}

}  // namespace tdkt::workflow
