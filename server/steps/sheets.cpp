#include "server/steps/sheets.h"

#include <algorithm>
#include <map>

#include "server/steps/acts.h"
#include "server/steps/telling.h"
#include "sql/digest.h"
#include "sql/dossiers.h"
#include "sql/people.h"
#include "templates/views/words.h"
#include "workflow/texts.h"

namespace tdkt::server {

using namespace workflow;

namespace {

const Pack& pack_of(const App& app, const std::string& code) {
    return code.empty() ? app.rules.on(day_of(app.now())) : app.rules.pack(code);
}

// Writes the step into the history. Gives its moment.
std::int64_t note(sql::Change& change, App& app, const Actor& actor, Event event, Id nomination,
                  const std::string& reason, const std::string& data) {
    const Asked step{sql::Of::nomination, Through::sheet, nomination, event, reason};
    const auto group = group_of(change.db(), app, step);
    auto at = app.now();
    for (const auto& facts : group) at = std::max(at, facts.last_at);
    sql::record(change, {actor, event, Through::sheet, nomination, reason, data, at,
                         decide(group, actor, event, Through::sheet, reason)});
    return at;
}

// When a sheet that is asked for now is wanted: within its days, and before the dossier is due.
std::string due_on(const App& app, const std::string& pack, const std::string& of_dossier) {
    const auto today = day_of(app.now());
    const auto due = iso(app.rules.calendar.after(today, pack_of(app, pack).sheet_days));
    return of_dossier >= iso(today) && of_dossier < due ? of_dossier : due;
}

std::vector<Id> people_of(soci::session& db, Id organ, const Appraiser& who) {
    if (who.account != 0) return {who.account};
    std::vector<Id> accounts;
    for (const auto& one : sql::accounts_with(db, organ, Role::standing_office | Role::data_office))
        if (one.unit == who.unit) accounts.push_back(one.id);
    return accounts;
}

std::string day_text(const std::string& iso_day) {
    const auto day = parse_day(iso_day);
    return day ? short_date(*day) : iso_day;
}

void tell_appraiser(sql::Change& change, App& app, const Actor& actor, Id organ, Id dossier,
                    const Appraiser& who, const std::string& text, const std::string& link) {
    constexpr std::size_t most = 480;  // bytes, of a column of 500 characters
    const Told told{std::string(opening(text, most)), link, dossier};
    for (const auto account : people_of(change.db(), organ, who))
        if (account != actor.id) tell(change, app.settings.mail.is_set(), account, told, app.now());
}

// One notice for each appraiser, whatever the number of their sheets.
void tell_assigned(sql::Change& change, App& app, const Actor& actor, const Dossier& dossier,
                   const std::vector<Assignment>& assignments, const std::string& due) {
    std::vector<Appraiser> told;
    for (const auto& one : assignments) {
        if (std::ranges::find(told, one.appraiser) != told.end()) continue;
        told.push_back(one.appraiser);
        std::vector<std::string> names;
        for (const auto& other : assignments)
            for (const auto& n : dossier.nominations)
                if (other.appraiser == one.appraiser && n.id == other.nomination)
                    names.push_back(n.name);
        std::string text = dossier_code(dossier.id);
        text.append(": Ông/Bà được giao lập phiếu thẩm định ").append(templates::few_of(names));
        text.append(". Hạn nộp phiếu: ").append(day_text(due)).append(".");
        tell_appraiser(change, app, actor, dossier.organ, dossier.id, one.appraiser, text,
                       "/appraisals");
    }
}

std::string path_of(const Sheet& sheet) {
    return "/appraisals/" + std::to_string(sheet.id);
}

std::string with_reason(std::string text, const std::string& reason) {
    text += " Lý do: " + reason;
    if (!text.ends_with('.')) text += '.';
    return text;
}

void expect_theirs(const sql::SheetCard& card, const Actor& actor) {
    if (!is_theirs(card.sheet, actor))
        throw Problem(Kind::forbidden, "Phiếu thẩm định này được giao cho người khác.");
    const auto conflict = conflict_of(actor.id, actor.unit, card.facts);
    if (!conflict.empty())
        throw Problem(Kind::forbidden, "Ông/Bà " + conflict + " nên không thẩm định đề nghị này.");
    if (!card.sheet.is_open())
        throw Problem(Kind::conflict, card.sheet.state == SheetState::handed_in
                                          ? "Phiếu đã nộp nên không sửa được nữa."
                                          : "Phiếu này đã được rút.");
    if (card.facts.state != State::received)
        throw Problem(Kind::conflict, "Đề nghị không còn ở bước thẩm định nên phiếu giữ nguyên.");
}

}  // namespace

const std::vector<Criterion>& criteria_of(const App& app, const sql::SheetCard& card) {
    return pack_of(app, card.pack).award(card.award).criteria;
}

void assign_sheets(sql::Change& change, App& app, const Actor& actor, const Dossier& dossier,
                   const std::vector<Assignment>& assignments) {
    const auto due = due_on(app, dossier.pack, dossier.due_on);
    for (const auto& one : assignments) {
        Sheet sheet;
        sheet.dossier = dossier.id;
        sheet.nomination = one.nomination;
        sheet.appraiser = one.appraiser;
        sheet.due_on = due;
        sheet.assigned_at = app.now();
        sheet.id = sql::add_sheet(change, sheet);
        note(change, app, actor, Event::assign_sheet, one.nomination, "", said_of(sheet));
    }
    tell_assigned(change, app, actor, dossier, assignments, due);
}

void save_sheet(sql::Change& change, App& app, const Actor& actor, const sql::SheetCard& card,
                const Assessment& said) {
    expect_theirs(card, actor);
    auto faults = faults_of(said, criteria_of(app, card), /*whole=*/false);
    if (!faults.empty())
        throw Problem(Kind::blocked, "Phiếu thẩm định chưa hợp lệ.", std::move(faults));
    sql::save_draft(change, card.sheet, said, actor.id, app.now());
}

void hand_in_sheet(sql::Change& change, App& app, const Actor& actor, const sql::SheetCard& card) {
    expect_theirs(card, actor);
    auto faults = faults_of(card.sheet.said, criteria_of(app, card), /*whole=*/true);
    if (!faults.empty())
        throw Problem(Kind::blocked, "Chưa nộp được phiếu thẩm định.", std::move(faults));
    auto sheet = card.sheet;
    ++sheet.turn;
    const auto digest = sql::sha256_hex(canonical(sheet));
    const auto at = note(change, app, actor, Event::hand_in_sheet, sheet.nomination, "",
                         said_of(sheet, digest));
    sql::hand_in(change, sheet, digest, actor.id, at);
}

void return_sheet(sql::Change& change, App& app, const Actor& actor, const sql::SheetCard& card,
                  const std::string& reason) {
    const auto& sheet = card.sheet;
    if (sheet.state != SheetState::handed_in)
        throw Problem(Kind::conflict, "Phiếu chưa nộp nên không có gì để trả lại.");
    note(change, app, actor, Event::return_sheet, sheet.nomination, reason, said_of(sheet));
    sql::move_sheet(change, sheet, SheetState::begun, reason, due_on(app, card.pack, ""));
    tell_appraiser(change, app, actor, card.organ, sheet.dossier, sheet.appraiser,
                   with_reason(dossier_code(sheet.dossier) + ": phiếu thẩm định " + card.nominee +
                                   " được trả lại để Ông/Bà xem lại và nộp lại.",
                               reason),
                   path_of(sheet));
}

void withdraw_sheet(sql::Change& change, App& app, const Actor& actor, const sql::SheetCard& card,
                    const std::string& reason, const std::optional<Appraiser>& to) {
    const auto& sheet = card.sheet;
    if (!sheet.is_open()) throw Problem(Kind::conflict, "Chỉ rút hoặc chuyển được phiếu chưa nộp.");
    note(change, app, actor, Event::withdraw_sheet, sheet.nomination, reason, said_of(sheet));
    sql::move_sheet(change, sheet, SheetState::withdrawn, reason, sheet.due_on);
    tell_appraiser(change, app, actor, card.organ, sheet.dossier, sheet.appraiser,
                   with_reason(dossier_code(sheet.dossier) +
                                   ": Ông/Bà không phải lập phiếu thẩm "
                                   "định " +
                                   card.nominee + " nữa.",
                               reason),
                   "/appraisals");
    if (!to) return;
    const auto dossier = sql::load_dossier(change.db(), sheet.dossier);
    sql::SheetQuery others;
    others.nomination = sheet.nomination;
    const auto sheets = sql::sheets_in(sql::load_sheets(change.db(), others));
    assign_sheets(change, app, actor, dossier, to_each({&card.facts, 1}, {&*to, 1}, sheets));
}

}  // namespace tdkt::server
