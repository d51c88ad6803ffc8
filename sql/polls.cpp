#include "sql/polls.h"

#include <algorithm>

#include "sql/rows.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

void load_poll(soci::session& db, Meeting& meeting) {
    auto& poll = meeting.poll;
    db << "select p.public_key, p.closed_at, coalesce(a.name, ''), p.close_reason, p.counted_at,"
          " p.opened_by from poll p left join account a on a.id = p.closed_by"
          " where p.meeting_id = :meeting",
        into(poll.public_key), into(poll.closed_at), into(poll.closed_by), into(poll.close_reason),
        into(poll.counted_at), into(poll.opened_by), use(meeting.id);
    Seat seat;
    std::string holder;
    soci::statement st =
        (db.prepare << "select h.holder, h.account_id, a.name, h.public_key from poll_holder h"
                       " join account a on a.id = h.account_id where h.meeting_id = :meeting",
         into(holder), into(seat.account), into(seat.name), into(seat.public_key), use(meeting.id));
    st.execute();
    while (st.fetch()) {
        seat.holder = stored<Holder>(holder);
        poll.seats.push_back(seat);
    }
    std::ranges::sort(poll.seats, {}, &Seat::holder);
}

void set_holder(Change& change, Id meeting, const Seat& seat) {
    const std::string holder(code(seat.holder));
    change.db() << "delete from poll_holder where meeting_id = :meeting and holder = :holder",
        use(meeting), use(holder);
    change.db() << "insert into poll_holder (meeting_id, holder, account_id, public_key)"
                   " values (:meeting, :holder, :account, :open)",
        use(meeting), use(holder), use(seat.account), use(seat.public_key);
}

void open_poll(Change& change, Id meeting, const std::string& public_key,
               const std::map<std::string, std::string>& shares) {
    auto& db = change.db();
    db << "insert into poll (meeting_id, public_key) values (:meeting, :open)", use(meeting),
        use(public_key);
    for (const auto& [holders, sealed] : shares)
        db << "insert into poll_share (meeting_id, holders, sealed)"
              " values (:meeting, :holders, :sealed)",
            use(meeting), use(holders), use(sealed);
}

void close_poll(Change& change, Id meeting, Id by, const std::string& reason, std::int64_t at) {
    change.db() << "update poll set closed_at = :at, closed_by = :by, close_reason = :reason"
                   " where meeting_id = :meeting",
        use(at), use(by), use(reason), use(meeting);
}

std::string load_share(soci::session& db, Id meeting, const std::string& holders) {
    std::string sealed;
    db << "select sealed from poll_share where meeting_id = :meeting and holders = :holders",
        into(sealed), use(meeting), use(holders);
    return sealed;
}

std::map<Id, std::vector<std::string>> sealed_ballots(soci::session& db, Id meeting) {
    std::map<Id, std::vector<std::string>> ballots;
    Id nomination = 0;
    std::string sealed;
    soci::statement st = (db.prepare << "select nomination_id, sealed from ballot"
                                        " where meeting_id = :meeting order by id",
                          into(nomination), into(sealed), use(meeting));
    st.execute();
    while (st.fetch()) ballots[nomination].push_back(sealed);
    return ballots;
}

void keep_opened(Change& change, Id meeting, Id nomination,
                 const std::vector<OpenedBallot>& ballots, std::int64_t at) {
    auto& db = change.db();
    db << "delete from ballot where meeting_id = :meeting and nomination_id = :nomination",
        use(meeting), use(nomination);
    for (const auto& one : ballots) {
        const std::string choice(code(one.vote));
        db << "insert into opened_ballot (meeting_id, nomination_id, tracker, copy, kind, choice)"
              " values (:meeting, :nomination, :tracker, :copy, :kind, :choice)",
            use(meeting), use(nomination), use(one.tracker), use(one.copy), use(one.kind),
            use(choice);
    }
    const auto counted = [](const char* choice) {
        return std::string(
                   "(select count(*) from opened_ballot o where o.meeting_id ="
                   " agenda_item.meeting_id and o.nomination_id ="
                   " agenda_item.nomination_id and o.choice = '")
            .append(choice)
            .append("')");
    };
    const auto tally = "update agenda_item set yes = " + counted("yes") +
                       ", no = " + counted("no") + ", invalid = " + counted("blank") +
                       ", counted_at = :at where meeting_id = :meeting"
                       " and nomination_id = :nomination";
    db << tally, use(at), use(meeting), use(nomination);
}

int count_opened(soci::session& db, Id meeting, Id nomination) {
    int count = 0;
    db << "select count(*) from opened_ballot where meeting_id = :meeting"
          " and nomination_id = :nomination",
        into(count), use(meeting), use(nomination);
    return count;
}

void finish_poll(Change& change, Id meeting, const std::string& opened_by, std::int64_t at) {
    auto& db = change.db();
    db << "delete from poll_share where meeting_id = :meeting", use(meeting);
    db << "update poll set counted_at = :at, opened_by = :by,"
          " closed_at = case when closed_at = 0 then :same else closed_at end"
          " where meeting_id = :meeting",
        use(at), use(opened_by), use(at), use(meeting);
}

std::vector<OpenedBallot> opened_ballots(soci::session& db, Id meeting) {
    OpenedBallot one;
    std::string choice;
    soci::statement st =
        (db.prepare << "select o.nomination_id, o.tracker, o.copy, o.kind, o.choice"
                       " from opened_ballot o join agenda_item g on g.meeting_id = o.meeting_id"
                       " and g.nomination_id = o.nomination_id"
                       " where o.meeting_id = :meeting and g.counted_at <> 0"
                       " order by o.nomination_id, o.tracker, o.copy",
         into(one.nomination), into(one.tracker), into(one.copy), into(one.kind), into(choice),
         use(meeting));
    return rows_of(st, [&] {
        one.vote = stored<Vote>(choice);
        return one;
    });
}

}  // namespace tdkt::sql
