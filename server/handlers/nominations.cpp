#include "server/handlers/nominations.h"

#include <algorithm>

#include "server/handlers/appraisals.h"
#include "server/handlers/dossiers.h"
#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/recorded.h"
#include "sql/dossiers.h"
#include "sql/people.h"
#include "templates/views/dossiers.h"
#include "workflow/nominees.h"
#include "workflow/visibility.h"

namespace tdkt::server {

using namespace workflow;

namespace {

std::string dossier_path(Id id) {
    return "/dossiers/" + std::to_string(id);
}
std::string path_of(Id id) {
    return "/nominations/" + std::to_string(id);
}

Prize chosen_prize(const Campaign& campaign, const Request& request, Subject subject) {
    for (const auto& prize : campaign.prizes) {
        if (prize.code != request.text("prize")) continue;
        if (prize.subject == subject) return prize;
        throw Problem::field("prize", "“" + prize.name + "” không dành cho đối tượng này.");
    }
    throw Problem::field("prize", "Phong trào không có hình thức khen thưởng này.");
}

// Whose award it is, so that they never judge themselves. Who is not named is
// known by the name, if it is the name of one colleague alone.
Id chosen_account(soci::session& db, const Request& request, const Nomination& n, Id unit) {
    const auto people = sql::accounts_of(db, unit);
    if (request.input.contains("nominee_account")) {
        const auto wanted = request.number("nominee_account");
        const bool known = wanted == 0 || wanted == n.nominee_account ||
                           std::any_of(people.begin(), people.end(),
                                       [&](const auto& a) { return a.id == wanted; });
        if (known) return wanted;
        throw Problem::field("nominee_account", "Đơn vị không có tài khoản này.");
    }
    std::vector<Id> namesakes;
    for (const auto& account : people)
        if (account.name == n.name) namesakes.push_back(account.id);
    if (namesakes.size() > 1)
        throw Problem::field("nominee_account", "Đơn vị có " + std::to_string(namesakes.size()) +
                                                    " người tên " + n.name +
                                                    ". Hãy chọn tài khoản của người được đề nghị.");
    return namesakes.empty() ? 0 : namesakes.front();
}

// The collective is the unit that proposes it, unless another is named.
Id chosen_unit(soci::session& db, const Request& request, const Dossier& dossier) {
    const auto wanted = request.number("nominee_unit");
    if (wanted == 0) return dossier.unit;
    for (const auto& unit : sql::units(db, dossier.organ))
        if (unit.id == wanted) return wanted;
    throw Problem::field("nominee_unit", "Không có đơn vị này.");
}

// What the form says, on top of what the nomination was.
Nomination filled(soci::session& db, const Request& request, const Dossier& dossier, Nomination n) {
    n.dossier = dossier.id;
    const auto subject = find<Subject>(request.text("nominee_kind"));
    if (!subject) throw Problem::field("nominee_kind", "Đối tượng là tập thể hoặc cá nhân.");
    n.subject = *subject;
    const auto prize = chosen_prize(campaign_of(db, dossier), request, n.subject);
    n.award = prize.award;
    n.prize = prize.id;
    n.name = tidied_name(request.text("nominee_name"));
    if (auto fault = name_fault(n.name, n.subject))
        throw Problem::field("nominee_name", std::move(*fault));
    n.post = request.text("post");
    n.summary = request.text("summary");
    n.report = request.text("report");
    const bool person = n.subject == Subject::person;
    n.nominee_account = person ? chosen_account(db, request, n, dossier.unit) : 0;
    n.nominee_unit = person ? dossier.unit : chosen_unit(db, request, dossier);
    return n;
}

void refuse_double(const Dossier& dossier, const Nomination& n) {
    const auto same = [&](const Nomination& other) {
        return nominee_key(other.name) == nominee_key(n.name) ||
               (n.nominee_account != 0 && n.nominee_account == other.nominee_account);
    };
    for (const auto& other : dossier.nominations)
        if (other.id != n.id && other.subject == n.subject && other.state != State::withdrawn &&
            same(other))
            throw Problem(Kind::conflict, n.name + " đã có trong hồ sơ này.",
                          {{"nominee_name", n.name + " đã có trong hồ sơ này."}});
}

const Nomination& nomination_in(const Dossier& dossier, Id id) {
    for (const auto& nomination : dossier.nominations)
        if (nomination.id == id) return nomination;
    throw Problem::missing("nội dung này");
}

// A nomination whose dossier the person may change, and which may still change itself.
Nomination nomination_to_edit(const Request& request, const Dossier& dossier) {
    const auto& nomination = nomination_in(dossier, request.id());
    if (!editable(nomination.state))
        throw Problem(Kind::forbidden, "Đề nghị này không còn ở bước được sửa.");
    return nomination;
}

}  // namespace

// POST /dossiers/:id/nominations
Response post_nomination(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        const auto dossier = dossier_to_edit(db, request, request.id());
        expect_untouched(dossier);
        auto nomination = filled(db, request, dossier, {});
        refuse_double(dossier, nomination);
        for (const auto& other : dossier.nominations)
            nomination.ordinal = std::max(nomination.ordinal, other.ordinal);
        ++nomination.ordinal;
        const auto id = sql::add_nomination(change, nomination,
                                            sql::expected(request.version, dossier), app.now());
        return request.json ? made(request, path_of(id), id)
                            : changed(request, dossier_path(dossier.id));
    });
}

