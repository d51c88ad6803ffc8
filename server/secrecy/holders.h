// The code of a holder: 160 random bits on paper, from which the holder's key follows. The
// program keeps only the public half.
#pragma once

#include "server/secrecy/hpke.h"
#include "workflow/poll.h"

namespace tdkt::server {

// "4T0X-…": eight groups, and a ninth by which a slip in typing is noticed.
std::string new_holder_code();

// The same code as new_holder_code() wrote it, however it was typed; nothing when it is none.
std::optional<Secret> read_holder_code(std::string_view typed);

// Of a code as read_holder_code() or new_holder_code() gives it. Another meeting, or another
// holder, has another key for the same code.
hpke::KeyPair holder_key(std::string_view code, workflow::Id meeting, workflow::Holder holder);

}  // namespace tdkt::server
