#include "templates/data/meeting_papers.h"

#include <algorithm>

#include "templates/views/poll.h"
#include "templates/views/words.h"
#include "workflow/problem.h"
#include "workflow/tally.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

Issuer council_of(const Issuer& organ, const Meeting& meeting) {
    return {organ.name, council_name(meeting.council), organ.place, meeting.symbol};
}

std::string beginning(const Meeting& meeting) {
    return meeting.held_at.substr(0, 2) + " giờ " + meeting.held_at.substr(3, 2) + " phút, " +
           long_date(meeting.held_on);
}

const Member* chair_of(const Meeting& meeting) {
    const auto found =
        std::ranges::find(meeting.members, CouncilPost::chair, &Member::council_post);
    return found == meeting.members.end() ? nullptr : &*found;
}

// "Giám đốc Bảo hiểm xã hội tỉnh …"; a post that names the office already stands as it is.
std::string post_of(const Member& member, const Issuer& organ) {
    const auto plain = folded(member.post);
    const bool named =
        plain.find("bhxh") != plain.npos || plain.find("bao hiem xa hoi") != plain.npos;
    return named ? member.post : member.post + " " + organ.name;
}

std::string agenda_count(const Meeting& meeting) {
    const auto collectives = static_cast<std::size_t>(
        std::ranges::count(meeting.agenda, Subject::collective, &AgendaItem::subject));
    return counted(collectives, meeting.agenda.size() - collectives);
}

json paper_of(const Issuer& organ, const Meeting& meeting) {
    return {{"organ", paper_head(council_of(organ, meeting))}, {"place", organ.place}};
}

// "số thứ tự 1 (…)": an item as it is named in the papers.
std::string tie_text(const AgendaItem& item, const Meeting& meeting, std::size_t number) {
    const auto& tie = *item.tie;
    std::string text = "Tại số thứ tự " + std::to_string(number);
    text.append(" có ")
        .append(std::to_string(item.yes))
        .append("/")
        .append(std::to_string(meeting.base(item)))
        .append(" phiếu đồng ý, đúng một nửa; theo ")
        .append(tie.basis)
        .append(", ")
        .append(tie.by)
        .append(" điều hành phiên họp quyết định: ")
        .append(tie.carried ? "đạt" : "không đạt")
        .append("; lý do: ")
        .append(tie.reason);
    if (!text.ends_with('.')) text.append(".");
    return text;
}

// What the count says of one line; the ballots of whoever may not vote on it are missing.
json counted_row(const AgendaItem& item, std::size_t number, int members) {
    return {{"no", number},
            {"name", item.name},
            {"award", item.prize_name},
            {"agreed", item.yes},
            {"percent", percent(item.yes, members)},
            {"against", two_digits(static_cast<std::size_t>(item.no))},
            {"invalid", two_digits(static_cast<std::size_t>(item.invalid))}};
}

void refuse_wrong_count(const AgendaItem& item, const Tally& tally) {
    const auto wrong = item.form == Form::hands ? std::string() : contradiction(tally);
    if (wrong.empty()) return;
    throw Problem(Kind::blocked, "“" + item.name + "”: " + wrong + " Kiểm tra lại kết quả.");
}

// Of all items: a ballot is one sheet, though its lines count apart.
struct Sheets {
    int issued = 0, returned = 0, invalid = 0;
};

Sheets sheets_of(const Meeting& meeting) {
    Sheets sheets;
    for (const auto& item : meeting.agenda) {
        if (item.verdict.empty() || item.form == Form::hands) continue;
        const auto tally = tally_of(meeting, item);
        refuse_wrong_count(item, tally);
        sheets.issued = std::max(sheets.issued, tally.issued);
        sheets.returned = std::max(sheets.returned, tally.returned);
        sheets.invalid = std::max(sheets.invalid, tally.invalid);
    }
    return sheets;
}

std::string digits(int number) {
    return two_digits(static_cast<std::size_t>(number));
}

void put_votes(json& data, const Meeting& meeting) {
    const auto sheets = sheets_of(meeting);
    data["votes"] = {
        {"members", two_digits(meeting.members.size())},
        {"present", digits(meeting.present())},
        {"issued", digits(sheets.issued)},
        {"returned", digits(sheets.returned)},
        {"written", digits(std::min(sheets.returned, meeting.count(Presence::written)))},
        {"valid", digits(sheets.returned - sheets.invalid)},
        {"invalid", digits(sheets.invalid)}};
    data["items"] = data["remarks"] = json::array();
    for (const auto& item : meeting.agenda) {
        if (item.verdict.empty()) continue;
        data["items"].push_back(counted_row(item, data["items"].size() + 1, meeting.base(item)));
        if (item.form == Form::hands) continue;
        const auto missing = sheets.issued - tally_of(meeting, item).issued;
        if (missing > 0)
            data["remarks"].push_back("Tại số thứ tự " + std::to_string(data["items"].size()) +
                                      " có " + digits(missing) +
                                      " thành viên không tham gia bỏ phiếu do xung đột lợi ích.");
    }
}

}  // namespace

void put_number(json& data, const Meeting& meeting, CouncilPaper kind) {
    data["number"] = "";
    data["symbol"] = std::string(code(series_of(kind))).append("-").append(meeting.symbol);
    const auto* paper = meeting.paper(kind);
    if (paper == nullptr) return;
    data["number"] = document_number(paper->number);
    data["symbol"] = paper->symbol;
    data["date"] = long_date(paper->issued_on);
}

