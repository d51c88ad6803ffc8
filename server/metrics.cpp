#include "server/metrics.h"

#include <algorithm>
#include <sstream>

namespace tdkt::server {

void Metrics::request(std::string_view route, int status, std::chrono::microseconds took) {
    const double seconds = static_cast<double>(took.count()) / 1e6;
    const auto bucket = std::ranges::lower_bound(bounds, seconds) - bounds.begin();
    const std::lock_guard lock(mutex_);
    ++requests_[{std::string(route), status}];
    ++buckets_[static_cast<std::size_t>(bucket)];
    seconds_ += seconds;
}

void Metrics::refusal(int status) {
    const std::lock_guard lock(mutex_);
    ++refusals_[status];
}

void Metrics::ask(std::string name, std::string help, std::function<std::int64_t()> value) {
    const std::lock_guard lock(mutex_);
    gauges_[std::move(name)] = {std::move(help), std::move(value)};
}

std::string Metrics::text() const {
    std::ostringstream out;
    const std::lock_guard lock(mutex_);
    out << "# HELP tdkt_requests_total Requests answered.\n# TYPE tdkt_requests_total counter\n";
    for (const auto& [key, count] : requests_)
        out << "tdkt_requests_total{route=\"" << key.first << "\",status=\"" << key.second << "\"} "
            << count << '\n';
    out << "# HELP tdkt_refusals_total Messages refused before they were requests.\n"
           "# TYPE tdkt_refusals_total counter\n";
    for (const auto& [status, count] : refusals_)
        out << "tdkt_refusals_total{status=\"" << status << "\"} " << count << '\n';
    out << "# HELP tdkt_request_seconds Time from the head of a request to its answer.\n"
           "# TYPE tdkt_request_seconds histogram\n";
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
        sum += buckets_[i];
        out << "tdkt_request_seconds_bucket{le=\"";
        if (i < bounds.size())
            out << bounds[i];
        else
            out << "+Inf";
        out << "\"} " << sum << '\n';
    }
    out << "tdkt_request_seconds_sum " << seconds_ << "\ntdkt_request_seconds_count " << sum
        << '\n';
    for (const auto& [name, gauge] : gauges_)
        out << "# HELP " << name << ' ' << gauge.help << "\n# TYPE " << name << " gauge\n"
            << name << ' ' << gauge.value() << '\n';
    return out.str();
}

}  // namespace tdkt::server
