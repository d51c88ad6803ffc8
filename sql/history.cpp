#include "sql/history.h"

#include <algorithm>
#include <map>
#include <set>

#include "sql/digest.h"
#include "sql/jobs.h"
#include "sql/rows.h"
#include "sql/values.h"
#include "workflow/courses.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

std::string last_hash(soci::session& db, Id dossier, std::int64_t seq) {
    std::string hash;
    db << "select hash from event where dossier_id = :dossier and seq = :seq", into(hash),
        use(dossier), use(seq);
    return hash;
}

void move_version(soci::session& db, Id dossier, std::int64_t from, std::int64_t to) {
    soci::statement update = (db.prepare << "update dossier set version = :to"
                                            " where id = :id and version = :from",
                              use(to), use(dossier), use(from));
    update.execute(true);
    if (update.get_affected_rows() != 1) throw Problem::stale();
}

Id add_entry(soci::session& db, const Entry& entry) {
    const std::string event{code(entry.event)}, from{code(entry.from)}, to{code(entry.to)};
    db << "insert into event (dossier_id, seq, nomination_id, at, actor_id, event, from_state,"
          " to_state, reason, data, hash) values (:dossier, :seq, :nomination, :at, :actor,"
          " :event, :from_state, :to_state, :reason, :data, :hash)",
        use(entry.dossier), use(entry.seq), use(entry.nomination), use(entry.at), use(entry.actor),
        use(event), use(from), use(to), use(entry.reason), use(entry.data), use(entry.hash);
    return new_id(db, "event");
}

void move_nomination(soci::session& db, const Step& step, std::int64_t at) {
    if (step.row->from == step.row->to) return;
    const std::string from{code(step.row->from)}, to{code(step.row->to)};
    soci::statement update = (db.prepare << "update nomination set state = :to, since = :at"
                                            " where id = :id and state = :from",
                              use(to), use(at), use(step.nomination), use(from));
    update.execute(true);
    if (update.get_affected_rows() != 1) throw Problem::stale();
}

// A paper is written once for the whole act, the office is told once, and each
// unit once for each of its dossiers; they are told of the first line that is for
// them, for of a vote one line may carry and another not.
void add_jobs(Change& change, const Act& act, Id line, std::set<std::string>& asked,
              const Step& step) {
    for (const auto& effect : names<Effect>) {
        if (!has(step.row->effect, effect.value)) continue;
        const bool tells =
            effect.value == Effect::notify_unit || effect.value == Effect::notify_office;
        const bool once = effect.value != Effect::notify_unit;
        auto mark = std::string(effect.code) + (once ? "" : std::to_string(step.dossier));
        if (!asked.insert(std::move(mark)).second) continue;
        if (tells)
            add_job(change, std::string(effect.code), "event", line, act.at);
        else
            add_job(change, std::string(effect.code), std::string(code(act.through)),
                    act.through == Through::dossier ? step.dossier : act.on, act.at);
    }
}

}  // namespace

void record(Change& change, const Act& act) {
    auto& db = change.db();
    std::map<Id, std::vector<const Step*>> by_dossier;
    for (const auto& step : act.steps) by_dossier[step.dossier].push_back(&step);

    std::set<std::string> asked;
    for (const auto& [dossier, steps] : by_dossier) {
        auto seq = steps.front()->version;
        move_version(db, dossier, seq, seq + static_cast<std::int64_t>(steps.size()));
        auto before = last_hash(db, dossier, seq);
        for (const auto* step : steps) {
            Entry entry{dossier,
                        ++seq,
                        step->nomination,
                        act.at,
                        act.actor.id,
                        step->row->event,
                        step->row->from,
                        step->row->to,
                        act.reason,
                        act.data,
                        {}};
            entry.hash = before = sha256_hex(chained(entry, before));
            const auto line = add_entry(db, entry);
            move_nomination(db, *step, act.at);
            add_jobs(change, act, line, asked, *step);
        }
    }
}

namespace {

const std::string line_columns =
    "select e.id, e.dossier_id, e.seq, e.nomination_id, e.at, e.actor_id, e.event, e.from_state,"
    " e.to_state, e.reason, e.data, e.hash, a.name, a.post, n.name"
    " from event e join account a on a.id = e.actor_id join nomination n on n.id = e.nomination_id";

// Binds the columns of line_columns; take() gives the row just fetched.
struct LineRow {
    Line line;
    Id id = 0;
    std::string event, from, to;

    template <class Statement>
    auto bind(Statement&& st) {
        auto& e = line.entry;
        return std::forward<Statement>(st), into(id), into(e.dossier), into(e.seq),
               into(e.nomination), into(e.at), into(e.actor), into(event), into(from), into(to),
               into(e.reason), into(e.data), into(e.hash), into(line.actor_name),
               into(line.actor_post), into(line.nominee);
    }
    const Line& take() {
        line.id = id;
        line.entry.event = stored<Event>(event);
        line.entry.from = stored<State>(from);
        line.entry.to = stored<State>(to);
        return line;
    }
};

std::vector<Line> fetch_all(LineRow& row, soci::statement& st) {
    return rows_of(st, [&] { return row.take(); });
}

}  // namespace

