// Whatever somebody in conflict sends to what is hidden from them is answered as if it were sent
// to what does not exist, and the same in both worlds: the table names, for each route that
// changes something, what can be aimed at by it.
#include <boost/test/unit_test.hpp>

#include "server/front/dispatch.h"
#include "sql/people.h"
#include "tests/support/worlds.h"

using namespace tdkt::test;
using nlohmann::json;
using tdkt::server::Route;

namespace {

// What is aimed at, by the address or by what is sent.
enum class Aim {
    nothing,
    dossier,
    nomination,
    attachment,
    sheet,
    decision,
    message,
    meeting,
    item
};

struct Row {
    std::string_view path;
    Aim aim;
    // One or several forms; of an item, the nomination that they name.
    std::vector<json> (*forms)(World&, Id item) = nullptr;
};

std::vector<json> empty(World&, Id) {
    return {json::object()};
}
std::vector<json> reason(World&, Id) {
    return {{{"reason", "Vì canarylydo."}}};
}
std::vector<json> events(World&, Id) {
    std::vector<json> all;
    for (const auto& name : tdkt::workflow::names<tdkt::workflow::Event>)
        all.push_back({{"event", name.code}, {"reason", "Vì canarylydo."}});
    return all;
}
std::vector<json> title(World&, Id) {
    return {{{"title", "Trích yếu khác"}}};
}
std::vector<json> nominee(World&, Id) {
    return {{{"nominee_kind", "person"},
             {"nominee_name", "Lê Thị Bé"},
             {"prize", "person"},
             {"summary", "Hoàn thành nhiệm vụ."}}};
}
std::vector<json> file(World&, Id) {
    return {{{"kind", "other"}, {"file", "Phụ lục\n"}}};
}
std::vector<json> sheet(World&, Id) {
    auto said = assessment();
    said["hand_in"] = true;
    return {assessment(), said};
}
std::vector<json> sheet_events(World&, Id) {
    return {{{"event", "return_sheet"}, {"reason", "Xem lại."}},
            {{"event", "withdraw_sheet"}, {"reason", "Bận."}}};
}
std::vector<json> decision(World& w, Id) {
    return {decision_of(w.office, w.others)};
}
std::vector<json> certificates(World&, Id) {
    return {{{"kind", "commendation"}, {"bundle", "pdf"}}};
}
std::string paired(Id id, const char* word) {
    return std::to_string(id) + ":" + word;
}

// clang-format off
const Row rows[] = {
    {"/sessions", Aim::nothing},                    {"/account/password", Aim::nothing},
    {"/account/mail", Aim::nothing},                {"/account/sessions/end", Aim::nothing},
    {"/notices/read", Aim::nothing},                {"/dossiers", Aim::nothing},
    {"/meetings", Aim::nothing},                    {"/councils/terms", Aim::nothing},
    {"/councils/terms/:id/end", Aim::nothing},      {"/templates/:kind", Aim::nothing},
    {"/templates/:kind/preview", Aim::nothing},     {"/accounts", Aim::nothing},
    {"/accounts/:id", Aim::nothing},                {"/accounts/:id/password", Aim::nothing},
    {"/audit/runs", Aim::nothing},                  {"/outbox/receivers/webhooks", Aim::nothing},
    {"/outbox/receivers/organs", Aim::nothing},     {"/outbox/receivers/webhooks/:id/secret", Aim::nothing},
    {"/outbox/receivers/webhooks/:id/close", Aim::nothing},
    {"/outbox/receivers/organs/:id/close", Aim::nothing},
    // Of what the sender has uploaded; and of decisions that are issued, so that nothing is hidden.
    {"/appraisal-forms", Aim::nothing},             {"/appraisal-forms/:id/apply", Aim::nothing},
    // Who would learn of a number that is kept from them is refused, whatever has one.
    {"/councils/:id/series", Aim::nothing},
    {"/certificates/:id/cancel", Aim::nothing},     {"/certificates/:id/resume", Aim::nothing},

    {"/dossiers/:id",                 Aim::dossier,    title},
    {"/dossiers/:id/remove",          Aim::dossier,    empty},
    {"/dossiers/:id/events",          Aim::dossier,    events},
    {"/dossiers/:id/nominations",     Aim::dossier,    nominee},
    {"/dossiers/:id/attachments",     Aim::dossier,    file},
    {"/dossiers/:id/appraisals",      Aim::item,       [](World& w, Id item) -> std::vector<json> {
        return {{{"nominations", {item}}, {"appraisers", {"a" + std::to_string(w.office.account("qlt"))}}}}; }},
    {"/nominations/:id",              Aim::nomination, nominee},
    {"/nominations/:id/remove",       Aim::nomination, empty},
    {"/nominations/:id/events",       Aim::nomination, events},
    {"/nominations/:id/attachments",  Aim::nomination, file},
    {"/attachments/:id/remove",       Aim::attachment, empty},
    {"/appraisals/:id",               Aim::sheet,      sheet},
    {"/appraisals/:id/events",        Aim::sheet,      sheet_events},
    {"/decisions/:id",                Aim::decision,   decision},
    {"/decisions/:id/events",         Aim::decision,   events},
    {"/decisions/:id/discard",        Aim::decision,   empty},
    {"/decisions/:id/certificates",   Aim::decision,   certificates},
    {"/outbox/:id/resend",            Aim::message,    empty},
    {"/outbox/:id/give-up",           Aim::message,    reason},

    {"/meetings/:id/cancel",             Aim::meeting, empty},
    {"/meetings/:id/events",             Aim::meeting, events},
    {"/meetings/:id/attendance",         Aim::meeting, [](World& w, Id) -> std::vector<json> {
        return {attendance(w.office, w.other_meeting, {"uv9"})}; }},
    {"/meetings/:id/invitation",         Aim::meeting, empty},
    {"/meetings/:id/auditor",            Aim::meeting, [](World& w, Id) -> std::vector<json> {
        return {{{"auditor", w.office.account("kiemtra2")}}}; }},
    {"/meetings/:id/code",               Aim::meeting, empty},
    {"/meetings/:id/tellers",            Aim::meeting, [](World&, Id) -> std::vector<json> { return {{{"tellers", {3, 4}}}}; }},
    {"/meetings/:id/paper-forms",        Aim::meeting, [](World&, Id) -> std::vector<json> { return {{{"given", 12}}}; }},
    {"/meetings/:id/paper-ballots",      Aim::meeting, [](World&, Id) -> std::vector<json> { return {{{"member", 11}}}; }},
    {"/meetings/:id/end-vote",           Aim::meeting, reason},
    {"/meetings/:id/count",              Aim::meeting, [](World& w, Id) -> std::vector<json> {
        const auto& held = codes(w.office, w.other_meeting);
        return {{{"code1", held[0]}, {"code2", held[1]}}}; }},
    {"/meetings/:id/minutes/signatures", Aim::meeting, empty},

    {"/meetings/:id/conflicts",        Aim::meeting, [](World&, Id) -> std::vector<json> {
        return {{{"relation", "relative"}, {"persons", "Lê Thị Bé"}}, {{"none", true}}}; }},
    {"/meetings/:id/conflicts/settle", Aim::item, [](World& w, Id item) -> std::vector<json> {
        return {{{"member", w.office.account("uv2")}, {"nomination", item}, {"meant", false}}}; }},
    {"/meetings/:id/agenda",        Aim::item, [](World&, Id item) -> std::vector<json> { return {{{"nominations", {item}}}}; }},
    {"/meetings/:id/agenda/remove", Aim::item, [](World&, Id item) -> std::vector<json> {
        return {{{"nomination", item}, {"reason", "Chờ bổ sung."}}}; }},
    {"/meetings/:id/presiding",     Aim::item, [](World&, Id item) -> std::vector<json> {
        return {{{"nomination", item}, {"presiding", 3}}}; }},
    {"/meetings/:id/forms",         Aim::item, [](World&, Id item) -> std::vector<json> { return {{{"forms", {paired(item, "hands")}}}}; }},
    {"/meetings/:id/hands",         Aim::item, [](World&, Id item) -> std::vector<json> {
        return {{{"nomination", item}, {"yes", 11}, {"no", 0}, {"unvoted", 0}}}; }},
    {"/meetings/:id/ties",          Aim::item, [](World&, Id item) -> std::vector<json> {
        return {{{"nomination", item}, {"decision", "yes"}, {"reason", "Phiếu ngang nhau."}}}; }},
    {"/meetings/:id/ballot",        Aim::item, [](World& w, Id item) -> std::vector<json> {
        json mixed = json::array({paired(item, "yes")});
        for (const auto other : w.others) mixed.push_back(paired(other, "yes"));
        return {{{"votes", {paired(item, "yes")}}}, {{"votes", mixed}}}; }},
    {"/meetings/:id/paper-count",   Aim::item, [](World&, Id item) -> std::vector<json> {
        const auto id = std::to_string(item);
        return {{{"yes-" + id, 1}, {"no-" + id, 0}, {"invalid-" + id, 0}}}; }},
    {"/decisions",                  Aim::item, [](World& w, Id item) -> std::vector<json> { return {decision_of(w.office, {item})}; }},
};
// clang-format on

const Row* row_of(std::string_view path) {
    const auto found = std::ranges::find(rows, path, &Row::path);
    return found == std::end(rows) ? nullptr : &*found;
}

Id number_of(World& world, const std::string& query) {
    return world.office.count(query);
}

Id dossier_of(World& w, Id nomination) {
    return number_of(w,
                     "select dossier_id from nomination where id = " + std::to_string(nomination));
}

// Which of its kind is hidden. The decision is there in one world only: its number is the same.
Id hidden_one(World& w, Aim aim) {
    const auto of_lone = std::to_string(w.lone);
    switch (aim) {
        case Aim::dossier:
            return dossier_of(w, w.lone);
        case Aim::attachment:
            return number_of(w, "select id from attachment where nomination_id = " + of_lone);
        case Aim::sheet:
            return number_of(w, "select min(id) from appraisal where nomination_id = " + of_lone);
        case Aim::message:
            return number_of(w,
                             "select max(id) from message where dossier_id = (select dossier_id"
                             " from nomination where id = " +
                                 of_lone + ")");
        case Aim::decision:
            return 2;
        default:
            return w.hidden;
    }
}

constexpr Id no_such = 90'071;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

struct Manner {
    const char* name;
    bool page;
    std::vector<std::pair<std::string, std::string>> headers = {};
    int times = 1;
};
// The key stands for one request of the table each.
const Manner manners[] = {{"by a program", false},
                          {"with a version", false, {{"If-Match", "\"1\""}}},
                          {"with a key, twice", false, {{"Idempotency-Key", "k"}}, 2},
                          {"on a page", true}};

struct Sender {
    World& world;
    std::string who;
    const Manner& manner;

