#include "sql/people.h"

#include <algorithm>

#include "sql/account_row.h"
#include "sql/folding.h"
#include "sql/rows.h"
#include "sql/sessions.h"
#include "workflow/vietnamese.h"

namespace tdkt::sql {
namespace {

using soci::into;
using soci::use;
using workflow::Problem;
using workflow::Role;

const std::string organ_columns =
    "id, coalesce(parent_id, 0), code, name, short_name, superior_name, place, symbol, seat";
const std::string unit_columns = "id, organ_id, code, name, kind, head_title, symbol";
// Reads every row of `select`, whose columns are those that `bind` binds.
template <class Row, class Bind, class... Keys>
std::vector<Row> all(soci::session& db, const std::string& select, Bind bind, const Keys&... keys) {
    std::vector<Row> rows;
    Row row;
    soci::statement query(db);
    bind(query, row);
    (query.exchange(use(keys)), ...);
    query.alloc();
    query.prepare(select);
    query.define_and_bind();
    for (bool more = query.execute(true); more; more = query.fetch()) rows.push_back(row);
    return rows;
}

void bind_organ(soci::statement& query, Organ& row) {
    query.exchange(into(row.id));
    query.exchange(into(row.parent));
    query.exchange(into(row.code));
    query.exchange(into(row.name));
    query.exchange(into(row.short_name));
    query.exchange(into(row.superior_name));
    query.exchange(into(row.place));
    query.exchange(into(row.symbol));
    query.exchange(into(row.seat));
}

void bind_unit(soci::statement& query, Unit& row) {
    query.exchange(into(row.id));
    query.exchange(into(row.organ));
    query.exchange(into(row.code));
    query.exchange(into(row.name));
    query.exchange(into(row.kind));
    query.exchange(into(row.head_title));
    query.exchange(into(row.symbol));
}

template <class... Keys>
std::vector<Account> select_accounts(soci::session& db, const std::string& where,
                                     const Keys&... keys) {
    AccountRow row;
    auto asked =
        row.bind(db.prepare << "select " + account_columns + " from" + account_tables + where);
    ((asked, use(keys)), ...);
    soci::statement st = asked;
    return rows_of(st, [&] { return row.take(); });
}

template <class Row>
std::optional<Row> first(std::vector<Row> rows) {
    if (rows.empty()) return {};
    return std::move(rows.front());
}

template <class Row>
Row one(std::vector<Row> rows, const char* what) {
    if (rows.empty()) throw Problem::missing(what);
    return std::move(rows.front());
}

void write_roles(soci::session& db, Id account, Role roles) {
    db << "delete from account_role where account_id = :id", use(account);
    for (const auto& role : workflow::role_names) {
        if (!workflow::has(roles, role.value)) continue;
        const std::string code(role.code);
        db << "insert into account_role (account_id, role) values (:id, :role)", use(account),
            use(code);
    }
}

void check_username(soci::session& db, const std::string& username) {
    const bool plain = std::ranges::all_of(username, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    });
    if (username.empty() || username.size() > 60 || !plain)
        throw Problem::field("username",
                             "Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số và . - _ "
                             "(tối đa 60 ký tự).");
    if (find_account(db, username))
        throw Problem::field("username", "Tên đăng nhập “" + username + "” đã có người dùng.");
}

}  // namespace

workflow::Actor Account::actor() const {
    return {id, name, post, roles, organ, unit, unit_name};
}

Id add_organ(Change& change, const Organ& organ) {
    auto& db = change.db();
    auto present = organ.parent == 0 ? soci::i_null : soci::i_ok;
    db << "insert into organ (parent_id, code, name, short_name, superior_name, place, symbol,"
          " seat) values (:parent, :code, :name, :short_name, :superior_name, :place, :symbol,"
          " :seat)",
        use(organ.parent, present), use(organ.code), use(organ.name), use(organ.short_name),
        use(organ.superior_name), use(organ.place), use(organ.symbol), use(organ.seat);
    return change.last_id();
}

Id add_unit(Change& change, const Unit& unit) {
    auto& db = change.db();
    db << "insert into unit (organ_id, code, name, kind, head_title, symbol)"
          " values (:organ, :code, :name, :kind, :head_title, :symbol)",
        use(unit.organ), use(unit.code), use(unit.name), use(unit.kind), use(unit.head_title),
        use(unit.symbol);
    return change.last_id();
}

Id add_account(Change& change, const Account& account) {
    auto& db = change.db();
    check_username(db, account.username);
    const auto name_key = workflow::name_key(account.name);
    const int active = account.active ? 1 : 0;
    const int given = account.password_given ? 1 : 0;
    db << "insert into account (username, password_hash, password_given, name, name_key, post,"
          " organ_id, unit_id, active, version, created_at) values (:username, :password_hash,"
          " :given, :name, :name_key, :post, :organ, :unit, :active, 1, :created_at)",
        use(account.username), use(account.password_hash), use(given), use(account.name),
        use(name_key), use(account.post), use(account.organ), use(account.unit), use(active),
        use(account.created_at);
    const auto id = change.last_id();
    write_roles(db, id, account.roles);
    fold_account(change, id);
    return id;
}

