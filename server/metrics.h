// Counts for the operator, in the text form that Prometheus reads.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace tdkt::server {

class Metrics {
  public:
    // `route` is the pattern, never the path: a path may name a person's dossier.
    void request(std::string_view route, int status, std::chrono::microseconds took);

    // A message that was answered before it became a request.
    void refusal(int status);

    // Asked when the text is made.
    void ask(std::string name, std::string help, std::function<std::int64_t()> value);

    std::string text() const;

  private:
    static constexpr std::array<double, 9> bounds = {0.001, 0.0025, 0.005, 0.01, 0.025,
                                                     0.1,   0.5,    2.5,   10};
    struct Gauge {
        std::string help;
        std::function<std::int64_t()> value;
    };

    mutable std::mutex mutex_;
    std::map<std::pair<std::string, int>, std::uint64_t> requests_;
    std::map<int, std::uint64_t> refusals_;
    std::array<std::uint64_t, bounds.size() + 1> buckets_{};
    double seconds_ = 0;
    std::map<std::string, Gauge> gauges_;
};

}  // namespace tdkt::server