    std::string send(const std::string& path, const json& fields, const std::string& key) const {
        Asked asked{"POST", (manner.page ? "" : "/api/v1") + path, world.token(who)};
        const bool with_file = fields.contains("file");
        asked.type = with_file     ? "multipart/form-data; boundary=B"
                     : manner.page ? "application/x-www-form-urlencoded"
                                   : "application/json";
        asked.body = with_file     ? as_multipart(fields, asked.token)
                     : manner.page ? as_form(fields, asked.token)
                                   : fields.dump();
        asked.headers = manner.headers;
        for (auto& [name, value] : asked.headers)
            if (name == "Idempotency-Key") value += key;
        std::string answers;
        for (int i = 0; i < manner.times; ++i)
            answers += masked(told(world.office.server().app(), asked).text()) + "\n";
        return answers;
    }
};

// One thing in both worlds, and what does not exist.
struct Shot {
    World &with, &without;
    const Row& row;
    std::string who, turn;
    int sent = 0;

    std::string path(World& w, Id aimed) const {
        auto text = std::string(row.path);
        const auto id = row.aim == Aim::meeting              ? w.other_meeting
                        : row.aim != Aim::item               ? aimed
                        : row.path.starts_with("/dossiers/") ? dossier_of(w, w.hidden)
                                                             : w.meeting;
        if (const auto at = text.find(":id"); at != text.npos)
            text.replace(at, 3, std::to_string(id));
        return text;
    }

