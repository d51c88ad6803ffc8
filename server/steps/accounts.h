// What is done to an account, by an administrator's page, a program or the
// command line: one place for the rules, the record, and the word to whom it
// concerns.
#pragma once

#include <string>

#include "sql/people.h"

namespace tdkt::server {

// Who does it. The operator works on the command line.
struct By {
    workflow::Id account = 0;  // 0: the operator
    std::string name = {};
    bool by_mail = false;  // whether people may be told by mail too
};

// Throws Problem{blocked} for roles that do not go together (workflow/duties.h), as
// change_account() does, and as sql::add_account().
workflow::Id make_account(sql::Change& change, const By& by, const sql::Account& account,
                          std::int64_t now);

// Keeps name, post, unit, mail, roles and active as in `after`; `before` is as it was
// loaded. Throws Problem{conflict} for one's own roles or lock, and for taking
// away the last active administrator of the organ; Problem{stale} as save_account().
void change_account(sql::Change& change, const By& by, const sql::Account& before,
                    const sql::Account& after, std::int64_t now);

// The owner's own address, and whether they want mail there.
void change_own_mail(sql::Change& change, const sql::Account& before, const sql::Account& after,
                     std::int64_t now);

// Sets a password and ends the account's sessions, but for the one to `keep`. One
// that somebody else set lets its owner do nothing but choose their own.
// Throws Problem{conflict} for an administrator's own: that asks for the old one.
void set_password(sql::Change& change, const By& by, const sql::Account& account,
                  const std::string& hash, std::int64_t now);
// Throws Problem{conflict} when somebody else set another since `account` was loaded.
void change_own_password(sql::Change& change, const sql::Account& account, const std::string& hash,
                         const std::string& keep, std::int64_t now);

}  // namespace tdkt::server
