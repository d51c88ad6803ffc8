#include "server/access/throttle.h"

#include <algorithm>

#include "sql/sessions.h"

namespace tdkt::server {
namespace {

constexpr std::int64_t second = 1000;
constexpr std::int64_t day = std::int64_t{24} * 3600 * second;

// What is left of the failures at `now`.
std::int64_t remaining(const sql::Attempts& attempts, const Limit& limit, std::int64_t now) {
    const auto past = now - attempts.last_at;
    if (limit.mend == 0) return past > day ? 0 : attempts.count;
    return std::max<std::int64_t>(0, attempts.count - past / limit.mend);
}

std::string soon(std::int64_t milliseconds) {
    const auto seconds = (milliseconds + second - 1) / second;
    return seconds < 60 ? std::to_string(seconds) + " giây."
                        : std::to_string((seconds + 59) / 60) + " phút.";
}

}  // namespace

std::int64_t wait_after(std::int64_t failures, const Limit& limit) {
    if (failures < limit.free) return 0;
    const auto doublings = std::min<std::int64_t>(failures - limit.free, 20);
    return std::min(limit.first_wait << doublings, limit.longest_wait);
}

void count_attempt(App& app, const std::vector<Counted>& subjects, const std::string& what) {
    const auto now = app.now();
    const auto open_at = app.database.change([&](sql::Change& change) {
        std::vector<std::int64_t> counts;
        std::int64_t open = 0;
        for (const auto& counted : subjects) {
            auto attempts = sql::attempts_of(change.db(), counted.subject);
            // A clock that was set back must not make anybody wait until it has caught up.
            if (attempts.last_at > now) {
                attempts.last_at = now;
                sql::save_attempts(change, counted.subject, attempts);
            }
            counts.push_back(remaining(attempts, counted.limit, now));
            if (counted.waits)
                open = std::max(open, attempts.last_at + wait_after(counts.back(), counted.limit));
        }
        if (now < open) return open;
        for (std::size_t i = 0; i < subjects.size(); ++i)
            sql::save_attempts(change, subjects[i].subject, {counts[i] + 1, now});
        return std::int64_t{0};
    });
    if (open_at != 0)
        throw workflow::Problem(workflow::Kind::too_many,
                                what + " nhiều lần. Hãy thử lại sau " + soon(open_at - now));
}

void take_back(sql::Change& change, std::span<const Counted> subjects) {
    for (const auto& counted : subjects) {
        const auto attempts = sql::attempts_of(change.db(), counted.subject);
        if (attempts.count > 0)
            sql::save_attempts(change, counted.subject, {attempts.count - 1, attempts.last_at});
    }
}

void forgive(sql::Change& change, const std::vector<Counted>& subjects, std::int64_t now) {
    take_back(change, std::span(subjects).subspan(1));
    sql::forget_attempts(change, subjects.front().subject, now - day);
}

}  // namespace tdkt::server
