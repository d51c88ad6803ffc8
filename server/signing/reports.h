// What was found out about signed papers, remembered: the same bytes signed
// under the same authorities stay as good as they were.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "server/signing/verify.h"

namespace tdkt::server {

// Safe from any thread.
class Reports {
  public:
    // As verify(), with cautions as of the first look. Remembers valid papers alone, at most
    // 256, by the digest of the bytes given: whatever was tampered with is looked at anew.
    // `roots` must be the same in every call.
    SignatureReport of(std::string_view pdf, const Roots& roots, std::int64_t now);

  private:
    std::mutex mutex_;
    std::map<std::string, SignatureReport> known_;
    std::deque<std::string> oldest_first_;
};

}  // namespace tdkt::server
