#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "tests/bench/bench.h"

namespace tdkt::bench {

void report(const std::string& name, double value, const std::string& unit) {
    std::printf("%s %.*f %s\n", name.c_str(),
                value < 10     ? 3
                : value < 1000 ? 1
                               : 0,
                value, unit.c_str());
    std::fflush(stdout);
}

double median_ms(int times, const std::function<void()>& work) {
    using Clock = std::chrono::steady_clock;
    constexpr int unmeasured = 5;
    std::vector<double> taken;
    for (int i = -unmeasured; i < times; ++i) {
        const auto began = Clock::now();
        work();
        const std::chrono::duration<double, std::milli> took = Clock::now() - began;
        if (i >= 0) taken.push_back(took.count());
    }
    std::nth_element(taken.begin(), taken.begin() + times / 2, taken.end());
    return taken[static_cast<std::size_t>(times / 2)];
}

}  // namespace tdkt::bench
