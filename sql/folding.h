// Texts as a search sees them: without case and marks, kept beside the texts
// themselves, because neither database can fold đ.
#pragma once

#include "sql/database.h"

namespace tdkt::sql {

// What `like … escape '!'` must match to find `text` anywhere in a folded
// column; its signs stand for themselves. Empty for an empty text.
std::string pattern_of(const std::string& text);

// Writes what a search for this dossier, or account, looks in.
void fold_dossier(Change& change, workflow::Id id);
void fold_account(Change& change, workflow::Id id);

// Does so for all rows that an older program wrote. To be called after migrate().
void fold_older_rows(Database& database);

}  // namespace tdkt::sql
