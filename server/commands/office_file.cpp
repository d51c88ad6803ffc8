#include "server/commands/office_file.h"

#include <map>
#include <nlohmann/json.hpp>

#include "server/steps/accounts.h"
#include "sql/campaigns.h"
#include "sql/council_papers.h"
#include "sql/people.h"
#include "sql/terms.h"
#include "workflow/duties.h"

namespace tdkt::server {
namespace {

using namespace workflow;
using nlohmann::json;

// A value of the file and the way to it, for whoever has to put it right.
class Place {
  public:
    Place(const json& value, std::string path) : value_(value), path_(std::move(path)) {}

    Place at(const char* key) const {
        if (!value_.is_object() || !value_.contains(key))
            wrong(std::string("lacks \"") + key + '"');
        return {value_.at(key), path_ + "." + key};
    }
    bool has(const char* key) const { return value_.is_object() && value_.contains(key); }
    std::vector<Place> members(const char* key) const {
        const auto list = at(key);
        if (!list.value_.is_array()) list.wrong("is not a list");
        std::vector<Place> all;
        for (std::size_t i = 0; i < list.value_.size(); ++i)
            all.emplace_back(list.value_.at(i), list.path_ + "[" + std::to_string(i) + "]");
        return all;
    }
    std::string text(const char* key) const {
        const auto place = at(key);
        if (!place.value_.is_string()) place.wrong("is not a text");
        return place.value_.get<std::string>();
    }
    std::string text_or_none(const char* key) const {
        return value_.is_object() && value_.contains(key) ? text(key) : std::string();
    }
    std::int64_t number(const char* key) const {
        const auto place = at(key);
        if (!place.value_.is_number_unsigned()) place.wrong("is not a whole number");
        return place.value_.get<std::int64_t>();
    }
    Day day(const char* key) const {
        const auto day = parse_day(text(key));
        if (!day) at(key).wrong("is not a day, year-month-day");
        return *day;
    }
    template <class E>
    E word(const char* key) const {
        const auto value = find<E>(text(key));
        if (!value) at(key).wrong("is none of the words for it");
        return *value;
    }
    Role roles(const char* key) const {
        Role all{};
        for (const auto& member : members(key)) {
            const auto role = member.value_.is_string()
                                  ? find<Role>(member.value_.get<std::string>())
                                  : std::nullopt;
            if (!role) member.wrong("is no role");
            all = all | *role;
        }
        return all;
    }
    [[noreturn]] void wrong(const std::string& why) const {
        throw std::runtime_error("the office file: " + path_ + " " + why);
    }

