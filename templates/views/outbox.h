// What goes to the outside, as administrators see it: where to and where it stands, and none
// of its words.
#pragma once

#include "templates/views/words.h"
#include "workflow/delivery.h"
#include "workflow/states.h"

namespace tdkt::templates {

struct MessageShown {
    workflow::Id id;
    workflow::Channel channel;
    workflow::Delivery state;
    std::string target_name;
    std::string event;  // code of the step that a program is told of
    workflow::Id dossier;
    std::int64_t created_at, run_at, closed_at, attempts;
    bool under_way;
    std::string error;
};
struct OutboxActShown {
    std::int64_t at;
    std::string act, actor_name, reason;
    workflow::Id subject;
};
struct OutboxShown {
    std::vector<MessageShown> messages;
    std::vector<OutboxActShown> acts;
    std::int64_t waiting = 0, dead = 0;
    std::string channel, state;  // what the list is limited to
    bool mail_is_set = false, edxml_is_set = false, may_edit = false;
    std::string reserved_text = {};  // why nothing is shown; empty: all is
};
json outbox_view(const OutboxShown& shown);

struct WebhookShown {
    workflow::Id id;
    std::string url;
    std::vector<std::string> events;
    std::int64_t created_at, shown_at;
};
struct EdxmlOrganShown {
    workflow::Id id;
    std::string code, name, unit_name;
    bool sender;
};
struct ReceiversShown {
    std::vector<WebhookShown> webhooks;
    std::vector<EdxmlOrganShown> organs;
    std::vector<std::pair<workflow::Id, std::string>> units;
    bool edxml_is_set = false, may_edit = false;
    std::string secret;  // of `secret_of`, this once; empty: of none
    workflow::Id secret_of = 0;
};
json receivers_view(const ReceiversShown& shown);

}  // namespace tdkt::templates
