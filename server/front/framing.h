// Where the content of a message ends. Whoever waits for it and whoever reads
// it use this one reading, however few bytes come at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/front/wire.h"

namespace tdkt::server {

class Framing {
  public:
    explicit Framing(const Head& head) : Framing(head.chunked, head.length) {}
    Framing(bool chunked, std::int64_t length);

    // Appends what of `bytes` is content. Leaves alone what follows the end. Throws
    // Problem{malformed} for chunks that are not well formed; call it no more then.
    void take(std::string_view bytes, std::string& content);

    bool ended() const { return place_ == Place::end; }

    // What is certainly still to come.
    std::int64_t announced() const { return left_; }

  private:
    enum class Place { size, size_end, content, content_end, line_feed, last, last_feed, end };

    void take_sign(char c);
    void take_digit(char c);

    bool chunked_;
    Place place_;
    int digits_ = 0;
    std::int64_t left_;  // of the content, or of the current chunk
};

}  // namespace tdkt::server
