// Steps of the lifecycle through load, decide and record, each a transaction on disk.
#include <chrono>

#include "server/demo/script.h"
#include "server/demo/stage.h"
#include "server/handlers/dossiers.h"
#include "sql/campaigns.h"
#include "sql/statements.h"
#include "tests/bench/bench.h"
#include "tests/bench/office.h"

namespace tdkt::bench {
namespace {

using server::demo::Stage;
using workflow::Id;

constexpr int dossiers = 105;

}  // namespace

void steps(Office& office) {
    Stage stage(office.app(), office.cast(), office.clock());
    const auto round = office.app().database.read([&](auto& db) {
        return sql::load_campaigns(db, office.cast().organ.id).front().rounds[2].id;
    });
    std::vector<Id> drafts;
    for (int i = 0; i < dossiers; ++i) drafts.push_back(complete_dossier(stage, round));
    const std::pair<const char*, const char*> taken[] = {
        {"submit", "eakar.gd"}, {"receive", "tchc"}, {"appraise", "tchc"}};
    for (const auto& [event, who] : taken) {
        std::size_t next = 0;
        const auto before = sql::statements_prepared();
        const auto took = median_ms(dossiers - 5, [&] {
            stage.act(who, server::post_dossier_event, drafts[next++], {{"event", event}});
        });
        const auto name = std::string("step.") + event;
        report(name, took, "ms");
        report(name + ".statements",
               static_cast<double>(sql::statements_prepared() - before) / dossiers, "statements");
    }
}

}  // namespace tdkt::bench
