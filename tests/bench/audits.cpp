// How long `tdkt audit` takes over many long histories.
#include <soci/soci.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>

#include "server/app.h"
#include "sql/audit/audit.h"
#include "sql/digest.h"
#include "tests/bench/bench.h"
#include "tests/bench/office.h"
#include "workflow/history.h"

namespace tdkt::bench {
namespace {

using namespace workflow;

constexpr int lines_each = 40;

// A submitted dossier whose one nomination was suspended and resumed again and again.
void add_history(soci::session& db, Id like) {
    const std::int64_t at = 1'762'000'000'000;
    Entry entry;
    db << "insert into dossier (organ_id, unit_id, round_id, title, version, created_by,"
          " created_at, submitted_by, submitted_at) select organ_id, unit_id, round_id, title, :n,"
          " created_by, :at, created_by, :same from dossier where id = :like",
        soci::use(lines_each), soci::use(at), soci::use(at), soci::use(like);
    db << "select last_insert_rowid()", soci::into(entry.dossier);
    db << "insert into nomination (dossier_id, ordinal, subject, award, name, name_key, folded,"
          " post, summary, report, state, since) select :id, 1, subject, award, name, name_key,"
          " folded, post, summary, report, 'submitted', :at from nomination where dossier_id ="
          " :like limit 1",
        soci::use(entry.dossier), soci::use(at), soci::use(like);
    db << "select last_insert_rowid()", soci::into(entry.nomination);
    db << "select created_by from dossier where id = :id", soci::into(entry.actor),
        soci::use(entry.dossier);
    std::string event, from, to;
    soci::statement insert =
        (db.prepare << "insert into event (dossier_id, seq, nomination_id, at, actor_id, event,"
                       " from_state, to_state, reason, data, hash) values (:dossier, :seq, :n,"
                       " :at, :actor, :event, :from, :to, :reason, :data, :hash)",
         soci::use(entry.dossier), soci::use(entry.seq), soci::use(entry.nomination),
         soci::use(entry.at), soci::use(entry.actor), soci::use(event), soci::use(from),
         soci::use(to), soci::use(entry.reason), soci::use(entry.data), soci::use(entry.hash));
    entry.data = "{}";
    entry.reason = "Có đơn, chờ xác minh theo đề nghị của đơn vị.";
    entry.to = State::submitted;
    for (entry.seq = 1; entry.seq <= lines_each; ++entry.seq) {
        entry.event = entry.seq == 1       ? Event::submit
                      : entry.seq % 2 == 0 ? Event::suspend
                                           : Event::resume;
        entry.from = entry.seq == 1 ? State::draft : State::submitted;
        entry.at = at + (entry.seq == 1 ? 0 : entry.seq);
        entry.hash = sql::sha256_hex(chained(entry, entry.hash));
        event = code(entry.event), from = code(entry.from), to = code(entry.to);
        insert.execute(true);
    }
    // An even number of lines: the last one suspends.
    db << "update nomination set suspension = :why where id = :id", soci::use(entry.reason),
        soci::use(entry.nomination);
}

}  // namespace

// TDKT_BENCH_EVENTS says of how many lines (100,000).
void audits(Office& office) {
    const char* asked = std::getenv("TDKT_BENCH_EVENTS");
    const int histories = (asked != nullptr ? std::atoi(asked) : 100'000) / lines_each;
    auto& database = office.app().database;
    database.change([&](sql::Change& change) {
        Id like = 0;
        change.db() << "select min(dossier_id) from nomination", soci::into(like);
        for (int i = 0; i < histories; ++i) add_history(change.db(), like);
    });
    const auto began = std::chrono::steady_clock::now();
    const auto found =
        database.read([&](auto& db) { return sql::audit(db, office.app().rules).breaks; });
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    if (!found.empty()) throw std::runtime_error("the audit found: " + found.front());
    report("audit.events", histories * lines_each, "lines");
    report("audit.seconds", took.count(), "s");
}

}  // namespace tdkt::bench
