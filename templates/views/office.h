// The pages around the cases: notices, campaigns, help, accounts, audit.
#pragma once

#include "templates/views/home.h"

namespace tdkt::templates {

json notices_view(const std::vector<Told>& notices, workflow::Id next);

json campaigns_view(const std::vector<workflow::Campaign>& campaigns, const Now& now);

// `dossiers` are rows (dossier_row) by round.
json campaign_view(const workflow::Campaign& campaign,
                   const std::map<workflow::Id, std::vector<json>>& dossiers, const Now& now);

json help_view();

// A line of the record of an organ.
struct Recorded {
    workflow::Id id, dossier;
    Happened what;
    std::string hash;
};
json audit_view(const std::vector<Recorded>& lines, const std::vector<std::string>& breaks,
                std::size_t checked, workflow::Id next);

struct AccountShown {
    workflow::Id id;
    std::string username, name, post, unit_name;
    workflow::Id unit;
    workflow::Role roles;
    bool active;
    std::int64_t version, created_at;
};
struct UnitOption {
    workflow::Id id;
    std::string name;
};
json accounts_view(const std::vector<AccountShown>& accounts, const std::vector<UnitOption>& units);
json account_edit_view(const AccountShown& account, const std::vector<UnitOption>& units);
json own_account_view(const AccountShown& account);

}  // namespace tdkt::templates
