#include "templates/paper_data.h"

#include <algorithm>

#include "workflow/vietnamese.h"

namespace tdkt::templates {

using namespace workflow;
using nlohmann::json;

namespace {

json head(const Issuer& organ) {
    return {{"parent", organ.parent}, {"name", organ.name}};
}

std::string two_digits(std::size_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string upper_first(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 32);
    return text;
}

std::string counted(std::size_t collectives, std::size_t persons) {
    std::string text;
    if (collectives > 0) text = two_digits(collectives) + " tập thể";
    if (persons > 0) text += (text.empty() ? "" : " và ") + two_digits(persons) + " cá nhân";
    return text;
}

template <class List, class Kind>
std::size_t how_many(const List& list, Kind kind) {
    return static_cast<std::size_t>(std::count_if(list.begin(), list.end(), kind));
}

std::string counted(const std::vector<Nomination>& nominations) {
    const auto collectives =
        how_many(nominations, [](const Nomination& n) { return n.subject == Subject::collective; });
    return counted(collectives, nominations.size() - collectives);
}

std::string position(const Nomination& nomination) {
    return nomination.subject == Subject::collective ? "Tập thể" : nomination.post;
}

std::string moment(std::int64_t at) {
    const auto text = date_time(at);  // 04/11/2025 08:30
    return text.substr(11, 2) + " giờ " + text.substr(14, 2) + " phút, " + long_date(day_of(at));
}

// "90,91%" exactly rounded half up to hundredths, by whole numbers.
std::string percent(int part, int whole) {
    if (whole == 0) return "0%";
    const int hundredths = (part * 100000 / whole + 5) / 10;
    const auto rest = hundredths % 100;
    return std::to_string(hundredths / 100) +
           (rest == 0 ? "" : "," + two_digits(static_cast<std::size_t>(rest))) + "%";
}

json nominee_rows(const std::vector<Nomination>& nominations, bool with_summary) {
    json rows = json::array();
    for (const auto& n : nominations) {
        json row = {{"no", rows.size() + 1},
                    {"name", n.name},
                    {"position", position(n)},
                    {"award", n.prize_name}};
        if (with_summary) row["summary"] = n.summary;
        rows.push_back(std::move(row));
    }
    return rows;
}

// The papers in a dossier by kind, with how many of each.
std::vector<std::pair<std::string, std::size_t>> components(const Dossier& dossier) {
    std::vector<std::pair<std::string, std::size_t>> list;
    for (const auto& part : names<Part>) {
        auto count = how_many(dossier.attachments,
                              [&](const Attachment& a) { return a.part == part.value; });
        if (part.value == Part::report)
            count += how_many(dossier.nominations,
                              [](const Nomination& n) { return !n.report.empty(); });
        if (count > 0) list.emplace_back(part.label, count);
    }
    return list;
}

}  // namespace

std::string paper_symbol(PaperKind kind, const std::string& organ_symbol) {
    switch (kind) {
        case PaperKind::submission:
            return "TTr-" + organ_symbol;
        case PaperKind::minutes:
            return "BB-" + organ_symbol;
        case PaperKind::decision:
            return "QĐ-" + organ_symbol;
        case PaperKind::receipt:
            break;
    }
    return {};
}

json submission_data(const Issuer& organ, const Dossier& dossier, const Campaign& campaign,
                     const std::string& head_title, const std::string& head_name, const Pack& pack,
                     Day today) {
    json data = {{"organ", {{"parent", organ.name}, {"name", dossier.unit_name}}},
                 {"symbol", paper_symbol(PaperKind::submission, organ.symbol)},
                 {"number", ""},
                 {"place", organ.place},
                 {"date", long_date(today)},
                 {"subject", dossier.title},
                 {"addressee", "Giám đốc " + organ.name}};
    data["bases"] = {pack.bases.front() + ";",
                     "Thực hiện " + campaign.document + " về phong trào “" + campaign.name + "”."};
    data["paragraphs"] = {"Căn cứ kết quả thực hiện và kết quả bình xét tại đơn vị, " +
                          dossier.unit_name + " trình Giám đốc " + organ.name +
                          " xem xét, khen thưởng " + counted(dossier.nominations) + " trong " +
                          dossier.round_name + " theo danh sách sau:"};
    data["nominees"] = nominee_rows(dossier.nominations, /*with_summary=*/true);
    data["confirmation"] =
        "Đơn vị xác nhận các tập thể, cá nhân nêu trên đủ điều kiện, tiêu chuẩn; việc bình xét "
        "được "
        "công khai tại đơn vị; không có đơn thư khiếu nại, tố cáo; không trong thời gian xem xét, "
        "thi hành kỷ luật.";
    json items = json::array();
    const auto parts = components(dossier);
    for (std::size_t i = 0; i < parts.size(); ++i)
        items.push_back(parts[i].first + ": " + two_digits(parts[i].second) + " bản" +
                        (i + 1 < parts.size() ? ";" : "."));
    data["attachments"] = {{"items", std::move(items)}};
    data["closing"] =
        dossier.unit_name + " kính trình Giám đốc " + organ.name + " xem xét, quyết định.";
    data["receivers"] = {"Như trên;", "Cơ quan thường trực Hội đồng TĐKT;", "Lưu: VT."};
    data["signer"] = {{"title", head_title}, {"name", head_name}};
    return data;
}

json receipt_data(const Issuer& organ, const Dossier& dossier, const std::string& receiver,
                  const std::string& office, const std::string& verify_url) {
    json data = {
        {"organ", head(organ)},
        {"code", dossier.receipt},
        {"place", organ.place},
        {"date", long_date(day_of(dossier.received_at))},
        {"unit", dossier.unit_name},
        {"campaign", dossier.campaign_name + ", " + dossier.round_name},
        {"letter", dossier_code(dossier.id) + " trình lúc " + date_time(dossier.submitted_at)},
        {"received", moment(dossier.received_at)}};
    data["nominees"] = nominee_rows(dossier.nominations, /*with_summary=*/false);
    data["components"] = json::array();
    for (const auto& [name, count] : components(dossier))
        data["components"].push_back({{"no", data["components"].size() + 1},
                                      {"name", name},
                                      {"amount", two_digits(count) + " bản"}});
    const auto due = parse_day(dossier.due_on);
    data["due"] = due ? long_date(*due) : "";
    data["advice"] =
        "Đơn vị theo dõi hồ sơ trên hệ thống theo mã nêu trên. Hồ sơ thiếu hoặc sai được trả lại "
        "kèm "
        "lý do.";
    data["receiver"] = {{"office", office}, {"name", receiver}};
    data["submitter"] = {{"name", dossier.submitted_by}};
    data["verify"] = verify_url;
    return data;
}

json minutes_data(const Issuer& organ, const Meeting& meeting, int quorum, std::int64_t closed_at) {
    const auto members = meeting.members.size();
    json data = {{"organ", {{"parent", organ.name}, {"name", meeting.council}}},
                 {"symbol", paper_symbol(PaperKind::minutes, meeting.symbol)},
                 {"number", ""},
                 {"place", organ.place},
                 {"date", long_date(meeting.held_on)},
                 {"subject", "Họp " + meeting.council + " xét khen thưởng"},
                 {"opened", meeting.held_at.substr(0, 2) + " giờ " + meeting.held_at.substr(3, 2) +
                                " phút, " + long_date(meeting.held_on)},
                 {"closed", moment(closed_at)},
                 {"venue", meeting.place}};
    data["attendance"] = {
        {"present", meeting.present()},
        {"members", members},
        {"quorum", "đủ số lượng để họp, tối thiểu " + two_digits(static_cast<std::size_t>(quorum)) +
                       " thành viên"}};
    data["present"] = data["absent"] = data["conflicts"] = json::array();
    data["chair"] = data["secretary"] = {{"name", ""}, {"title", ""}};
    for (const auto& m : meeting.members) {
        const json person = {{"name", m.name},
                             {"title", m.post + ", " + std::string(label(m.council_post))}};
        if (m.council_post == CouncilPost::chair)
            data["chair"] = person;
        else if (m.council_post == CouncilPost::secretary)
            data["secretary"] = person;
        else if (m.presence == Presence::present)
            data["present"].push_back(person);
        if (m.presence == Presence::present) continue;
        auto absent = person;
        absent["reason"] =
            m.presence == Presence::written ? "đã gửi ý kiến bằng văn bản" : "vắng mặt";
        data["absent"].push_back(std::move(absent));
    }
    for (const auto& m : meeting.members)
        if (m.recused)
            data["conflicts"].push_back(
                {{"name", m.name},
                 {"statement", "có xung đột lợi ích, không tham gia biểu quyết"}});
    data["introduction"] =
        "Thư ký trình bày tờ trình của các đơn vị và kết quả thẩm định. Hội đồng thảo luận và biểu "
        "quyết, kết quả như sau (tỷ lệ tính trên tổng số thành viên Hội đồng):";
    std::size_t passed = 0;
    data["items"] = json::array();
    for (const auto& item : meeting.agenda) {
        if (item.verdict.empty()) continue;
        const bool good = item.verdict == code(State::recommended);
        passed += good ? 1 : 0;
        data["items"].push_back({{"no", data["items"].size() + 1},
                                 {"name", item.name},
                                 {"award", item.prize_name},
                                 {"agreed", item.yes},
                                 {"members", members},
                                 {"percent", percent(item.yes, static_cast<int>(members))},
                                 {"result", good ? "Đạt" : "Không đạt"}});
    }
    data["conclusion"] =
        "Hội đồng đề nghị khen thưởng " + two_digits(passed) + "/" +
        two_digits(data["items"].size()) +
        " tập thể, cá nhân nêu trên có kết quả “Đạt”. Mã kiểm tra của chương trình "
        "họp đã chốt: " +
        meeting.agenda_hash.substr(0, 16) + ".";
    data["receivers"] = {"Các thành viên Hội đồng;", "Lưu: VT, HĐTĐKT."};
    return data;
}

namespace {

json bases_of(const Issuer& organ, const Decision& decision, const std::vector<Meeting>& meetings,
              const Pack& pack) {
    json bases = json::array();
    for (const auto& basis : pack.bases) bases.push_back(basis + ";");
    bases.push_back("Căn cứ chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của " + organ.name +
                    ";");
    for (std::size_t at = 0; at < decision.basis.size();) {
        const auto end = std::min(decision.basis.find('\n', at), decision.basis.size());
        auto line = decision.basis.substr(at, end - at);
        while (!line.empty() && (line.back() == '.' || line.back() == ';' || line.back() == ' ' ||
                                 line.back() == '\r'))
            line.pop_back();
        if (!line.empty()) bases.push_back(line + ";");
        at = end + 1;
    }
    for (const auto& meeting : meetings)
        bases.push_back("Căn cứ Biên bản họp " + meeting.council + " " +
                        long_date(meeting.held_on) + ";");
    bases.push_back("Theo đề nghị của Trưởng phòng Tổ chức - Hành chính.");
    return bases;
}

json annex_rows(const Decision& decision, Subject subject) {
    json rows = json::array();
    for (const auto& item : decision.items) {
        const auto& n = item.nomination;
        if (n.subject != subject) continue;
        rows.push_back({{"no", rows.size() + 1},
                        {"name", n.name},
                        {"award", item.award_name},
                        {"amount", grouped(item.amount)}});
        if (subject == Subject::person)
            rows.back()["position"] =
                n.post.empty() ? item.unit_name : n.post + ", " + item.unit_name;
    }
    return rows;
}

std::string total_text(const Decision& decision) {
    return money(decision.total()) + " (" + money_in_words(decision.total()) + ")";
}

}  // namespace

json decision_data(const Issuer& organ, const Decision& decision,
                   const std::vector<Meeting>& meetings, const Pack& pack,
                   const std::string& verify_url) {
    const auto collectives = annex_rows(decision, Subject::collective);
    const auto persons = annex_rows(decision, Subject::person);
    const auto count = counted(collectives.size(), persons.size());
    json data = {{"organ", head(organ)},
                 {"symbol", paper_symbol(PaperKind::decision, organ.symbol)},
                 {"place", organ.place},
                 {"number", nullptr},
                 {"date", nullptr},
                 {"subject", "Về việc " + decision.title},
                 {"authority", "Giám đốc " + organ.name},
                 {"issuer", "Giám đốc " + organ.name},
                 {"bases", bases_of(organ, decision, meetings, pack)},
                 {"award", "thưởng"},
                 {"count", count},
                 {"merit", "có thành tích được Hội đồng đề nghị khen thưởng"},
                 {"effect", "Quyết định này có hiệu lực kể từ ngày ký."},
                 {"verify", verify_url}};
    data["money"] =
        "Mức tiền thưởng của từng tập thể, cá nhân theo danh sách kèm theo. Tổng số tiền "
        "thưởng là " +
        total_text(decision) + ", chi từ quỹ thi đua, khen thưởng của " + organ.name + ".";
    data["duty"] =
        "Trưởng phòng Tổ chức - Hành chính, Trưởng phòng Kế hoạch - Tài chính, thủ trưởng các đơn "
        "vị "
        "có liên quan và các tập thể, cá nhân có tên trong danh sách chịu trách nhiệm thi hành "
        "Quyết "
        "định này.";
    data["receivers"] = {"Như Điều 3;", "BHXH Việt Nam (để b/c);", "Các Phó Giám đốc;",
                         "Lưu: VT, TCHC."};
    data["signer"] = {{"title", decision.signs_for.empty() ? "Giám đốc" : "Phó Giám đốc"},
                      {"name", decision.signer_name}};
    if (!decision.signs_for.empty()) data["signer"]["prefix"] = decision.signs_for + " GIÁM ĐỐC";
    if (!collectives.empty())
        data["collectives"] = {{"heading", "I. TẬP THỂ"}, {"rows", collectives}};
    if (!persons.empty())
        data["persons"] = {{"heading", collectives.empty() ? "I. CÁ NHÂN" : "II. CÁ NHÂN"},
                           {"rows", persons}};
    data["total"] = upper_first("danh sách này có " + count + "; tổng số tiền thưởng là " +
                                total_text(decision) + ".");
    return data;
}

}  // namespace tdkt::templates
