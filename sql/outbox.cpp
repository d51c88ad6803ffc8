#include "sql/outbox.h"

#include <limits>

#include "sql/rows.h"
#include "workflow/texts.h"

namespace tdkt::sql {
namespace {

using soci::into;
using soci::use;
using namespace workflow;

constexpr std::int64_t lease = 5 * a_minute;
constexpr std::int64_t longest_wait =
    48 * 60 * a_minute;                     // more than any pause, workflow/delivery.h
constexpr std::size_t longest_error = 500;  // characters, at most as many bytes

const std::string columns =
    "m.id, m.organ_id, m.channel, m.target_id, m.source_id, m.dossier_id, m.created_at, m.run_at,"
    " m.attempts, m.taken_until, m.state, m.closed_at, m.error";

struct MessageRow {
    Message message;
    std::string channel, state;

    template <class Statement>
    auto bind(Statement&& st) {
        auto& m = message;
        return std::forward<Statement>(st), into(m.id), into(m.organ), into(channel),
               into(m.target), into(m.source), into(m.dossier), into(m.created_at), into(m.run_at),
               into(m.attempts), into(m.taken_until), into(state), into(m.closed_at), into(m.error);
    }
    const Message& take() {
        message.channel = stored<Channel>(channel);
        message.state = stored<Delivery>(state);
        return message;
    }
};

bool changed_one(soci::statement& update) {
    update.execute(true);
    return update.get_affected_rows() == 1;
}

// A mail that is not tried before `run_at` for its own sake may stand before one that is, so
// the order is looked at for each and not by the time.
// Of those that wait for the same moment one that was tried comes last, lest it keep the
// others waiting for ever. What lies further off than any pause was put there before the
// clock was set back.
std::optional<Message> next_due(soci::session& db, Channel channel, std::int64_t now) {
    const std::string of(code(channel));
    const auto latest = now + longest_wait, last_lease = now + lease;
    MessageRow row;
    soci::statement st =
        (row.bind(
             db.prepare << "select " + columns +
                               " from message m where m.state = 'waiting' and m.channel = :channel"
                               " and (m.run_at <= :now or m.run_at > :latest)"
                               " and (m.taken_until <= :free_at or m.taken_until > :last_lease)"
                               " and (m.dossier_id = 0 or not exists (select 1 from message b"
                               " where b.channel = m.channel and b.target_id = m.target_id"
                               " and b.dossier_id = m.dossier_id and b.id < m.id"
                               " and b.state in ('waiting', 'dead')))"
                               " order by m.run_at, m.attempts, m.id limit 1"),
         use(of), use(now), use(latest), use(now), use(last_lease));
    st.execute();
    if (!st.fetch()) return {};
    auto message = row.take();
    // SQLite: a statement that is not read to its end keeps its view of the data.
    while (st.fetch()) {
    }
    return message;
}

}  // namespace

void put_mail(Change& change, Id notice, Id account, Id dossier, std::int64_t now) {
    change.db() << "insert into message (organ_id, channel, target_id, source_id, dossier_id,"
                   " created_at, run_at, state) select a.organ_id, 'mail', a.id, :notice, :dossier,"
                   " :now, :run_at, 'waiting' from account a where a.id = :account"
                   " and a.active = 1 and a.mail_wanted = 1 and a.mail <> ''",
        use(notice), use(dossier), use(now), use(now), use(account);
}

namespace {

std::vector<Id> webhooks_for(soci::session& db, Id organ, Event event) {
    const std::string mark = "%," + std::string(code(event)) + ",%";
    Id webhook = 0;
    soci::statement st = (db.prepare << "select id from webhook where organ_id = :organ"
                                        " and closed_at = 0 and events like :mark order by id",
                          into(webhook), use(organ), use(mark));
    return copies_of(st, webhook);
}

// The lines that a dossier got at `at`, less those that this program is told of already.
std::vector<Id> lines_for(soci::session& db, Id webhook, Id dossier, Event event, std::int64_t at) {
    const std::string wanted(code(event));
    Id line = 0;
    soci::statement st =
        (db.prepare << "select e.id from event e where e.dossier_id = :dossier and e.at = :at"
                       " and e.event = :event and not exists (select 1 from message m"
                       " where m.channel = 'webhook' and m.target_id = :webhook"
                       " and m.source_id = e.id) order by e.id",
         into(line), use(dossier), use(at), use(wanted), use(webhook));
    return copies_of(st, line);
}

}  // namespace

// Read first and written then: a statement that does both would lock every row that it reads.
void put_webhooks(Change& change, Id organ, const std::set<Id>& dossiers, Event event,
                  std::int64_t at) {
    auto& db = change.db();
    for (const auto webhook : webhooks_for(db, organ, event))
        for (const auto dossier : dossiers)
            for (const auto line : lines_for(db, webhook, dossier, event, at))
                db << "insert into message (organ_id, channel, target_id, source_id, dossier_id,"
                      " created_at, run_at, state) values (:organ, 'webhook', :webhook, :line,"
                      " :dossier, :now, :run_at, 'waiting')",
                    use(organ), use(webhook), use(line), use(dossier), use(at), use(at);
}

void put_edxml(Change& change, Id decision, Id document, std::int64_t now) {
    change.db() << "insert into message (organ_id, channel, target_id, source_id, created_at,"
                   " run_at, state) select o.organ_id, 'edxml', o.id, p.id, :now, :run_at,"
                   " 'waiting' from document p join edxml_organ o on o.organ_id = p.organ_id"
                   " and o.closed_at = 0 and o.sender = 0 where p.id = :document"
                   " and exists (select 1 from edxml_organ s where s.organ_id = p.organ_id"
                   " and s.closed_at = 0 and s.sender = 1)"
                   " and (o.unit_id = 0 or exists (select 1 from decision_item i"
                   " join nomination n on n.id = i.nomination_id"
                   " join dossier d on d.id = n.dossier_id"
                   " where i.decision_id = :decision and d.unit_id = o.unit_id)) order by o.id",
        use(now), use(now), use(document), use(decision);
}

std::optional<Message> take_message(Database& database, Channel channel, std::int64_t now) {
    // Looked for outside of a change first: nearly always there is none.
    if (!database.read([&](auto& db) { return next_due(db, channel, now).has_value(); })) return {};
    return database.change([&](Change& change) -> std::optional<Message> {
        auto message = next_due(change.db(), channel, now);
        if (!message) return {};
        const auto until = now + lease;
        soci::statement update =
            (change.db().prepare << "update message set taken_until = :until,"
                                    " attempts = attempts + 1 where id = :id"
                                    " and taken_until = :before and state = 'waiting'",
             use(until), use(message->id), use(message->taken_until));
        if (!changed_one(update)) return {};
        message->taken_until = until;
        ++message->attempts;
        return message;
    });
}

bool close_message(Change& change, const Message& message, Delivery state, const std::string& error,
                   std::int64_t now) {
    const std::string text(opening(error, longest_error)), to(code(state));
    soci::statement update =
        (change.db().prepare << "update message set state = :to, closed_at = :now, error = :error,"
                                " taken_until = 0"
                                " where id = :id and taken_until = :until and state = 'waiting'",
         use(to), use(now), use(text), use(message.id), use(message.taken_until));
    return changed_one(update);
}

bool put_off(Change& change, const Message& message, const std::string& error,
             std::int64_t run_at) {
    const std::string text(opening(error, longest_error));
    soci::statement update =
        (change.db().prepare << "update message set run_at = :run_at, taken_until = 0,"
                                " error = :error"
                                " where id = :id and taken_until = :until and state = 'waiting'",
         use(run_at), use(text), use(message.id), use(message.taken_until));
    return changed_one(update);
}

std::optional<IssuedNumber> issued_number_of(soci::session& db, Id nomination) {
    IssuedNumber found;
    db << "select p.number, p.symbol, p.issued_on from nomination n join document p"
          " on p.subject_kind = 'decision' and p.subject_id = n.decision_id"
          " where n.id = :id and p.issued_file <> '' limit 1",
        into(found.number), into(found.symbol), into(found.issued_on), use(nomination);
    if (!db.got_data()) return {};
    return found;
}

void spare_target(Change& change, const Message& message, std::int64_t run_at) {
    const std::string channel(code(message.channel));
    const Id target = message.channel == Channel::mail ? 0 : message.target;
    change.db() << "update message set run_at = :run_at where state = 'waiting'"
                   " and channel = :channel and run_at < :same and taken_until = 0"
                   " and (:target = 0 or target_id = :same_target) and id <> :id",
        use(run_at), use(channel), use(run_at), use(target), use(target), use(message.id);
}

void free_messages(Change& change) {
    change.db() << "update message set taken_until = 0 where state = 'waiting' and taken_until > 0";
}

bool has_old_messages(soci::session& db, std::int64_t before) {
    Id id = 0;
    db << "select id from message where state in ('delivered', 'given_up')"
          " and closed_at < :before limit 1",
        into(id), use(before);
    return db.got_data();
}

int forget_messages(Change& change, std::int64_t before, int most) {
    Id id = 0;
    soci::statement rows =
        (change.db().prepare << "select id from message where state in ('delivered', 'given_up')"
                                " and closed_at < :before order by id limit :most",
         into(id), use(before), use(most));
    const auto old = copies_of(rows, id);
    for (const auto each : old) change.db() << "delete from message where id = :id", use(each);
    return static_cast<int>(old.size());
}

namespace {

// Taken by whoever sends it just now: what becomes of it is not known yet.
Delivery state_of(Change& change, Id organ, Id id, std::int64_t now) {
    std::string state;
    std::int64_t taken_until = 0;
    change.db() << "select state, taken_until from message where id = :id and organ_id = :organ",
        into(state), into(taken_until), use(id), use(organ);
    if (!change.db().got_data()) throw Problem::missing("thư, tin này");
    if (state == "delivered")
        throw Problem(Kind::conflict, "Thư, tin này đã gửi xong, không gửi lại được nữa.");
    if (taken_until > now)
        throw Problem(Kind::conflict,
                      "Thư, tin này đang được gửi. Ông/Bà tải lại trang sau ít phút.");
    return stored<Delivery>(state);
}

void set_state(Change& change, Id id, Delivery from, Delivery to, std::int64_t closed_at,
               std::int64_t run_at) {
    const std::string was(code(from)), is(code(to));
    soci::statement update =
        (change.db().prepare << "update message set state = :is, attempts = 0, run_at = :run_at,"
                                " taken_until = 0, closed_at = :closed_at"
                                " where id = :id and state = :was",
         use(is), use(run_at), use(closed_at), use(id), use(was));
    if (!changed_one(update)) throw Problem::stale();
}

}  // namespace

void resend_message(Change& change, Id organ, Id id, std::int64_t now) {
    const auto from = state_of(change, organ, id, now);
    set_state(change, id, from, Delivery::waiting, 0, now);
}

void give_up_message(Change& change, Id organ, Id id, std::int64_t now) {
    const auto from = state_of(change, organ, id, now);
    if (from == Delivery::given_up)
        throw Problem(Kind::conflict, "Đã có người quyết định thôi không gửi thư, tin này.");
    set_state(change, id, from, Delivery::given_up, now, now);
}

void record_act(Change& change, const OutboxAct& act) {
    change.db() << "insert into outbox_act (organ_id, at, actor_id, act, subject_id, reason)"
                   " values (:organ, :at, :actor, :act, :subject, :reason)",
        use(act.organ), use(act.at), use(act.actor), use(act.act), use(act.subject),
        use(act.reason);
}

std::vector<OutboxAct> outbox_acts(soci::session& db, Id organ, int most) {
    OutboxAct act;
    act.organ = organ;
    soci::statement rows =
        (db.prepare << "select c.at, c.actor_id, c.act, c.subject_id, c.reason, a.name"
                       " from outbox_act c join account a on a.id = c.actor_id"
                       " where c.organ_id = :organ order by c.id desc limit :most",
         into(act.at), into(act.actor), into(act.act), into(act.subject), into(act.reason),
         into(act.actor_name), use(organ), use(most));
    return copies_of(rows, act);
}

std::vector<MessageLine> messages(soci::session& db, const Horizon& horizon,
                                  const MessageSearch& search) {
    const auto before = search.before == 0 ? std::numeric_limits<Id>::max() : search.before;
    MessageRow row;
    MessageLine line;
    auto asked = row.bind(
        db.prepare << "select " + columns +
                          ", coalesce(a.name, w.url, o.name, ''), coalesce(e.event, '')"
                          " from message m"
                          " left join account a on m.channel = 'mail' and a.id = m.target_id"
                          " left join webhook w on m.channel = 'webhook' and w.id = m.target_id"
                          " left join event e on m.channel = 'webhook' and e.id = m.source_id"
                          " left join edxml_organ o on m.channel = 'edxml' and o.id = m.target_id"
                          " where m.organ_id = :organ and m.id < :before"
                          " and (:channel = '' or m.channel = :same_channel)"
                          " and (:state = '' or m.state = :same_state)"
                          " and (m.dossier_id = 0 or not exists (select 1 from nomination n"
                          " where n.dossier_id = m.dossier_id and not" +
                          horizon.nominations("n.id") + ")) order by m.id desc limit :most");
    asked, into(line.target_name), into(line.event), use(horizon.reader().organ), use(before),
        use(search.channel), use(search.channel), use(search.state), use(search.state);
    horizon.bind_nominations(asked);
    soci::statement st = (asked, use(search.most));
    return rows_of(st, [&] {
        line.message = row.take();
        line.id = line.message.id;
        return line;
    });
}

OutboxCounts count_messages(soci::session& db, Id organ) {
    OutboxCounts counts;
    db << "select coalesce(sum(case when state = 'waiting' then 1 else 0 end), 0),"
          " coalesce(sum(case when state = 'dead' then 1 else 0 end), 0),"
          " coalesce(min(case when state = 'waiting' then created_at end), 0) from message"
          " where state in ('waiting', 'dead') and (:organ = 0 or organ_id = :same)",
        into(counts.waiting), into(counts.dead), into(counts.oldest_at), use(organ), use(organ);
    return counts;
}

}  // namespace tdkt::sql
