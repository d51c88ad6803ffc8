#include "sql/audit/checkpoints.h"

#include <algorithm>

#include "sql/audit/merkle.h"
#include "sql/digest.h"
#include "sql/jobs.h"
#include "sql/rows.h"
#include "sql/values.h"
#include "workflow/canonical.h"
#include "workflow/problem.h"

namespace tdkt::sql {

using soci::into;
using soci::use;

namespace {

// A transaction that began earlier may be kept later, under a lower id.
constexpr std::int64_t late_events = 10'000;

// The end of a chain.
struct Leaf {
    std::string chain;
    std::int64_t id = 0, seq = 0;
    std::string hash;

    std::string text() const {
        std::string text;
        workflow::append_field(text, chain);
        workflow::append_field(text, std::to_string(id));
        workflow::append_field(text, std::to_string(seq));
        workflow::append_field(text, hash);
        return text;
    }
};

// A kind of chain: the row that must be there for a leaf l, and the ends as (id, seq, hash).
struct Chain {
    const char* name;
    const char* link;
    const char* ends;
    bool since;  // `ends` takes :since, an id of an event: only those that may have moved
};
constexpr Chain chains[] = {
    {"dossier", "event x where x.dossier_id = l.chain_id and x.seq = l.seq",
     "select e.dossier_id as id, e.seq as seq, e.hash as hash from event e join (select"
     " dossier_id, max(seq) as top from event where id > :since group by dossier_id) m"
     " on m.dossier_id = e.dossier_id and m.top = e.seq",
     true},
    {"account", "account_event x where x.account_id = l.chain_id and x.seq = l.seq",
     "select e.account_id as id, e.seq as seq, e.hash as hash from account_event e"
     " join account a on a.id = e.account_id and a.events = e.seq",
     false},
    {"wording", "wording x where x.id = l.chain_id and x.version = l.seq",
     "select w.id as id, w.version as seq, w.hash as hash from wording w", false},
};

// Those of the ends that no checkpoint has yet, in a fixed order.
std::vector<Leaf> moved(soci::session& db, std::int64_t since) {
    std::vector<Leaf> leaves;
    Leaf leaf;
    for (const auto& chain : chains) {
        leaf.chain = chain.name;
        auto asked = (db.prepare << "select q.id, q.seq, q.hash from (" + std::string(chain.ends) +
                                        ") q left join checkpoint_leaf l on l.chain = :chain and"
                                        " l.chain_id = q.id and l.seq = q.seq where l.seq is null"
                                        " order by q.id, q.seq",
                      into(leaf.id), into(leaf.seq), into(leaf.hash));
        if (chain.since) asked, use(since);
        asked, use(leaf.chain);
        soci::statement st = asked;
        const auto found = copies_of(st, leaf);
        leaves.insert(leaves.end(), found.begin(), found.end());
    }
    return leaves;
}

std::string root_of(const std::vector<Leaf>& leaves) {
    std::vector<std::string> texts;
    for (const auto& leaf : leaves) texts.push_back(leaf.text());
    return merkle_root(texts);
}

std::string hash_of(const Checkpoint& checkpoint, const std::string& before) {
    std::string text;
    workflow::append_field(text, before);
    for (const auto number :
         {checkpoint.number, checkpoint.at, checkpoint.leaves, checkpoint.last_event})
        workflow::append_field(text, std::to_string(number));
    workflow::append_field(text, checkpoint.root);
    return sha256_hex(text);
}

std::vector<Checkpoint> load(soci::session& db, const std::string& which) {
    Checkpoint c;
    soci::statement st =
        (db.prepare << "select number, at, leaves, last_event, root, hash, public_key, signature"
                       " from checkpoint order by number " +
                           which,
         into(c.number), into(c.at), into(c.leaves), into(c.last_event), into(c.root), into(c.hash),
         into(c.public_key), into(c.signature));
    return copies_of(st, c);
}

void store(Change& change, const Checkpoint& c, const std::vector<Leaf>& leaves) {
    auto& db = change.db();
    try {
        db << "insert into checkpoint (number, at, leaves, last_event, root, hash, public_key,"
              " signature) values (:number, :at, :leaves, :last, :root, :hash, :key, :signature)",
            use(c.number), use(c.at), use(c.leaves), use(c.last_event), use(c.root), use(c.hash),
            use(c.public_key), use(c.signature);
    } catch (const soci::soci_error& error) {
        if (!is_duplicate(error)) throw;
        throw workflow::Problem::stale();
    }
    Leaf leaf;
    soci::statement insert =
        (db.prepare << "insert into checkpoint_leaf (chain, chain_id, seq, hash, checkpoint)"
                       " values (:chain, :id, :seq, :hash, :number)",
         use(leaf.chain), use(leaf.id), use(leaf.seq), use(leaf.hash), use(c.number));
    for (const auto& each : leaves) {
        leaf = each;
        insert.execute(true);
    }
}

std::vector<Leaf> leaves_of(soci::session& db, std::int64_t checkpoint) {
    Leaf leaf;
    std::vector<Leaf> leaves;
    for (const auto& chain : chains) {
        const std::string name = chain.name;
        soci::statement st =
            (db.prepare << "select chain, chain_id, seq, hash from checkpoint_leaf where"
                           " checkpoint = :number and chain = :chain order by chain_id, seq",
             into(leaf.chain), into(leaf.id), into(leaf.seq), into(leaf.hash), use(checkpoint),
             use(name));
        const auto found = copies_of(st, leaf);
        leaves.insert(leaves.end(), found.begin(), found.end());
    }
    return leaves;
}

// What is wrong with a checkpoint that follows `before`; empty when nothing is.
std::string fault_of(soci::session& db, const Checkpoint& c, const Checkpoint& before,
                     const BelieveCheckpoint& believe) {
    if (c.number != before.number + 1) return "one before it is missing";
    const auto leaves = leaves_of(db, c.number);
    if (static_cast<std::int64_t>(leaves.size()) != c.leaves || root_of(leaves) != c.root)
        return "its leaves are not those that were signed";
    if (hash_of(c, before.hash) != c.hash) return "its hash does not fit";
    if (believe && !believe(c)) return "its signature is not ours";
    return "";
}

// Ends that were signed, and that the chains do not have as they were.
void check_links(soci::session& db, std::vector<std::string>& breaks) {
    Leaf leaf;
    for (const auto& chain : chains) {
        const std::string name = chain.name;
        soci::statement st =
            (db.prepare << "select l.chain_id, l.seq from checkpoint_leaf l where l.chain = :chain"
                           " and not exists (select 1 from " +
                               std::string(chain.link) +
                               " and x.hash = l.hash) order by l.chain_id, l.seq",
             into(leaf.id), into(leaf.seq), use(name));
        for (const auto& one : copies_of(st, leaf))
            breaks.push_back(name + " " + std::to_string(one.id) + ": line " +
                             std::to_string(one.seq) + " is not the one that was signed");
    }
}

}  // namespace

std::optional<Checkpoint> last_checkpoint(soci::session& db) {
    auto found = load(db, "desc limit 1");
    if (found.empty()) return {};
    return std::move(found.front());
}

std::optional<Checkpoint> add_checkpoint(Change& change, std::int64_t now,
                                         const SignCheckpoint& sign) {
    auto& db = change.db();
    const auto before = last_checkpoint(db).value_or(Checkpoint{});
    const auto leaves = moved(db, before.last_event - late_events);
    if (leaves.empty()) return {};
    Checkpoint next;
    next.number = before.number + 1;
    next.at = now;
    next.leaves = static_cast<std::int64_t>(leaves.size());
    db << "select coalesce(max(id), 0) from event", into(next.last_event);
    next.root = root_of(leaves);
    next.hash = hash_of(next, before.hash);
    sign(next);
    store(change, next, leaves);
    return next;
}

void keep_checkpoints_coming(Change& change, std::int64_t now) {
    const std::string effect(checkpoint_job);
    std::int64_t waiting = 0;
    change.db() << "select count(*) from job where effect = :effect and done_at is null",
        into(waiting), use(effect);
    if (waiting == 0) add_job(change, checkpoint_job, "organ", 0, now);
}

std::vector<std::string> check_checkpoints(soci::session& db, const BelieveCheckpoint& believe) {
    std::vector<std::string> breaks;
    Checkpoint before;
    for (const auto& one : load(db, "")) {
        const auto fault = fault_of(db, one, before, believe);
        if (!fault.empty())
            breaks.push_back("checkpoint " + std::to_string(one.number) + ": " + fault);
        before = one;
    }
    check_links(db, breaks);
    return breaks;
}

}  // namespace tdkt::sql
