// Who may see and do what: every route with every role, and what lies within.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <memory>

#include "tests/support/way.h"

using namespace tdkt::test;
using namespace tdkt::workflow;
using nlohmann::json;
using tdkt::server::Route;

namespace {

// The one person of the office who has this role and no other.
std::string username_of(Role role) {
    switch (role) {
        case Role::unit_officer:
            return "bmt";
        case Role::unit_head:
            return "bmt.gd";
        case Role::standing_office:
            return "tchc";
        case Role::data_office:
            return "qlt";
        case Role::finance:
            return "khtc";
        case Role::council_secretary:
            return "thuky";
        case Role::council_member:
            return "uv1";
        case Role::council_chair:
            return "chutich";
        case Role::director:
            return "giamdoc";
        case Role::deputy_director:
            return "phogiamdoc";
        case Role::clerk:
            return "vanthu";
        case Role::administrator:
            return "quantri";
        case Role::auditor:
            return "kiemtra";
    }
    throw std::logic_error("a role without a person");
}

// The route's path with a thing in place of ":id" that exists, or does not.
std::string target(const Route& route, const std::string& id, const std::string& version = "0") {
    const std::map<std::string, std::string> others = {{":kind", "receipt"}, {":v", version}};
    auto path = std::string(route.path);
    for (auto at = path.find(':'); at != path.npos; at = path.find(':')) {
        const auto length = std::min(path.find('/', at), path.size()) - at;
        const auto other = others.find(path.substr(at, length));
        path.replace(at, length, other == others.end() ? id : other->second);
    }
    return path;
}

Reply ask(Person& person, const Route& route, const std::string& id) {
    const std::string method(route.method);
    return person.client().request(method, "/api/v1" + target(route, id),
                                   method == "GET" ? "" : "application/json",
                                   method == "GET" ? "" : "{}");
}

bool is_open(const Route& route, Role role) {
    return route.roles == Role{} || has(route.roles, role);
}

// Whether the person may ask this path in some other way, or by a broader pattern.
bool path_is_known(const Route& closed, Role role) {
    for (const auto& route : tdkt::server::routes())
        if (is_open(route, role) &&
            (route.path == closed.path || target(route, "new") == closed.path))
            return true;
    return false;
}

// An office where one decision is issued and one more dossier is a draft.
struct Scene {
    Office office;
    Id issued, draft_id;

