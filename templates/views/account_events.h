// The record of accounts as pages and programs see it.
#pragma once

#include <vector>

#include "templates/views/words.h"
#include "workflow/account_change.h"

namespace tdkt::templates {

struct AccountEventShown {
    workflow::AccountEntry entry;
    std::string username, name;
    std::string actor_name;  // empty: the operator
};

// For pages/parts/account_events.mustache.
void add_account_events(json& view, const std::vector<AccountEventShown>& events);

}  // namespace tdkt::templates
