#include "server/steps/acts.h"

#include <algorithm>
#include <set>

#include "server/steps/consequences.h"
#include "sql/documents.h"
#include "sql/outbox.h"

namespace tdkt::server {

using namespace workflow;

Asked asked(const Request& request, sql::Of of, Through through, Id on) {
    const auto event = find<Event>(request.text("event"));
    if (!event) throw Problem::field("event", "Không có bước “" + request.text("event") + "”.");
    return {of, through, on, *event, request.text("reason"), 0};
}

std::vector<Facts> group_of(soci::session& db, App& app, const Asked& asked) {
    return sql::load_facts(db, asked.of, asked.on, app.rules, day_of(app.now()));
}

std::vector<Facts> group_of(soci::session& db, App& app, const sql::Horizon& horizon,
                            const Asked& asked) {
    return sql::load_facts(db, horizon, asked.of, asked.on, app.rules, day_of(app.now()));
}

std::vector<Facts> group_of(soci::session& db, App& app, const sql::Horizon& horizon,
                            const Meeting& meeting) {
    if (meeting.shut) return {};
    return group_of(db, app, horizon,
                    {sql::Of::meeting, Through::meeting, meeting.id, Event::open_vote, ""});
}

namespace {

// A clock that was set back must not make a history go back, nor the order of numbers: both
// are that of their times.
std::int64_t moment_of(soci::session& db, const App& app, const Asked& asked,
                       const std::vector<Facts>& group) {
    auto at = std::max(app.now(), asked.not_before);
    for (const auto& facts : group) at = std::max(at, facts.last_at);
    if (asked.event == Event::issue)
        at = std::max(at, sql::last_issued_at(db, group.front().organ));
    return at;
}

}  // namespace

std::int64_t take_step(sql::Change& change, App& app, const Actor& actor, const Asked& asked,
                       const std::vector<Facts>& group) {
    if (group.empty())
        throw Problem(Kind::blocked, "Chưa có tập thể, cá nhân nào được đề nghị.",
                      {{"", "Hãy thêm ít nhất một đề nghị khen thưởng trước."}});
    const auto at = moment_of(change.db(), app, asked, group);
    sql::Act act{actor,
                 asked.event,
                 asked.through,
                 asked.on,
                 asked.reason,
                 "{}",
                 at,
                 decide(group, actor, asked.event, asked.through, asked.reason)};
    act.data = carry_consequences(change, app, act, group).dump();
    sql::record(change, act);
    std::set<Id> dossiers;
    for (const auto& step : act.steps) dossiers.insert(step.dossier);
    sql::put_webhooks(change, group.front().organ, dossiers, act.event, act.at);
    return act.at;
}

void expect_unbarred(const sql::Horizon& horizon, Id meeting) {
    if (horizon.is_barred(meeting))
        throw Problem(
            Kind::forbidden,
            "Ông/Bà có xung đột lợi ích nên không chuẩn bị, không điều hành phiên họp; việc "
            "này do người khác có thẩm quyền thực hiện.");
}

void expect_version(const Request& request, std::int64_t version) {
    if (request.version && *request.version != version) throw Problem::stale();
}

}  // namespace tdkt::server