  private:
    const json& value_;
    std::string path_;
};

Id add_organ(sql::Change& change, const Place& from) {
    if (sql::find_organ(change.db(), from.text("code")))
        throw std::runtime_error("the organ '" + from.text("code") +
                                 "' is there already; import office sets up a new one");
    return sql::add_organ(change, {0, 0, from.text("code"), from.text("name"),
                                   from.text("short_name"), from.text("superior_name"),
                                   from.text("place"), from.text("symbol"), from.text("seat")});
}

std::map<std::string, Id> add_units(sql::Change& change, Id organ, const Place& office) {
    std::map<std::string, Id> units;
    for (const auto& from : office.members("units")) {
        const auto kind = from.text("kind");
        if (kind != "office" && kind != "grassroots")
            from.at("kind").wrong("is not office or grassroots");
        units[from.text("code")] =
            sql::add_unit(change, {0, organ, from.text("code"), from.text("name"), kind,
                                   from.text("head_title"), from.text_or_none("symbol")});
    }
    return units;
}

std::map<std::string, Id> add_people(sql::Change& change, Id organ, const Place& office,
                                     const std::map<std::string, Id>& units,
                                     const std::string& password_hash, std::int64_t now) {
    std::map<std::string, Id> people;
    for (const auto& from : office.members("people")) {
        const auto unit = units.find(from.text("unit"));
        if (unit == units.end()) from.at("unit").wrong("is none of the units");
        sql::Account account;
        account.username = from.text("username");
        account.password_hash = password_hash;
        account.name = from.text("name");
        account.post = from.text("post");
        account.organ = organ;
        account.unit = unit->second;
        account.roles = from.roles("roles");
        if (const auto conflict = workflow::conflict_of(account.roles))
            from.at("roles").wrong("does not go together. " + *conflict);
        account.created_at = now;
        people[account.username] = make_account(change, {}, account, now);
    }
    return people;
}

// "series": {"year": 2025, "GM": 17, "BB": 9}: where the numbers of a council that comes from
// paper go on.
void begin_series(sql::Change& change, Id organ, const Place& council) {
    if (!council.has("series")) return;
    const auto from = council.at("series");
    sql::SeriesStand wanted;
    wanted.year = static_cast<int>(from.number("year"));
    if (wanted.year < 2000 || wanted.year > 2100) from.at("year").wrong("is no year");
    for (const auto& one : sql::councils_of(change.db(), organ))
        if (one.name == council.text("name")) wanted.council = one.id;
    for (const auto& name : names<Series>) {
        const std::string key(name.code);
        if (!from.has(key.c_str())) continue;
        const auto first = from.number(key.c_str());
        if (first < 1 || first > 9999) from.at(key.c_str()).wrong("is not 1 to 9999");
        wanted.series = name.value;
        wanted.first = static_cast<int>(first);
        sql::begin_at(change, wanted, 0, 0);
    }
}

void add_council(sql::Change& change, Id organ, const Place& from,
                 const std::map<std::string, Id>& people) {
    sql::NewTerm term{organ,
                      {0, 0, from.text("name"), from.text("symbol"), from.text("decision"),
                       from.day("valid_from"), from.day("valid_to")}};
    if (!from.text_or_none("kind").empty()) term.kind = from.word<CouncilKind>("kind");
    const auto account = [&](const Place& member, const char* field) {
        const auto person = people.find(member.text(field));
        if (person == people.end()) member.at(field).wrong("is none of the people");
        return person->second;
    };
    for (const auto& member : from.members("members")) {
        CouncilSeat seat{account(member, "username"), member.word<CouncilPost>("post")};
        if (!member.text_or_none("stand_in").empty()) seat.stand_in = account(member, "stand_in");
        term.seats.push_back(seat);
    }
    if (const auto fault = fault_of(term.seats); !fault.empty())
        from.at("members").wrong("do not make a council. " + fault);
    sql::add_term(change, term);
    begin_series(change, organ, from);
}

Campaign campaign_of(Id organ, const Place& from) {
    Campaign campaign;
    campaign.organ = organ;
    campaign.code = from.text("code");
    campaign.name = from.text("name");
    campaign.theme = from.text("theme");
    campaign.document = from.text("document");
    campaign.launched_on = from.day("launched_on");
    campaign.ends_on = from.day("ends_on");
    for (const auto& round : from.members("rounds"))
        campaign.rounds.push_back({0, 0, static_cast<int>(campaign.rounds.size()) + 1,
                                   round.text("name"), round.day("opens_on"),
                                   round.day("closes_on"), round.day("propose_before"),
                                   round.text("goal")});
    for (const auto& prize : from.members("prizes"))
        campaign.prizes.push_back({0, prize.text("code"), prize.text("award"), prize.text("name"),
                                   prize.word<Subject>("subject"), prize.number("amount"),
                                   static_cast<int>(prize.number("most"))});
    return campaign;
}

json parsed(std::string_view text) {
    try {
        return json::parse(text);
    } catch (const json::exception& error) {
        throw std::runtime_error(std::string("the office file is not JSON: ") + error.what());
    }
}

}  // namespace

OfficeFile set_up_office(App& app, std::string_view text, const std::string& password_hash) {
    const auto content = parsed(text);
    const Place office(content, "office");
    return app.database.change([&](sql::Change& change) {
        OfficeFile done;
        done.organ = add_organ(change, office.at("organ"));
        const auto units = add_units(change, done.organ, office);
        const auto people = add_people(change, done.organ, office, units, password_hash, app.now());
        for (const auto& council : office.members("councils")) {
            add_council(change, done.organ, council, people);
            ++done.councils;
        }
        for (const auto& campaign : office.members("campaigns")) {
            sql::add_campaign(change, campaign_of(done.organ, campaign));
            ++done.campaigns;
        }
        done.units = units.size();
        done.people = people.size();
        return done;
    });
}

}  // namespace tdkt::server