Organ load_organ(soci::session& db, Id id) {
    const auto select = "select " + organ_columns + " from organ where id = :id";
    return one(all<Organ>(db, select, bind_organ, id), "cơ quan");
}

Unit load_unit(soci::session& db, Id id) {
    const auto select = "select " + unit_columns + " from unit where id = :id";
    return one(all<Unit>(db, select, bind_unit, id), "đơn vị");
}

Account load_account(soci::session& db, Id id) {
    return one(select_accounts(db, "where account.id = :id", id), "tài khoản");
}

std::optional<Account> find_account(soci::session& db, const std::string& username) {
    return first(select_accounts(db, "where account.username = :name", username));
}

std::optional<Organ> find_organ(soci::session& db, const std::string& code) {
    const auto select = "select " + organ_columns + " from organ where code = :code";
    return first(all<Organ>(db, select, bind_organ, code));
}

std::optional<Unit> find_unit(soci::session& db, Id organ, const std::string& code) {
    const auto select =
        "select " + unit_columns + " from unit where organ_id = :organ and code = :code";
    return first(all<Unit>(db, select, bind_unit, organ, code));
}

std::vector<Organ> organs(soci::session& db) {
    return all<Organ>(db, "select " + organ_columns + " from organ order by id", bind_organ);
}

std::vector<Unit> units(soci::session& db, Id organ) {
    const auto select =
        "select " + unit_columns + " from unit where organ_id = :organ order by code";
    return all<Unit>(db, select, bind_unit, organ);
}

std::vector<Account> accounts(soci::session& db, Id organ) {
    return select_accounts(
        db, "where account.organ_id = :organ order by account.name_key, account.id", organ);
}

std::vector<Account> accounts(soci::session& db, Id organ, const AccountSearch& search) {
    const auto pattern = pattern_of(search.text);
    return select_accounts(
        db,
        "where account.organ_id = :organ and (:pattern = '' or account.folded like :same_pattern"
        " escape '!') and (:after = 0 or (account.name_key, account.id) >"
        " (select b.name_key, b.id from account b where b.id = :same_after))"
        " order by account.name_key, account.id limit :most",
        organ, pattern, pattern, search.after, search.after, search.most);
}

AccountCounts count_accounts(soci::session& db, Id organ) {
    AccountCounts counts;
    db << "select coalesce(sum(active), 0), coalesce(sum(1 - active), 0) from account"
          " where organ_id = :organ",
        into(counts.active), into(counts.locked), use(organ);
    return counts;
}

std::vector<Account> accounts_of(soci::session& db, Id unit) {
    return select_accounts(
        db, "where account.unit_id = :unit order by account.name_key, account.id", unit);
}

std::vector<Account> accounts_with(soci::session& db, Id organ, Role roles) {
    std::string codes = ",";
    for (const auto& role : workflow::role_names)
        if (workflow::has(roles, role.value)) codes += std::string(role.code) + ',';
    return select_accounts(
        db,
        "where account.organ_id = :organ and account.active = 1 and exists (select 1 from"
        " account_role q where q.account_id = account.id and instr(:codes, ',' || q.role || ',') > "
        "0)"
        " order by account.name_key, account.id",
        organ, codes);
}

void save_account(Change& change, const Account& account) {
    auto& db = change.db();
    const auto name_key = workflow::name_key(account.name);
    const int active = account.active ? 1 : 0;
    const auto next = account.version + 1;
    soci::statement update =
        (db.prepare
             << "update account set name = :name, name_key = :name_key, post = :post,"
                " unit_id = :unit, mail_wanted = case when mail = :same"
                " then mail_wanted else 0 end, mail = :mail, active = :active, version = :next"
                " where id = :id and version = :version",
         use(account.name), use(name_key), use(account.post), use(account.unit), use(account.mail),
         use(account.mail), use(active), use(next), use(account.id), use(account.version));
    update.execute(true);
    if (update.get_affected_rows() != 1) throw Problem::stale();
    write_roles(db, account.id, account.roles);
    fold_account(change, account.id);
    if (!account.active) end_sessions(change, account.id);
}

void save_mail(Change& change, Id account, const std::string& mail, bool wanted) {
    const int flag = wanted ? 1 : 0;
    change.db() << "update account set mail = :mail, mail_wanted = :wanted, version = version + 1"
                   " where id = :id",
        use(mail), use(flag), use(account);
}

void save_password(Change& change, Id account, const std::string& password_hash, bool given) {
    const int flag = given ? 1 : 0;
    soci::statement update = (change.db().prepare << "update account set password_hash = :hash,"
                                                     " password_given = :given where id = :id",
                              use(password_hash), use(flag), use(account));
    update.execute(true);
    if (update.get_affected_rows() != 1) throw Problem::missing("tài khoản");
}

}  // namespace tdkt::sql
