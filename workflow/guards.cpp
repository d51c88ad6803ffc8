#include "workflow/guards.h"

#include <optional>

#include "workflow/texts.h"
#include "workflow/transitions.h"

namespace tdkt::workflow {
namespace {

using Sentence = std::optional<std::string>;  // nothing: the guard holds

Sentence complete(const Facts& facts, const Actor&) {
    if (facts.missing_parts.empty()) return {};
    return "Còn thiếu: " + listed(facts.missing_parts, ", ") + ".";
}

Sentence in_time(const Facts& facts, const Actor&) {
    if (!facts.late || facts.late_explained) return {};
    return "Đã quá hạn nộp của đợt. Hãy nêu lý do nộp chậm trong hồ sơ.";
}

// Who is nominated, who proposed, and who belongs to the nominated unit does
// not judge (domain rules A9 and invariant 4 of the lifecycle).
Sentence impartial(const Facts& facts, const Actor& actor) {
    if (actor.id != 0 && actor.id == facts.nominee_account)
        return "Ông/Bà là người được đề nghị khen thưởng nên không thực hiện bước này.";
    if (actor.id != 0 && actor.id == facts.proposer)
        return "Ông/Bà là người trình hồ sơ này nên không thực hiện bước này.";
    if (actor.unit != 0 && actor.unit == facts.nominee_unit)
        return "Ông/Bà thuộc đơn vị được đề nghị khen thưởng nên không thực hiện bước này.";
    return {};
}

Sentence quorate(const Facts& facts, const Actor&) {
    const auto& count = facts.count;
    if (count.members > 0 && count.present >= count.quorum) return {};
    return "Cần ít nhất " + std::to_string(count.quorum) + "/" + std::to_string(count.members) +
           " thành viên dự họp, mới có " + std::to_string(count.present) + ".";
}

Sentence ballots_closed(const Facts& facts, const Actor&) {
    const int open = facts.count.expected - facts.count.ballots;
    if (open <= 0) return {};
    return "Còn " + std::to_string(open) + " phiếu chưa về.";
}

// Two of three open the ballots: who they are stands before the first is cast.
Sentence keyed(const Facts& facts, const Actor&) {
    if (facts.closed) return "Phiên họp đã kết thúc bỏ phiếu; đề nghị này chờ phiên họp khác.";
    if (facts.keyed) return {};
    return "Chủ tịch, Thư ký và người giám sát chưa lấy đủ mã mở phiếu.";
}

// While ballots are awaited that is the reason, and this is none yet.
Sentence opened(const Facts& facts, const Actor&) {
    if (facts.opened) return {};
    if (facts.poll_over)
        return "Phiếu của đề nghị này không được mở cùng phiên họp và không mở được nữa; hãy đưa "
               "ra khỏi chương trình để chờ phiên họp khác.";
    if (facts.count.expected > facts.count.ballots) return {};
    return "Chưa kiểm phiếu: phiếu kín mở bằng mã của hai trong ba người giữ mã; biểu quyết "
           "giơ tay do Thư ký ghi số.";
}

// Whoever leads the meeting and whoever keeps its minutes sign them.
Sentence presided(const Facts& facts, const Actor&) {
    if (facts.unseated.empty()) return {};
    return "Chưa mở được phiên họp: " + facts.unseated + ".";
}

// Whoever was asked has answered before the office says what was found. Who is concerned is
// not told who was asked.
Sentence sheets_in(const Facts& facts, const Actor& actor) {
    if (facts.open_sheets.empty() || impartial(facts, actor)) return {};
    return "Còn phiếu thẩm định chưa nộp: " + listed(facts.open_sheets, "; ") + ".";
}

// Conflicts are known before anything is voted on.
Sentence all_declared(const Facts& facts, const Actor&) {
    if (facts.not_declared_by.empty()) return {};
    return "Chưa khai báo xung đột lợi ích: " + listed(facts.not_declared_by, ", ") + ".";
}

Sentence day_come(const Facts& facts, const Actor&) {
    if (facts.today >= facts.meeting_on) return {};
    return "Phiên họp ngày " + short_date(facts.meeting_on) + ", chưa đến ngày họp.";
}

// One meeting, one result, one record of it: what a complaint held back meanwhile
// goes to another meeting.
Sentence undeclared(const Facts& facts, const Actor&) {
    if (!facts.declared) return {};
    return "Phiên họp đã công bố kết quả; đề nghị này chờ phiên họp khác.";
}

Sentence left_over(const Facts& facts, const Actor&) {
    if (facts.declared || (facts.poll_over && !facts.opened)) return {};
    return "Đang biểu quyết, chưa công bố kết quả.";
}

// The arithmetic declares the result; the secretary only announces it.
Sentence carries(const Facts& facts, const Actor&) {
    if (carried(facts.count)) return {};
    if (facts.count.chair_decides && tied(facts.count))
        return "Đúng một nửa đồng ý, người điều hành không quyết định đạt.";
    return "Chưa đủ phiếu thuận: " + std::to_string(facts.count.yes) + "/" +
           std::to_string(facts.count.base()) + ", cần " + std::to_string(facts.count.needed()) +
           ".";
}

Sentence not_carries(const Facts& facts, const Actor&) {
    if (!carried(facts.count)) return {};
    return "Đã đủ phiếu thuận.";
}

// Of the votes nothing is told to others, and to nobody before they are opened.
Sentence presides(const Facts& facts, const Actor& actor) {
    if (actor.id != 0 && actor.id == facts.presiding) return {};
    return "Người điều hành nội dung này quyết định khi đúng một nửa đồng ý.";
}

Sentence tie_open(const Facts& facts, const Actor& actor) {
    if (!facts.opened || presides(facts, actor)) return {};
    if (!facts.count.chair_decides)
        return "Quy định áp dụng không giao người điều hành quyết định khi đúng một nửa đồng ý.";
    if (!tied(facts.count))
        return "Số phiếu đồng ý không phải đúng một nửa nên kết quả theo số phiếu.";
    if (facts.count.decision) return "Ông/Bà đã quyết định nội dung này.";
    return {};
}

Sentence minutes_signed(const Facts& facts, const Actor&) {
    if (facts.minutes_signed) return {};
    return "Biên bản họp chưa đủ chữ ký của Chủ tọa và Thư ký.";
}

Sentence drafted(const Facts& facts, const Actor&) {
    if (facts.decision != 0) return {};
    return "Chưa có trong dự thảo quyết định nào.";
}

// The launching document says how many of each prize a round has.
Sentence within_prizes(const Facts& facts, const Actor&) {
    if (facts.over_prizes.empty()) return {};
    return "Vượt số giải của đợt: " + listed(facts.over_prizes, "; ") + ".";
}

Sentence content_unchanged(const Facts& facts, const Actor&) {
    if (facts.content_unchanged) return {};
    return "Văn bản chưa lập xong, hoặc nội dung đã đổi so với bản được duyệt.";
}

Sentence authorised(const Facts& facts, const Actor& actor) {
    if (actor.id != 0 && facts.signer == actor.id) return {};
    return "Dự thảo quyết định ghi người ký khác.";
}

Sentence signature_valid(const Facts& facts, const Actor&) {
    if (facts.signature_valid) return {};
    return "Chữ ký số của người ký quyết định không còn hợp lệ.";
}

// A dossier is archived when all of its work is done (Decree 30/2020, Điều 28, 29).
Sentence settled(const Facts& facts, const Actor&) {
    if (facts.unsettled == 0) return {};
    return "Hồ sơ còn " + std::to_string(facts.unsettled) + " đề nghị chưa giải quyết xong.";
}

Sentence not_suspended(const Facts& facts, const Actor&) {
    if (facts.suspension.empty()) return {};
    return "Đang tạm dừng xét: " + facts.suspension;
}

Sentence suspended(const Facts& facts, const Actor&) {
    if (!facts.suspension.empty()) return {};
    return "Không có gì đang tạm dừng.";
}

struct Rule {
    Guard guard;
    Sentence (*check)(const Facts&, const Actor&);
};

constexpr Rule rules[] = {
    {Guard::not_suspended, not_suspended},
    {Guard::suspended, suspended},
    {Guard::complete, complete},
    {Guard::in_time, in_time},
    {Guard::impartial, impartial},
    {Guard::sheets_in, sheets_in},
    {Guard::day_come, day_come},
    {Guard::quorate, quorate},
    {Guard::presided, presided},
    {Guard::all_declared, all_declared},
    {Guard::undeclared, undeclared},
    {Guard::left_over, left_over},
    {Guard::keyed, keyed},
    {Guard::ballots_closed, ballots_closed},
    {Guard::opened, opened},
    {Guard::presides, presides},
    {Guard::tied, tie_open},
    {Guard::carried, carries},
    {Guard::not_carried, not_carries},
    {Guard::minutes_signed, minutes_signed},
    {Guard::drafted, drafted},
    {Guard::within_prizes, within_prizes},
    {Guard::content_unchanged, content_unchanged},
    {Guard::authorised, authorised},
    {Guard::signature_valid, signature_valid},
    {Guard::settled, settled},
};

// A guard without a rule would hold for everybody.
constexpr bool every_guard_has_a_rule() {
    for (const auto& row : transitions) {
        auto unchecked = static_cast<unsigned>(row.guard);
        for (const auto& rule : rules) unchecked &= ~static_cast<unsigned>(rule.guard);
        if (unchecked != 0) return false;
    }
    return true;
}
static_assert(every_guard_has_a_rule());

}  // namespace

std::vector<std::string> lacking(Guard guards, const Facts& facts, const Actor& actor) {
    std::vector<std::string> reasons;
    for (const auto& rule : rules)
        if (has(guards, rule.guard))
            if (auto reason = rule.check(facts, actor)) reasons.push_back(std::move(*reason));
    return reasons;
}

}  // namespace tdkt::workflow