// GET /nominations/:id
Response show_nomination(const Request& request, App& app) {
    const auto id = request.id();
    const auto view = app.database.read([&](auto& db) {
        const sql::Horizon horizon(db, request.actor);
        const auto dossier = sql::load_dossier(db, horizon, sql::dossier_of_nomination(db, id));
        const auto& nomination = nomination_in(dossier, id);
        const auto facts = group_of(db, app, horizon,
                                    {sql::Of::nomination, Through::dossier, id, Event::submit, ""});
        const auto offered = choices(facts, request.actor, Through::dossier);
        const auto history = happened(sql::load_history_of_nomination(db, horizon, id),
                                      sees_sheets(request.actor, facts));
        const auto campaign = campaign_of(db, dossier);
        const bool edits = may_edit(request.actor, dossier) && editable(nomination.state);
        return templates::nomination_view(
            {dossier,
             facts,
             offered,
             history,
             {},
             campaign,
             edits,
             has(council_circle, request.actor.roles),
             edits ? nominees_of(db, dossier) : templates::Nominees{}},
            nomination, facts.front(), now_of(app));
    });
    return show(request, app, "nomination", view);
}

// POST /nominations/:id
Response edit_nomination(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        const auto dossier =
            dossier_to_edit(db, request, sql::dossier_of_nomination(db, request.id()));
        const auto nomination = filled(db, request, dossier, nomination_to_edit(request, dossier));
        refuse_double(dossier, nomination);
        sql::edit_nomination(change, nomination, sql::expected(request.version, dossier));
        return with_version(changed(request, path_of(nomination.id)),
                            sql::load_revision(db, request.actor, dossier.id));
    });
}

// POST /nominations/:id/remove
Response remove_nomination(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        const auto dossier =
            dossier_to_edit(db, request, sql::dossier_of_nomination(db, request.id()));
        sql::remove_nomination(change, nomination_to_edit(request, dossier),
                               sql::expected(request.version, dossier));
        return changed(request, dossier_path(dossier.id));
    });
}

// POST /nominations/:id/events
Response post_nomination_event(const Request& request, App& app) {
    const auto step = asked(request, sql::Of::nomination, Through::dossier, request.id());
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        const sql::Horizon horizon(db, request.actor);
        const auto dossier =
            sql::load_dossier(db, horizon, sql::dossier_of_nomination(db, step.on));
        nomination_in(dossier, step.on);
        expect_version(request, sql::revision(dossier));
        take_step(change, app, request.actor, step, group_of(db, app, horizon, step));
        return with_version(changed(request, path_of(step.on)),
                            sql::load_revision(db, request.actor, dossier.id));
    });
}

}  // namespace tdkt::server
