#include "server/steps/recorded.h"

#include <algorithm>
#include <stdexcept>

#include "sql/repeats.h"

namespace tdkt::server {
namespace {

using workflow::Kind;
using workflow::Problem;

constexpr std::size_t largest_answer = 60 * 1024;

std::string header_of(const Response& response, const std::string& name) {
    const auto found =
        std::ranges::find(response.headers, name, &std::pair<std::string, std::string>::first);
    return found == response.headers.end() ? std::string() : found->second;
}

Response repeated(const sql::Repeat& answer) {
    Response response{static_cast<int>(answer.status), answer.body, answer.media_type};
    if (!answer.location.empty()) response.headers.emplace_back("Location", answer.location);
    if (!answer.etag.empty()) response.headers.emplace_back("ETag", answer.etag);
    return response;
}

// The first answer; Problem{conflict} when the key was used for something else.
Response answer_of(const sql::Repeat& before, const Request& request) {
    if (before.content_hash != request.content_hash)
        throw Problem(Kind::conflict,
                      "Biểu mẫu này đã được gửi một lần với nội dung khác. Hãy xem nội dung "
                      "mới nhất; nếu vẫn cần thay đổi thì gửi lại.");
    return repeated(before);
}

bool has_key(const Request& request) {
    return !request.idempotency_key.empty() && request.actor.id != 0;
}

// Whether the change was kept stands in the database, under its key: if so this gives
// its answer; if not, nobody can keep it any more but this one, since a key is claimed
// but once. While that cannot be found out either, it stays unknown.
template <class Work>
Response ask_again(App& app, const Work& once) {
    try {
        return app.database.change(once);
    } catch (const Problem& problem) {
        if (problem.kind() != Kind::busy) throw;
        throw sql::OutcomeUnknown(0,
                                  "the connection broke during commit, and the database stays "
                                  "away; whether the change was kept is not known");
    }
}

// `work` under the key of the request, which claims it first.
Response under_key(const Request& request, std::int64_t now,
                   const std::function<Response(sql::Change&)>& work, sql::Change& change) {
    sql::Repeat answer{
        request.actor.id, request.idempotency_key, request.content_hash, 0, {}, {}, {}, {}, now};
    if (const auto before = sql::claim_key(change, answer)) return answer_of(*before, request);
    auto response = work(change);
    if (response.stream || response.body.size() > largest_answer)
        throw std::logic_error("an answer too large to be kept");
    answer.status = response.status;
    answer.location = header_of(response, "Location");
    answer.etag = header_of(response, "ETag");
    answer.media_type = response.type;
    answer.body = response.body;
    sql::keep_answer(change, answer);
    return response;
}

}  // namespace

std::optional<Response> answered_before(const Request& request, App& app) {
    if (!has_key(request)) return {};
    const auto before = app.database.read(
        [&](auto& db) { return sql::find_repeat(db, request.actor.id, request.idempotency_key); });
    if (!before) return {};
    return answer_of(*before, request);
}

Response recorded(const Request& request, App& app,
                  const std::function<Response(sql::Change&)>& work) {
    if (!has_key(request)) return app.database.change(work);
    const auto once = [&, now = app.now()](sql::Change& change) {
        return under_key(request, now, work, change);
    };
    try {
        return app.database.change(once);
    } catch (const sql::OutcomeUnknown&) {
        return ask_again(app, once);
    }
}

}  // namespace tdkt::server
