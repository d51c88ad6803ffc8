// The pages around the cases: the desk of work, campaigns, help, accounts, audit.
#pragma once

#include "templates/views/dossiers.h"

namespace tdkt::templates {

// One thing that waits for the reader.
struct Task {
    std::string href, title;
    workflow::State state;
    std::int64_t since;
    std::string pack;
};

struct Told {
    workflow::Id id;
    std::string text, link;
    std::int64_t at;
    bool unread;
};

json home_view(const std::vector<Task>& tasks, const std::vector<Told>& fresh,
               const std::vector<workflow::Campaign>& campaigns, const std::vector<json>& recent,
               const workflow::Actor& reader, const Now& now);

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
