#include "server/steps/accounts.h"

#include "server/steps/telling.h"
#include "sql/account_events.h"
#include "sql/locks.h"
#include "sql/sessions.h"
#include "workflow/delivery.h"
#include "workflow/duties.h"

namespace tdkt::server {

using namespace workflow;

namespace {

// Lines about one account, and the words about them for its owner.
class Record {
  public:
    Record(sql::Change& change, const By& by, Id account, std::int64_t now)
        : change_(change), by_(by), account_(account), now_(now) {}

    void add(AccountChange what, const std::string& was, const std::string& is) {
        if (was == is && !was.empty()) return;
        sql::record(change_, {account_, 0, now_, by_.account, what, was, is, ""});
        if (!said_.empty()) said_ += "; ";
        said_ += label(what);
    }

    // Tells the person, unless they did it themselves.
    void tell() {
        if (said_.empty() || by_.account == account_) return;
        const auto who = by_.account == 0 ? std::string("Người vận hành hệ thống")
                                          : "Quản trị hệ thống (" + by_.name + ")";
        server::tell(change_, by_.by_mail, account_,
                     {who + " vừa thay đổi tài khoản của Ông/Bà: " + said_ +
                          ". Nếu không đúng, Ông/Bà báo ngay cho người kiểm tra, giám sát.",
                      "/account"},
                     now_);
    }

  private:
    sql::Change& change_;
    const By& by_;
    const Id account_;
    const std::int64_t now_;
    std::string said_;
};

void check_duties(Role roles) {
    if (const auto conflict = conflict_of(roles))
        throw Problem::field("roles",
                             "Các vai trò này không giao cho cùng một người. " + *conflict);
}

bool administers(const sql::Account& account) {
    return account.active && has(Role::administrator, account.roles);
}

void check_mail(const std::string& mail, bool wanted) {
    if (!mail.empty() && !is_mail_address(mail))
        throw Problem::field("mail",
                             "Đây chưa phải là một địa chỉ thư điện tử, ví dụ: ten@noi.gov.vn.");
    if (mail.empty() && wanted)
        throw Problem::field("mail", "Hãy ghi địa chỉ để nhận thông báo qua thư.");
}

void keep_an_administrator(sql::Change& change, const sql::Account& before,
                           const sql::Account& after) {
    if (!administers(before) || administers(after)) return;
    sql::lock_administrators(change, before.organ);
    for (const auto& other : sql::accounts_with(change.db(), before.organ, Role::administrator))
        if (other.id != before.id) return;
    throw Problem(Kind::conflict,
                  "Đây là quản trị hệ thống cuối cùng còn hoạt động. Hãy giao quyền quản trị cho "
                  "một tài khoản khác trước.");
}

}  // namespace

Id make_account(sql::Change& change, const By& by, const sql::Account& account, std::int64_t now) {
    check_duties(account.roles);
    const auto id = sql::add_account(change, account);
    Record record(change, by, id, now);
    record.add(AccountChange::made, "", account.username);
    record.add(AccountChange::roles, "", role_codes(account.roles));
    return id;
}

void change_account(sql::Change& change, const By& by, const sql::Account& before,
                    const sql::Account& after, std::int64_t now) {
    if (by.account == after.id && (before.roles != after.roles || before.active != after.active))
        throw Problem(Kind::conflict,
                      "Không tự đổi vai trò hoặc tự khóa tài khoản của chính mình. Hãy nhờ một "
                      "quản trị hệ thống khác.");
    if (before.roles != after.roles) check_duties(after.roles);
    if (before.mail != after.mail) check_mail(after.mail, /*wanted=*/false);
    keep_an_administrator(change, before, after);
    sql::save_account(change, after);
    Record record(change, by, after.id, now);
    record.add(AccountChange::name, before.name, after.name);
    record.add(AccountChange::post, before.post, after.post);
    if (before.mail != after.mail) record.add(AccountChange::mail, before.mail, after.mail);
    if (before.unit != after.unit)
        record.add(AccountChange::unit, before.unit_name,
                   sql::load_unit(change.db(), after.unit).name);
    if (before.roles != after.roles)
        record.add(AccountChange::roles, role_codes(before.roles), role_codes(after.roles));
    if (before.active != after.active)
        record.add(after.active ? AccountChange::unlocked : AccountChange::locked, "", "");
    record.tell();
}

void change_own_mail(sql::Change& change, const sql::Account& before, const sql::Account& after,
                     std::int64_t now) {
    check_mail(after.mail, after.mail_wanted);
    sql::save_mail(change, after.id, after.mail, after.mail_wanted);
    const By owner{after.id, after.name};
    Record record(change, owner, after.id, now);
    if (before.mail != after.mail) record.add(AccountChange::mail, before.mail, after.mail);
    if (before.mail_wanted != after.mail_wanted)
        record.add(after.mail_wanted ? AccountChange::mail_on : AccountChange::mail_off, "", "");
}

void set_password(sql::Change& change, const By& by, const sql::Account& account,
                  const std::string& hash, std::int64_t now) {
    if (by.account == account.id)
        throw Problem(Kind::conflict,
                      "Mật khẩu của chính mình được đổi ở trang “Tài khoản của tôi”, bằng mật khẩu "
                      "hiện tại.");
    sql::save_password(change, account.id, hash, /*given=*/true);
    sql::end_sessions(change, account.id);
    Record record(change, by, account.id, now);
    record.add(AccountChange::password_set, "", "");
    record.tell();
}

void change_own_password(sql::Change& change, const sql::Account& account, const std::string& hash,
                         const std::string& keep, std::int64_t now) {
    sql::lock_account(change, account.id);
    if (sql::load_account(change.db(), account.id).password_hash != account.password_hash)
        throw Problem(Kind::conflict,
                      "Mật khẩu của Ông/Bà vừa được đặt lại. Hãy đăng nhập bằng mật khẩu mới.");
    sql::save_password(change, account.id, hash, /*given=*/false);
    sql::end_sessions(change, account.id, keep);
    sql::record(change,
                {account.id, 0, now, account.id, AccountChange::password_changed, "", "", ""});
}

}  // namespace tdkt::server