std::vector<Line> load_history(soci::session& db, Id dossier) {
    LineRow row;
    soci::statement st =
        (row.bind(db.prepare << line_columns + " where e.dossier_id = :dossier order by e.seq"),
         use(dossier));
    return fetch_all(row, st);
}

namespace {

// A tie tells how the vote went: it is no line for anybody until the result is declared.
// `lines` have all that happened to a nomination, in order.
void keep_ties_back(std::vector<Line>& lines) {
    std::map<Id, Id> declared;  // the last line of each
    for (const auto& line : lines)
        if (line.entry.event == Event::declare) declared[line.entry.nomination] = line.id;
    std::erase_if(lines, [&](const Line& line) {
        return is_of_ties(line.entry.event) && declared[line.entry.nomination] < line.id;
    });
}

std::vector<Line> told(const Horizon& horizon, std::vector<Line> lines) {
    keep_ties_back(lines);
    std::erase_if(lines, [&](const Line& line) {
        return !horizon.tells(line.entry.nomination, line.entry.from, line.entry.to);
    });
    return lines;
}

}  // namespace

std::vector<Line> load_history(soci::session& db, const Horizon& horizon, Id dossier) {
    return told(horizon, load_history(db, dossier));
}

std::vector<Line> load_history_of_nomination(soci::session& db, const Horizon& horizon,
                                             Id nomination) {
    LineRow row;
    soci::statement st =
        (row.bind(db.prepare << line_columns + " where e.nomination_id = :nomination"
                                               " order by e.id"),
         use(nomination));
    return told(horizon, fetch_all(row, st));
}

namespace {

// Of which lines, with :on.
std::string lines_on(Through through) {
    switch (through) {
        case Through::meeting:
            return " where e.nomination_id in (select nomination_id from agenda_item"
                   " where meeting_id = :on)";
        case Through::decision:
            return " where e.nomination_id in (select nomination_id from decision_item"
                   " where decision_id = :on)";
        default:
            return " where e.dossier_id = :on";
    }
}

}  // namespace

std::optional<Line> last_line(soci::session& db, Through through, Id on, Event event) {
    const std::string wanted(code(event));
    LineRow row;
    soci::statement st =
        (row.bind(db.prepare << line_columns + lines_on(through) +
                                    " and e.event = :event order by e.id desc limit 1"),
         use(on), use(wanted));
    auto found = fetch_all(row, st);
    if (found.empty()) return {};
    return std::move(found.front());
}

std::vector<Line> load_history_of(soci::session& db, const Horizon& horizon, Through through,
                                  Id on) {
    LineRow row;
    soci::statement st =
        (row.bind(db.prepare << line_columns + lines_on(through) + " order by e.id"), use(on));
    auto lines = fetch_all(row, st);
    std::erase_if(lines, [&](const Line& line) {
        return std::none_of(transitions.begin(), transitions.end(), [&](const Transition& r) {
            const bool of_item = through == Through::meeting && r.through == Through::item;
            return r.event == line.entry.event && (r.through == through || of_item);
        });
    });
    return told(horizon, std::move(lines));
}

std::vector<Line> load_recent(soci::session& db, Id organ, Id before, int most) {
    LineRow row;
    const Id limit = before == 0 ? INT64_MAX : before;
    soci::statement st =
        (row.bind(db.prepare << line_columns + " join dossier d on d.id = e.dossier_id"
                                               " where d.organ_id = :organ and e.id < :before"
                                               " order by e.id desc limit :most"),
         use(organ), use(limit), use(most));
    return fetch_all(row, st);
}

std::vector<Line> load_recent(soci::session& db, const Horizon& horizon, Id before, int most) {
    LineRow row;
    const Id limit = before == 0 ? INT64_MAX : before;
    const auto query = line_columns +
                       " join dossier d on d.id = e.dossier_id where d.organ_id = :organ"
                       " and e.id < :before and not " +
                       untold_tie + " and" + horizon.nominations("e.nomination_id") +
                       "order by e.id desc limit :most";
    auto asked = row.bind(db.prepare << query);
    asked, use(horizon.reader().organ), use(limit);
    horizon.bind_nominations(asked);
    soci::statement st = (asked, use(most));
    return fetch_all(row, st);
}

Line load_line(soci::session& db, Id id) {
    LineRow row;
    soci::statement st = (row.bind(db.prepare << line_columns + " where e.id = :id"), use(id));
    const auto lines = fetch_all(row, st);
    if (lines.empty()) throw Problem::missing("dòng lịch sử này");
    return lines.front();
}

}  // namespace tdkt::sql
