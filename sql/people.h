// Organs, their units, and the people with an account.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sql/database.h"
#include "workflow/actor.h"

namespace tdkt::sql {

using workflow::Id;

struct Organ {
    Id id = 0;
    Id parent = 0;  // 0: the top of the tree
    std::string code, name, short_name, superior_name, place, symbol, seat;
};

struct Unit {
    Id id = 0;
    Id organ = 0;
    std::string code, name;
    std::string kind;         // "office" or "grassroots"
    std::string head_title;   // "Giám đốc", "Trưởng phòng"
    std::string symbol = {};  // in the numbers of its letters: "BHXH-BMT"; empty: its code
};

struct Account {
    Id id = 0;
    std::string username;
    std::string password_hash;
    bool password_given = false;  // chosen by somebody else: the owner is asked for another
    std::string name;
    std::string post;
    Id organ = 0;
    Id unit = 0;
    std::string unit_name;
    bool active = true;
    workflow::Role roles = {};
    std::int64_t version = 1;
    std::int64_t created_at = 0;
    std::string mail = {};     // address; empty: none
    bool mail_wanted = false;  // to be told there of what is told inside

    workflow::Actor actor() const;
};

// Each gives the new row's id; `id` of the argument is not looked at.
Id add_organ(Change& change, const Organ& organ);
Id add_unit(Change& change, const Unit& unit);
// Throws Problem naming the field for a user name that is taken or not made of
// a-z, 0-9, "." "-" "_".
Id add_account(Change& change, const Account& account);

// Throw Problem{missing}.
Organ load_organ(soci::session& db, Id id);
Unit load_unit(soci::session& db, Id id);
Account load_account(soci::session& db, Id id);

std::optional<Account> find_account(soci::session& db, const std::string& username);
std::optional<Organ> find_organ(soci::session& db, const std::string& code);
std::optional<Unit> find_unit(soci::session& db, Id organ, const std::string& code);

std::vector<Organ> organs(soci::session& db);
std::vector<Unit> units(soci::session& db, Id organ);        // in order of code
std::vector<Account> accounts(soci::session& db, Id organ);  // as Vietnamese names sort

struct AccountSearch {
    std::string text;  // in name, post, user name or unit, any case, marks optional
    Id after = 0;      // cursor: those that come after this one; 0: from the first
    int most = 50;
};
// In the same order.
std::vector<Account> accounts(soci::session& db, Id organ, const AccountSearch& search);

struct AccountCounts {
    std::int64_t active = 0, locked = 0;
};
AccountCounts count_accounts(soci::session& db, Id organ);
std::vector<Account> accounts_of(soci::session& db, Id unit);  // of one unit, in that order
// Who has one of the roles, active ones only.
std::vector<Account> accounts_with(soci::session& db, Id organ, workflow::Role roles);

// Name, post, unit, mail, active and roles as in `account`, if its version still
// stands; otherwise Problem{stale}. An account made inactive is signed out.
void save_account(Change& change, const Account& account);
// The address, and whether it is wanted, without a new version: the owner changes
// nothing of what administrators look at.
void save_mail(Change& change, Id account, const std::string& mail, bool wanted);
void save_password(Change& change, Id account, const std::string& password_hash, bool given);

}  // namespace tdkt::sql
