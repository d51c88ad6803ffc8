#include "templates/views/notices.h"

#include <utility>

#include "workflow/courses.h"
#include "workflow/texts.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

constexpr auto table = [] {
    using enum Event;
    using enum Audience;
    return std::to_array<Wording>({
        {submit, next, Leads::dossier, "{unit} đã trình hồ sơ {dossier}: {names}.",
         "Chờ Ông/Bà tiếp nhận."},
        {withdraw, office, Leads::dossier, "{unit} đã rút khỏi hồ sơ {dossier}: {names}.",
         "Ông/Bà không phải xử lý tiếp phần đã rút."},
        {receive, unit, Leads::dossier, "{dossier}: {who} đã tiếp nhận {names}.",
         "Phiếu tiếp nhận có trong hồ sơ."},
        {send_back, unit, Leads::dossier, "{dossier}: {who} trả lại để bổ sung: {names}.",
         "Đề nghị đơn vị bổ sung rồi trình lại."},
        {appraise, next, Leads::dossier,
         "{dossier} của {unit}: {who} đã xác nhận đủ điều kiện: {names}.",
         "Chờ Ông/Bà đưa vào chương trình họp."},
        {schedule, council, Leads::meeting, "{meeting}: chương trình có {items} đề nghị.",
         "Mời Ông/Bà xem trước nội dung."},
        {postpone, unit, Leads::dossier, "{dossier}: chưa đưa ra phiên họp này: {names}.",
         "Đề nghị chờ phiên họp sau; đơn vị chưa phải làm gì."},
        {open_vote, voters, Leads::ballot, "{meeting}: đã mở biểu quyết {items} đề nghị.",
         "Mời Ông/Bà bỏ phiếu."},
        {declare, unit, Leads::dossier, "{dossier}: {outcome}.", ""},
        {declare, minutes_signers, Leads::meeting, "{meeting}: đã công bố kết quả biểu quyết.",
         "Khi biên bản lập xong, chờ Ông/Bà ký."},
        {declare, office, Leads::meeting, "{meeting}: {outcome}.",
         "Khi biên bản đủ chữ ký, chờ Ông/Bà lập dự thảo quyết định."},
        {present, signer, Leads::decision,
         "Dự thảo quyết định “{decision}” ({items} đề nghị, {money}) đã được trình.",
         "Chờ Ông/Bà xem văn bản và ký."},
        {reconsider, unit, Leads::dossier,
         "{dossier}: {who} yêu cầu Hội đồng xem xét lại: {names}.",
         "Đề nghị chờ Hội đồng họp lại; đơn vị chưa phải làm gì."},
        {reconsider, secretary, Leads::meetings, "{who} yêu cầu Hội đồng xem xét lại: {names}.",
         "Chờ Ông/Bà đưa vào chương trình phiên họp sau."},
        {reconsider, office, Leads::dossier, "{who} yêu cầu Hội đồng xem xét lại: {names}.", ""},
        {hand_back, office, Leads::decision,
         "{who} trả lại dự thảo quyết định “{decision}” để sửa.",
         "Chờ Ông/Bà sửa dự thảo và trình lại."},
        {refuse, unit, Leads::dossier, "{dossier}: {who} không đồng ý khen thưởng: {names}.", ""},
        {sign, next, Leads::decision, "{who} đã ký quyết định “{decision}”.",
         "Chờ Ông/Bà cho số, đóng dấu và ban hành."},
        {issue, unit, Leads::dossier,
         "{dossier}: đã ban hành Quyết định số {number} khen thưởng {names}.",
         "Quyết định có trong hồ sơ."},
        {issue, next, Leads::decision,
         "Đã ban hành Quyết định số {number} “{decision}”, tiền thưởng {money}.",
         "Chờ Ông/Bà chi tiền thưởng."},
        {pay, unit, Leads::dossier, "{dossier}: đã chi tiền thưởng cho {names}.", ""},
        {suspend, unit, Leads::dossier, "{dossier}: {who} tạm dừng xét: {names}.",
         "Đây không phải là từ chối; việc xét sẽ tiếp tục khi có kết luận."},
        {resume, unit, Leads::dossier, "{dossier}: {who} cho tiếp tục xét: {names}.", ""},
    });
}();

// Every event has its words where somebody is told of it; archiving is the end, and of a
// sheet its appraiser is told (server/steps/sheets.cpp).
constexpr bool every_event_has_words() {
    for (const auto& name : event_names) {
        bool found =
            name.value == Event::archive || is_of_sheets(name.value) || is_of_ties(name.value);
        for (const auto& row : table) found = found || row.event == name.value;
        if (!found) return false;
    }
    return true;
}
static_assert(every_event_has_words());

std::string cut(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    return std::string(opening(text, most)) + "…";
}

std::string filled(std::string_view sentence, const Deed& deed) {
    const std::pair<std::string_view, std::string> names[] = {
        {"{who}", deed.who},           {"{dossier}", deed.dossier},
        {"{unit}", deed.unit},         {"{names}", deed.names},
        {"{outcome}", deed.outcome},   {"{meeting}", deed.meeting},
        {"{decision}", deed.decision}, {"{number}", deed.number},
        {"{money}", deed.money},       {"{items}", std::to_string(deed.items)}};
    std::string text(sentence);
    for (const auto& [name, value] : names)
        if (const auto at = text.find(name); at != std::string::npos)
            text.replace(at, name.size(), value);
    return text;
}

}  // namespace

std::vector<Wording> wordings(Event event, bool for_unit) {
    std::vector<Wording> found;
    for (const auto& row : table)
        if (row.event == event && (row.audience == Audience::unit) == for_unit)
            found.push_back(row);
    return found;
}

std::string notice_text(const Wording& wording, const Deed& deed) {
    // A column of 500 characters; bytes are never fewer. What is to be done comes
    // last and must not be lost.
    constexpr std::size_t most = 480, most_of_reason = 150;
    std::string reason, next;
    if (!deed.reason.empty()) {
        reason = " Lý do: " + cut(deed.reason, most_of_reason);
        if (!reason.ends_with('.') && !reason.ends_with("…")) reason += '.';
    }
    if (!wording.next.empty()) next = " " + std::string(wording.next);
    return cut(filled(wording.deed, deed), most - reason.size() - next.size()) + reason + next;
}

std::string outcome_text(const std::vector<Verdict>& verdicts) {
    std::vector<std::string> carried, lost;
    for (const auto& v : verdicts)
        if (v.carried)
            carried.push_back(v.nominee);
        else
            lost.push_back(v.nominee + " (" + std::to_string(v.yes) + "/" +
                           std::to_string(v.members) + " phiếu, cần " + std::to_string(v.needed) +
                           ")");
    std::string text = "Hội đồng ";
    if (!carried.empty()) text += "đề nghị khen thưởng: " + few_of(carried);
    if (!lost.empty())
        text += std::string(carried.empty() ? "" : "; ") + "không đề nghị: " + few_of(lost);
    return text;
}

}  // namespace tdkt::templates
