#include "tests/support/office.h"

#include <filesystem>

#include "server/access/tokens.h"
#include "server/jobs/effects.h"
#include "server/on_disk.h"
#include "server/signing/authority.h"
#include "sql/audit/audit.h"
#include "sql/campaigns.h"
#include "sql/sessions.h"
#include "sql/values.h"
#include "workflow/calendar.h"

namespace tdkt::test {

using namespace workflow;

namespace {

struct PersonRow {
    const char *username, *name, *unit;
    Role roles;
    const char* council_post;  // nullptr: not of the council
};

// clang-format off
constexpr PersonRow people[] = {
    {"giamdoc",    "Trần Mạnh Toàn",       "lanhdao", Role::director,          nullptr},
    {"phogiamdoc", "Phan Văn Bình",        "lanhdao", Role::deputy_director,   nullptr},
    {"tchc",       "Trần Thị Thu Hà",      "tchc",    Role::standing_office,   nullptr},
    {"vanthu",     "Lê Hải Yến",           "tchc",    Role::clerk,             nullptr},
    {"vanthu2",    "Đỗ Thị Ánh Ngọc",      "tchc",    Role::clerk,             nullptr},
    {"kiemtra",    "Lương Thị Ngọc Bích",  "tchc",    Role::auditor,           nullptr},
    {"qlt",        "Hồ Ngọc Lâm",          "qlt",     Role::data_office,       nullptr},
    {"khtc",       "Đặng Minh Châu",       "khtc",    Role::finance,           nullptr},
    {"quantri",    "Cao Đức Trí",          "khtc",    Role::administrator,     nullptr},
    {"bmt",        "Nguyễn Thị Hồng Ánh",  "bmt",     Role::unit_officer,      nullptr},
    {"bmt.gd",     "Phan Văn Dũng",        "bmt",     Role::unit_head,         nullptr},
    {"eakar",      "Lê Thị Mỹ Duyên",      "eakar",   Role::unit_officer,      nullptr},
    {"eakar.gd",   "Nguyễn Đình Tùng",     "eakar",   Role::unit_head,         nullptr},
    {"chutich",    "Hoàng Thị Liên",       "lanhdao", Role::council_chair,     "chair"},
    {"thuky",      "Nguyễn Thị Kim Oanh",  "tchc",    Role::council_secretary, "secretary"},
    {"uv1",        "Đỗ Thị Hằng",          "khtc",    Role::council_member,    "deputy_chair"},
    {"uv2",        "Nguyễn Hữu Phước",     "khtc",    Role::council_member,    "member"},
    {"uv3",        "Y Blưm Niê",           "khtc",    Role::council_member,    "member"},
    {"uv4",        "Vũ Thị Thanh Mai",     "khtc",    Role::council_member,    "member"},
    {"uv5",        "Bùi Quang Vinh",       "qlt",     Role::council_member,    "member"},
    {"uv6",        "Mai Xuân Trường",      "qlt",     Role::council_member,    "member"},
    {"uv7",        "H’Nguyệt Byă",         "qlt",     Role::council_member,    "member"},
    {"uv8",        "Trịnh Công Hải",       "qlt",     Role::council_member,    "member"},
    {"uv9",        "Nguyễn Thị Hồng Ánh",  "bmt",     Role::council_member,    "member"},
};
// clang-format on

constexpr std::pair<const char*, const char*> units[] = {
    {"lanhdao", "Ban Giám đốc"},
    {"qlt", "Phòng Quản lý thu và Phát triển người tham gia"},
    {"khtc", "Phòng Kế hoạch - Tài chính"},
    {"bmt", "BHXH cơ sở Buôn Ma Thuột"},
    {"eakar", "BHXH cơ sở Ea Kar"},
};

// Who signs papers. Whoever leads a council in the chair's place has no key here: what they sign is
// kept as the record of it.
constexpr const char* signers[] = {"giamdoc", "phogiamdoc", "chutich", "thuky"};

// Making an RSA key takes longer than a whole scenario; the same few serve all.
struct Keyring {
    TempDir folder;
    std::int64_t founded_at = start_of(*parse_day("2025-10-01"));
    server::DemoAuthority authority{folder / "keys", "demo", founded_at};

