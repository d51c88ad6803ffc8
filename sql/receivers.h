// To whom the outbox goes besides people: programs that are told of steps, and organs on the
// exchange of documents. They are closed, never deleted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sql/database.h"

namespace tdkt::sql {

using workflow::Id;

struct Webhook {
    Id id = 0;
    Id organ = 0;
    std::string url;
    std::vector<std::string> events;  // codes of workflow::Event
    std::string salt;                 // of its secret
    std::int64_t created_at = 0;
    std::int64_t shown_at = 0;   // when its secret was shown; 0: not yet
    std::int64_t closed_at = 0;  // 0: open
};
Id add_webhook(Change& change, const Webhook& webhook);
Webhook load_webhook(soci::session& db, Id id);                   // Problem{missing}
std::vector<Webhook> open_webhooks(soci::session& db, Id organ);  // oldest first
// Each Problem{conflict} when it was done before, Problem{missing} in another organ.
void show_webhook_secret(Change& change, Id organ, Id id, std::int64_t now);
void close_webhook(Change& change, Id organ, Id id, std::int64_t now);

struct EdxmlOrgan {
    Id id = 0;
    Id organ = 0;
    Id unit = 0;          // 0: is sent every issued decision
    bool sender = false;  // the organ itself
    std::string code;     // on the exchange, "G12.34.56"
    std::string name;
    std::string unit_name = {};
    std::int64_t created_at = 0;
    std::int64_t closed_at = 0;
};
// Problem{conflict} for a second sender, or for the same code and unit again.
Id add_edxml_organ(Change& change, const EdxmlOrgan& organ);
EdxmlOrgan load_edxml_organ(soci::session& db, Id id);                   // Problem{missing}
std::vector<EdxmlOrgan> open_edxml_organs(soci::session& db, Id organ);  // the sender first
void close_edxml_organ(Change& change, Id organ, Id id, std::int64_t now);

}  // namespace tdkt::sql
