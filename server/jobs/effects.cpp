#include "server/jobs/effects.h"

#include "server/jobs/certificates.h"
#include "server/jobs/check_history.h"
#include "server/jobs/checkpoints.h"
#include "server/jobs/notify.h"
#include "server/jobs/write_papers.h"
#include "sql/certificates.h"

namespace tdkt::server {

using workflow::Effect;

std::map<std::string, Jobs::Carry> effects(App& app) {
    const auto with = [&app](void (*carry)(App&, const sql::Job&)) {
        return [&app, carry](const sql::Job& job) { carry(app, job); };
    };
    std::map<std::string, Jobs::Carry> table;
    const auto put = [&](Effect effect, void (*carry)(App&, const sql::Job&)) {
        table.emplace(code(effect), with(carry));
    };
    put(Effect::write_submission, write_submission);
    put(Effect::write_receipt, write_receipt);
    put(Effect::write_minutes, write_minutes);
    put(Effect::write_decision, write_decision);
    put(Effect::notify_unit, notify_unit);
    put(Effect::notify_office, notify_office);
    table.emplace("audit", with(check_history));
    table.emplace(sql::checkpoint_job, with(take_checkpoint));
    table.emplace(sql::make_certificates_job, with(make_certificates));
    table.emplace(sql::forget_certificates_job, with(forget_certificates));
    return table;
}

}  // namespace tdkt::server
