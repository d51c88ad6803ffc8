// Whom an organ may ask for a sheet, and the forms that they fill elsewhere.
#include <algorithm>
#include <map>

#include "sql/appraisal.h"
#include "sql/people.h"
#include "sql/rows.h"
#include "sql/values.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

// Open sheets by account and, for departments, by unit (as account 0).
std::map<std::pair<Id, Id>, int> loads(soci::session& db, const Horizon& horizon) {
    std::map<std::pair<Id, Id>, int> found;
    Id account = 0, unit = 0;
    int open = 0;
    const auto query =
        "select a.account_id, case when a.account_id = 0 then a.unit_id else 0 end,"
        " count(*) from appraisal a join dossier d on d.id = a.dossier_id"
        " where d.organ_id = :organ and a.state in ('assigned', 'begun') and" +
        horizon.nominations("a.nomination_id") +
        "group by a.account_id, case when a.account_id = 0 then a.unit_id else 0 end";
    auto asked =
        (db.prepare << query, into(account), into(unit), into(open), use(horizon.reader().organ));
    horizon.bind_nominations(asked);
    soci::statement st = asked;
    st.execute();
    while (st.fetch()) found[{account, unit}] = open;
    return found;
}

// The members of the councils whose term is valid, in their order.
std::vector<Appraiser> members(soci::session& db, Id organ, Day today) {
    const auto day = iso(today);
    Appraiser one;
    one.seat = Capacity::council;
    soci::statement st =
        (db.prepare << "select a.id, a.unit_id, a.name, a.post from council_member m"
                       " join council_term t on t.id = m.term_id"
                       " join council c on c.id = t.council_id"
                       " join account a on a.id = m.account_id"
                       " where c.organ_id = :organ and t.valid_from <= :day and t.valid_to >= :day2"
                       " and a.active = 1 order by c.id, t.id, m.ordinal",
         into(one.account), into(one.unit), into(one.name), into(one.post), use(organ), use(day),
         use(day));
    return copies_of(st, one);
}

void add_once(std::vector<Appraiser>& list, Appraiser who) {
    if (std::ranges::find(list, who) != list.end()) return;
    who.place = static_cast<int>(list.size());
    list.push_back(std::move(who));
}

}  // namespace

std::vector<Appraiser> appraisers(soci::session& db, const Horizon& horizon, Day today) {
    const auto organ = horizon.reader().organ;
    const auto people = accounts_with(db, organ, Role::standing_office | Role::data_office);
    std::vector<Appraiser> list;
    for (const auto& one : people)
        add_once(list, {Capacity::department, 0, one.unit, one.unit_name, {}, 0, 0});
    for (const auto& one : people)
        add_once(list, {Capacity::office, one.id, one.unit, one.name, one.post, 0, 0});
    for (auto& one : members(db, organ, today)) add_once(list, std::move(one));
    auto open = loads(db, horizon);
    for (auto& one : list) one.load = open[{one.account, one.account == 0 ? one.unit : 0}];
    return list;
}

Id add_upload(Change& change, const FormUpload& upload) {
    auto& db = change.db();
    remove_uploads(change, upload.account);
    db << "insert into appraisal_upload (account_id, name, at) values (:account, :name, :at)",
        use(upload.account), use(upload.name), use(upload.at);
    const auto id = new_id(db, "appraisal_upload");
    for (const auto& row : upload.rows)
        db << "insert into appraisal_upload_row (upload_id, line, sheet, version, criterion, value,"
              " remark) values (:id, :line, :sheet, :version, :criterion, :value, :remark)",
            use(id), use(row.line), use(row.sheet), use(row.version), use(row.criterion),
            use(row.value), use(row.remark);
    return id;
}

FormUpload load_upload(soci::session& db, Id account, Id id) {
    FormUpload upload;
    db << "select id, account_id, name, at from appraisal_upload where id = :id"
          " and account_id = :account",
        into(upload.id), into(upload.account), into(upload.name), into(upload.at), use(id),
        use(account);
    if (!db.got_data()) throw Problem::missing("tệp phiếu thẩm định này");
    FormRow row;
    std::int64_t line = 0;
    soci::statement st =
        (db.prepare << "select line, sheet, version, criterion, value, remark"
                       " from appraisal_upload_row where upload_id = :id order by line",
         into(line), into(row.sheet), into(row.version), into(row.criterion), into(row.value),
         into(row.remark), use(id));
    upload.rows = rows_of(st, [&] {
        row.line = static_cast<int>(line);
        return row;
    });
    return upload;
}

void remove_uploads(Change& change, Id account) {
    auto& db = change.db();
    db << "delete from appraisal_upload_row where upload_id in"
          " (select u.id from appraisal_upload u where u.account_id = :account)",
        use(account);
    db << "delete from appraisal_upload where account_id = :account", use(account);
}

}  // namespace tdkt::sql
