// What must be told to the outside. A message is stored with the change that it tells of
// and delivered afterwards, at least once, by server/outbox/outbox.h.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sql/database.h"
#include "sql/sight.h"
#include "workflow/delivery.h"
#include "workflow/states.h"

namespace tdkt::sql {

using workflow::Id;

struct Message {
    Id id = 0;
    Id organ = 0;
    workflow::Channel channel = workflow::Channel::mail;
    Id target = 0;   // account, webhook, edxml_organ
    Id source = 0;   // notice, line of a history, document
    Id dossier = 0;  // 0: of none, and in no order
    std::int64_t created_at = 0;
    std::int64_t run_at = 0;    // not before
    std::int64_t attempts = 0;  // the one under way included
    std::int64_t taken_until = 0;
    workflow::Delivery state = workflow::Delivery::waiting;
    std::int64_t closed_at = 0;  // delivered, dead or given up
    std::string error;           // Vietnamese, of the last attempt that failed

    // The same for every attempt, and for no other message: receivers know doubles by it.
    std::string key() const { return std::to_string(id) + '.' + std::to_string(created_at); }
};

// By mail what the account is told inside by `notice`: nothing unless it is active, has
// an address and wants it.
void put_mail(Change& change, Id notice, Id account, Id dossier, std::int64_t now);

// The lines that the histories of these dossiers got at `at`, to each program of their
// organ that wants the event. One statement when there is none.
void put_webhooks(Change& change, Id organ, const std::set<Id>& dossiers, workflow::Event event,
                  std::int64_t at);

// An issued decision to each organ that is to have it; nothing unless the decision's own
// organ has a code on the exchange.
void put_edxml(Change& change, Id decision, Id document, std::int64_t now);

// The message of a channel that is due and has waited longest, taken for five minutes: within
// them nobody else gets it, and after them it is free again, for its worker has died. One that
// stands behind another of the same dossier and receiver is not due.
std::optional<Message> take_message(Database& database, workflow::Channel channel,
                                    std::int64_t now);

// Each false, and nothing changes, when the message is no longer ours or is closed.
bool close_message(Change& change, const Message& message, workflow::Delivery state,
                   const std::string& error, std::int64_t now);
bool put_off(Change& change, const Message& message, const std::string& error, std::int64_t run_at);

// What a program is told of the decision on a nomination, once it is issued.
struct IssuedNumber {
    int number = 0;
    std::string symbol, issued_on;
};
std::optional<IssuedNumber> issued_number_of(soci::session& db, Id nomination);

// Whoever could not be reached is not asked again before `run_at`: their other messages wait
// as well, and have not failed. Mail has one receiver, the server that takes it.
void spare_target(Change& change, const Message& message, std::int64_t run_at);

// Frees the messages that a worker died with. Only where no other worker can be at work.
void free_messages(Change& change);

// What was delivered or given up so long ago needs no line any more. At most so many at once.
bool has_old_messages(soci::session& db, std::int64_t before);
int forget_messages(Change& change, std::int64_t before, int most = 1000);

// By a person: anew at once, or never. Problem{missing}, and Problem{conflict} where it is
// delivered, or just under way.
void resend_message(Change& change, Id organ, Id id, std::int64_t now);
void give_up_message(Change& change, Id organ, Id id, std::int64_t now);

// What a person did in the outbox.
struct OutboxAct {
    Id organ = 0;
    std::int64_t at = 0;
    Id actor = 0;
    std::string act;  // code, see templates/views/outbox.cpp
    Id subject = 0;
    std::string reason;
    std::string actor_name = {};
};
void record_act(Change& change, const OutboxAct& act);
std::vector<OutboxAct> outbox_acts(soci::session& db, Id organ, int most);

// A message with the names of what it goes to.
struct MessageLine {
    Id id = 0;  // of the message
    Message message;
    std::string target_name;  // of a person, an organ; the address of a program
    std::string event;        // code of the step that a program is told of
};

struct MessageSearch {
    std::string channel, state;  // codes; empty: all
    Id before = 0;               // cursor; 0: from the newest
    int most = 50;
};
// Of the reader's organ, without those about dossiers with something that is hidden from them.
std::vector<MessageLine> messages(soci::session& db, const Horizon& horizon,
                                  const MessageSearch& search);

struct OutboxCounts {
    std::int64_t waiting = 0, dead = 0;
    std::int64_t oldest_at = 0;  // when the oldest that waits was put; 0: none
};
// organ 0: of all.
OutboxCounts count_messages(soci::session& db, Id organ = 0);

}  // namespace tdkt::sql
