#include "server/signing/reports.h"

#include "sql/digest.h"

namespace tdkt::server {
namespace {

constexpr std::size_t most = 256;

}  // namespace

SignatureReport Reports::of(std::string_view pdf, const Roots& roots, std::int64_t now) {
    const auto digest = sql::sha256_hex(pdf);
    {
        const std::scoped_lock lock(mutex_);
        const auto found = known_.find(digest);
        if (found != known_.end()) return found->second;
    }
    auto report = verify(pdf, roots, now);
    if (!report.valid()) return report;
    const std::scoped_lock lock(mutex_);
    if (!known_.emplace(digest, report).second) return report;
    oldest_first_.push_back(digest);
    if (oldest_first_.size() > most) {
        known_.erase(oldest_first_.front());
        oldest_first_.pop_front();
    }
    return report;
}

}  // namespace tdkt::server
