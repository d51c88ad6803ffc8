// Whoever stands at the door: a message on its way in, its answer on its way
// out. While it comes and goes nobody waits for it; what can be understood in
// two ways is refused before anybody listens.
#pragma once

#include <optional>
#include <string>

#include "server/app.h"
#include "server/front/framing.h"
#include "server/front/outgoing.h"
#include "server/front/socket.h"
#include "server/front/wire.h"
#include "workflow/problem.h"

namespace tdkt::server {

struct Guest {
    // head, body: it sends. inside: somebody answers it. answer: it receives.
    // farewell: it has its answer, and is given time to have read it.
    enum class Stage { head, body, inside, answer, farewell };

    Guest(Socket own_socket, std::string from, Clock::time_point patience)
        : socket(std::move(own_socket)), peer(std::move(from)), until(patience) {}

    Socket socket;
    std::string peer;  // its address
    Stage stage = Stage::head;
    Clock::time_point until;  // when patience with this stage ends

    std::string_view unwelcome;  // why it is told 503 as soon as it has begun to speak

    std::string received;  // until the head is whole; then its first line
    Head head;
    Framing framing{false, 0};
    std::string content;                       // as far as it came
    bool awaits_more = false;                  // whoever answers it receives the rest
    bool invited = false;                      // to send its body
    std::optional<workflow::Problem> trouble;  // with the rest of the body
    Outgoing outgoing;

    std::size_t accounted = 0;  // bytes of memory that its message takes
};

enum class Progress { waiting, complete, gone };

// What has come of the head, at most so much at a time. When it is complete,
// the guest's head and framing are set, and content that came along is taken.
// Throws Refusal.
Progress receive_head(Guest& guest);

// Likewise of the body; what is wrong with it is put down as its trouble, and it
// is complete then, for whoever answers to tell.
Progress receive_body(Guest& guest);

// Whether its body is received while nobody waits. Files are not: who sends them
// is asked first whether they may, so that strangers fill no disk.
bool is_received_ahead(const Guest& guest);

// How long its body may take.
std::chrono::seconds patience_with_body(const Guest& guest, const Settings& settings);

// How long an answer of `size` bytes may take.
std::chrono::seconds patience_with_reader(std::int64_t size);

// Answers the guest, in the thread of the caller, who may wait for files there.
// Throws nothing; afterwards `outgoing` is what it gets.
void attend(Guest& guest, App& app);

// What one that is not heard gets.
Outgoing refusal(const Refusal& refusal, std::string_view received, App& app);

}  // namespace tdkt::server
