// Why a message has not been delivered, in words for administrators.
#pragma once

#include <stdexcept>
#include <string>

namespace tdkt::server {

enum class Trouble {
    receiver,  // cannot be reached, or takes nothing from us: whatever else it is to have waits too
    message,   // this one, for now
    refused,   // this one, for good: a person must look at it
    unwanted,  // whom it is for does not want it any more
};

class Undelivered : public std::runtime_error {
  public:
    // `words` are Vietnamese, and hold nothing of what was to be delivered.
    Undelivered(Trouble trouble, const std::string& words)
        : std::runtime_error(words), trouble_(trouble) {}

    Trouble trouble() const { return trouble_; }

  private:
    Trouble trouble_;
};

// What a server said, fit for a page: its first 200 signs, all of them to be seen.
std::string said(const std::string& words);

}  // namespace tdkt::server
