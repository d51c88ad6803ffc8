#include "server/demo/people.h"

#include <array>

#include "server/access/passwords.h"
#include "server/keys.h"
#include "server/signing/authority.h"
#include "sql/values.h"

namespace tdkt::server::demo {

using namespace workflow;

namespace {

struct UnitRow {
    std::string_view code, name, kind, head_title;
};

constexpr auto units = std::to_array<UnitRow>({
    {"lanhdao", "Ban Giám đốc", "office", "Giám đốc"},
    {"tchc", "Phòng Tổ chức - Hành chính", "office", "Trưởng phòng"},
    {"qlt", "Phòng Quản lý thu và Phát triển người tham gia", "office", "Trưởng phòng"},
    {"khtc", "Phòng Kế hoạch - Tài chính", "office", "Trưởng phòng"},
    {"cd", "Phòng Chế độ bảo hiểm xã hội", "office", "Trưởng phòng"},
    {"cntt", "Phòng Công nghệ thông tin", "office", "Trưởng phòng"},
    {"bmt", "BHXH cơ sở Buôn Ma Thuột", "grassroots", "Giám đốc"},
    {"eakar", "BHXH cơ sở Ea Kar", "grassroots", "Giám đốc"},
    {"krongpac", "BHXH cơ sở Krông Pắc", "grassroots", "Giám đốc"},
    {"tuyhoa", "BHXH cơ sở Tuy Hòa", "grassroots", "Giám đốc"},
    {"buonho", "BHXH cơ sở Buôn Hồ", "grassroots", "Giám đốc"},
});

struct PersonRow {
    std::string_view username, name, post, unit;
    Role roles;
    std::string_view council_post;  // empty: not of the council
    bool shown;                     // in the introduction
};

// clang-format off
constexpr auto people = std::to_array<PersonRow>({
    {"giamdoc",   "Trần Mạnh Toàn",        "Giám đốc BHXH tỉnh",                   "lanhdao",  Role::director | Role::council_chair,              "chair",        true},
    {"phogiamdoc","Phan Văn Bình",         "Phó Giám đốc BHXH tỉnh",               "lanhdao",  Role::deputy_director | Role::council_member,      "deputy_chair", true},
    {"tchc",      "Trần Thị Thu Hà",       "Trưởng phòng Tổ chức - Hành chính",    "tchc",     Role::standing_office | Role::council_member,      "member",       true},
    {"thuky",     "Nguyễn Thị Kim Oanh",   "Phó Trưởng phòng Tổ chức - Hành chính","tchc",     Role::council_secretary,                           "secretary",    true},
    {"vanthu",    "Lê Hải Yến",            "Văn thư, Phòng Tổ chức - Hành chính",  "tchc",     Role::clerk,                                       "",             true},
    {"qlt",       "Hồ Ngọc Lâm",           "Trưởng phòng Quản lý thu",             "qlt",      Role::data_office | Role::unit_head | Role::council_member, "member", true},
    {"khtc",      "Đặng Minh Châu",        "Trưởng phòng Kế hoạch - Tài chính",    "khtc",     Role::finance | Role::council_member,              "member",       true},
    {"uyvien",    "Đỗ Thị Hằng",           "Trưởng phòng Chế độ BHXH",             "cd",       Role::council_member,                              "member",       true},
    {"uyvien2",   "Nguyễn Hữu Phước",      "Trưởng phòng Công nghệ thông tin",     "cntt",     Role::council_member,                              "member",       false},
    {"uyvien3",   "Y Blưm Niê",            "Chủ tịch Công đoàn cơ quan",           "cd",       Role::council_member,                              "member",       false},
    {"uyvien4",   "Vũ Thị Thanh Mai",      "Bí thư Đoàn Thanh niên",               "cntt",     Role::council_member,                              "member",       false},
    {"uyvien5",   "Bùi Quang Vinh",        "Phó Trưởng phòng Chế độ BHXH",         "cd",       Role::council_member,                              "member",       false},
    {"uyvien6",   "Mai Xuân Trường",       "Phó Trưởng phòng Kế hoạch - Tài chính","khtc",     Role::council_member,                              "member",       false},
    {"quantri",   "Cao Đức Trí",           "Quản trị hệ thống",                    "cntt",     Role::administrator,                               "",             true},
    {"kiemtra",   "Lương Thị Ngọc Bích",   "Cán bộ kiểm tra",                      "tchc",     Role::auditor,                                     "",             true},
    {"bmt",       "Nguyễn Thị Hồng Ánh",   "Chuyên viên",                          "bmt",      Role::unit_officer,                                "",             true},
    {"bmt.gd",    "Phan Văn Dũng",         "Giám đốc BHXH cơ sở Buôn Ma Thuột",    "bmt",      Role::unit_head,                                   "",             true},
    {"eakar",     "Lê Thị Mỹ Duyên",       "Chuyên viên",                          "eakar",    Role::unit_officer,                                "",             false},
    {"eakar.gd",  "Nguyễn Đình Tùng",      "Giám đốc BHXH cơ sở Ea Kar",           "eakar",    Role::unit_head,                                   "",             false},
    {"krongpac",  "Phạm Văn Khải",         "Chuyên viên",                          "krongpac", Role::unit_officer,                                "",             false},
    {"krongpac.gd","Hoàng Thị Liên",       "Giám đốc BHXH cơ sở Krông Pắc",        "krongpac", Role::unit_head,                                   "",             false},
    {"tuyhoa",    "Đoàn Thị Lệ Thủy",      "Chuyên viên",                          "tuyhoa",   Role::unit_officer,                                "",             false},
    {"tuyhoa.gd", "Trịnh Công Sơn Hải",    "Giám đốc BHXH cơ sở Tuy Hòa",          "tuyhoa",   Role::unit_head,                                   "",             false},
    {"buonho.gd", "H’Nguyệt Byă",          "Giám đốc BHXH cơ sở Buôn Hồ",          "buonho",   Role::unit_head | Role::unit_officer,              "",             false},
    {"qlt.cv",    "Võ Hoàng Vũ",           "Chuyên viên Phòng Quản lý thu",        "qlt",      Role::unit_officer,                                "",             false},
});
// clang-format on

sql::Organ add_organ(sql::Change& change) {
    sql::Organ organ;
    organ.code = "daklak";
    organ.name = "Bảo hiểm xã hội tỉnh Đắk Lắk";
    organ.short_name = "BHXH tỉnh Đắk Lắk";
    organ.superior_name = "Bảo hiểm xã hội Việt Nam";
    organ.place = "Đắk Lắk";
    organ.symbol = "BHXH";
    organ.seat = "Phường Buôn Ma Thuột, tỉnh Đắk Lắk";
    organ.id = sql::add_organ(change, organ);
    return organ;
}

void add_council(sql::Change& change, const Cast& cast) {
    auto& db = change.db();
    const std::string name = "Hội đồng Thi đua - Khen thưởng BHXH tỉnh Đắk Lắk", symbol = "HĐTĐKT",
                      decision = "215/QĐ-BHXH ngày 10/7/2025", from = "2025-07-10", to = "2029-12-31";
    db << "insert into council (organ_id, name, symbol) values (:organ, :name, :symbol)",
        soci::use(cast.organ.id), soci::use(name), soci::use(symbol);
    const auto council = sql::new_id(db, "council");
    db << "insert into council_term (council_id, decision, valid_from, valid_to)"
          " values (:council, :decision, :from_day, :to_day)",
        soci::use(council), soci::use(decision), soci::use(from), soci::use(to);
    const auto term = sql::new_id(db, "council_term");
    int ordinal = 0;
    for (const auto& person : people) {
        if (person.council_post.empty()) continue;
        ++ordinal;
        const auto account = cast.accounts.at(std::string(person.username)).id;
        const std::string post(person.council_post);
        db << "insert into council_member (term_id, account_id, ordinal, council_post)"
              " values (:term, :account, :ordinal, :post)",
            soci::use(term), soci::use(account), soci::use(ordinal), soci::use(post);
    }
}

void add_people(sql::Change& change, Cast& cast, std::int64_t now, const std::string& hash) {
    std::map<std::string_view, Id> unit_ids;
    for (const auto& unit : units)
        unit_ids[unit.code] =
            sql::add_unit(change, {0, cast.organ.id, std::string(unit.code), std::string(unit.name),
                                   std::string(unit.kind), std::string(unit.head_title)});
    for (const auto& person : people) {
        sql::Account account;
        account.username = person.username;
        account.password_hash = hash;
        account.name = person.name;
        account.post = person.post;
        account.organ = cast.organ.id;
        account.unit = unit_ids.at(person.unit);
        account.roles = person.roles;
        account.created_at = now;
        const auto id = sql::add_account(change, account);
        cast.accounts[account.username] = sql::load_account(change.db(), id);
    }
}

void make_keys(const App& app, const Cast& cast, std::int64_t now) {
    const auto folder = std::filesystem::path(app.settings.data) / "keys";
    const DemoAuthority authority(folder, app.settings.key_password, now);
    for (const auto* username : {"giamdoc", "phogiamdoc"}) {
        const auto& leader = cast.accounts.at(username);
        authority.key(Keys::person_file(leader.id), {leader.name, cast.organ.name, leader.post}, now);
    }
    authority.key(Keys::organ_file(cast.organ.code), {cast.organ.name, cast.organ.superior_name, ""}, now);
    write_once(folder / "roots.pem", authority.root_pem());
}

}  // namespace

Cast settle(App& app) {
    const auto hash = hash_password(password);
    const auto now = app.now();
    Cast cast = app.database.change([&](sql::Change& change) {
        Cast fresh;
        fresh.organ = add_organ(change);
        add_people(change, fresh, now, hash);
        add_council(change, fresh);
        return fresh;
    });
    make_keys(app, cast, now);
    return cast;
}

std::string introduction() {
    std::string text;
    for (const auto& person : people) {
        if (!person.shown) continue;
        auto name = std::string(person.username);
        name.resize(12, ' ');
        text += "  " + name + std::string(person.name) + " – " + std::string(person.post) + "\n";
    }
    return text + "  password for all of them: " + password + "\n";
}

}  // namespace tdkt::server::demo
