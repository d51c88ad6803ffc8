#include "templates/data/dossier_papers.h"

#include <algorithm>

#include "templates/views/words.h"
#include "workflow/texts.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

constexpr std::string_view standing_office = "Phòng Tổ chức - Hành chính";

Part parts_of(const Dossier& dossier, const Nomination& nomination) {
    Part present = nomination.report.empty() ? Part{} : Part::report;
    for (const auto& each : dossier.attachments)
        if (each.nomination == 0 || each.nomination == nomination.id) present = present | each.part;
    return present;
}

Part required_parts(const Dossier& dossier, const Pack& pack) {
    Part required{};
    for (const auto& n : dossier.nominations) required = required | pack.award(n.award).required;
    return required;
}

json component_rows(const Dossier& dossier, const Pack& pack) {
    const auto required = required_parts(dossier, pack);
    json rows = json::array();
    const auto add = [&](std::string_view name, std::size_t count, bool needed) {
        rows.push_back({{"no", rows.size() + 1},
                        {"name", name},
                        {"amount", two_digits(count) + " bản"},
                        {"result", count > 0 ? "Có"
                                   : needed  ? "Thiếu"
                                             : "Không yêu cầu"}});
    };
    add("Tờ trình đề nghị khen thưởng", dossier.submitted_at != 0 ? 1 : 0, true);
    const auto there = components(dossier);
    for (const auto& part : names<Part>) {
        const auto found =
            std::ranges::find(there, part.value, &decltype(there)::value_type::first);
        const auto count = found == there.end() ? 0 : found->second;
        if (count > 0 || has(required, part.value))
            add(part.label, count, has(required, part.value));
    }
    return rows;
}

json finding_rows(const Dossier& dossier, const Pack& pack, std::size_t& sound) {
    json rows = json::array();
    for (const auto& n : dossier.nominations) {
        const auto& award = pack.award(n.award);
        const auto missing = missing_parts(award, parts_of(dossier, n));
        sound += missing.empty() ? 1 : 0;
        rows.push_back({{"no", rows.size() + 1},
                        {"name", n.name},
                        {"award", n.prize_name},
                        {"finding", missing.empty() ? "Đủ thành phần hồ sơ theo quy định."
                                                    : "Còn thiếu: " + listed(missing, "; ") + "."},
                        {"verdict", missing.empty() ? "Đủ điều kiện" : "Trả bổ sung"}});
    }
    return rows;
}

std::string proposal(std::size_t sound, std::size_t all) {
    std::vector<std::string> parts;
    if (sound > 0)
        parts.push_back("đưa " + two_digits(sound) + " đề nghị vào chương trình họp Hội đồng");
    if (sound < all) parts.push_back("trả lại " + two_digits(all - sound) + " đề nghị để bổ sung");
    return listed(parts, "; ");
}

const Nomination* nomination_of(const Dossier& dossier, Id id) {
    const auto found = std::ranges::find(dossier.nominations, id, &Nomination::id);
    return found == dossier.nominations.end() ? nullptr : &*found;
}

std::string letter_of(const Dossier& dossier) {
    return "hồ sơ “" + dossier.title + "” của " + dossier.unit_name +
           (dossier.submitted_at == 0 ? "" : ", trình lúc " + moment(dossier.submitted_at));
}

bool granted(const Nomination& n) {
    return n.state == State::issued || n.state == State::paid || n.state == State::archived;
}

json granted_rows(const Dossier& dossier) {
    json rows = json::array();
    for (const auto& n : dossier.nominations)
        if (granted(n))
            rows.push_back({{"no", rows.size() + 1},
                            {"name", n.name},
                            {"position", position(n)},
                            {"award", n.prize_name}});
    return rows;
}

json refused_rows(const Dossier& dossier, const std::vector<Ground>& grounds) {
    json rows = json::array();
    for (const auto& ground : grounds)
        if (const auto* n = nomination_of(dossier, ground.nomination))
            rows.push_back({{"no", rows.size() + 1},
                            {"name", n->name},
                            {"award", n->prize_name},
                            {"reason", ground.reason},
                            {"basis", ground.basis}});
    return rows;
}

// A letter of the organ to the unit; number and day are reserved.
json letter(const Issuer& organ, const std::string& symbol, const Dossier& dossier,
            const Signer& signer) {
    return {{"organ", paper_head(organ)},
            {"symbol", symbol},
            {"place", organ.place},
            {"addressee", dossier.unit_name},
            {"code", dossier_code(dossier.id)},
            {"contact", standing_office},
            {"signer", signer_data(signer)},
            {"receivers", {"Như trên", "Giám đốc (để b/c)"}},
            {"archive", "VT, TCHC"}};
}

}  // namespace

