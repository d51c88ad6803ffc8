// What a page asks of the database does not grow with what it shows.
#include "sql/statements.h"

#include <boost/test/unit_test.hpp>

#include "server/front/caller.h"
#include "server/front/dispatch.h"
#include "sql/campaigns.h"
#include "sql/documents.h"
#include "tests/support/way.h"

using namespace tdkt;
using namespace tdkt::test;

namespace {

std::string path_to(const char* kind, Id id) {
    return std::string("/") + kind + "/" + std::to_string(id);
}

// An office in which every page has something to show: `size` of everything.
// What single pages are about has the number 1.
class Grown {
  public:
    explicit Grown(int size) : size_(size) {
        decide();
        leave_waiting();
        const auto items = appraised(office, "bmt", nominees());
        pass_council(office, "2025-11-03", items);
        sketch = draft_decision(office, items);
        end_otherwise();
        appraise();
        for (int i = 0; i < size; ++i) {
            office.hire("moi" + std::to_string(i), "Người mới", workflow::Role::unit_officer,
                        "eakar");
            add_campaign(i);
            reword(i);
        }
        code = office.server().app().database.read(
            [](auto& db) { return sql::load_documents(db, "decision", 1).front().code; });
    }

    Office office;
    std::string code;              // of the issued decision's paper
    Id sketch = 0;                 // a decision that is a draft
    Id returned = 0, refused = 0;  // dossiers

  private:
    std::vector<Nominee> nominees() const {
        std::vector<Nominee> list;
        for (int i = 0; i < size_; ++i)
            list.push_back({"Trần Quốc Đạt " + std::string(1, static_cast<char>('A' + i))});
        return list;
    }

    // Decision 1 gathers what meeting 1 recommended of two dossiers; the last
    // nomination of dossier 1 is in a decision of its own.
    void decide() {
        auto items = appraised(office, "eakar", nominees());
        const auto last = items.size() > 1 ? items.back() : 0;
        for (const auto item : appraised(office, "bmt", nominees())) items.push_back(item);
        pass_council(office, "2025-11-03", items);
        std::erase(items, last);
        const auto issued = signed_decision(office, items);
        step(office, "vanthu", path_to("decisions", issued), "issue");
        if (last != 0) signed_decision(office, {last});
        // Two of its members had been named to count.
        office.server().app().database.change([](sql::Change& change) {
            change.db() << "insert into poll_teller (meeting_id, place, member_id) select 1,"
                           " m.ordinal, m.id from council_member m where m.ordinal <= 2"
                           " and m.stands_in_for = 0";
        });
    }

    void leave_waiting() {
        call_meeting(office, "2025-11-20", appraised(office, "eakar", nominees()));
        for (int i = 0; i < size_; ++i) {
            draft(office, "bmt", nominees());
            submit(office, "bmt", draft(office, "bmt", nominees()));
            appraised(office, "bmt", nominees());
            const auto recommended = appraised(office, "eakar", {{"Lê Văn Ước"}, {"Lê Thị Bé"}});
            pass_council(office, "2025-11-03", recommended);
            const auto drafted = draft_decision(office, {recommended.front()});
            step(office, "tchc", path_to("decisions", drafted), "present");
        }
    }

    // Asked of several, answered by some; a form of what is left lies there.
    void appraise() {
        const auto judged = draft(office, "bmt", nominees());
        submit(office, "bmt", judged);
        step(office, "tchc", path_to("dossiers", judged), "receive");
        const auto sheets = assign(office, judged, {"qlt", "tchc", "uv1"});
        for (int i = 0; i < size_; ++i)
            hand_in(office, "qlt", sheets[3 * static_cast<std::size_t>(i)]);
        ok(office.as("tchc").attach("/appraisal-forms", "", "phieu.csv",
                                    office.as("tchc").get("/appraisal-forms?format=csv").body));
    }

