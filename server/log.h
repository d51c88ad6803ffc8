// What the operator reads: one line for each request and each accident, as
// key=value. No names, no texts, no addresses of people.
#pragma once

#include <exception>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace tdkt::server {

class Log {
  public:
    using Write = std::function<void(const std::string& line)>;
    using Pairs = std::initializer_list<std::pair<std::string_view, std::string>>;

    Log() = default;  // to standard error
    explicit Log(Write write) : write_(std::move(write)) {}

    // Safe from any thread; a line is never torn.
    void line(std::string_view event, const Pairs& pairs);

    // Writes what happened under a number, and gives the number.
    std::string accident(const std::exception& accident, std::string_view where);

  private:
    std::mutex mutex_;
    Write write_;
};

}  // namespace tdkt::server
