// What an error of the database means, and how it leaves this room: without
// the values that were bound, for those are personal data.
#pragma once

#include <soci/soci.h>

#include <stdexcept>
#include <string>

namespace tdkt::sql {

// A fault of ours or of the machine. what() has the database's code, its
// message where that can hold no value of ours, and the statement with its
// placeholders.
class Accident : public std::runtime_error {
  public:
    Accident(int code, const std::string& text) : std::runtime_error(text), code_(code) {}

    int code() const { return code_; }  // the database's own; 0: SOCI's

  private:
    int code_;
};

// The connection was lost while a change was being committed: whether it was kept
// cannot be known from here. It must not simply be done again; whoever sent it
// under a key may ask by that key.
class OutcomeUnknown : public Accident {
  public:
    using Accident::Accident;
};

enum class Meaning {
    accident,
    lost_race,    // somebody else was faster: the whole change may run again
    unreachable,  // no connection, or to a node that is not part of its cluster
    duplicate,    // a unique key refused the row
};

Meaning meaning(const soci::soci_error& error);
// Of a code of MariaDB's own.
Meaning mariadb_meaning(unsigned code);

// The whole change may run again, and come through.
bool is_worth_another_try(Meaning what);

// A statement about tables found that it was carried out before.
bool is_done_already(const soci::soci_error& error);

// For a store that wants to say which thing is already there.
inline bool is_duplicate(const soci::soci_error& error) {
    return meaning(error) == Meaning::duplicate;
}

// The accident that stands for `error`, which the statement last prepared in
// this thread has raised.
Accident accident(const soci::soci_error& error);

}  // namespace tdkt::sql