    // One dossier is sent back, one refused; decision 1 has its certificates.
    void end_otherwise() {
        returned = draft(office, "bmt", nominees());
        submit(office, "bmt", returned);
        step(office, "tchc", path_to("dossiers", returned), "receive");
        step(office, "tchc", path_to("dossiers", returned), "send_back", "Thiếu số liệu.");
        const auto items = appraised(office, "bmt", nominees());
        pass_council(office, "2025-11-03", items);
        const auto path = path_to("decisions", draft_decision(office, items));
        step(office, "tchc", path, "present");
        step(office, "giamdoc", path, "refuse", "Chưa bảo đảm tỷ lệ.");
        refused = office.count("select max(dossier_id) from nomination where state = 'refused'");
        ok(office.as("vanthu").post("/decisions/1/certificates",
                                    {{"kind", "commendation"}, {"bundle", "pdf"}}));
        office.work();
    }

    void add_campaign(int i) {
        auto campaign = office.campaign();
        campaign.code += std::to_string(i);
        office.server().app().database.change(
            [&](sql::Change& change) { sql::add_campaign(change, campaign); });
    }

    void reword(int i) {
        auto desk = office.as("tchc");
        auto form = ok(desk.get("/templates/receipt")).at("form");
        auto text = form.at("text").get<std::string>();
        form["text"] = text.insert(text.rfind("</paper>"), "<!-- " + std::to_string(i) + " -->");
        form["note"] = "Lần " + std::to_string(i);
        ok(desk.post("/templates/receipt", form));
    }

    int size_;
};

struct Cost {
    int status = 0;
    std::int64_t statements = 0;
};

// As the door would ask, but in this thread, where the statements are counted.
Cost cost(Grown& grown, const std::string& target, const std::string& token) {
    const auto credential =
        token.empty() ? ""
                      : "Cookie: " + std::string(server::session_cookie) + '=' + token + "\r\n";
    const auto head =
        server::parse_head("GET " + target + " HTTP/1.1\r\nHost: test\r\n" + credential + "\r\n");
    auto body = server::Body::of("");
    const auto before = sql::statements_prepared();
    const auto response = server::answer(head, body, "127.0.0.1", grown.office.server().app());
    return {response.status, sql::statements_prepared() - before};
}

std::string target(const server::Route& route, const Grown& grown) {
    auto path = std::string(route.path);
    const auto put = [&](const std::string& name, const std::string& value) {
        if (const auto at = path.find(name); at != std::string::npos)
            path.replace(at, name.size(), value);
    };
    if (path.ends_with("/return")) put(":id", std::to_string(grown.returned));
    if (path.ends_with("/result")) put(":id", std::to_string(grown.refused));
    put(":id", route.path == "/decisions/:id/docx" ? std::to_string(grown.sketch) : "1");
    put(":code", grown.code);
    put(":name", "tdkt.css");
    put(":kind", "receipt");
    put(":v", "1");
    return path;
}

constexpr const char* readers[] = {"",        "bmt",     "eakar.gd", "tchc",      "thuky",
                                   "chutich", "uv1",     "giamdoc",  "vanthu",    "khtc",
                                   "kiemtra", "quantri", "qlt",      "phogiamdoc"};

// What every route costs each reader who may ask it.
std::map<std::string, Cost> costs(Grown& grown) {
    std::map<std::string, Cost> all;
    for (const auto* reader : readers) {
        const std::string username(reader);
        const auto token = username.empty() ? "" : grown.office.token(username);
        for (const auto& route : server::routes()) {
            if (route.method != "GET") continue;
            const auto one = cost(grown, target(route, grown), token);
            if (one.status == 200)
                all[std::string(route.path) + " for " + (username.empty() ? "nobody" : username)] =
                    one;
        }
    }
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(statements_test)

BOOST_AUTO_TEST_CASE(a_page_asks_the_same_of_a_small_office_and_of_a_bigger_one) {
    Grown small(1), big(3);
    const auto expected = costs(small), found = costs(big);
    for (const auto& route : server::routes()) {
        if (route.method != "GET") continue;
        const auto prefix = std::string(route.path) + " for ";
        BOOST_TEST(std::ranges::any_of(
                       found, [&](const auto& one) { return one.first.starts_with(prefix); }),
                   "nobody could be shown " + std::string(route.path));
    }
    for (const auto& [what, one] : found) {
        BOOST_TEST_MESSAGE("statements " << what << ' ' << one.statements);
        const auto before = expected.find(what);
        if (before != expected.end()) BOOST_TEST(one.statements == before->second.statements, what);
    }
}

BOOST_AUTO_TEST_SUITE_END()
