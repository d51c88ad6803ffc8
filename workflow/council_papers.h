// The papers that a council numbers in its own series, by Decree 30/2020: each year from 1,
// or from where the series stood on paper.
#pragma once

#include <cstdint>
#include <string>

#include "workflow/calendar.h"
#include "workflow/names.h"

namespace tdkt::workflow {

enum class CouncilPaper { invitation, count_minutes, minutes };
inline constexpr auto council_paper_names = std::to_array<Name<CouncilPaper>>({
    {CouncilPaper::invitation, "invitation", "Giấy mời họp"},
    {CouncilPaper::count_minutes, "count_minutes", "Biên bản kiểm phiếu"},
    {CouncilPaper::minutes, "minutes", "Biên bản họp"},
});
template <>
inline constexpr std::span<const Name<CouncilPaper>> names<CouncilPaper> = council_paper_names;

// The abbreviations of Annex III stand in the symbol, so what shares one shares the numbers:
// two papers never bear the same number and symbol.
enum class Series { invitations, minutes };
inline constexpr auto series_names = std::to_array<Name<Series>>({
    {Series::invitations, "GM", "Giấy mời"},
    {Series::minutes, "BB", "Biên bản"},
});
template <>
inline constexpr std::span<const Name<Series>> names<Series> = series_names;

constexpr Series series_of(CouncilPaper kind) {
    return kind == CouncilPaper::invitation ? Series::invitations : Series::minutes;
}

// A paper with its number: "03/BB-HĐTĐKT".
struct NumberedPaper {
    CouncilPaper kind = CouncilPaper::minutes;
    int number = 0;
    std::string symbol;  // "BB-HĐTĐKT"
    Day issued_on{};     // whose year the number is of
};

}  // namespace tdkt::workflow
