// What may be awarded, and by which dated rules. Rules are data: a Pack is read
// from workflow/packs/, never written in code.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "workflow/calendar.h"
#include "workflow/poll.h"
#include "workflow/states.h"
#include "workflow/threshold.h"

namespace tdkt::workflow {

// The papers of a nomination (Law 06/2022, Article 84).
enum class Part : unsigned {
    report = 1 << 0,
    unit_minutes = 1 << 1,
    indicators = 1 << 2,
    initiative = 1 << 3,
    past_decisions = 1 << 4,
    deed = 1 << 5,
    other = 1 << 6
};
inline constexpr auto part_names = std::to_array<Name<Part>>({
    {Part::report, "report", "Báo cáo thành tích"},
    {Part::unit_minutes, "unit_minutes", "Biên bản bình xét của đơn vị"},
    {Part::indicators, "indicators", "Bảng chỉ tiêu có xác nhận"},
    {Part::initiative, "initiative", "Giấy công nhận sáng kiến, đề tài"},
    {Part::past_decisions, "past_decisions", "Bản sao quyết định khen thưởng trước"},
    {Part::deed, "deed", "Tài liệu chứng minh thành tích đột xuất"},
    {Part::other, "other", "Tài liệu khác"},
});
template <>
inline constexpr std::span<const Name<Part>> names<Part> = part_names;

// What is told of one nominee; the rest is of the whole dossier (Article 84, and
// the forms of Decree 152/2025).
constexpr Part parts_of_each = Part::report | Part::initiative | Part::past_decisions | Part::deed;

enum class Subject : unsigned { collective = 1, person = 2 };
inline constexpr auto subject_names = std::to_array<Name<Subject>>({
    {Subject::collective, "collective", "Tập thể"},
    {Subject::person, "person", "Cá nhân"},
});
template <>
inline constexpr std::span<const Name<Subject>> names<Subject> = subject_names;

// Who decides where exactly half agreed and more than half must. Most rules say nothing of it:
// then it is not carried.
enum class TieBreaker { nobody, chair };
inline constexpr auto tie_breaker_names = std::to_array<Name<TieBreaker>>({
    {TieBreaker::nobody, "nobody", "Không đạt"},
    {TieBreaker::chair, "chair", "Người điều hành phiên họp quyết định"},
});
template <>
inline constexpr std::span<const Name<TieBreaker>> names<TieBreaker> = tie_breaker_names;

struct Citation {
    std::string document;  // "06/2022/QH15"
    std::string article;   // "Điều 84 khoản 2"
};

// What an appraiser gives points for.
struct Criterion {
    std::string code;  // "targets"
    std::string text;  // "Mức độ hoàn thành chỉ tiêu của đợt"
    int most = 0;      // points, whole ones
    Citation citation;
};

struct Award {
    std::string code;  // "CSTDCS"
    std::string name;  // "Chiến sĩ thi đua cơ sở"
    Subject subjects = {};
    Part required = {};
    Threshold threshold;
    Citation citation;
    std::vector<Criterion> criteria = {};      // none: a conclusion and a comment are enough
    std::vector<Form> forms = {Form::secret};  // how the council may vote on it
    Citation forms_citation;
};

// The rules in force from `valid_from` to `valid_to`, both included.
struct Pack {
    std::string code;   // "P2"
    std::string title;  // the laws it holds
    Day valid_from, valid_to;
    bool confirmed = false;  // by an officer; until then a person must look at every verdict
    std::vector<Award> awards;
    int quorum_num = 2, quorum_den = 3;  // of all members
    Citation quorum_citation;
    // Whether a recused member is no member for the vote in question. No rule found says so.
    bool recusal_reduces_members = false;
    Citation recusal_citation;
    TieBreaker tie_breaker = TieBreaker::nobody;
    Citation tie_citation = {};
    std::vector<std::string> bases;  // "Căn cứ Luật …", as a dispatch cites them
    std::map<State, int> clocks;     // working days that a nomination may stay in a state
    int sheet_days = 0;              // working days in which a sheet of appraisal is handed in
    Citation sheet_citation;

    // Throws std::logic_error for a code that the pack does not have.
    const Award& award(std::string_view code) const;
    int quorum(int members) const { return (quorum_num * members + quorum_den - 1) / quorum_den; }
};

// Everything the law says, as loaded at start.
struct Rules {
    std::vector<Pack> packs;  // by valid_from
    Calendar calendar;

    // The pack in force on a day; a day outside all packs gets the nearest.
    const Pack& on(Day day) const;
    const Pack& pack(std::string_view code) const;
};

// The names of required papers that `present` lacks, in the order of part_names.
std::vector<std::string> missing_parts(const Award& award, Part present);

// The day on which a stay in `state` begun at `since` is due; nothing where no clock runs.
std::optional<Day> due(const Rules& rules, const Pack& pack, State state, std::int64_t since);

}  // namespace tdkt::workflow
