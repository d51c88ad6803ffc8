// The thirty checks of Decree 30/2020/NĐ-CP in one table. The command line, the page
// beside a paper and the tests read it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "templates/lint/reading.h"

namespace tdkt::templates::lint {

enum class Severity : std::uint8_t { error, warning };

struct Check;

struct Finding {
    const Check* check = nullptr;
    Severity severity = Severity::error;
    std::string text;  // Vietnamese: what is wrong, and what to do
    Place place;
};

// What a check writes into.
class Findings {
  public:
    explicit Findings(std::vector<Finding>& into) : into_(into) {}

    void begin(const Check& check) { check_ = &check; }
    void add(std::string text, Place place = {});
    void warn(std::string text, Place place = {});

  private:
    std::vector<Finding>& into_;
    const Check* check_ = nullptr;
};

inline constexpr unsigned dispatches = 1;
inline constexpr unsigned forms = 2;
inline constexpr unsigned certificates = 4;
inline constexpr unsigned everything = dispatches | forms | certificates;

struct Check {
    std::string_view code;
    std::string_view promise;  // Vietnamese: what holds when it passes
    std::string_view article;
    Severity severity;
    unsigned genres;  // it says something of these
    // False when this document does not show what the check needs.
    bool (*look)(const Reading&, Findings&);
};

std::span<const Check> checks();

// By subject; each is a row's function.
bool paper_is_a4(const Reading&, Findings&);
bool margins_are_in_range(const Reading&, Findings&);
bool fonts_are_inside(const Reading&, Findings&);
bool sizes_fit_positions(const Reading&, Findings&);
bool pages_are_numbered(const Reading&, Findings&);
bool rules_have_their_lengths(const Reading&, Findings&);

bool nation_is_spelled(const Reading&, Findings&);
bool issuer_is_bold(const Reading&, Findings&);
bool number_has_its_shape(const Reading&, Findings&);
bool number_has_two_digits(const Reading&, Findings&);
bool dispatch_has_no_type(const Reading&, Findings&);
bool type_matches_symbol(const Reading&, Findings&);
bool dates_have_noughts(const Reading&, Findings&);
bool place_is_the_seat(const Reading&, Findings&);
bool place_is_italic(const Reading&, Findings&);
bool subject_is_short(const Reading&, Findings&);

bool bases_are_pointed(const Reading&, Findings&);
bool bases_are_in_force(const Reading&, Findings&);
bool bases_are_whole(const Reading&, Findings&);
bool articles_follow(const Reading&, Findings&);
bool text_is_ended(const Reading&, Findings&);

bool signer_may_sign(const Reading&, Findings&);
bool name_is_bare(const Reading&, Findings&);
bool capacity_is_told(const Reading&, Findings&);
bool obliged_receive_it(const Reading&, Findings&);
bool file_copy_is_last(const Reading&, Findings&);
bool as_above_has_an_above(const Reading&, Findings&);

bool annexes_are_referred_to(const Reading&, Findings&);
bool sums_agree(const Reading&, Findings&);
bool names_agree(const Reading&, Findings&);

}  // namespace tdkt::templates::lint
