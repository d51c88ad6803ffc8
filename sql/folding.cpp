#include "sql/folding.h"

#include "sql/rows.h"
#include "workflow/vietnamese.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using workflow::Id;

namespace {

constexpr int at_once = 500;

// Folds the rows of a table that have nothing to search in yet.
void fold_all(Database& database, const std::string& table, void (*fold)(Change&, Id)) {
    Id last = 0;
    for (Id before = -1; before != last;) {
        before = last;
        last = database.change([&](Change& change) {
            Id id = 0;
            auto seen = before;
            soci::statement st = (change.db().prepare << "select id from " + table +
                                                             " where folded = '' and id > :last"
                                                             " order by id limit :most",
                                  into(id), use(before), use(at_once));
            for (const auto each : copies_of(st, id)) {
                fold(change, each);
                seen = each;
            }
            return seen;
        });
    }
}

}  // namespace

std::string pattern_of(const std::string& text) {
    if (text.empty()) return "";
    std::string pattern = "%";
    for (const char c : workflow::folded(text)) {
        if (c == '%' || c == '_' || c == '!') pattern += '!';
        pattern += c;
    }
    return pattern + "%";
}

void fold_dossier(Change& change, Id id) {
    auto& db = change.db();
    std::string title, receipt, unit;
    db << "select d.title, d.receipt, u.name from dossier d join unit u on u.id = d.unit_id"
          " where d.id = :id",
        into(title), into(receipt), into(unit), use(id);
    const auto text = workflow::folded(title + ' ' + unit + ' ' + receipt);
    db << "update dossier set folded = :text where id = :id", use(text), use(id);
}

void fold_account(Change& change, Id id) {
    auto& db = change.db();
    std::string name, post, username, unit;
    db << "select a.name, a.post, a.username, u.name from account a"
          " join unit u on u.id = a.unit_id where a.id = :id",
        into(name), into(post), into(username), into(unit), use(id);
    const auto text = workflow::folded(name + ' ' + post + ' ' + username + ' ' + unit);
    db << "update account set folded = :text where id = :id", use(text), use(id);
}

void fold_older_rows(Database& database) {
    fold_all(database, "dossier", fold_dossier);
    fold_all(database, "account", fold_account);
}

}  // namespace tdkt::sql