json appraisal_data(const Issuer& office, const Dossier& dossier, const Campaign& campaign,
                    const Pack& pack, const std::string& appraiser, const Signer& head, Day today) {
    std::size_t sound = 0;
    json data = {{"organ", paper_head(office)},
                 {"place", office.place},
                 {"date", long_date(today)},
                 {"code", dossier_code(dossier.id)},
                 {"received", moment(dossier.received_at)},
                 {"unit", dossier.unit_name},
                 {"campaign", dossier.campaign_name + ", " + small_first(dossier.round_name)},
                 {"components", component_rows(dossier, pack)},
                 {"nominees", finding_rows(dossier, pack, sound)},
                 {"rules", pack.title + "; " + small_first(campaign.document)},
                 {"appraiser", {{"name", appraiser}}},
                 {"signer", signer_data(head)}};
    data["proposal"] = proposal(sound, dossier.nominations.size());
    return data;
}

namespace {

// "Đủ điều kiện: 02; cần bổ sung: 01"
std::string conclusions_text(const Summary& all) {
    const std::pair<Conclusion, int> counts[] = {{Conclusion::agree, all.agree},
                                                 {Conclusion::disagree, all.disagree},
                                                 {Conclusion::supplement, all.supplement}};
    std::vector<std::string> parts;
    for (const auto& [conclusion, count] : counts)
        if (count > 0)
            parts.push_back(std::string(label(conclusion)) + ": " + document_number(count));
    return listed(parts, "; ");
}

}  // namespace

void put_scores(json& data, const Dossier& dossier, const std::vector<Sheet>& sheets) {
    json rows = json::array();
    for (const auto& n : dossier.nominations) {
        std::vector<Sheet> of_one;
        for (const auto& sheet : sheets)
            if (sheet.nomination == n.id) of_one.push_back(sheet);
        const auto all = summary(of_one);
        if (all.handed_in == 0) continue;
        const auto average = all.average();
        rows.push_back(
            {{"no", rows.size() + 1},
             {"name", n.name},
             {"sheets", document_number(all.handed_in)},
             {"average", average ? fraction_text(*average) : std::string("Không chấm điểm")},
             {"conclusions", conclusions_text(all)}});
    }
    if (!rows.empty()) data["scores"] = {{"rows", rows}};
}

json return_data(const Issuer& organ, const Dossier& dossier, const std::vector<Ground>& grounds,
                 std::optional<Day> until, const Signer& signer) {
    auto data = letter(organ, organ.symbol + "-TCHC", dossier, signer);
    data["subject"] = "trả lại hồ sơ đề nghị khen thưởng " + small_first(dossier.round_name);
    data["letter"] = letter_of(dossier);
    data["office"] = standing_office;
    if (until) data["until"] = long_date(*until);
    data["faults"] = json::array();
    for (const auto& ground : grounds) {
        const auto* n = nomination_of(dossier, ground.nomination);
        data["faults"].push_back({{"no", data["faults"].size() + 1},
                                  {"part", n ? n->name + " – " + n->prize_name : "Toàn bộ hồ sơ"},
                                  {"reason", ground.reason},
                                  {"request", "Bổ sung, hoàn thiện"}});
    }
    return data;
}

json result_notice_data(const Issuer& organ, const Dossier& dossier,
                        const std::vector<Document>& decisions, const std::vector<Ground>& grounds,
                        const Signer& signer) {
    auto data = letter(organ, "TB-" + organ.symbol, dossier, signer);
    data["subject"] =
        "Kết quả xét khen thưởng " + dossier.campaign_name + ", " + small_first(dossier.round_name);
    auto rows = granted_rows(dossier);
    std::vector<std::string> names;
    for (const auto& decision : decisions) names.push_back(cited(decision, organ));
    if (!names.empty() && !rows.empty())
        data["granted"] = {{"decision", listed(names, "; ")}, {"rows", std::move(rows)}};
    rows = refused_rows(dossier, grounds);
    if (!rows.empty()) data["refused"] = {{"rows", std::move(rows)}};
    return data;
}

json short_report_data(const Issuer& organ, const Dossier& dossier, const Nomination& nomination,
                       const Signer& head, Day today) {
    json data = {{"organ", {{"parent", organ.name}, {"name", dossier.unit_name}}},
                 {"place", organ.place},
                 {"date", long_date(today)},
                 {"subject", "Đề nghị khen thưởng “" + nomination.prize_name + "” " +
                                 dossier.campaign_name + ", " + small_first(dossier.round_name)},
                 {"name", nomination.name},
                 {"unit", dossier.unit_name},
                 {"summary", nomination.summary},
                 {"signer", signer_data(head)}};
    if (nomination.subject == Subject::person) {
        data["position"] = nomination.post;
        data["reporter"] = {{"name", nomination.name}};
    }
    data["results"] = json::array();
    const auto& text = nomination.report;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        auto line = text.substr(at, end - at);
        line.erase(line.find_last_not_of(" \r") + 1);
        if (!line.empty()) data["results"].push_back(std::move(line));
        at = end + 1;
    }
    return data;
}

}  // namespace tdkt::templates
