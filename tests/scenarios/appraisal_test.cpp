// Sheets of appraisal: asked for, filled, handed in, given back, and what others see of them.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/way.h"

using namespace tdkt::test;
using namespace tdkt::workflow;
using nlohmann::json;

namespace {

// A dossier of two nominees that is being appraised.
struct Scene {
    Office office;
    Id dossier;
    Ids items;

    explicit Scene(const std::string& engine = any_engine()) : office(engine) {
        dossier = draft(office, "bmt", {{"Y Thuân Niê"}, {"Lê Văn Ước"}});
        submit(office, "bmt", dossier);
        step(office, "tchc", path(), "receive");
        items = nominations(office, dossier);
    }
    std::string path() const { return at("dossiers", dossier); }
    std::string key(const std::string& name) { return "a" + std::to_string(office.account(name)); }
    Reply ask(const std::string& username, const json& body) {
        return office.as(username).post(path() + "/appraisals", body);
    }
    json sheet(const std::string& username, Id id) {
        return ok(office.as(username).get(at("appraisals", id)));
    }
    Reply event(Id id, const std::string& event, const std::string& reason,
                const std::string& to = "") {
        json body = {{"event", event}, {"reason", reason}};
        if (!to.empty()) body["to"] = to;
        return office.as("tchc").post(at("appraisals", id) + "/events", body);
    }
    int appraise() {
        return office.as("tchc").post(path() + "/events", {{"event", "appraise"}}).status;
    }
};

std::string faults(const Reply& reply) {
    std::string all;
    const auto errors = reply.json().value("errors", json::array());
    for (const auto& fault : errors) all += fault.at("message").get<std::string>() + "\n";
    return all;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(appraisal_test)

BOOST_DATA_TEST_CASE(nobody_is_found_fit_before_the_sheets_are_in, engines(), engine) {
    Scene s(engine);
    const auto sheets = assign(s.office, s.dossier, {"qlt", "uv1"});
    BOOST_TEST_REQUIRE(sheets.size() == 4u);
    BOOST_TEST(s.appraise() == 422);
    hand_in(s.office, "qlt", sheets[0]);
    hand_in(s.office, "uv1", sheets[1]);
    hand_in(s.office, "qlt", sheets[2]);
    BOOST_TEST(s.appraise() == 422);
    BOOST_TEST(s.event(sheets[3], "withdraw_sheet", "").status == 422);
    ok(s.event(sheets[3], "withdraw_sheet", "Đi công tác dài ngày."));
    BOOST_TEST(s.appraise() == 200);
    BOOST_TEST(s.office.as("qlt").post(at("appraisals", sheets[0]), assessment()).status == 409);
    BOOST_TEST(s.office.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_dossier_without_sheets_goes_on_as_before) {
    Scene s;
    BOOST_TEST(s.appraise() == 200);
}

BOOST_AUTO_TEST_CASE(a_sheet_is_handed_in_once_and_whole) {
    Scene s;
    const auto id = assign(s.office, s.dossier, {"qlt"}).front();
    auto person = s.office.as("qlt");
    ok(person.post(at("appraisals", id), {{"points-targets", 45}}));
    const auto lacking =
        person.post(at("appraisals", id), {{"points-targets", 45}, {"hand_in", true}});
    BOOST_TEST(lacking.status == 422);
    BOOST_TEST(has(faults(lacking), "Chưa chọn kết luận."));
    BOOST_TEST(s.sheet("qlt", id).at("version") == 1);
    BOOST_TEST(person.post(at("appraisals", id), {{"points-targets", 51}}).status == 422);
    BOOST_TEST(person.post(at("appraisals", id), {{"points-looks", 1}}).status == 422);
    hand_in(s.office, "qlt", id, 9);
    BOOST_TEST(s.sheet("qlt", id).at("points") == 36);
    auto again = assessment();
    BOOST_TEST(person.post(at("appraisals", id), again).status == 409);
    BOOST_TEST(s.office.count("select count(*) from event where event = 'hand_in_sheet'") == 1);
}

BOOST_AUTO_TEST_CASE(who_wrote_on_an_older_view_is_told) {
    Scene s;
    const auto path = at("appraisals", assign(s.office, s.dossier, {"qlt"}).front());
    const auto tag = s.office.as("qlt").get(path).header("etag");
    const auto save = [&](const std::string& version) {
        return s.office.as("qlt").with("If-Match", version).post(path, {{"points-targets", 4}});
    };
    const auto first = save(tag);
    BOOST_TEST(first.status == 200);
    BOOST_TEST(save(tag).status == 412);
    BOOST_TEST(save(first.header("etag")).status == 200);
}

BOOST_DATA_TEST_CASE(what_was_returned_stays_on_record, engines(), engine) {
    Scene s(engine);
    const auto id = assign(s.office, s.dossier, {"qlt"}).front();
    BOOST_TEST(s.event(id, "return_sheet", "Xem lại.").status == 409);
    hand_in(s.office, "qlt", id, 8);
    BOOST_TEST(s.event(id, "withdraw_sheet", "Bận.").status == 409);
    ok(s.event(id, "return_sheet", "Xem lại điểm chỉ tiêu."));
    BOOST_TEST(s.sheet("qlt", id).at("sheet_reason") == "Xem lại điểm chỉ tiêu.");
    hand_in(s.office, "qlt", id, 9);
    const auto turns = s.sheet("tchc", id).at("turns");
    BOOST_TEST_REQUIRE(turns.size() == 2u);
    BOOST_TEST((turns[0].at("points") == 32 && turns[1].at("points") == 36));
    BOOST_TEST(turns[0].at("digest") != turns[1].at("digest"));
    BOOST_TEST(s.office.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_appraiser_sees_others_only_after_their_own) {
    Scene s;
    const auto sheets = assign(s.office, s.dossier, {"qlt", "tchc"});
    hand_in(s.office, "qlt", sheets[0], 7);
    BOOST_TEST(s.sheet("tchc", sheets[0]).at("shown") == false);
    const auto hidden = [&] {
        auto tchc = s.office.as("tchc");
        return tchc.get(s.path()).body + tchc.get(s.path() + "/appraisals").body +
               tchc.get(s.path() + "/appraisal").body + tchc.get("/appraisals").body +
               tchc.get(at("appraisals", sheets[0])).body;
    };
    BOOST_TEST(!has(hidden(), "\"28\""));
    BOOST_TEST(!has(hidden(), "trung bình: 28"));
    hand_in(s.office, "tchc", sheets[1], 8);
    BOOST_TEST(s.sheet("tchc", sheets[0]).at("points") == 28);
    const auto summaries = ok(s.office.as("tchc").get(s.path())).at("appraisal_summaries");
    BOOST_TEST((summaries[0].at("average_num") == 30 && summaries[0].at("average_den") == 1));
    BOOST_TEST(ok(s.office.as("tchc").get(s.path() + "/appraisal"))
                   .at("data")
                   .at("scores")
                   .at("rows")[0]
                   .at("average") == "30");
}

BOOST_AUTO_TEST_CASE(the_unit_learns_nothing_of_sheets) {
    Scene s;
    const auto before = s.office.as("bmt").get(s.path()).body;
    const auto id = assign(s.office, s.dossier, {"qlt"}).front();
    const auto after = ok(s.office.as("bmt").get(s.path()));
    BOOST_TEST(after.at("timeline").size() == json::parse(before).at("timeline").size());
    BOOST_TEST(after.at("has_appraisal") == false);
    BOOST_TEST(s.office.as("bmt").get(at("appraisals", id)).status == 404);
    BOOST_TEST(s.office.as("bmt").get("/appraisals").status == 404);
}

BOOST_AUTO_TEST_CASE(a_member_who_is_asked_may_read_the_dossier_while_asked) {
    Scene s;
    BOOST_TEST(s.office.as("uv1").get(s.path()).status == 404);
    const auto id = assign(s.office, s.dossier, {"uv1"}).front();
    BOOST_TEST(s.office.as("uv1").get(s.path()).status == 200);
    BOOST_TEST(s.office.as("uv1").get(at("appraisals", id)).status == 200);
    BOOST_TEST(s.office.as("uv2").get(at("appraisals", id)).status == 404);
    ok(s.event(id, "withdraw_sheet", "Đi công tác."));
    ok(s.event(id + 1, "withdraw_sheet", "Đi công tác."));
    BOOST_TEST(s.office.as("uv1").get(s.path()).status == 404);
}

BOOST_AUTO_TEST_CASE(nobody_in_conflict_is_asked_or_writes) {
    Scene s;
    s.office.server().app().database.change([&](tdkt::sql::Change& change) {
        const auto account = s.office.account("qlt");
        change.db() << "update nomination set nominee_account = :account where id = :id",
            soci::use(account), soci::use(s.items[0]);
    });
    const auto refused = s.ask("tchc", {{"nominations", s.items}, {"appraisers", {s.key("qlt")}}});
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(has(faults(refused), "là người được đề nghị: Y Thuân Niê"));
    BOOST_TEST(s.office.count("select count(*) from appraisal") == 0);
    const auto shared = s.ask("tchc", {{"nominations", s.items},
                                       {"appraisers", {s.key("qlt"), s.key("uv1")}},
                                       {"evenly", true},
                                       {"readers", 2}});
    BOOST_TEST(has(faults(shared), "Không còn đủ người không liên quan để thẩm định Y Thuân Niê"));
    ok(s.ask("tchc", {{"nominations", s.items},
                      {"appraisers", {s.key("qlt"), s.key("uv1")}},
                      {"evenly", true}}));
    BOOST_TEST(s.office.count("select count(*) from appraisal where account_id = " +
                              std::to_string(s.office.account("qlt"))) == 1);
}

BOOST_AUTO_TEST_CASE(a_sheet_is_moved_to_somebody_else) {
    Scene s;
    const auto id = assign(s.office, s.dossier, {"qlt"}).front();
    ok(s.event(id, "withdraw_sheet", "Nghỉ phép.", s.key("uv2")));
    BOOST_TEST(s.office.as("qlt").post(at("appraisals", id), assessment()).status == 409);
    const auto mine = ok(s.office.as("uv2").get("/appraisals")).at("mine");
    BOOST_TEST_REQUIRE(mine.size() == 1u);
    hand_in(s.office, "uv2", mine[0].at("id"));
    BOOST_TEST(s.office.breaks() == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_waits_stands_on_the_desk_and_is_overdue_by_the_clock) {
    Scene s;
    assign(s.office, s.dossier, {"uv1"});
    const auto waiting = [&] {
        const auto home = ok(s.office.as("uv1").get("/"));
        for (const auto& group : home.at("groups"))
            if (group.at("group_code") == "sheets") return group.at("items");
        return json::array();
    };
    BOOST_TEST_REQUIRE(waiting().size() == 2u);
    BOOST_TEST(waiting()[0].at("overdue") == false);
    BOOST_TEST(ok(s.office.as("uv1").get("/notices")).at("notices").size() == 1u);
    s.office.at("2025-11-12");
    BOOST_TEST(waiting()[0].at("overdue") == true);
    BOOST_TEST(ok(s.office.as("tchc").get("/appraisals")).at("totals").at("overdue") == 2);
}

BOOST_DATA_TEST_CASE(a_form_is_applied_as_a_whole_or_not_at_all, engines(), engine) {
    Scene s(engine);
    const auto sheets = assign(s.office, s.dossier, {"qlt"});
    auto qlt = s.office.as("qlt");
    auto form = qlt.get("/appraisal-forms?format=csv").body;
    const auto fill = [&](std::size_t from, const std::string& value) {
        const auto at = form.find("\"50\",\"", from) + 6;
        form.replace(at, form.find('"', at) - at, value);
        return at;
    };
    const auto second = fill(fill(0, "45"), "51");
    const auto send = [&] {
        return "/appraisal-forms/" +
               ok(qlt.attach("/appraisal-forms", "", "phieu.csv", form)).at("id").dump();
    };
    auto import = send();
    const auto seen = ok(qlt.get(import));
    BOOST_TEST_REQUIRE(seen.at("cells").size() == 1u);
    BOOST_TEST(seen.at("cells")[0].at("found") == "“51”");
    BOOST_TEST(seen.at("changes").size() == 1u);
    BOOST_TEST(qlt.post(import + "/apply").status == 422);
    BOOST_TEST(s.office.count("select count(*) from appraisal where state = 'begun'") == 0);

    form.replace(second, 2, "50");
    import = send();
    BOOST_TEST(s.office.as("uv1").get(import).status == 404);
    ok(qlt.post(at("appraisals", sheets[1]), {{"points-records", 3}}));
    const auto late = qlt.post(import + "/apply");
    BOOST_TEST(late.status == 422);
    BOOST_TEST(has(faults(late), "phiếu đã thay đổi từ khi tải mẫu"));
    BOOST_TEST(s.office.count("select version from appraisal where id = " +
                              std::to_string(sheets[0])) == 0);

    form = qlt.get("/appraisal-forms?format=csv").body;
    fill(fill(0, "45"), "50");
    ok(qlt.post(send() + "/apply"));
    BOOST_TEST(s.sheet("qlt", sheets[0]).at("points") == 45);
    BOOST_TEST(s.sheet("qlt", sheets[1]).at("points") == 53);
    BOOST_TEST(s.office.count("select count(*) from appraisal_upload_row") == 0);
}

BOOST_AUTO_TEST_CASE(the_form_comes_as_a_workbook_too) {
    Scene s;
    assign(s.office, s.dossier, {"qlt"});
    auto qlt = s.office.as("qlt");
    const auto form = qlt.get("/appraisal-forms");
    BOOST_TEST(form.body.starts_with("PK"));
    const auto import = ok(qlt.attach("/appraisal-forms", "", "phieu.xlsx", form.body)).at("id");
    const auto seen = ok(qlt.get("/appraisal-forms/" + import.dump()));
    BOOST_TEST((seen.at("has_changes") == false && seen.at("has_cells") == false));
    BOOST_TEST(s.office.as("uv1").get("/appraisal-forms").status == 422);
}

BOOST_AUTO_TEST_SUITE_END()
