#include "server/demo/story.h"

#include "server/demo/messages.h"
#include "server/demo/script.h"
#include "server/demo/stage.h"
#include "server/handlers/appraisals.h"
#include "server/handlers/attachments.h"
#include "server/handlers/ballots.h"
#include "server/handlers/conflicts.h"
#include "server/handlers/decisions.h"
#include "server/handlers/dossiers.h"
#include "server/handlers/drafts.h"
#include "server/handlers/meetings.h"
#include "server/handlers/minutes.h"
#include "server/handlers/nominations.h"
#include "server/handlers/other_votes.h"
#include "server/handlers/polls.h"
#include "server/handlers/sitting.h"
#include "server/handlers/templates.h"
#include "sql/appraisal.h"
#include "sql/campaigns.h"
#include "sql/council.h"
#include "sql/dossiers.h"
#include "sql/terms.h"
#include "templates/papers.h"
#include "templates/resources.h"
#include "workflow/tally.h"

namespace tdkt::server::demo {

using namespace workflow;
using nlohmann::json;

namespace {

Day day(const char* iso_day) {
    return *parse_day(iso_day);
}

class Sprint {
  public:
    Sprint(App& app, const Cast& cast, std::int64_t& clock) : stage_(app, cast, clock) {
        campaign_ = app.database.read(
            [&](auto& db) { return sql::load_campaigns(db, cast.organ.id).front(); });
    }

    void first_round() {
        stage_.at("2025-11-03", 8, 0);
        const auto dossiers = submit_all(0, 5);
        stage_.at("2025-11-04", 9, 0);
        take_in(dossiers);
        stage_.at("2025-11-07", 8, 0);
        const auto meeting = call_meeting("2025-11-07", dossiers);
        stage_.at("2025-11-07", 14, 5);
        hold(meeting);
        held_ = true;
        stage_.at("2025-11-10", 8, 0);
        decide(dossiers);
    }

    // The receipts of the first round did not say by which code to look a dossier up.
    void better_words() {
        stage_.at("2025-12-01", 9, 0);
        std::string text(templates::resource(templates::paper_kind("receipt").text));
        const std::string before = "theo mã nêu trên";
        text.replace(text.find(before), before.size(), "theo mã {{code}}");
        stage_.act("tchc", post_template, {{"kind", "receipt"}},
                   {{"text", text},
                    {"valid_from", "2025-12-01"},
                    {"note", "Ghi lại mã hồ sơ ở câu cuối để đơn vị tra cứu được ngay."}});
    }

    // Before the council: on the agenda of the meeting of the opening day.
    void second_round() {
        stage_.at("2025-12-02", 8, 0);
        const auto dossiers = submit_all(1, 4);
        stage_.at("2025-12-04", 8, 30);
        take_in(dossiers, /*with_sheets=*/true);
        stage_.at("2025-12-05", 14, 0);
        call_meeting("2025-12-09", dossiers);
        stage_.work();
    }

    // One unit has begun; nothing is submitted yet.
    void third_round() {
        stage_.at("2025-12-05", 15, 0);
        propose(proposals()[0], campaign_.rounds[2], /*complete=*/false);
        stage_.work();
    }

  private:
    Id propose(const Proposal& p, const Round& round, bool complete) {
        const auto id =
            stage_.act(p.officer, post_dossier, 0,
                       {{"round", round.id},
                        {"title", "Đề nghị khen thưởng phong trào thi đua nước rút năm 2025, đợt " +
                                      std::to_string(round.ordinal)}});
        const std::string report =
            "I. Sơ lược đặc điểm, tình hình\n" + std::string(p.collective) +
            " thực hiện nhiệm vụ thu, phát triển người tham gia theo kế hoạch được giao.\n\n"
            "II. Thành tích đạt được\n" +
            p.figures + "\n\nIII. Các hình thức đã được khen thưởng\nTheo hồ sơ lưu tại đơn vị.";
        stage_.act(p.officer, post_nomination, id,
                   {{"nominee_kind", "collective"},
                    {"nominee_name", p.collective},
                    {"prize", p.prize},
                    {"summary", p.figures},
                    {"report", report}});
        for (const auto& [name, post] : p.persons)
            stage_.act(p.officer, post_nomination, id,
                       {{"nominee_kind", "person"},
                        {"nominee_name", name},
                        {"post", post},
                        {"prize", "person"},
                        {"summary",
                         "Hoàn thành vượt mức chỉ tiêu cá nhân; có giải pháp được áp dụng, đóng "
                         "góp thiết thực vào kết quả của đơn vị."},
                        {"report",
                         "Báo cáo thành tích cá nhân: " + std::string(name) + ", " + post + "."}});
        attach(p, id, "unit_minutes", "Biên bản bình xét.txt");
        if (complete) attach(p, id, "indicators", "Bảng chỉ tiêu có xác nhận.txt");
        return id;
    }

