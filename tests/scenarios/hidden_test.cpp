// Two worlds that differ in one nomination alone: in one it goes the whole way to a signed
// decision, in the other it stays where it was found fit. Whoever is in conflict with it is
// told the same in both, byte by byte, by every route there is.
#include <boost/test/unit_test.hpp>
#include <regex>

#include "server/front/caller.h"
#include "server/front/dispatch.h"
#include "tests/support/way.h"

using namespace tdkt::test;
using nlohmann::json;
using tdkt::server::Route;
using tdkt::workflow::Role;

namespace {

// By their own declaration, three of the council; by the records, an officer of the standing
// office and a leader of the nominated unit; the head and the officer of that unit.
const std::vector<std::string> in_conflict = {"uv2",  "chutich",  "thuky", "tchc2",
                                              "pho2", "eakar.gd", "eakar"};
constexpr auto unconcerned = "uv1";

// What differs between any two answers: the marks of a form, drawn for each page, the code
// by which a paper is checked, drawn for each paper, and the tracker of each ballot.
std::string masked(const std::string& body) {
    static const std::regex marks("[A-Za-z0-9_-]{43}"), codes("([A-Z2-9]{4}-){3}[A-Z2-9]{4}"),
        trackers("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
    const auto known = std::regex_replace(std::regex_replace(body, marks, "MARK"), codes, "CODE");
    return std::regex_replace(known, trackers, "TRACKER");
}

std::string told(const Reply& reply) {
    return std::to_string(reply.status) + " " + reply.header("etag") + " " +
           reply.header("location") + " " + reply.header("content-disposition") + "\n" +
           masked(reply.body);
}

struct World {
    Office office;
    bool present;  // whether the nomination is put before the council
    Id hidden = 0, meeting = 0, decision = 0;
    Ids others;
    std::map<std::string, std::string> tokens;

    explicit World(bool before_council) : present(before_council) {
        office.hire("tchc2", "Phạm Ngọc Thạch", Role::standing_office, "eakar");
        office.hire("pho2", "Lý Thị Mai", Role::deputy_director, "eakar");
        office.hire("thuky2", "Vũ Hoài Nam", Role::council_secretary, "khtc");
        const auto mixed =
            appraised(office, "eakar", {{"BHXH cơ sở Ea Kar", "collective"}, {"Lê Văn Ước"}});
        const auto plain = appraised(office, "bmt", {{"Trần Quốc Đạt"}, {"Võ Thị Sáu"}});
        hidden = mixed[0];
        others = {mixed[1], plain[0], plain[1]};
        for (const auto& reader : in_conflict) tokens[reader] = office.token(reader);
        tokens[unconcerned] = office.token(unconcerned);
    }

    Ids items() const {
        auto all = others;
        if (present) all.push_back(hidden);
        return all;
    }
    void call() {
        meeting = ok(office.as("thuky2").post("/meetings", {{"council", office.council_term()},
                                                            {"held_on", "2025-11-03"},
                                                            {"held_time", "14:00"},
                                                            {"place", "Phòng họp tầng 2"}}))
                      .at("id");
        // Who may see all that is fit for a council is told apart by what they have declared.
        declare("thuky");
    }
    void declare(const char* who) {
        ok(office.as(who).post(at("meetings", meeting) + "/conflicts",
                               {{"relation", "relative"}, {"persons", "BHXH cơ sở Ea Kar"}}));
    }
    void schedule() {
        ok(office.as("thuky2").post(at("meetings", meeting) + "/agenda",
                                    {{"nominations", others}}));
        office.server().pass(60'000);
        if (present)
            ok(office.as("thuky2").post(at("meetings", meeting) + "/agenda",
                                        {{"nominations", {hidden}}}));
        ok(office.as("thuky2").post(at("meetings", meeting) + "/invitation"));
    }
    void declare_conflicts() {
        declare("uv2");
        declare("chutich");
        declare_no_conflict(office, meeting, {"uv2", "chutich", "thuky"});
    }
    // Two of those who lead are in conflict: somebody else presides over all.
    void preside() {
        const auto path = at("meetings", meeting);
        const auto seats = ok(office.as("thuky2").get(path)).at("attendance");
        ok(office.as("thuky2").post(path + "/presiding",
                                    {{"presiding", seats.at(2).at("member_id")}}));
    }
    void open() {
        preside();
        ok(office.as("thuky2").post(at("meetings", meeting) + "/attendance",
                                    attendance(office, meeting)));
        step(office, "thuky2", at("meetings", meeting), "open_vote");
        name_tellers();
    }
    void name_tellers() {
        const auto path = at("meetings", meeting);
        const auto seats = ok(office.as("thuky2").get(path)).at("attendance");
        ok(office.as("thuky2").post(
            path + "/tellers",
            {{"tellers", {seats.at(5).at("member_id"), seats.at(6).at("member_id")}}}));
    }
    void draft() { decision = draft_decision(office, items()); }

    Person reader(const std::string& username) {
        return {office.server().port(), tokens.at(username)};
    }
};

struct Step {
    const char* name;
    void (*take)(World&);
};

const Step steps[] = {
    {"called", [](World& w) { w.call(); }},
    {"scheduled", [](World& w) { w.schedule(); }},
    {"declared conflicts", [](World& w) { w.declare_conflicts(); }},
    {"opened", [](World& w) { w.open(); }},
    {"voted", [](World& w) { vote(w.office, w.meeting, w.items(), 11); }},
    {"ballots opened", [](World& w) { ok(count_ballots(w.office, w.meeting)); }},
    {"counted", [](World& w) { step(w.office, "thuky2", at("meetings", w.meeting), "declare"); }},
    {"minutes signed", [](World& w) { sign_minutes(w.office, w.meeting); }},
    {"drafted", [](World& w) { w.draft(); }},
    {"presented", [](World& w) { step(w.office, "tchc", at("decisions", w.decision), "present"); }},
    {"signed", [](World& w) { step(w.office, "giamdoc", at("decisions", w.decision), "sign"); }},
};

bool is_open(const Route& route, Role roles) {
    return route.method == "GET" && tdkt::server::for_signed_in(route.access) &&
           (route.roles == Role{} || has(route.roles, roles));
}

Role roles_of(World& world, const std::string& username) {
    const auto id = world.office.account(username);
    return world.office.server().app().database.read(
        [&](auto& db) { return tdkt::sql::load_account(db, id).roles; });
}

// Every address that a route may stand for, with lists narrowed and paged as well.
std::vector<std::string> targets(const Route& route) {
    constexpr int highest = 7;
    const std::string path(route.path);
    const auto id = path.find(":id");
    // One's own sessions, which the helpers open under names of chance; and what knows nobody.
    if (path == "/account" || path.find(":kind") != path.npos || path.find(":code") != path.npos)
        return {};
    if (id == path.npos) {
        if (path != "/dossiers") return {path};
        return {path,
                path + "?q=ea+kar",
                path + "?q=%C6%AF%E1%BB%9Bc",
                path + "?q=HS-1",
                path + "?state=appraised",
                path + "?state=voting",
                path + "?state=signed",
                path + "?before=2"};
    }
    std::vector<std::string> all;
    for (int n = 1; n <= highest; ++n)
        all.push_back(std::string(path).replace(id, 3, std::to_string(n)));
    return all;
}

using Answers = std::map<std::string, std::string>;

// What one reader is told by all routes: to a program, and on pages when `pages`.
Answers answers(World& world, const std::string& username, bool pages) {
    Answers all;
    auto person = world.reader(username);
    Client browser(world.office.server().port());
    browser.set_header("Cookie",
                       std::string(tdkt::server::session_cookie) + "=" + world.tokens.at(username));
    const auto roles = roles_of(world, username);
    for (const auto& route : tdkt::server::routes()) {
        if (!is_open(route, roles)) continue;
        for (const auto& target : targets(route)) {
            all["api " + target] = told(person.get(target));
            if (pages) all["page " + target] = told(browser.get(target));
        }
    }
    return all;
}

// The first address that tells the worlds apart; empty when none does.
std::string difference(const Answers& one, const Answers& other) {
    for (const auto& [target, answer] : one) {
        const auto found = other.find(target);
        if (found == other.end()) return target;
        if (found->second == answer) continue;
        std::size_t place = 0;
        const auto& b = found->second;
        while (place < std::min(answer.size(), b.size()) && answer[place] == b[place]) ++place;
        const auto from = place > 80 ? place - 80 : 0;
        return target + "\n  " + answer.substr(from, 200) + "\n  " + b.substr(from, 200);
    }
    return one.size() == other.size() ? "" : "another number of answers";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hidden_test)

BOOST_AUTO_TEST_CASE(who_is_in_conflict_is_told_the_same_whether_it_is_before_the_council_or_not) {
    World with(true), without(false);
    bool others_see = false;
    for (const auto& step : steps) {
        step.take(with);
        step.take(without);
        const bool pages = std::string(step.name) == "opened" || &step == &steps[9];
        for (const auto& reader : in_conflict) {
            const auto found =
                difference(answers(with, reader, pages), answers(without, reader, pages));
            BOOST_TEST(found.empty(), step.name << ", " << reader << ": " << found);
        }
        others_see = others_see || !difference(answers(with, unconcerned, false),
                                               answers(without, unconcerned, false))
                                        .empty();
    }
    BOOST_TEST(others_see, "the comparison finds nothing where there is something");
    BOOST_TEST(with.office.count("select count(*) from nomination where state = 'signed'") == 4);
    BOOST_TEST(without.office.count("select count(*) from nomination where state = 'signed'") == 3);

    // A notice that tells of it would be found.
    with.office.server().app().database.change([&](tdkt::sql::Change& change) {
        change.db() << "insert into notice (account_id, text, link, at) select id,"
                       " 'Phiên họp: 04 đề nghị.', '/meetings/1', 1 from account"
                       " where username = 'uv2'";
    });
    BOOST_TEST(difference(answers(with, "uv2", false), answers(without, "uv2", false)) != "");

    // What is done to it is done to nothing.
    for (const auto* reader : {"tchc2", "eakar"}) {
        if (std::string(reader) == "eakar") continue;
        auto person = with.reader(reader);
        const json suspend = {{"event", "suspend"}, {"reason", "Có đơn thư."}};
        const auto one = person.post(at("nominations", with.hidden) + "/events", suspend);
        const auto none = person.post(at("nominations", 9999) + "/events", suspend);
        BOOST_TEST(one.status == 404);
        BOOST_TEST(masked(one.body) == masked(none.body));
    }
    BOOST_TEST(with.office.breaks() == std::vector<std::string>{},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_agenda_opens_with_the_declaration_and_the_vote_with_all_of_them) {
    World world(true);
    world.call();
    world.schedule();
    const auto path = at("meetings", world.meeting);
    auto member = world.reader("uv2");
    const auto before = ok(member.get(path));
    BOOST_TEST(before.at("shut") == true);
    BOOST_TEST(before.at("to_declare") == true);
    BOOST_TEST(before.at("agenda").empty());
    BOOST_TEST(before.dump().find("Trần Quốc Đạt") == std::string::npos);
    BOOST_TEST(member.get(path + "/ballot").status == 403);
    BOOST_TEST(member.get(path + "/invitation").body.find("Trần Quốc Đạt") == std::string::npos);
    BOOST_TEST(ok(member.get("/dossiers")).at("dossiers").empty());

    auto secretary = world.office.as("thuky2");
    ok(secretary.post(path + "/attendance", attendance(world.office, world.meeting)));
    const auto refused = secretary.post(path + "/events", {{"event", "open_vote"}});
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(refused.body.find("Chưa khai báo xung đột lợi ích") != std::string::npos);
    world.declare_conflicts();
    const auto after = ok(member.get(path));
    BOOST_TEST(after.at("shut") == false);
    BOOST_TEST(after.at("agenda").size() == 3);
    BOOST_TEST(ok(world.office.as("uv1").get(path)).at("agenda").size() == 4);
    world.preside();
    BOOST_TEST(secretary.post(path + "/events", {{"event", "open_vote"}}).status == 200);
}

BOOST_AUTO_TEST_CASE(a_name_that_is_nearly_that_of_a_nominee_waits_for_the_secretary) {
    World world(true);
    world.call();
    world.schedule();
    const auto path = at("meetings", world.meeting) + "/conflicts";
    auto member = world.reader("uv2");
    BOOST_TEST(member.post(path).status == 422);
    BOOST_TEST(member.post(path, {{"persons", "Lê Văn Ươc"}}).status == 422);
    ok(member.post(path, {{"relation", "relative"}, {"persons", "Lê Văn Ươc"}}));
    const auto agenda = [&] {
        return ok(member.get(at("meetings", world.meeting))).at("agenda").size();
    };
    BOOST_TEST(agenda() == 3);
    auto secretary = world.office.as("thuky2");
    const auto doubt = ok(secretary.get(path)).at("doubts").at(0);
    BOOST_TEST(doubt.at("nominee_name") == "Lê Văn Ước");
    json said = {
        {"member", doubt.at("member")}, {"nomination", doubt.at("nomination")}, {"meant", false}};
    ok(secretary.post(path + "/settle", said));
    BOOST_TEST(agenda() == 4);
    said["meant"] = true;
    ok(secretary.post(path + "/settle", said));
    BOOST_TEST(agenda() == 3);
    said["nomination"] = 9999;
    BOOST_TEST(secretary.post(path + "/settle", said).status == 404);
    BOOST_TEST(member.post(path, {{"none", true}}).status == 200);
    BOOST_TEST(agenda() == 3);
}

BOOST_AUTO_TEST_CASE(what_is_submitted_after_a_declaration_is_held_against_it) {
    World world(true);
    world.call();
    ok(world.office.as("uv2").post(at("meetings", world.meeting) + "/conflicts",
                                   {{"relation", "relative"}, {"persons", "Hồ Thị Kỷ"}}));
    const auto later = appraised(world.office, "bmt", {{"Hồ Thị Kỷ"}, {"Lê Lai"}});
    ok(world.office.as("thuky2").post(at("meetings", world.meeting) + "/agenda",
                                      {{"nominations", later}}));
    const auto agenda = ok(world.reader("uv2").get(at("meetings", world.meeting))).at("agenda");
    BOOST_TEST_REQUIRE(agenda.size() == 1);
    BOOST_TEST(agenda[0].at("nominee_name") == "Lê Lai");
    BOOST_TEST(world.reader("uv2").get(at("nominations", later[0])).status == 404);
    BOOST_TEST(world.reader("uv2").get(at("nominations", later[1])).status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