    // What each form is answered.
    std::vector<std::string> answers(World& w, const Manner& manner, Id aimed) {
        std::vector<std::string> all;
        const Sender sender{w, who, manner};
        for (const auto& form : row.forms(w, aimed))
            all.push_back(sender.send(
                path(w, aimed), form,
                turn + std::string(row.path) + std::to_string(aimed) + std::to_string(all.size())));
        return all;
    }

    void fire(const Manner& manner) {
        const auto aimed = hidden_one(with, row.aim);
        const auto one = answers(with, manner, aimed), other = answers(without, manner, aimed);
        for (std::size_t i = 0; i < one.size(); ++i, ++sent)
            BOOST_TEST(one[i] == other[i], turn << ", " << who << ", " << manner.name << ", "
                                                << row.path << ", form " << i << ":\n"
                                                << one[i] << "\n"
                                                << other[i]);
        const bool of_own_unit = who.starts_with("eakar");
        if (row.aim == Aim::meeting || of_own_unit) return;
        const auto none = answers(with, manner, no_such);
        for (std::size_t i = 0; i < one.size(); ++i) {
            const auto as_hidden =
                replaced(none[i], std::to_string(no_such), std::to_string(aimed));
            BOOST_TEST(one[i] == as_hidden, turn << ", " << who << ", " << manner.name << ", "
                                                 << row.path << ", form " << i << ":\n"
                                                 << one[i] << "\n"
                                                 << none[i]);
        }
    }
};

bool is_open_to(World& world, const Route& route, const std::string& who) {
    const auto id = world.office.account(who);
    const auto roles = world.office.server().app().database.read(
        [&](auto& db) { return tdkt::sql::load_account(db, id).roles; });
    return route.method != "GET" && tdkt::server::for_signed_in(route.access) &&
           (route.roles == tdkt::workflow::Role{} || has(route.roles, roles));
}

void fire_all(World& with, World& without, const std::string& turn) {
    for (const auto& who : in_conflict())
        for (const auto& route : tdkt::server::routes()) {
            const auto* row = row_of(route.path);
            if (row == nullptr || row->aim == Aim::nothing || !is_open_to(with, route, who))
                continue;
            Shot shot{with, without, *row, who, turn};
            for (const auto& manner : manners) shot.fire(manner);
        }
}

// Every step with what they may know of, beside what they may not.
void step_beside(World& with, World& without) {
    for (const auto& path :
         {at("dossiers", dossier_of(with, with.hidden)), at("nominations", with.others[0]),
          at("meetings", with.meeting), at("decisions", with.decision)})
        for (const auto& who : in_conflict())
            for (const auto& event : events(with, 0)) {
                const Sender one{with, who, manners[0]}, other{without, who, manners[0]};
                const auto here = one.send(path + "/events", event, ""),
                           there = other.send(path + "/events", event, "");
                BOOST_TEST(here == there, who << ", " << path << ", " << event.dump() << ":\n"
                                              << here << "\n"
                                              << there);
            }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hidden_posts_test)

BOOST_AUTO_TEST_CASE(every_route_that_changes_something_says_what_can_be_aimed_at_by_it) {
    for (const auto& route : tdkt::server::routes()) {
        if (route.method == "GET" || !tdkt::server::for_signed_in(route.access)) continue;
        const auto* row = row_of(route.path);
        BOOST_TEST((row != nullptr), route.path << " has no row");
    }
    for (const auto& row : rows) {
        const auto known = std::ranges::any_of(tdkt::server::routes(), [&](const Route& route) {
            return route.path == row.path && route.method != "GET";
        });
        BOOST_TEST(known, row.path << " is no route");
    }
}

BOOST_AUTO_TEST_CASE(what_is_sent_to_what_is_hidden_is_answered_like_what_is_sent_to_nothing) {
    World with(true), without(false);
    const std::set<std::string> tried = {"opened", "voted", "counted", "presented"};
    for (const auto& turn : turns()) {
        turn.take(with);
        turn.take(without);
        if (tried.contains(turn.name)) fire_all(with, without, turn.name);
    }
    step_beside(with, without);
    // Whoever may know of it is told apart the one from the other.
    const Sender other{with, unconcerned, manners[0]};
    const auto step = events(with, with.hidden).front();
    BOOST_TEST(other.send(at("nominations", with.hidden) + "/events", step, "") !=
               other.send(at("nominations", no_such) + "/events", step, ""));
    for (auto* world : {&with, &without})
        BOOST_TEST(world->office.breaks() == std::vector<std::string>{},
                   boost::test_tools::per_element());
    // Nothing of what was said or sent stands in the log, or among the counts.
    auto& server = with.office.server();
    const auto outside = server.log() + told(server.app(), {"GET", "/metrics", ""}).text();
    BOOST_TEST(outside.find("/nominations/:id/events") != outside.npos);
    for (const auto& word : canaries()) BOOST_TEST(outside.find(word) == outside.npos, word);
}

BOOST_AUTO_TEST_SUITE_END()
