// Handlers of dossiers.
#pragma once

#include <array>

#include "server/http.h"
#include "sql/database.h"
#include "sql/dossiers.h"
#include "templates/views/dossiers.h"
#include "workflow/campaign.h"
#include "workflow/dossier.h"

namespace tdkt::server {

// A dossier as the lists show it; refers to the card's nominations.
templates::DossierRow row_of(const sql::Card& card);

Response list_dossiers(const Request& request, App& app);
Response new_dossier(const Request& request, App& app);
Response post_dossier(const Request& request, App& app);
Response show_dossier(const Request& request, App& app);
Response edit_dossier(const Request& request, App& app);
Response remove_dossier(const Request& request, App& app);
Response post_dossier_event(const Request& request, App& app);

inline constexpr auto dossier_search_fields = std::to_array<Field>({
    {"q", Type::text, false, 200, "Từ khóa"},
    {"state", Type::text, false, 20, "Trạng thái"},
    {"round", Type::number, false, 0, "Đợt"},
    {"before", Type::number, false, 0, "Trang"},
});
inline constexpr auto dossier_fields = std::to_array<Field>({
    {"round", Type::number, true, 0, "Đợt thi đua"},
    {"title", Type::text, true, 500, "Trích yếu tờ trình"},
});
inline constexpr auto dossier_edit_fields = std::to_array<Field>({
    {"title", Type::text, true, 500, "Trích yếu tờ trình"},
    {"late_reason", Type::text, false, 1000, "Lý do nộp muộn", true},
});
inline constexpr auto event_fields = std::to_array<Field>({
    {"event", Type::text, true, 20, "Bước xử lý"},
    {"reason", Type::text, false, 2000, "Lý do", true},
});

// Whether the reader may change what the dossier says: of its unit, and only
// while some nomination in it is drafted or returned.
bool may_edit(const workflow::Actor& reader, const workflow::Dossier& dossier);

// The dossier for somebody who is about to change it; Problem when they may not.
workflow::Dossier dossier_to_edit(soci::session& db, const Request& request, workflow::Id id);

// The campaign of a dossier's round, for its prizes.
// What others stand on already may not change under them: title, nominees and papers
// of the whole dossier. Problem{forbidden} once a nomination of it was received;
// what belongs to a returned nomination alone is not asked here.
void expect_untouched(const workflow::Dossier& dossier);

workflow::Campaign campaign_of(soci::session& db, const workflow::Dossier& dossier);

// Whom the form of a nomination offers: the unit's people, the organ's units.
templates::Nominees nominees_of(soci::session& db, const workflow::Dossier& dossier);

}  // namespace tdkt::server