    Scene() {
        const auto items = appraised(office, "eakar", {{"Trần Quốc Đạt"}});
        pass_council(office, "2025-11-03", items);
        issued = signed_decision(office, items);
        step(office, "vanthu", "/decisions/" + std::to_string(issued), "issue");
        draft_id = draft(office, "eakar", {{"Lê Văn Ước"}});
    }
    int status(const std::string& username, const std::string& path) {
        return office.as(username).get(path).status;
    }
};

// One decision of an office that is issued, with certificates, and words of its own.
void pass_decision(Office& office) {
    const auto items = appraised(office, "eakar", {{"Lê Văn Ước"}});
    pass_council(office, "2025-11-03", items);
    const auto decision = at("decisions", signed_decision(office, items));
    step(office, "vanthu", decision, "issue");
    ok(office.as("vanthu").post(decision + "/certificates",
                                {{"kind", "commendation"}, {"bundle", "pdf"}}));
    const auto form = ok(office.as("tchc").get("/templates/receipt")).at("form");
    auto text = form.at("text").get<std::string>();
    text.insert(text.find("nêu trên"), "hồ sơ ");
    ok(office.as("tchc").post("/templates/receipt", {{"text", text},
                                                     {"valid_from", form.at("valid_from")},
                                                     {"note", "Thử."},
                                                     {"accept", true}}));
    office.work();
}

// One for all cases, for it takes its time. Gone with the last of them: statements are counted for
// each thread, and this one's count is gone before what is static.
std::unique_ptr<Scene> for_all;

struct ForAll {
    ~ForAll() { for_all.reset(); }
};
BOOST_TEST_GLOBAL_FIXTURE(ForAll);

Scene& scene() {
    if (!for_all) for_all = std::make_unique<Scene>();
    return *for_all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(roles_test)

BOOST_DATA_TEST_CASE(what_ones_role_does_not_open_answers_as_if_it_were_not_there,
                     boost::unit_test::data::xrange(role_names.size()), r) {
    const auto role = role_names[r].value;
    auto person = scene().office.as(username_of(role));
    const auto absent = person.get("/no-such-thing");
    for (const auto& route : tdkt::server::routes()) {
        if (is_open(route, role)) continue;
        const auto reply = ask(person, route, "1");
        BOOST_TEST_CONTEXT(route.method << ' ' << route.path << " for " << role_names[r].code) {
            if (path_is_known(route, role)) {
                // The path is known to them, this method is not: as for a method nobody has.
                const auto other = person.client().request("PATCH", "/api/v1" + target(route, "1"),
                                                           "application/json", "{}");
                BOOST_TEST((reply.status == 404 || reply.status == other.status));
                BOOST_TEST((reply.status == 404 || reply.header("allow") == other.header("allow")));
                continue;
            }
            BOOST_TEST(reply.status == 404);
            BOOST_TEST(reply.body == absent.body);
            BOOST_TEST(reply.header("content-type") == absent.header("content-type"));
        }
    }
}

BOOST_DATA_TEST_CASE(what_ones_role_opens_is_never_an_accident,
                     boost::unit_test::data::xrange(role_names.size()), r) {
    const auto role = role_names[r].value;
    for (const auto& route : tdkt::server::routes()) {
        if (!is_open(route, role) || route.method == "DELETE" || route.path == "/sign-out" ||
            route.path == "/notices/read" || route.path == "/audit/runs" ||
            route.path == "/account/mail")
            continue;
        auto person = scene().office.as(username_of(role));
        for (const auto* id : {"1", "999999", "0", "x", "99999999999999999999"}) {
            const auto reply = ask(person, route, id);
            BOOST_TEST_CONTEXT(route.method << ' ' << target(route, id)) {
                BOOST_TEST(reply.status < 500, reply.body);
                const bool tries_out = route.path.ends_with("/preview");
                if (route.method == "POST" && !tries_out) BOOST_TEST(reply.status >= 400);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(who_has_not_signed_in_is_asked_to) {
    Client nobody(scene().office.server().port());
    for (const auto& route : tdkt::server::routes()) {
        if (!tdkt::server::for_signed_in(route.access)) continue;
        const std::string method(route.method);
        const auto reply =
            nobody.request(method, "/api/v1" + target(route, "1"),
                           method == "GET" ? "" : "application/json", method == "GET" ? "" : "{}");
        BOOST_TEST(reply.status == 401, route.path);
    }
}

BOOST_AUTO_TEST_CASE(a_draft_is_there_for_its_unit_alone) {
    auto& s = scene();
    const auto item = std::to_string(nominations(s.office, s.draft_id).at(0));
    const auto file = std::to_string(s.office.count("select max(id) from attachment"));
    const auto dossier = std::to_string(s.draft_id);
    for (const auto& path :
         {"/dossiers/" + dossier, "/nominations/" + item, "/attachments/" + file}) {
        BOOST_TEST(s.status("eakar", path) == 200, path);
        BOOST_TEST(s.status("eakar.gd", path) == 200, path);
        for (const auto& name : role_names) {
            auto person = s.office.as(username_of(name.value));
            const auto hidden = person.get(path);
            const auto absent = person.get(path.substr(0, path.rfind('/')) + "/999999");
            BOOST_TEST(hidden.status == 404, path << name.code);
            BOOST_TEST(hidden.body == absent.body, path << name.code);
        }
    }
    auto other = s.office.as("bmt");
    BOOST_TEST(other.post("/dossiers/" + dossier + "/events", {{"event", "withdraw"}}).status ==
               404);
    BOOST_TEST(other.post("/dossiers/" + dossier, {{"title", "x"}}).status == 404);
    BOOST_TEST(other.post("/nominations/" + item + "/remove").status == 404);
    BOOST_TEST(other.post("/attachments/" + file + "/remove").status == 404);
    BOOST_TEST(
        other.attach("/nominations/" + item + "/attachments", "other", "a.txt", "a\n").status ==
        404);
    const auto list = ok(other.get("/dossiers"));
    for (const auto& row : list.at("dossiers")) BOOST_TEST(row.at("id") != s.draft_id);
}

BOOST_AUTO_TEST_CASE(the_council_sees_what_comes_before_it) {
    Office office;
    const auto items = appraised(office, "bmt", {{"Trần Quốc Đạt"}});
    const auto dossier = office.count("select max(id) from dossier");
    const auto path = "/dossiers/" + std::to_string(dossier);
    BOOST_TEST(office.as("uv1").get(path).status == 404);
    BOOST_TEST(office.as("khtc").get(path).status == 404);
    BOOST_TEST(office.as("vanthu").get(path).status == 404);
    const auto meeting = call_meeting(office, "2025-11-03", items);
    BOOST_TEST(office.as("uv1").get(path).status == 200);
    BOOST_TEST(office.as("vanthu").get(path).status == 404);
    open_vote(office, meeting);
    vote(office, meeting, items, 11);
    declare(office, meeting);
    draft_decision(office, items);
    BOOST_TEST(office.as("vanthu").get(path).status == 200);
    BOOST_TEST(office.as("khtc").get(path).status == 200);
}

BOOST_AUTO_TEST_CASE(the_auditor_reads_all_and_changes_nothing) {
    auto& s = scene();
    auto auditor = s.office.as("kiemtra");
    BOOST_TEST(s.status("kiemtra", "/decisions/" + std::to_string(s.issued)) == 200);
    BOOST_TEST(s.status("kiemtra", "/dossiers/1") == 200);
    BOOST_TEST(s.status("kiemtra", "/audit") == 200);
    const auto events = s.office.count("select count(*) from event");
    const std::vector<std::string_view> own = {"/sign-in",
                                               "/sign-out",
                                               "/sessions",
                                               "/account/password",
                                               "/account/mail",
                                               "/notices/read",
                                               "/account/sessions/end",
                                               "/audit/runs",
                                               "/meetings/:id/code",
                                               "/meetings/:id/count"};
    for (const auto& route : tdkt::server::routes()) {
        if (route.method == "GET" || std::count(own.begin(), own.end(), route.path) != 0) continue;
        for (const auto& event : event_names) {
            const json body = {{"event", event.code}, {"reason", "Thử"}};
            const auto reply = auditor.post(target(route, "1"), body);
            BOOST_TEST((reply.status == 404 || reply.status == 403 || reply.status == 405),
                       route.path << event.code << reply.body);
        }
    }
    BOOST_TEST(s.office.count("select count(*) from event") == events);
}

BOOST_AUTO_TEST_CASE(the_administrator_keeps_accounts_and_sees_no_dossier) {
    auto& s = scene();
    BOOST_TEST(s.status("quantri", "/accounts") == 200);
    BOOST_TEST(ok(s.office.as("quantri").get("/dossiers")).at("dossiers").empty());
    for (const auto* path : {"/dossiers/1", "/nominations/1", "/attachments/1", "/meetings/1",
                             "/decisions/1", "/documents/1/pdf", "/documents/1/page", "/register"})
        BOOST_TEST(s.status("quantri", path) == 404, path);
}

BOOST_AUTO_TEST_CASE(another_organ_is_another_world) {
    Office office;
    pass_decision(office);
    const auto items = appraised(office, "bmt", {{"Trần Quốc Đạt"}});
    const auto meeting = call_meeting(office, "2025-11-04", items);
    Role everything{};
    for (const auto& name : role_names) everything = everything | name.value;
    office.hire("xa", "Người Nơi Khác", everything, "tchc");
    office.server().app().database.change([](tdkt::sql::Change& change) {
        const auto organ = tdkt::sql::add_organ(
            change, {0, 0, "khac", "BHXH tỉnh khác", "BHXH", "BHXH Việt Nam", "Khác", "BHXH", "K"});
        change.db() << "update account set organ_id = :organ where username = 'xa'",
            soci::use(organ);
    });
    auto stranger = office.at_the_door("xa");
    const std::string dossier = "/dossiers/1", held = "/meetings/" + std::to_string(meeting);
    int asked = 0;
    for (const auto& route : tdkt::server::routes()) {
        const bool of_one =
            route.path.find(":id") != route.path.npos || route.path.find(":v") != route.path.npos;
        if (route.method != "GET" || !of_one) continue;
        BOOST_TEST_CONTEXT(route.path) {
            BOOST_TEST(stranger.get(target(route, "1", "1")).status == 404);
            ++asked;
        }
    }
    BOOST_TEST(asked > 25);
    BOOST_TEST(stranger.post(held + "/events", {{"event", "open_vote"}}).status == 404);
    BOOST_TEST(stranger.post(held + "/agenda", {{"nominations", items}}).status == 404);
    BOOST_TEST(stranger
                   .post("/meetings", {{"council", office.council_term()},
                                       {"held_on", "2025-11-04"},
                                       {"held_time", "14:00"},
                                       {"place", "A"}})
                   .status == 422);
    for (const auto* list : {"/dossiers", "/campaigns"})
        BOOST_TEST(ok(stranger.get(list)).at(list + 1).empty(), list);
}

BOOST_AUTO_TEST_SUITE_END()
