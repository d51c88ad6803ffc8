// The content of a message, as it arrives. It ends where the message says it
// ends; content that stops before, or is longer than allowed, is never handed
// on as if it were whole.
#pragma once

#include <functional>
#include <string>

#include "server/front/framing.h"

namespace tdkt::server {

class Body {
  public:
    // Reads at most `size` bytes; 0 when the sender has closed. May throw Problem.
    using Receive = std::function<std::size_t(char* to, std::size_t size)>;

    // `ahead` is what arrived together with the head.
    Body(const Head& head, std::string ahead, Receive receive);

    // Of which `content` has been taken out of its framing already.
    Body(Framing framing, std::string content, Receive receive);

    // A body of no message, holding `text`; for tests and tools.
    static Body of(std::string text);

    // At most `size` bytes; 0 at the end, and only there. Throws Problem{malformed}
    // for a body that is cut off or badly chunked.
    std::size_t read(char* to, std::size_t size);

    // The whole, if it has at most `limit` bytes; otherwise Problem{too_large}.
    std::string all(std::size_t limit);

    // Throws Problem{too_large} at once when the message announces more than
    // `limit` bytes, and later when more arrive.
    void limit(std::int64_t limit);

  private:
    void receive();

    Framing framing_;
    std::int64_t allowed_;
    std::int64_t taken_ = 0;
    std::string content_;
    std::size_t at_ = 0;
    std::string ahead_;  // not looked at yet
    Receive receive_;
};

}  // namespace tdkt::server
