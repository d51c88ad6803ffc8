#include "server/handlers/minutes.h"

#include <algorithm>

#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/minutes.h"
#include "server/steps/recorded.h"
#include "sql/locks.h"
#include "sql/people.h"

namespace tdkt::server {

using namespace workflow;

namespace {

// In which capacity somebody signs the minutes; nothing: in none.
std::optional<CouncilPost> capacity_of(const Meeting& meeting, const Actor& actor) {
    for (const auto post : {CouncilPost::chair, CouncilPost::secretary}) {
        const auto* signer = signer_of(meeting, post);
        if (signer != nullptr && signer->account == actor.id) return post;
    }
    return {};
}

bool is_signed(const Meeting& meeting, CouncilPost as) {
    return (as == CouncilPost::chair ? meeting.chair_signed_at : meeting.secretary_signed_at) != 0;
}

// Though a clock be set back, minutes are signed after what they tell of, and one after the other.
std::int64_t time_to_sign(App& app, const Meeting& meeting) {
    return std::max(
        {app.now(), meeting.declared_at, meeting.chair_signed_at, meeting.secretary_signed_at});
}

// Minutes that lie there may be of nothing that the signer is told of.
bool is_written(soci::session& db, const Meeting& meeting) {
    return meeting.declared_at != 0 &&
           sql::find_document(db, "meeting", meeting.id, PaperKind::minutes);
}

bool has_key(soci::session& db, App& app, const Actor& actor) {
    return app.keys.has_person(sql::load_account(db, actor.id).username);
}

Response record_signature(const Request& request, App& app,
                          const std::optional<SignedMinutes>& paper) {
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        sql::lock_meeting(change, request.id());
        const auto meeting = sql::load_meeting(db, request.actor, request.id());
        const auto as = capacity_of(meeting, request.actor);
        if (!as) throw Problem(Kind::forbidden, "Biên bản do Chủ tọa và Thư ký ký.");
        if (!is_written(db, meeting)) throw Problem(Kind::blocked, "Chưa có biên bản để ký.");
        if (is_signed(meeting, *as)) throw Problem(Kind::conflict, "Ông/Bà đã ký biên bản này.");
        if (!paper && has_key(db, app, request.actor)) throw Problem::stale();
        const auto at = paper ? paper->at : time_to_sign(app, meeting);
        if (paper) keep(change, *paper);
        sql::sign_minutes(change, meeting.id, *as, request.actor.id, at);
        sql::touch_meeting(change, meeting.id, meeting.changes);
        return changed(request, "/meetings/" + std::to_string(meeting.id));
    });
}

}  // namespace

// POST /meetings/:id/minutes/signatures. By the chair and by the secretary, each
// for themselves, whatever version they name: the minutes do not change any more. Who signs at the
// same moment as the other, or before the paper is there, signs again.
Response post_minutes_signature(const Request& request, App& app) {
    constexpr int most_tries = 3;
    for (int attempt = 1;; ++attempt) {
        const auto paper = app.database.read([&](auto& db) {
            const auto meeting = sql::load_meeting(db, request.actor, request.id());
            const auto as = capacity_of(meeting, request.actor);
            const bool waits = as && !is_signed(meeting, *as) && is_written(db, meeting);
            return waits ? sign_paper(db, app, meeting, *signer_of(meeting, *as), *as,
                                      time_to_sign(app, meeting))
                         : std::nullopt;
        });
        try {
            return record_signature(request, app, paper);
        } catch (const Problem& problem) {
            if (problem.kind() != Kind::stale || attempt == most_tries) throw;
        }
    }
}

}  // namespace tdkt::server
