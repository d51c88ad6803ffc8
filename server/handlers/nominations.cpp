#include "server/handlers/nominations.h"

#include <algorithm>

#include "server/handlers/dossiers.h"
#include "server/showing/answers.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/recorded.h"
#include "sql/dossiers.h"
#include "sql/people.h"
#include "templates/views/dossiers.h"
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

// A colleague with an account is known by name, so that they never judge themselves.
Id account_of(soci::session& db, const Actor& author, const std::string& name) {
    for (const auto& account : sql::accounts(db, author.organ))
        if (account.unit == author.unit && account.name == name) return account.id;
    return 0;
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
    n.name = request.text("nominee_name");
    n.post = request.text("post");
    n.summary = request.text("summary");
    n.report = request.text("report");
    n.nominee_unit = dossier.unit;
    n.nominee_account = n.subject == Subject::person ? account_of(db, request.actor, n.name) : 0;
    return n;
}

void refuse_double(const Dossier& dossier, const Nomination& n) {
    for (const auto& other : dossier.nominations)
        if (other.id != n.id && other.name == n.name && other.subject == n.subject &&
            other.state != State::withdrawn)
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
        auto nomination = filled(db, request, dossier, {});
        refuse_double(dossier, nomination);
        for (const auto& other : dossier.nominations)
            nomination.ordinal = std::max(nomination.ordinal, other.ordinal);
        ++nomination.ordinal;
        const auto id = sql::add_nomination(change, nomination, request.version, app.now());
        return request.json ? made(request, path_of(id), id)
                            : changed(request, dossier_path(dossier.id));
    });
}

// GET /nominations/:id
Response show_nomination(const Request& request, App& app) {
    const auto id = request.id();
    const auto view = app.database.read([&](auto& db) {
        const auto dossier =
            sql::load_dossier(db, request.actor, sql::dossier_of_nomination(db, id));
        const auto& nomination = nomination_in(dossier, id);
        const auto facts =
            group_of(db, app, {sql::Of::nomination, Through::dossier, id, Event::submit, ""});
        const auto offered = choices(facts, request.actor, Through::dossier);
        auto lines = sql::load_history(db, dossier.id);
        std::erase_if(lines, [&](const sql::Line& line) { return line.entry.nomination != id; });
        const auto history = happened(lines);
        const auto campaign = campaign_of(db, dossier);
        return templates::nomination_view(
            {dossier,
             facts,
             offered,
             history,
             {},
             campaign,
             may_edit(request.actor, dossier) && editable(nomination.state),
             has(council_circle, request.actor.roles)},
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
        sql::edit_nomination(change, nomination, request.version);
        return with_version(changed(request, path_of(nomination.id)),
                            sql::revision(sql::load_dossier(db, dossier.id)));
    });
}

// POST /nominations/:id/remove
Response remove_nomination(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        const auto dossier =
            dossier_to_edit(db, request, sql::dossier_of_nomination(db, request.id()));
        sql::remove_nomination(change, nomination_to_edit(request, dossier), request.version);
        return changed(request, dossier_path(dossier.id));
    });
}

// POST /nominations/:id/events
Response post_nomination_event(const Request& request, App& app) {
    const auto step = asked(request, sql::Of::nomination, Through::dossier, request.id());
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        const auto dossier =
            sql::load_dossier(db, request.actor, sql::dossier_of_nomination(db, step.on));
        expect_version(request, sql::revision(dossier));
        take_step(change, app, request.actor, step, group_of(db, app, step));
        return with_version(changed(request, path_of(step.on)),
                            sql::revision(sql::load_dossier(db, dossier.id)));
    });
}

}  // namespace tdkt::server
