// SHA-256, for the chain of a history and the hashes of contents.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace tdkt::sql {

std::string sha256_hex(std::string_view text);
std::string sha256_bytes(std::string_view text);

std::string hex(std::string_view bytes);

// The same of a text that comes in pieces.
class Digest {
  public:
    Digest();
    void add(std::string_view piece);
    std::string hex();    // once, at the end
    std::string bytes();  // the same as 32 bytes

  private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace tdkt::sql
