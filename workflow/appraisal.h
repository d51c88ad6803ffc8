// The sheet on which an appraiser says what they think of a nomination: who may be given
// one, what it must hold, and what several say together.
#pragma once

#include <optional>

#include "workflow/awards.h"
#include "workflow/facts.h"

namespace tdkt::workflow {

// As whom the appraiser was asked.
enum class Capacity { office, department, council };
inline constexpr auto capacity_names = std::to_array<Name<Capacity>>({
    {Capacity::office, "office", "Người thẩm định"},
    {Capacity::department, "department", "Phòng thẩm định"},
    {Capacity::council, "council", "Thành viên Hội đồng đọc trước"},
});
template <>
inline constexpr std::span<const Name<Capacity>> names<Capacity> = capacity_names;

enum class SheetState { assigned, begun, handed_in, withdrawn };
inline constexpr auto sheet_state_names = std::to_array<Name<SheetState>>({
    {SheetState::assigned, "assigned", "Chưa lập"},
    {SheetState::begun, "begun", "Đang lập"},
    {SheetState::handed_in, "handed_in", "Đã nộp"},
    {SheetState::withdrawn, "withdrawn", "Đã rút"},
});
template <>
inline constexpr std::span<const Name<SheetState>> names<SheetState> = sheet_state_names;

enum class Conclusion { agree, disagree, supplement };
inline constexpr auto conclusion_names = std::to_array<Name<Conclusion>>({
    {Conclusion::agree, "agree", "Đủ điều kiện"},
    {Conclusion::disagree, "disagree", "Không đủ điều kiện"},
    {Conclusion::supplement, "supplement", "Cần bổ sung"},
});
template <>
inline constexpr std::span<const Name<Conclusion>> names<Conclusion> = conclusion_names;

// What is said of one criterion; its points may be open in a draft.
struct Mark {
    std::string criterion;  // code
    std::optional<int> points;
    std::string comment;

    bool operator==(const Mark&) const = default;
};

// What stands on a sheet.
struct Assessment {
    std::vector<Mark> marks;  // at most one a criterion; in no order
    std::optional<Conclusion> conclusion;
    std::string comment;

    bool operator==(const Assessment&) const = default;
};

// A person, or a department whose people fill one sheet together.
struct Appraiser {
    Capacity seat = Capacity::office;
    Id account = 0;  // 0: a department
    Id unit = 0;     // of the person, or the department
    std::string name, post;
    int place = 0;  // among those who may be asked
    int load = 0;   // open sheets

    bool operator==(const Appraiser& other) const {
        return account == other.account && (account != 0 || unit == other.unit);
    }
};

struct Sheet {
    Id id = 0;
    Id dossier = 0, nomination = 0;
    Appraiser appraiser;
    SheetState state = SheetState::assigned;
    std::int64_t version = 0;
    std::int64_t turn = 0;  // how often it was handed in
    std::string due_on;     // ISO day
    std::string reason;     // why it was returned or withdrawn
    std::int64_t assigned_at = 0;
    std::int64_t said_at = 0;  // 0: nothing was said yet
    std::string said_by;
    Assessment said;  // as it was handed in, or, while it is open, as it is being filled

    bool is_open() const { return state == SheetState::assigned || state == SheetState::begun; }
};

// The mark for a criterion; an empty one when nothing was said of it.
Mark mark_for(const Assessment& said, std::string_view criterion);

// What is wrong with an assessment: points beyond a criterion, or for one that the award
// does not have; `whole`: also what is lacking before it can be handed in. The faults name
// the fields "points-CODE", "conclusion", "comment".
std::vector<Fault> faults_of(const Assessment& said, const std::vector<Criterion>& criteria,
                             bool whole);

// The same for every text with the same content, and for no other: what the digest of a
// sheet that was handed in is taken of.
std::string canonical(const Sheet& sheet);

// What the history says of a sheet, as JSON; of one that was handed in with its digest.
std::string said_of(const Sheet& sheet);
std::string said_of(const Sheet& sheet, const std::string& digest);

// Whether a person is to fill the sheet: it is theirs, or of the department they work in.
bool is_theirs(const Sheet& sheet, const Actor& actor);

// Why somebody may not judge a nomination (domain rules A9, invariant 4); empty: they may.
std::string conflict_of(Id account, Id unit, const Facts& facts);

// Whether what a sheet says is shown to a reader. `all`: the sheets on its nomination. Whoever
// has one of their own to hand in sees no other before, so that each judges for themselves.
bool is_shown(const Sheet& sheet, const Actor& reader, std::span<const Sheet> all);

// Exact: never rounded while it is counted with.
struct Fraction {
    std::int64_t num = 0, den = 1;

    bool operator==(const Fraction&) const = default;
};
Fraction reduced(Fraction fraction);
std::string fraction_text(Fraction fraction);  // "85", "85 1/3", "1/3"

// All points of a sheet, of those that the criteria allow.
std::optional<int> total(const Assessment& said);
int most_points(const std::vector<Criterion>& criteria);

// What the sheets that were handed in say together.
struct Summary {
    int asked = 0, handed_in = 0;  // withdrawn ones count in neither
    int agree = 0, disagree = 0, supplement = 0;
    std::int64_t sum = 0;  // of all points
    int scored = 0;        // sheets with points
    std::optional<Fraction> average() const;
};
Summary summary(std::span<const Sheet> sheets);

// Who is asked about what.
struct Assignment {
    Id nomination = 0;
    Appraiser appraiser;
};

// Each of `people` for each nomination. Problem{blocked} with every reason when somebody is in
// conflict, or has a sheet on it already.
std::vector<Assignment> to_each(std::span<const Facts> nominations,
                                std::span<const Appraiser> people, std::span<const Sheet> sheets);

// `readers` of `people` for each nomination: who has the fewest open sheets, then by place.
// Nobody is asked twice about one, or about themselves. Problem{blocked} naming each nominee for
// whom too few are left.
std::vector<Assignment> evenly(std::span<const Facts> nominations, std::vector<Appraiser> people,
                               std::span<const Sheet> sheets, int readers);

}  // namespace tdkt::workflow