    void attach(const Proposal& p, Id dossier, const char* kind, const std::string& name) {
        stage_.act(
            p.officer, post_dossier_attachment, dossier, {{"kind", kind}},
            {stage_.file(name, std::string(p.collective) + "\n" + name + "\n" + p.figures + "\n")});
    }

    std::vector<Id> submit_all(std::size_t round, std::size_t units) {
        std::vector<Id> dossiers;
        for (std::size_t i = 0; i < units; ++i) {
            const auto& p = proposals()[i];
            dossiers.push_back(propose(p, campaign_.rounds[round], /*complete=*/true));
            stage_.act(p.head, post_dossier_event, dossiers.back(), {{"event", "submit"}});
        }
        stage_.work();
        return dossiers;
    }

    // `with_sheets`: of the first dossier, two departments say what they think.
    void take_in(const std::vector<Id>& dossiers, bool with_sheets = false) {
        for (const auto id : dossiers) {
            stage_.act("tchc", post_dossier_event, id, {{"event", "receive"}});
            if (with_sheets && id == dossiers.front()) appraise(id);
            stage_.act("tchc", post_dossier_event, id, {{"event", "appraise"}});
        }
        stage_.work();
    }

    void appraise(Id dossier) {
        const std::vector<std::string> people = {"qlt", "tchc"};
        json asked = json::array();
        for (const auto& username : people)
            asked.push_back("a" + std::to_string(stage_.account(username)));
        stage_.act("tchc", post_assignment, dossier,
                   {{"nominations", ids_of({dossier})}, {"appraisers", asked}});
        sql::SheetQuery query;
        query.dossier = dossier;
        const auto cards =
            stage_.app().database.read([&](auto& db) { return sql::load_sheets(db, query); });
        for (const auto& card : cards) fill(card);
    }

    void fill(const sql::SheetCard& card) {
        const auto username = stage_.username(card.sheet.appraiser.account);
        const bool by_data = username == "qlt";
        stage_.act(username, post_sheet, card.sheet.id,
                   {{"points-targets", by_data ? 46 : 45},
                    {"remark-targets", by_data ? "Đã đối chiếu với số liệu thu đến hết tháng 11."
                                               : "Theo bảng chỉ tiêu có xác nhận."},
                    {"points-solutions", by_data ? 15 : 17},
                    {"points-discipline", 20},
                    {"points-records", by_data ? 10 : 9},
                    {"conclusion", "agree"},
                    {"comment", by_data ? "Số liệu khớp." : "Hồ sơ đúng thành phần."},
                    {"hand_in", true}});
    }

    std::vector<Nomination> nominations(const std::vector<Id>& dossiers) {
        return stage_.app().database.read([&](auto& db) {
            std::vector<Nomination> all;
            for (const auto id : dossiers)
                for (auto& n : sql::load_dossier(db, id).nominations) all.push_back(std::move(n));
            return all;
        });
    }

    json ids_of(const std::vector<Id>& dossiers) {
        json list = json::array();
        for (const auto& n : nominations(dossiers)) list.push_back(n.id);
        return list;
    }

    Id call_meeting(const char* on, const std::vector<Id>& dossiers) {
        const auto term = stage_.app().database.read(
            [&](auto& db) { return sql::terms_on(db, campaign_.organ, day(on)).front().id; });
        const auto meeting = stage_.act("thuky", post_meeting, 0,
                                        {{"council", term},
                                         {"held_on", on},
                                         {"held_time", "14:00"},
                                         {"place", "Phòng họp tầng 2, trụ sở BHXH tỉnh"}});
        stage_.act("thuky", post_agenda, meeting, {{"nominations", ids_of(dossiers)}});
        stage_.act("thuky", post_invitation, meeting, {{"written_by", on}});
        for (const auto& [id, username] : members_of(meeting)) declare(meeting, username);
        return meeting;
    }

    // Before the agenda opens to a member. One has a relative in a unit that proposes nobody
    // here; of the meeting that is still to be held, one has not declared yet.
    void declare(Id meeting, const std::string& username) {
        if (username == "uyvien6" && held_) return;
        if (username == "uyvien4")
            stage_.act(username, post_conflicts, meeting,
                       {{"relation", "relative"}, {"persons", "Phạm Thị Hương Giang"}});
        else
            stage_.act(username, post_conflicts, meeting, {{"none", true}});
    }

    // Who of the council comes: everybody but one, who is away.
    static constexpr std::string_view away = "uyvien5";
    static constexpr auto on_paper = "uyvien4";

    std::vector<std::pair<Id, std::string>> members_of(Id meeting) {
        const auto loaded = stage_.app().database.read(
            [&](auto& db) { return sql::load_meeting(db, meeting).members; });
        std::vector<std::pair<Id, std::string>> list;
        for (const auto& member : loaded)
            list.emplace_back(member.id, stage_.username(member.account));
        return list;
    }