    Keyring() {
        for (const auto* username : signers)
            for (const auto& person : people)
                if (std::string(username) == person.username)
                    authority.key(
                        username,
                        {person.name, "BHXH tỉnh Đắk Lắk", person.council_post ? "" : "Giám đốc"},
                        founded_at);
        authority.key("organ", {"Bảo hiểm xã hội tỉnh Đắk Lắk", "Bảo hiểm xã hội Việt Nam", ""},
                      founded_at);
    }
};

const Keyring& keyring() {
    static const Keyring keys;
    return keys;
}

Day day(const char* iso_day) {
    return *parse_day(iso_day);
}

}  // namespace

Person::Person(int port, const std::string& token, std::set<std::string>* twice)
    : client_(port), twice_(twice) {
    client_.set_header("Authorization", "Bearer " + token);
}

Reply Person::get(const std::string& path) {
    return client_.get("/api/v1" + path);
}

Reply Person::post(const std::string& path, const nlohmann::json& body) {
    return send(path, [&] { return client_.json("POST", "/api/v1" + path, body); });
}

Reply Person::send(const std::string& path, const std::function<Reply()>& act) {
    if (twice_ == nullptr) return act();
    client_.set_header("Idempotency-Key", server::new_token());
    auto first = act();
    if (first.status < 300) {
        const auto second = act();
        const bool once = first.body.find("\"trackers\"") != std::string::npos;
        if (once ? second.body.find("tracker") != std::string::npos : second.body != first.body)
            throw std::runtime_error(path + ": a repeat was answered otherwise: " + second.body);
        if (second.status != first.status || second.header("location") != first.header("location"))
            throw std::runtime_error(path + ": a repeat was answered otherwise: " + second.body);
        twice_->insert(path);
    }
    client_.set_header("Idempotency-Key", "");
    return first;
}

Person& Person::with(const std::string& header, const std::string& value) {
    client_.set_header(header, value);
    return *this;
}

Reply Person::attach(const std::string& path, const std::string& kind, const std::string& name,
                     const std::string& content) {
    return send(path, [&] {
        const auto fields = kind.empty() ? Client::Fields{} : Client::Fields{{"kind", kind}};
        return client_.upload("/api/v1" + path, fields, "file", name, content);
    });
}

nlohmann::json ok(const Reply& reply) {
    if (reply.status < 200 || reply.status >= 300)
        throw std::runtime_error("answered " + std::to_string(reply.status) + ": " + reply.body);
    return reply.body.empty() ? nlohmann::json() : reply.json();
}

Office::Office(const std::string& engine)
    : server_({}, engine),
      jobs_({server_.app().database, server_.app().now, server::effects(server_.app()),
             [this](const sql::Job& job, const std::exception& error) {
                 failures_.push_back(job.effect + ": " + error.what());
                 return failures_.back();
             }}) {
    add_people();
    server_.app().database.change([&](sql::Change& change) {
        add_council(change);
        add_campaign(change);
    });
    give_keys();
    at("2025-11-03");
}

void Office::add_people() {
    server_.app().database.change([&](sql::Change& change) {
        auto& db = change.db();
        organ_ = sql::find_organ(db, "daklak")->id;
        units_["tchc"] = sql::find_unit(db, organ_, "tchc")->id;
        for (const auto& [code, name] : units)
            units_[code] = sql::add_unit(change, {0, organ_, code, name, "office", "Giám đốc"});
    });
    for (const auto& person : people) hire(person.username, person.name, person.roles, person.unit);
}

void Office::hire(const std::string& username, const std::string& name, Role roles,
                  const std::string& unit) {
    const auto id = server_.add_person(username, roles);
    server_.app().database.change([&](sql::Change& change) {
        auto account = sql::load_account(change.db(), id);
        account.name = name;
        account.unit = units_.at(unit);
        sql::save_account(change, account);
        accounts_[username] = sql::load_account(change.db(), id);
    });
}

void Office::add_council(sql::Change& change) {
    auto& db = change.db();
    const std::string name = "Hội đồng Thi đua - Khen thưởng BHXH tỉnh Đắk Lắk", symbol = "HĐTĐKT",
                      decision = "215/QĐ-BHXH ngày 10/7/2025", from = "2025-07-10",
                      to = "2029-12-31";
    db << "insert into council (organ_id, name, symbol) values (:organ, :name, :symbol)",
        soci::use(organ_), soci::use(name), soci::use(symbol);
    const auto council = sql::new_id(db, "council");
    db << "insert into council_term (council_id, decision, valid_from, valid_to)"
          " values (:council, :decision, :from_day, :to_day)",
        soci::use(council), soci::use(decision), soci::use(from), soci::use(to);
    term_ = sql::new_id(db, "council_term");
    int ordinal = 0;
    for (const auto& person : people) {
        if (person.council_post == nullptr) continue;
        ++ordinal;
        const auto account = accounts_.at(person.username).id;
        const std::string post(person.council_post);
        db << "insert into council_member (term_id, account_id, ordinal, council_post)"
              " values (:term, :account, :ordinal, :post)",
            soci::use(term_), soci::use(account), soci::use(ordinal), soci::use(post);
    }
}

void Office::add_campaign(sql::Change& change) {
    Campaign c;
    c.organ = organ_;
    c.code = "nuoc-rut";
    c.name = "Thi đua nước rút";
    c.theme = "Hoàn thành chỉ tiêu";
    c.document = "Công văn phát động của Giám đốc BHXH tỉnh Đắk Lắk";
    c.launched_on = day("2025-10-06");
    c.ends_on = day("2026-12-31");
    c.rounds = {{0, 0, 1, "Đợt 1", day("2025-10-06"), day("2026-06-30"), day("2026-07-01"), "81%"},
                {0, 0, 2, "Đợt 2", day("2025-10-07"), day("2025-10-31"), day("2025-11-01"), "91%"}};
    c.prizes = {{0, "first", "GIAI_DOT", "Tập thể giải Nhất", Subject::collective, 5'000'000, 9},
                {0, "person", "GIAI_DOT", "Cá nhân xuất sắc", Subject::person, 500'000, 99}};
    const auto id = sql::add_campaign(change, c);
    campaign_ = sql::load_campaign(change.db(), organ_, id);
}

void Office::give_keys() {
    namespace fs = std::filesystem;
    const auto to = fs::path(server_.data()) / "keys";
    const fs::path from = keyring().folder / "keys";
    fs::create_directories(to);
    for (const auto* username : signers)
        fs::copy_file(from / (std::string(username) + ".p12"),
                      to / (server::Keys::person_file(username) + ".p12"));
    fs::copy_file(from / "organ.p12", to / (server::Keys::organ_file("daklak") + ".p12"));
    server::write_once(to / "roots.pem", keyring().authority.root_pem());
}

std::string Office::token(const std::string& username) {
    auto& app = server_.app();
    const auto token = server::new_token();
    const auto now = app.now();
    app.database.change([&](sql::Change& change) {
        sql::add_session(change, {server::sha256(token), accounts_.at(username), now, now,
                                  now + std::int64_t{3'600'000}});
    });
    return token;
}

Person Office::as(const std::string& username) {
    return {server_.port(), token(username), twice_ ? &sent_twice_ : nullptr};
}

const std::set<std::string>& Office::send_twice() {
    twice_ = true;
    return sent_twice_;
}

Person Office::at_the_door(const std::string& username) {
    Client client(server_.port());
    const auto told = ok(client.json("POST", "/api/v1/sessions",
                                     {{"username", username}, {"password", Server::password}}));
    return {server_.port(), told.at("token")};
}

void Office::at(const std::string& day, int hour) {
    const auto moment = start_of(*parse_day(day)) + std::int64_t{hour} * 3'600'000;
    const auto now = server_.app().now();
    if (moment > now) server_.pass(moment - now);
}

void Office::work() {
    jobs_.run_due();
    if (!failures_.empty()) throw std::runtime_error(failures_.front());
}

std::int64_t Office::count(const std::string& query) {
    return server_.app().database.read([&](auto& db) {
        std::int64_t number = 0;
        db << query, soci::into(number);
        return number;
    });
}

std::vector<std::string> Office::breaks() {
    return server_.app().database.read(
        [&](auto& db) { return sql::audit(db, server_.app().rules).breaks; });
}

}  // namespace tdkt::test
