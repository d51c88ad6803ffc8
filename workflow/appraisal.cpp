#include "workflow/appraisal.h"

#include <algorithm>
#include <numeric>

#include "workflow/canonical.h"
#include "workflow/texts.h"
#include "workflow/transitions.h"
#include "workflow/visibility.h"

namespace tdkt::workflow {
namespace {

constexpr auto offices_that_appraise = Role::standing_office | Role::data_office;

const Criterion* criterion_of(const std::vector<Criterion>& criteria, std::string_view code) {
    const auto found = std::ranges::find(criteria, code, &Criterion::code);
    return found == criteria.end() ? nullptr : &*found;
}

bool is_live(const Sheet& sheet) {
    return sheet.state != SheetState::withdrawn;
}

bool has_sheet(std::span<const Sheet> sheets, Id nomination, const Appraiser& who) {
    return std::ranges::any_of(sheets, [&](const Sheet& sheet) {
        return is_live(sheet) && sheet.nomination == nomination && sheet.appraiser == who;
    });
}

}  // namespace

Mark mark_for(const Assessment& said, std::string_view criterion) {
    const auto found = std::ranges::find(said.marks, criterion, &Mark::criterion);
    return found == said.marks.end() ? Mark{std::string(criterion), {}, {}} : *found;
}

std::vector<Fault> faults_of(const Assessment& said, const std::vector<Criterion>& criteria,
                             bool whole) {
    std::vector<Fault> faults;
    for (const auto& mark : said.marks)
        if (criterion_of(criteria, mark.criterion) == nullptr)
            faults.push_back({"points-" + mark.criterion,
                              "Không có tiêu chí “" + mark.criterion + "” ở hình thức này."});
    for (const auto& criterion : criteria) {
        const auto points = mark_for(said, criterion.code).points;
        const auto field = "points-" + criterion.code;
        if (!points && whole) faults.push_back({field, "Chưa cho điểm: " + criterion.text + "."});
        if (points && (*points < 0 || *points > criterion.most))
            faults.push_back({field, "Điểm từ 0 đến " + std::to_string(criterion.most) + ": " +
                                         criterion.text + "."});
    }
    if (!whole) return faults;
    if (!said.conclusion) faults.push_back({"conclusion", "Chưa chọn kết luận."});
    if (said.conclusion && *said.conclusion != Conclusion::agree && said.comment.empty())
        faults.push_back({"comment", "Hãy nêu rõ vì sao không đủ điều kiện, hoặc cần bổ sung gì."});
    return faults;
}

std::string canonical(const Sheet& sheet) {
    std::string text;
    for (const auto number :
         {sheet.id, sheet.nomination, sheet.appraiser.account,
          sheet.appraiser.account == 0 ? sheet.appraiser.unit : Id{0}, Id{sheet.turn}})
        append_field(text, std::to_string(number));
    append_field(text, code(sheet.appraiser.seat));
    append_field(text, sheet.said.conclusion ? code(*sheet.said.conclusion) : "");
    append_field(text, sheet.said.comment);
    auto marks = sheet.said.marks;
    std::ranges::sort(marks, {}, &Mark::criterion);
    for (const auto& mark : marks) {
        append_field(text, mark.criterion);
        append_field(text, mark.points ? std::to_string(*mark.points) : "");
        append_field(text, mark.comment);
    }
    return text;
}

std::string said_of(const Sheet& sheet) {
    return "{\"sheet\":" + std::to_string(sheet.id) + "}";
}

std::string said_of(const Sheet& sheet, const std::string& digest) {
    return "{\"digest\":\"" + digest + "\",\"sheet\":" + std::to_string(sheet.id) +
           ",\"turn\":" + std::to_string(sheet.turn) + "}";
}

bool is_theirs(const Sheet& sheet, const Actor& actor) {
    if (actor.id == 0) return false;
    if (sheet.appraiser.account != 0)
        return sheet.appraiser.account == actor.id && has(appraisers, actor.roles);
    return sheet.appraiser.unit == actor.unit && has(offices_that_appraise, actor.roles);
}

std::string conflict_of(Id account, Id unit, const Facts& facts) {
    if (account != 0 && account == facts.nominee_account) return "là người được đề nghị";
    if (account != 0 && account == facts.proposer) return "là người trình hồ sơ";
    if (unit != 0 && unit == facts.nominee_unit) return "thuộc đơn vị được đề nghị";
    return {};
}

bool is_shown(const Sheet& sheet, const Actor& reader, std::span<const Sheet> all) {
    if (is_theirs(sheet, reader)) return true;
    if (sheet.state != SheetState::handed_in) return false;
    bool has_own = false;
    for (const auto& other : all) {
        if (other.nomination != sheet.nomination || !is_theirs(other, reader)) continue;
        if (other.is_open()) return false;
        has_own = has_own || other.state == SheetState::handed_in;
    }
    return has_own || has(appraisal_circle, reader.roles);
}

Fraction reduced(Fraction fraction) {
    const auto common = std::gcd(fraction.num, fraction.den);
    return common == 0 ? fraction : Fraction{fraction.num / common, fraction.den / common};
}

std::string fraction_text(Fraction fraction) {
    const auto [num, den] = reduced(fraction);
    const auto rest = std::to_string(num % den) + "/" + std::to_string(den);
    if (den == 1) return std::to_string(num);
    return num < den ? rest : std::to_string(num / den) + " " + rest;
}

std::optional<int> total(const Assessment& said) {
    std::optional<int> sum;
    for (const auto& mark : said.marks)
        if (mark.points) sum = sum.value_or(0) + *mark.points;
    return sum;
}

int most_points(const std::vector<Criterion>& criteria) {
    int most = 0;
    for (const auto& criterion : criteria) most += criterion.most;
    return most;
}

std::optional<Fraction> Summary::average() const {
    if (scored == 0) return {};
    return reduced({sum, scored});
}

Summary summary(std::span<const Sheet> sheets) {
    Summary all;
    for (const auto& sheet : sheets) {
        if (!is_live(sheet)) continue;
        ++all.asked;
        if (sheet.state != SheetState::handed_in) continue;
        ++all.handed_in;
        if (const auto points = total(sheet.said)) {
            all.sum += *points;
            ++all.scored;
        }
        all.agree += sheet.said.conclusion == Conclusion::agree;
        all.disagree += sheet.said.conclusion == Conclusion::disagree;
        all.supplement += sheet.said.conclusion == Conclusion::supplement;
    }
    return all;
}

std::vector<Assignment> to_each(std::span<const Facts> nominations,
                                std::span<const Appraiser> people, std::span<const Sheet> sheets) {
    std::vector<Assignment> found;
    std::vector<Fault> faults;
    for (const auto& facts : nominations)
        for (const auto& who : people) {
            const auto conflict = conflict_of(who.account, who.unit, facts);
            if (!conflict.empty())
                faults.push_back(
                    {"appraisers", who.name + " " + conflict + ": " + facts.nominee + "."});
            else if (has_sheet(sheets, facts.nomination, who))
                faults.push_back(
                    {"appraisers", who.name + " đã được giao thẩm định " + facts.nominee + "."});
            else
                found.push_back({facts.nomination, who});
        }
    if (!faults.empty())
        throw Problem(Kind::blocked, "Chưa giao được phiếu thẩm định.", std::move(faults));
    return found;
}

std::vector<Assignment> evenly(std::span<const Facts> nominations, std::vector<Appraiser> people,
                               std::span<const Sheet> sheets, int readers) {
    std::vector<Assignment> found;
    std::vector<Fault> faults;
    for (const auto& facts : nominations) {
        std::vector<Appraiser*> free;
        for (auto& who : people)
            if (conflict_of(who.account, who.unit, facts).empty() &&
                !has_sheet(sheets, facts.nomination, who))
                free.push_back(&who);
        std::ranges::stable_sort(
            free, {}, [](const Appraiser* who) { return std::pair(who->load, who->place); });
        if (static_cast<int>(free.size()) < readers) {
            faults.push_back({"appraisers", "Không còn đủ người không liên quan để thẩm định " +
                                                facts.nominee + ": cần " + std::to_string(readers) +
                                                ", còn " + std::to_string(free.size()) + "."});
            continue;
        }
        for (int i = 0; i < readers; ++i) {
            ++free[static_cast<std::size_t>(i)]->load;
            found.push_back({facts.nomination, *free[static_cast<std::size_t>(i)]});
        }
    }
    if (!faults.empty())
        throw Problem(Kind::blocked, "Chưa chia được phiếu thẩm định.", std::move(faults));
    return found;
}

}  // namespace tdkt::workflow
