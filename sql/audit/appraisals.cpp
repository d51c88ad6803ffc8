#include <algorithm>
#include <map>

#include "sql/appraisal.h"
#include "sql/audit/checks.h"
#include "sql/digest.h"

namespace tdkt::sql {

using namespace workflow;

namespace {

// What the history says of the sheets of a dossier.
struct Told {
    std::map<std::string, SheetState> states;  // by said_of()
    std::vector<std::string> handed_in;        // what it says of each, not yet matched
};

// The part of a line's data that names its sheet.
std::string named_in(const Entry& entry) {
    if (entry.event != Event::hand_in_sheet) return entry.data;
    const auto at = entry.data.find("\"sheet\":");
    if (at == std::string::npos) return entry.data;
    return "{" + entry.data.substr(at, entry.data.find(',', at) - at) + "}";
}

Told told_by(const std::vector<Entry>& entries) {
    Told told;
    for (const auto& entry : entries) {
        const auto name = named_in(entry);
        if (entry.event == Event::assign_sheet || entry.event == Event::return_sheet)
            told.states[name] = SheetState::begun;
        if (entry.event == Event::withdraw_sheet) told.states[name] = SheetState::withdrawn;
        if (entry.event != Event::hand_in_sheet) continue;
        told.states[name] = SheetState::handed_in;
        told.handed_in.push_back(entry.data);
    }
    return told;
}

bool stands_as_told(const Sheet& sheet, const Told& told) {
    const auto found = told.states.find(said_of(sheet));
    if (found == told.states.end()) return false;
    return found->second == SheetState::begun ? sheet.is_open() : sheet.state == found->second;
}

void check_turns(soci::session& db, const Sheet& sheet, Told& told, Breaks& breaks) {
    for (const auto& turn : load_turns(db, sheet)) {
        const auto digest = sha256_hex(canonical(turn.sheet));
        const auto line = std::ranges::find(told.handed_in, said_of(turn.sheet, digest));
        if (digest != turn.digest || line == told.handed_in.end())
            add_break(breaks, "appraisal", sheet.id, "differs from what was handed in");
        else
            told.handed_in.erase(line);
    }
}

}  // namespace

void check_sheets(soci::session& db, Id dossier, const std::vector<Entry>& entries,
                  Breaks& breaks) {
    auto told = told_by(entries);
    SheetQuery query;
    query.dossier = dossier;
    const auto sheets = sheets_in(load_sheets(db, query));
    for (const auto& sheet : sheets) {
        if (!stands_as_told(sheet, told))
            add_break(breaks, "appraisal", sheet.id, "stands where its history does not lead");
        check_turns(db, sheet, told, breaks);
    }
    if (sheets.size() != told.states.size())
        add_break(breaks, "dossier", dossier, "has more or fewer sheets than its history tells of");
    if (!told.handed_in.empty())
        add_break(breaks, "dossier", dossier, "lacks a sheet as it was handed in");
}

}  // namespace tdkt::sql
