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

namespace {

// Asked with no lock held: some ask the database, and everybody counts here meanwhile. One
// that cannot be had is left out.
void add_gauge(std::ostream& out, const std::string& name, const std::string& help,
               const std::function<std::int64_t()>& value) {
    try {
        const auto now = value();
        out << "# HELP " << name << ' ' << help << "\n# TYPE " << name << " gauge\n"
            << name << ' ' << now << '\n';
    } catch (const std::exception&) {
    }
}

}  // namespace

std::string Metrics::text() const {
    std::ostringstream out;
    std::unique_lock lock(mutex_);
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
    const auto gauges = gauges_;
    lock.unlock();
    for (const auto& [name, gauge] : gauges) add_gauge(out, name, gauge.help, gauge.value);
    return out.str();
}

}  // namespace tdkt::server
