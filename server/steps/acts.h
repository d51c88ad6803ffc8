// Taking a step: the one way in which a nomination moves, whether the button
// stands beside a dossier, a nomination, a meeting or a decision.
#pragma once

#include "server/app.h"
#include "server/http.h"
#include "sql/facts.h"
#include "sql/history.h"
#include "workflow/council.h"

namespace tdkt::server {

// The step that a request asks for, on all nominations of one thing.
struct Asked {
    sql::Of of = sql::Of::dossier;
    workflow::Through through = workflow::Through::dossier;
    workflow::Id on = 0;
    workflow::Event event = workflow::Event::submit;
    std::string reason;
    std::int64_t not_before = 0;  // the moment of what was made for it, a signature
};

// The event and the reason that the fields of a request name. Problem for an
// unknown event.
Asked asked(const Request& request, sql::Of of, workflow::Through through, workflow::Id on);

// Load, decide, record: moves what the step moves, with everything that belongs
// to it (receipt, agenda, verdicts …), within the caller's change. Problem when
// it may not be taken. Returns the moment that the history names, for whatever
// else is to bear it.
std::int64_t take_step(sql::Change& change, App& app, const workflow::Actor& actor,
                       const Asked& asked, const std::vector<workflow::Facts>& group);

// The group of `asked` as it stands now.
std::vector<workflow::Facts> group_of(soci::session& db, App& app, const Asked& asked);

// The same as a reader is told of it: without what is hidden from them.
std::vector<workflow::Facts> group_of(soci::session& db, App& app, const sql::Horizon& horizon,
                                      const Asked& asked);

// What is on the agenda of a meeting that `horizon` gave, as its reader is told of it.
std::vector<workflow::Facts> group_of(soci::session& db, App& app, const sql::Horizon& horizon,
                                      const workflow::Meeting& meeting);

// To whoever is in conflict with something that is under way, where a page or a list would tell
// of all there is at once.
inline constexpr auto reserved_for_others =
    "Ông/Bà đang có liên quan đến một đề nghị chưa giải quyết xong nên không xem, không xử lý nội "
    "dung này; việc này do người khác có cùng nhiệm vụ thực hiện.";

// Whoever is in conflict with anything prepares no meeting and does nothing with it as a whole,
// whether that is before it or not: what they see of it may be less than what they would change.
// Problem{forbidden}.
void expect_unbarred(const sql::Horizon& horizon, workflow::Id meeting);

// Problem{stale} when the request names a version and it is not `version`.
void expect_version(const Request& request, std::int64_t version);

}  // namespace tdkt::server
