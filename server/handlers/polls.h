// Handlers of the secret poll around the ballots: who opens them, and what was in them.
#pragma once

#include <array>

#include "server/http.h"
#include "sql/people.h"
#include "sql/sight.h"
#include "templates/views/poll.h"
#include "workflow/council.h"

namespace tdkt::server {

Response post_auditor(const Request& request, App& app);
Response post_code(const Request& request, App& app);
Response post_poll_end(const Request& request, App& app);
Response post_count(const Request& request, App& app);
Response show_opened(const Request& request, App& app);

// What the page of a meeting says of its poll.
templates::PollShown poll_shown(soci::session& db, const App& app, const sql::Horizon& horizon,
                                const workflow::Meeting& meeting);

// Who may be named as the third holder: auditors of the organ that are not of the council.
std::vector<sql::Account> possible_auditors(soci::session& db, const workflow::Actor& reader,
                                            const workflow::Meeting& meeting);

inline constexpr auto auditor_fields = std::to_array<Field>({
    {"auditor", Type::number, true, 0, "Người giám sát"},
});
inline constexpr auto poll_end_fields = std::to_array<Field>({
    {"reason", Type::text, false, 2000, "Lý do kết thúc", true},
});
inline constexpr auto count_fields = std::to_array<Field>({
    {"code1", Type::text, true, 60, "Mã thứ nhất"},
    {"code2", Type::text, true, 60, "Mã thứ hai"},
});
inline constexpr auto opened_fields = std::to_array<Field>({
    {"tracker", Type::text, false, 50, "Mã theo dõi"},
});

}  // namespace tdkt::server
