#include "tests/support/way.h"

#include <algorithm>

namespace tdkt::test {

using nlohmann::json;

namespace {

bool among(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::string at(const char* kind, Id id) {
    return std::string("/") + kind + "/" + std::to_string(id);
}

const std::vector<std::string>& council() {
    static const std::vector<std::string> names = {"chutich", "thuky", "uv1", "uv2", "uv3", "uv4",
                                                   "uv5",     "uv6",   "uv7", "uv8", "uv9"};
    return names;
}

Id nominate(Office& office, const std::string& officer, Id dossier, const Nominee& nominee) {
    return ok(office.as(officer).post(at("dossiers", dossier) + "/nominations",
                                      {{"nominee_kind", nominee.kind},
                                       {"nominee_name", nominee.name},
                                       {"post", "Chuyên viên"},
                                       {"prize", nominee.kind == "person" ? "person" : "first"},
                                       {"summary", "Hoàn thành xuất sắc nhiệm vụ."},
                                       {"report", nominee.report}}))
        .at("id");
}

void add_papers(Office& office, const std::string& officer, Id dossier) {
    auto person = office.as(officer);
    const auto to = at("dossiers", dossier) + "/attachments";
    ok(person.attach(to, "unit_minutes", "Biên bản bình xét.txt", "Biên bản bình xét\n"));
    ok(person.attach(to, "indicators", "Bảng chỉ tiêu.txt", "Bảng chỉ tiêu có xác nhận\n"));
}

Id draft(Office& office, const std::string& officer, const std::vector<Nominee>& nominees) {
    const Id dossier =
        ok(office.as(officer).post("/dossiers", {{"round", office.campaign().rounds[0].id},
                                                 {"title", "Đề nghị khen thưởng đợt 1"}}))
            .at("id");
    for (const auto& nominee : nominees) nominate(office, officer, dossier, nominee);
    add_papers(office, officer, dossier);
    return dossier;
}

Ids nominations(Office& office, Id dossier) {
    return office.server().app().database.read([&](auto& db) {
        Ids ids;
        Id id = 0;
        soci::statement st =
            (db.prepare << "select id from nomination where dossier_id = :id order by id",
             soci::into(id), soci::use(dossier));
        st.execute();
        while (st.fetch()) ids.push_back(id);
        return ids;
    });
}

void step(Office& office, const std::string& username, const std::string& path,
          const std::string& event, const std::string& reason) {
    json body = {{"event", event}};
    if (!reason.empty()) body["reason"] = reason;
    ok(office.as(username).post(path + "/events", body));
    office.work();
}

Ids assign(Office& office, Id dossier, const std::vector<std::string>& people) {
    json keys = json::array();
    for (const auto& name : people) keys.push_back("a" + std::to_string(office.account(name)));
    const auto path = at("dossiers", dossier) + "/appraisals";
    ok(office.as("tchc").post(
        path, {{"nominations", nominations(office, dossier)}, {"appraisers", keys}}));
    Ids sheets;
    const auto shown = ok(office.as("kiemtra").get(path));
    for (const auto& row : shown.at("appraisal_sheets")) sheets.push_back(row.at("id"));
    return sheets;
}

json assessment(int points) {
    json said = {{"conclusion", "agree"}, {"comment", "Hồ sơ đúng thành phần."}};
    for (const auto* criterion : {"targets", "solutions", "discipline", "records"})
        said[std::string("points-") + criterion] = points;
    return said;
}

void hand_in(Office& office, const std::string& username, Id sheet, int points) {
    auto said = assessment(points);
    said["hand_in"] = true;
    ok(office.as(username).post(at("appraisals", sheet), said));
}

void submit(Office& office, const std::string& officer, Id dossier) {
    step(office, officer + ".gd", at("dossiers", dossier), "submit");
}

void take_in(Office& office, Id dossier) {
    step(office, "tchc", at("dossiers", dossier), "receive");
    step(office, "tchc", at("dossiers", dossier), "appraise");
}

Ids appraised(Office& office, const std::string& officer, const std::vector<Nominee>& nominees) {
    const auto dossier = draft(office, officer, nominees);
    submit(office, officer, dossier);
    take_in(office, dossier);
    return nominations(office, dossier);
}

Id call_meeting(Office& office, const std::string& day, const Ids& agenda) {
    auto secretary = office.as("thuky");
    const Id meeting = ok(secretary.post("/meetings", {{"council", office.council_term()},
                                                       {"held_on", day},
                                                       {"held_time", "14:00"},
                                                       {"place", "Phòng họp tầng 2"}}))
                           .at("id");
    if (!agenda.empty())
        ok(secretary.post(at("meetings", meeting) + "/agenda", {{"nominations", agenda}}));
    declare_no_conflict(office, meeting);
    return meeting;
}

void declare_no_conflict(Office& office, Id meeting, const std::vector<std::string>& others) {
    for (const auto& member : council())
        if (!among(others, member))
            ok(office.as(member).post(at("meetings", meeting) + "/conflicts", {{"none", true}}));
}

const std::vector<std::string>& codes(Office& office, Id meeting) {
    auto& kept = office.codes[meeting];
    if (!kept.empty()) return kept;
    // Once each: a code that is asked for again is another.
    const auto person = [&](const char* username) {
        return Person(office.server().port(), office.token(username));
    };
    ok(person(office.preparer.c_str())
           .post(at("meetings", meeting) + "/auditor", {{"auditor", office.account("kiemtra")}}));
    for (const auto* holder : {"chutich", "thuky", "kiemtra"})
        kept.push_back(ok(person(holder).post(at("meetings", meeting) + "/code")).at("code"));
    return kept;
}

Reply count_ballots(Office& office, Id meeting, const std::string& by) {
    const auto& held = codes(office, meeting);
    return office.as(by).post(at("meetings", meeting) + "/count",
                              {{"code1", held[0]}, {"code2", held[2]}});
}

json attendance(Office& office, Id meeting, const std::vector<std::string>& absent,
                const std::vector<std::string>& recused) {
    codes(office, meeting);
    json body = {{"attendance", json::array()},
                 {"recused", json::array()},
                 {"reason", "Có việc gấp, đã xin phép Chủ tọa"}};
    const auto shown = ok(office.as("thuky").get(at("meetings", meeting)));
    const auto& seats = shown.at("attendance");  // in the order of council()
    for (std::size_t i = 0; i < seats.size(); ++i) {
        const auto& member = seats[i].at("member_id");
        body["attendance"].push_back(member.dump() +
                                     (among(absent, council()[i]) ? ":absent" : ":present"));
        if (among(recused, council()[i])) body["recused"].push_back(member);
    }
    return body;
}

void open_vote(Office& office, Id meeting, const std::vector<std::string>& absent,
               const std::vector<std::string>& recused) {
    ok(office.as("thuky").post(at("meetings", meeting) + "/attendance",
                               attendance(office, meeting, absent, recused)));
    step(office, "thuky", at("meetings", meeting), "open_vote");
}

json ballot(const Ids& items, const std::string& word) {
    json votes = json::array();
    for (const auto item : items) votes.push_back(std::to_string(item) + ":" + word);
    return {{"votes", votes}, {"confirmed", true}};
}

void vote(Office& office, Id meeting, const Ids& items, int yes,
          const std::vector<std::string>& silent) {
    for (const auto& member : council()) {
        if (among(silent, member)) continue;
        const auto to = at("meetings", meeting) + "/ballot";
        Ids open;
        const auto shown = ok(office.as(member).get(to)).at("items");
        for (const auto& item : shown)
            if (!item.at("recused")) open.push_back(item.at("nomination_id"));
        std::erase_if(
            open, [&](Id id) { return std::find(items.begin(), items.end(), id) == items.end(); });
        ok(office.as(member).post(to, ballot(open, yes-- > 0 ? "yes" : "no")));
    }
}

void declare(Office& office, Id meeting) {
    ok(count_ballots(office, meeting));
    step(office, "thuky", at("meetings", meeting), "declare");
}

namespace {

Id council_of_four(Office& office) {
    const auto seat = [&](const char* who, const char* post) {
        return std::to_string(office.account(who)) + ":" + post;
    };
    return ok(office.as("thuky").post("/councils/terms",
                                      {{"name", "Hội đồng Chuyên ngành"},
                                       {"symbol", "HĐCN"},
                                       {"decision", "31/QĐ-BHXH ngày 02/01/2025"},
                                       {"valid_from", "2025-01-01"},
                                       {"valid_to", "2026-12-31"},
                                       {"seats",
                                        {seat("chutich", "chair"), seat("thuky", "secretary"),
                                         seat("uv1", "member"), seat("uv2", "member")}}}))
        .at("id");
}

}  // namespace

Tie even_vote(Office& office, const std::string& day) {
    for (auto& pack : office.server().app().rules.packs) {
        pack.tie_breaker = workflow::TieBreaker::chair;
        pack.tie_citation = {"Quy chế hoạt động của Hội đồng", "Điều 9 khoản 4"};
    }
    const auto term = council_of_four(office);
    const auto items = appraised(office, "bmt", {{"Nông Thị Hoa"}});
    auto secretary = office.as("thuky");
    const Id id = ok(secretary.post("/meetings", {{"council", term},
                                                  {"held_on", day},
                                                  {"held_time", "14:00"},
                                                  {"place", "Phòng họp tầng 3"}}))
                      .at("id");
    const auto path = at("meetings", id), item = std::to_string(items[0]);
    ok(secretary.post(path + "/agenda", {{"nominations", items}}));
    ok(secretary.post(path + "/forms", {{"forms", {item + ":open"}}}));
    json there = json::array();
    const auto shown = ok(secretary.get(path));
    for (const auto& seat : shown.at("attendance"))
        there.push_back(seat.at("member_id").dump() + ":present");
    ok(secretary.post(path + "/attendance", {{"attendance", there}}));
    for (const auto* who : {"chutich", "thuky", "uv1", "uv2"})
        ok(office.as(who).post(path + "/conflicts", {{"none", true}}));
    step(office, "thuky", path, "open_vote");
    for (const auto* who : {"chutich", "thuky", "uv1", "uv2"}) {
        const bool agrees = std::string(who) < "u";
        ok(office.as(who).post(path + "/ballot", ballot(items, agrees ? "yes" : "no")));
    }
    return {id, items[0]};
}

void sign_minutes(Office& office, Id meeting) {
    for (const auto* who : {"thuky", "chutich"})
        ok(office.as(who).post(at("meetings", meeting) + "/minutes/signatures"));
}

void pass_council(Office& office, const std::string& day, const Ids& items) {
    const auto meeting = call_meeting(office, day, items);
    open_vote(office, meeting);
    vote(office, meeting, items, 11);
    declare(office, meeting);
    sign_minutes(office, meeting);
}

json decision_of(Office& office, const Ids& items, const std::string& signer) {
    return {{"nominations", items},
            {"title", "khen thưởng phong trào thi đua nước rút, đợt 1"},
            {"basis", "Căn cứ công văn phát động phong trào thi đua nước rút"},
            {"signer", office.account(signer)}};
}

Id draft_decision(Office& office, const Ids& items, const std::string& signer) {
    return ok(office.as("tchc").post("/decisions", decision_of(office, items, signer))).at("id");
}

Id signed_decision(Office& office, const Ids& items) {
    const auto id = draft_decision(office, items);
    step(office, "tchc", at("decisions", id), "present");
    step(office, "giamdoc", at("decisions", id), "sign");
    return id;
}

}  // namespace tdkt::test
