// An account as it is read, by people.cpp and by sessions.cpp.
#pragma once

#include "sql/people.h"

namespace tdkt::sql {

// `account` and `unit` are in the from of the statement, see account_tables.
inline const std::string account_columns =
    "account.id, account.username, account.password_hash, account.password_given, account.name, "
    "account.post,"
    " account.organ_id, account.unit_id, unit.name, account.active, account.version,"
    " account.created_at, account.mail, account.mail_wanted, coalesce((select group_concat(r.role) "
    "from account_role r"
    " where r.account_id = account.id), '')";
inline const std::string account_tables = " account join unit on unit.id = account.unit_id ";

struct AccountRow {
    Account account;
    int active = 0, given = 0, mail_wanted = 0;
    std::string roles;  // codes with commas between them

    template <class Statement>
    auto bind(Statement&& st) {
        using soci::into;
        auto& a = account;
        return std::forward<Statement>(st), into(a.id), into(a.username), into(a.password_hash),
               into(given), into(a.name), into(a.post), into(a.organ), into(a.unit),
               into(a.unit_name), into(active), into(a.version), into(a.created_at), into(a.mail),
               into(mail_wanted), into(roles);
    }

    const Account& take() {
        account.active = active != 0;
        account.password_given = given != 0;
        account.mail_wanted = mail_wanted != 0;
        account.roles = {};
        for (std::string_view rest = roles; !rest.empty();) {
            const auto code = rest.substr(0, rest.find(','));
            account.roles = account.roles | workflow::stored<workflow::Role>(std::string(code));
            rest.remove_prefix(std::min(rest.size(), code.size() + 1));
        }
        return account;
    }
};

}  // namespace tdkt::sql
