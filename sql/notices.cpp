#include "sql/notices.h"

#include <limits>

#include "sql/rows.h"

namespace tdkt::sql {

using soci::into;
using soci::use;

workflow::Id add_notice(Change& change, workflow::Id account, const std::string& text,
                        const std::string& link, std::int64_t now) {
    change.db() << "insert into notice (account_id, text, link, at)"
                   " values (:account, :text, :link, :now)",
        use(account), use(text), use(link), use(now);
    return change.last_id();
}

Notice load_notice(soci::session& db, workflow::Id id) {
    Notice notice;
    db << "select id, text, link, at, coalesce(read_at, 0) from notice where id = :id",
        into(notice.id), into(notice.text), into(notice.link), into(notice.at),
        into(notice.read_at), use(id);
    if (!db.got_data()) throw workflow::Problem::missing("thông báo");
    return notice;
}

std::int64_t count_unread(soci::session& db, workflow::Id account) {
    std::int64_t count = 0;
    db << "select count(*) from notice where account_id = :account and read_at is null",
        into(count), use(account);
    return count;
}

std::vector<Notice> unread_notices(soci::session& db, workflow::Id account, int most) {
    Notice notice;
    soci::statement rows =
        (db.prepare << "select t.id, t.number, t.text, t.link, t.at from (select n.id, n.text,"
                       " n.link, n.at, n.read_at, row_number() over (order by n.id) as number"
                       " from notice n where n.account_id = :account) t"
                       " where t.read_at is null order by t.id desc limit :most",
         into(notice.id), into(notice.number), into(notice.text), into(notice.link),
         into(notice.at), use(account), use(most));
    return copies_of(rows, notice);
}

std::vector<Notice> notices(soci::session& db, workflow::Id account, std::int64_t before,
                            int most) {
    if (before == 0) before = std::numeric_limits<std::int64_t>::max();
    Notice notice;
    soci::statement rows =
        (db.prepare << "select t.id, t.number, t.text, t.link, t.at, t.read_at from"
                       " (select n.id, n.text, n.link, n.at, coalesce(n.read_at, 0) as read_at,"
                       " row_number() over (order by n.id) as number from notice n"
                       " where n.account_id = :account) t where t.number < :before"
                       " order by t.id desc limit :most",
         into(notice.id), into(notice.number), into(notice.text), into(notice.link),
         into(notice.at), into(notice.read_at), use(account), use(before), use(most));
    return copies_of(rows, notice);
}

void mark_read(Change& change, workflow::Id account, workflow::Id notice, std::int64_t now) {
    soci::statement update =
        (change.db().prepare << "update notice set read_at = coalesce(read_at, :now)"
                                " where id = :id and account_id = :account",
         use(now), use(notice), use(account));
    update.execute(true);
    if (update.get_affected_rows() != 1) throw workflow::Problem::missing("thông báo");
}

void mark_all_read(Change& change, workflow::Id account, std::int64_t now) {
    change.db() << "update notice set read_at = :now"
                   " where account_id = :account and read_at is null",
        use(now), use(account);
}

}  // namespace tdkt::sql
