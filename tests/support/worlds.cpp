#include "tests/support/worlds.h"

#include <future>

#include "sql/people.h"
#include "workflow/courses.h"

namespace tdkt::test {

using nlohmann::json;
using server::Route;
using workflow::Role;

const std::vector<std::string>& in_conflict() {
    static const std::vector<std::string> names = {"uv2",      "chutich",  "thuky", "tchc2",
                                                   "pho2",     "eakar.gd", "eakar", "quantri2",
                                                   "kiemtra2", "vanthu3",  "khtc2", "qlt2"};
    return names;
}

const std::vector<std::string>& canaries() {
    static const std::vector<std::string> words = {"Chimcanary", "canarytep", "canaryloi",
                                                   "canarylydo", "Ea Kar"};
    return words;
}

namespace {

constexpr auto unit_name = "BHXH cơ sở Ea Kar";
constexpr auto reason = "Có đơn thư: canarylydo.";

void declare(World& world, const std::string& who, Id meeting) {
    ok(world.office.as(who).post(at("meetings", meeting) + "/conflicts",
                                 {{"relation", "relative"}, {"persons", unit_name}}));
}

void call(World& w) {
    for (auto* meeting : {&w.meeting, &w.other_meeting})
        *meeting = ok(w.office.as("thuky2").post("/meetings", {{"council", w.office.council_term()},
                                                               {"held_on", "2025-11-03"},
                                                               {"held_time", "14:00"},
                                                               {"place", "Phòng họp tầng 2"}}))
                       .at("id");
    // Who may see all that is fit for a council is told apart by what they have declared.
    declare(w, "thuky", w.meeting);
}

void schedule(World& w) {
    ok(w.office.as("thuky2").post(at("meetings", w.meeting) + "/agenda",
                                  {{"nominations", w.others}}));
    w.office.server().pass(60'000);
    w.office.work();
    if (!w.present) return;
    ok(w.office.as("thuky2").post(at("meetings", w.meeting) + "/agenda",
                                  {{"nominations", {w.hidden, w.lone}}}));
    ok(w.office.as("thuky2").post(at("meetings", w.other_meeting) + "/agenda",
                                  {{"nominations", {w.solitary}}}));
    w.office.work();
}

void declare_all(World& w) {
    for (const auto* who : {"uv2", "chutich"}) declare(w, who, w.meeting);
    declare_no_conflict(w.office, w.meeting, {"uv2", "chutich", "thuky"});
    declare_no_conflict(w.office, w.other_meeting);
}

void suspend(World& w) {
    if (w.present) step(w.office, "tchc", at("nominations", w.hidden), "suspend", reason);
}
void resume(World& w) {
    if (w.present) step(w.office, "tchc", at("nominations", w.hidden), "resume", reason);
}

// Two of those who lead are in conflict: somebody else presides over all.
void open(World& w, Id meeting) {
    const auto path = at("meetings", meeting);
    auto secretary = w.office.as("thuky2");
    const auto seats = ok(secretary.get(path)).at("attendance");
    ok(secretary.post(path + "/presiding", {{"presiding", seats.at(2).at("member_id")}}));
    ok(secretary.post(path + "/invitation", {{"written_by", "2025-11-04"}}));
    ok(secretary.post(path + "/attendance", attendance(w.office, meeting)));
    step(w.office, "thuky2", path, "open_vote");
    ok(secretary.post(path + "/tellers",
                      {{"tellers", {seats.at(5).at("member_id"), seats.at(6).at("member_id")}}}));
}

void open_both(World& w) {
    open(w, w.meeting);
    if (w.present) {
        open(w, w.other_meeting);
        return;
    }
    // Who is there is noted before there is anything to vote on.
    ok(w.office.as("thuky2").post(at("meetings", w.other_meeting) + "/attendance",
                                  attendance(w.office, w.other_meeting)));
}

void leave(World& w) {
    if (!w.present) return;
    // As if a member had gone before voting on what is hidden.
    w.office.server().app().database.change([&](sql::Change& change) {
        change.db() << "insert into attendance_change (meeting_id, member_id, at, actor_id,"
                       " presence, reason) select :meeting, min(m.id), 1, min(m.account_id),"
                       " 'absent', 'Có việc: canarylydo.' from council_member m",
            soci::use(w.other_meeting);
    });
}

void vote_in_both(World& w) {
    vote(w.office, w.meeting, w.items(), 11);
    if (w.present) vote(w.office, w.other_meeting, {w.solitary}, 11, {"uv2", "chutich", "thuky"});
}

template <class Work>
void in_meetings(World& w, Work work) {
    work(w.meeting);
    if (w.present) work(w.other_meeting);
}

void count(World& w) {
    in_meetings(w, [&](Id meeting) { ok(count_ballots(w.office, meeting)); });
}
void announce(World& w) {
    in_meetings(w,
                [&](Id meeting) { step(w.office, "thuky2", at("meetings", meeting), "declare"); });
}

void draft(World& w) {
    auto items = w.items();
    std::erase(items, w.lone);
    w.decision = draft_decision(w.office, items);
    if (w.present) w.other_decision = draft_decision(w.office, {w.lone});
}

void step_decisions(World& w, const char* who, const char* event) {
    step(w.office, who, at("decisions", w.decision), event);
    if (w.present) step(w.office, who, at("decisions", w.other_decision), event);
}

const Turn all_turns[] = {
    {"called", call},
    {"scheduled", schedule},
    {"declared conflicts", declare_all},
    {"suspended", suspend},
    {"resumed", resume},
    {"opened", open_both},
    {"left", leave},
    {"voted", vote_in_both},
    {"ballots opened", count},
    {"counted", announce},
    {"minutes signed", [](World& w) { sign_minutes(w.office, w.meeting); }},
    {"drafted", draft},
    {"presented", [](World& w) { step_decisions(w, "tchc", "present"); }},
    {"signed", [](World& w) { step_decisions(w, "giamdoc", "sign"); }},
};

}  // namespace

std::span<const Turn> turns() {
    return all_turns;
}

World::World(bool before_council) : present(before_council) {
    hire();
    office.preparer = "thuky2";
    tell_outside();
    const auto mixed =
        take("eakar", {{unit_name, "collective", "Sáng kiến Chimcanary."}, {"Lê Văn Ước"}});
    lone = take("eakar", {{unit_name, "collective", "Sáng kiến Chimcanary."}}).front();
    solitary = take("eakar", {{unit_name, "collective", "Sáng kiến Chimcanary."}}).front();
    const auto plain = take("bmt", {{"Trần Quốc Đạt"}, {"Võ Thị Sáu"}});
    hidden = mixed[0];
    others = {mixed[1], plain[0], plain[1]};
    for (const auto& reader : in_conflict()) tokens_[reader] = office.token(reader);
    tokens_[unconcerned] = office.token(unconcerned);
}

void World::hire() {
    office.hire("tchc2", "Phạm Ngọc Thạch", Role::standing_office, "eakar");
    office.hire("pho2", "Lý Thị Mai", Role::deputy_director, "eakar");
    office.hire("quantri2", "Hà Văn Tấn", Role::administrator, "eakar");
    office.hire("kiemtra2", "Bế Thị Lan", Role::auditor, "eakar");
    office.hire("vanthu3", "Đinh Thị Hạnh", Role::clerk, "eakar");
    office.hire("khtc2", "Lò Văn Pán", Role::finance, "eakar");
    office.hire("qlt2", "Tô Ngọc Vân", Role::data_office, "eakar");
    office.hire("thuky2", "Vũ Hoài Nam", Role::council_secretary, "khtc");
}

// Everybody wants mail, and a program is told of every step.
void World::tell_outside() {
    auto& app = office.server().app();
    app.settings.mail = {"127.0.0.1", 9, {}, "", "", "khenthuong@noi.example.vn"};
    app.database.change([](sql::Change& change) {
        change.db() << "update account set mail = 'ai@noi.example.vn', mail_wanted = 1";
    });
    json events = json::array();
    for (const auto& name : workflow::names<workflow::Event>)
        if (!workflow::is_of_ties(name.value)) events.push_back(name.code);
    ok(office.as("quantri").post("/outbox/receivers/webhooks",
                                 {{"url", "https://may.example.vn/"}, {"events", events}}));
}

// A dossier that is appraised by two, and waits for the council.
Ids World::take(const char* officer, const std::vector<Nominee>& nominees) {
    const auto dossier = test::draft(office, officer, nominees);
    const auto ids = nominations(office, dossier);
    if (nominees.front().kind == "collective")
        ok(office.as(officer).attach(at("nominations", ids.front()) + "/attachments", "other",
                                     "canarytep.txt", "canaryloi\n"));
    submit(office, officer, dossier);
    step(office, "tchc", at("dossiers", dossier), "receive");
    const auto sheets = assign(office, dossier, {"qlt", "uv1"});
    for (std::size_t i = 0; i < sheets.size(); ++i)
        hand_in(office, i % 2 == 0 ? "qlt" : "uv1", sheets[i], i < 2 ? 9 : 7);
    step(office, "tchc", at("dossiers", dossier), "appraise");
    return ids;
}

Ids World::items() const {
    auto all = others;
    if (present) all.insert(all.end(), {hidden, lone});
    return all;
}

Told World::get(const std::string& username, const std::string& target) {
    return told(office.server().app(), {"GET", target, token(username)});
}

namespace {

bool is_open(const Route& route, Role roles) {
    return route.method == "GET" && server::for_signed_in(route.access) &&
           (route.roles == Role{} || workflow::has(route.roles, roles));
}

// What a list may be narrowed to, and in which forms a paper may be had.
std::vector<std::string> queries(std::string_view path) {
    constexpr std::pair<std::string_view, std::string_view> all[] = {
        {"/dossiers", "q=ea+kar"},
        {"/dossiers", "q=%C6%AF%E1%BB%9Bc"},
        {"/dossiers", "q=HS-1"},
        {"/dossiers", "q=Chimcanary"},
        {"/dossiers", "state=appraised"},
        {"/dossiers", "state=voting"},
        {"/dossiers", "state=signed"},
        {"/dossiers", "round=1"},
        {"/dossiers", "before=2"},
        {"/appraisals", "state=handed_in"},
        {"/appraisals", "before=4"},
        {"/decisions", "before=2"},
        {"/notices", "before=3"},
        {"/audit", "before=20"},
        {"/outbox", "state=waiting"},
        {"/outbox", "channel=webhook"},
        {"/outbox", "before=9"},
        {"/honour", "year=2025&pdf=true"},
        {"/honour", "docx=true"},
        {"/register", "year=2025"},
        {"/appraisal-forms", "format=csv"},
        {"/meetings/:id/invitation", "pdf=true"},
        {"/meetings/:id/invitation", "docx=true"},
        {"/meetings/:id/count-minutes", "pdf=true"},
        {"/meetings/:id/count-minutes", "docx=true"},
        {"/meetings/:id/ballot-form", "pdf=true"},
        {"/councils/:id/register", "year=2025"},
        {"/councils/:id/register", "format=csv"},
        {"/meetings/:id/ballots", "tracker=ABCD-EFGH"},
        {"/dossiers/:id/appraisal", "pdf=true"},
        {"/dossiers/:id/appraisal", "docx=true"},
        {"/dossiers/:id/result", "pdf=true"},
        {"/dossiers/:id/return", "docx=true"},
        {"/decisions/:id/payment", "pdf=true"},
    };
    std::vector<std::string> found = {""};
    for (const auto& [of, query] : all)
        if (of == path) found.push_back("?" + std::string(query));
    return found;
}

int highest_of(std::string_view path) {
    if (path.starts_with("/documents/") || path.starts_with("/attachments/")) return 16;
    if (path.starts_with("/appraisals/")) return 13;
    if (path.starts_with("/meetings/") || path.starts_with("/decisions/")) return 3;
    return path.starts_with("/accounts/") ? 1 : 7;
}

void add_targets(const Route& route, std::vector<std::string>& all) {
    const std::string path(route.path);
    const auto id = path.find(":id");
    // One's own sessions, which the helpers open under names of chance; and what knows nobody.
    if (path == "/account" || path.find(":kind") != path.npos || path.find(":code") != path.npos)
        return;
    const int highest = id == path.npos ? 1 : highest_of(path);
    for (int n = 1; n <= highest; ++n) {
        auto one = path;
        if (id != path.npos) one.replace(id, 3, std::to_string(n));
        for (const auto& query : queries(path)) all.push_back(one + query);
    }
}

std::vector<Told> answers(World& world, const std::string& username,
                          const std::vector<std::string>& targets) {
    std::vector<Told> all;
    for (const auto& target : targets) all.push_back(world.get(username, target));
    return all;
}

}  // namespace

std::vector<std::string> addresses(World& world, const std::string& username) {
    const auto id = world.office.account(username);
    const auto roles = world.office.server().app().database.read(
        [&](auto& db) { return sql::load_account(db, id).roles; });
    std::vector<std::string> all;
    for (const auto& route : server::routes())
        if (is_open(route, roles)) add_targets(route, all);
    return all;
}

std::string difference(World& one, World& other, const std::string& username, bool pages) {
    std::vector<std::string> targets;
    for (const auto& address : addresses(one, username)) {
        targets.push_back("/api/v1" + address);
        if (pages) targets.push_back(address);
    }
    auto there = std::async(std::launch::async, [&] { return answers(other, username, targets); });
    const auto here = answers(one, username, targets);
    const auto those = there.get();
    for (std::size_t i = 0; i < targets.size(); ++i)
        if (const auto found = difference(here[i], those[i]); !found.empty())
            return targets[i] + ": " + found;
    return {};
}

}  // namespace tdkt::test