    void hold(Id meeting) {
        const auto members = members_of(meeting);
        json attendance = json::array();
        for (const auto& [id, username] : members)
            attendance.push_back(std::to_string(id) + (username == away ? ":absent" : ":present"));
        stage_.act("thuky", post_attendance, meeting, {{"attendance", attendance}});
        const auto codes = take_codes(meeting);
        stage_.act("thuky", post_meeting_event, meeting, {{"event", "open_vote"}});
        for (const auto& [id, username] : members)
            if (username != away && username != on_paper) vote(meeting, username);
        vote_on_paper(meeting);
        stage_.act("thuky", post_count, meeting, {{"code1", codes[0]}, {"code2", codes[2]}});
        stage_.act("thuky", post_meeting_event, meeting, {{"event", "declare"}});
        stage_.work();
        stage_.act("thuky", post_minutes_signature, meeting, json::object());
        stage_.act("giamdoc", post_minutes_signature, meeting, json::object());
    }

    // Of the chair, the secretary and the auditor.
    std::vector<std::string> take_codes(Id meeting) {
        stage_.act("thuky", post_auditor, meeting, {{"auditor", stage_.account("kiemtra")}});
        std::vector<std::string> codes;
        for (const auto* who : {"giamdoc", "thuky", "kiemtra"})
            codes.push_back(stage_.ask(who, post_code, meeting).at("code"));
        return codes;
    }

    // One member's ballot is on paper; two who are on no agenda count it.
    void vote_on_paper(Id meeting) {
        const auto sitting =
            stage_.app().database.read([&](auto& db) { return sql::load_meeting(db, meeting); });
        const auto voter = member_of(sitting, stage_.account(on_paper));
        stage_.act("thuky", post_paper_forms, meeting, {{"given", 1}});
        stage_.act("thuky", post_paper_ballot, meeting, {{"member", voter->id}});
        json tellers = json::array(), found = json::object();
        std::vector<std::string> usernames;
        for (const auto& member : sitting.members) {
            const bool free = member.council_post == CouncilPost::member && member.id != voter->id;
            if (!free || !may_count(sitting, member) || tellers.size() == 2) continue;
            tellers.push_back(member.id);
            usernames.push_back(stage_.username(member.account));
        }
        stage_.act("thuky", post_tellers, meeting, {{"tellers", tellers}});
        for (const auto& item : sitting.agenda) {
            const auto id = std::to_string(item.nomination);
            if (!may_vote(*voter, item)) continue;
            found["yes-" + id] = 1;
            found["no-" + id] = found["invalid-" + id] = 0;
        }
        for (const auto& username : usernames)
            stage_.act(username, post_paper_count, meeting, found);
    }

    // One member has doubts about the last item; the others agree with all.
    void vote(Id meeting, const std::string& username) {
        const auto sitting =
            stage_.app().database.read([&](auto& db) { return sql::load_meeting(db, meeting); });
        const auto member = member_of(sitting, stage_.account(username));
        json votes = json::array();
        for (const auto& item : sitting.agenda) {
            if (!may_vote(*member, item)) continue;
            const bool doubts = username == "uyvien2" && &item == &sitting.agenda.back();
            votes.push_back(std::to_string(item.nomination) + (doubts ? ":no" : ":yes"));
        }
        stage_.act(username, post_ballot, meeting, {{"votes", votes}, {"confirmed", true}});
    }

    void decide(const std::vector<Id>& dossiers) {
        const auto id = stage_.act(
            "tchc", post_decision, 0,
            {{"nominations", ids_of(dossiers)},
             {"title",
              "khen thưởng các tập thể, cá nhân có thành tích xuất sắc trong phong trào thi đua "
              "nước rút năm 2025, đợt 1"},
             {"basis",
              "Căn cứ công văn phát động phong trào thi đua nước rút năm 2025 của Giám đốc Bảo "
              "hiểm "
              "xã hội tỉnh Đắk Lắk"},
             {"signer", stage_.account("giamdoc")}});
        step("tchc", id, "present");
        stage_.at("2025-11-10", 10, 0);
        step("giamdoc", id, "sign");
        stage_.at("2025-11-10", 15, 0);
        step("vanthu", id, "issue");
        stage_.at("2025-11-14", 9, 0);
        step("khtc", id, "pay");
    }

    void step(const std::string& username, Id decision, const char* event) {
        stage_.act(username, post_decision_event, decision, {{"event", event}});
        stage_.work();
    }

    Stage stage_;
    Campaign campaign_;
    bool held_ = false;  // the first meeting
};

}  // namespace

std::int64_t opening() {
    return start_of(day("2025-12-09")) + std::int64_t{8} * 3'600'000;
}

void play(App& app, const Cast& cast, std::int64_t& clock) {
    {
        Sprint sprint(app, cast, clock);
        sprint.first_round();
        sprint.better_words();
        sprint.second_round();
        sprint.third_round();
    }
    Stage stage(app, cast, clock);
    stage.at("2025-12-08", 16, 0);
    leave_messages(stage, cast, clock);
    clock = opening();
}

}  // namespace tdkt::server::demo