void put_ties(json& data, const Meeting& meeting) {
    data["ties"] = json::array();
    std::size_t number = 0;
    for (const auto& item : meeting.agenda) {
        if (item.verdict.empty()) continue;
        ++number;
        // A conflict declared since may have changed of how many half is.
        if (item.tie && 2 * item.yes == meeting.base(item))
            data["ties"].push_back(tie_text(item, meeting, number));
    }
}

// Who opened the ballots, that nobody can again, and why the vote ended before all were in.
void put_opening(json& data, const Meeting& meeting) {
    const auto& poll = meeting.poll;
    data["opening"] = data["ended"] = nullptr;
    if (!poll.opened_by.empty())
        data["opening"] = "Phiếu kín được mở lúc " + moment(poll.counted_at) + " bằng mã của " +
                          openers(poll) +
                          "; khóa mở phiếu đã bị hủy ngay sau khi mở, không thể mở lại.";
    if (!poll.close_reason.empty())
        data["ended"] = "Kết thúc bỏ phiếu lúc " + moment(poll.closed_at) +
                        " khi chưa đủ phiếu; lý do: " + poll.close_reason + " (" + poll.closed_by +
                        " ghi).";
}

json invitation_data(const Issuer& organ, const Meeting& meeting, const std::string& round) {
    // A member who has not declared yet is invited, and not told of whom.
    const auto about = round.empty() ? "" : " " + small_first(round);
    const auto whom = meeting.shut ? "các tập thể, cá nhân" : agenda_count(meeting);
    auto data = paper_of(organ, meeting);
    put_number(data, meeting, CouncilPaper::invitation);
    data["subject"] = "Họp " + meeting.council + " xét khen thưởng" + about;
    data["inviter"] = meeting.council;
    data["invitee"] = "Ông/Bà thành viên Hội đồng";
    data["event"] = "phiên họp của Hội đồng xét khen thưởng" + about;
    data["time"] = beginning(meeting);
    data["venue"] = meeting.place;
    const auto* chair = chair_of(meeting);
    if (chair) {
        data["chair"] = chair->name + ", " + chair->post + ", Chủ tịch Hội đồng";
        data["signer"] = {{"behalf", "TM. HỘI ĐỒNG"},
                          {"title", "Chủ tịch"},
                          {"post", post_of(*chair, organ)},
                          {"name", chair->name}};
    }
    data["agenda"] = {"Nghe báo cáo kết quả thẩm định " + whom + " được đề nghị khen thưởng;",
                      "Thảo luận, bỏ phiếu kín;", "Công bố kết quả, thông qua biên bản."};
    data["request"] =
        "Rất mong Ông/Bà dự họp đầy đủ, đúng giờ. Trường hợp không thể dự họp, đề nghị gửi ý kiến "
        "bằng văn bản về Thư ký Hội đồng " +
        (meeting.written_by ? "chậm nhất hết " + long_date(*meeting.written_by)
                            : std::string("trước giờ họp"));
    data["receivers"] = {"Các thành viên Hội đồng", "Thư ký Hội đồng"};
    data["archive"] = "VT, " + meeting.symbol;
    return data;
}

json ballot_data(const Issuer& organ, const Meeting& meeting) {
    auto data = paper_of(organ, meeting);
    data["date"] = long_date(meeting.held_on);
    data["subject"] = "Xét khen thưởng tại phiên họp " + long_date(meeting.held_on);
    data["items"] = json::array();
    for (const auto& item : meeting.agenda)
        data["items"].push_back(
            {{"no", data["items"].size() + 1},
             {"name", item.name},
             {"position", item.subject == Subject::collective ? "Tập thể"
                          : item.post.empty()                 ? item.unit_name
                                                              : item.post + ", " + item.unit_name},
             {"award", item.prize_name}});
    return data;
}

json count_minutes_data(const Issuer& organ, const Meeting& meeting,
                        const std::vector<Member>& tellers, int papers) {
    auto data = paper_of(organ, meeting);
    data["date"] = long_date(meeting.held_on);
    put_number(data, meeting, CouncilPaper::count_minutes);
    data["subject"] = "Kiểm phiếu tại phiên họp " + meeting.council + " xét khen thưởng";
    data["opened"] = moment(meeting.opened_at);
    data["closed"] = moment(meeting.declared_at);
    data["venue"] = meeting.place;
    data["council"] = meeting.council;
    data["copies"] = "02";
    data["tellers"] = data["members"] = json::array();
    for (const auto& teller : tellers) {
        const bool head = data["tellers"].empty();
        data["tellers"].push_back({{"name", teller.name},
                                   {"title", teller.post},
                                   {"role", head ? "Trưởng ban" : "thành viên"}});
        if (head)
            data["head"] = {{"name", teller.name}};
        else
            data["members"].push_back({{"name", teller.name}});
    }
    put_opening(data, meeting);
    put_votes(data, meeting);
    put_ties(data, meeting);
    data["paper"] = meeting.paper_forms == 0
                        ? json()
                        : json("Phiếu giấy: phát ra " + digits(meeting.paper_forms) + ", thu về " +
                               digits(papers));
    return data;
}

}  // namespace tdkt::templates
