#include "sql/campaigns.h"

#include "sql/values.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

const std::string campaign_columns =
    "select id, organ_id, code, name, theme, document, launched_on, ends_on from campaign where ";

struct CampaignRow {
    Campaign campaign;
    std::string launched, ends;

    template <class Statement>
    auto bind(Statement&& st) {
        auto& c = campaign;
        return std::forward<Statement>(st), into(c.id), into(c.organ), into(c.code), into(c.name),
               into(c.theme), into(c.document), into(launched), into(ends);
    }
    const Campaign& taken() {
        campaign.launched_on = stored_day(launched);
        campaign.ends_on = stored_day(ends);
        return campaign;
    }
};

const std::string round_columns =
    "select r.id, r.campaign_id, r.ordinal, r.name, r.opens_on, r.closes_on, r.propose_before,"
    " r.goal from campaign_round r ";

struct RoundRow {
    Round round;
    std::string opens, closes, before;

    template <class Statement>
    auto bind(Statement&& st) {
        auto& r = round;
        return std::forward<Statement>(st), into(r.id), into(r.campaign), into(r.ordinal),
               into(r.name), into(opens), into(closes), into(before), into(r.goal);
    }
    const Round& taken() {
        round.opens_on = stored_day(opens);
        round.closes_on = stored_day(closes);
        round.propose_before = stored_day(before);
        return round;
    }
};

std::vector<Round> load_rounds(soci::session& db, Id campaign) {
    std::vector<Round> rounds;
    RoundRow row;
    const auto query = round_columns + "where r.campaign_id = :campaign order by r.ordinal";
    soci::statement st = (row.bind(db.prepare << query), use(campaign));
    st.execute();
    while (st.fetch()) rounds.push_back(row.taken());
    return rounds;
}

std::vector<Prize> load_prizes(soci::session& db, Id campaign) {
    std::vector<Prize> prizes;
    Prize prize;
    std::string subject;
    soci::statement st =
        (db.prepare << "select id, code, award, name, subject, amount, most from prize"
                       " where campaign_id = :campaign order by ordinal",
         into(prize.id), into(prize.code), into(prize.award), into(prize.name), into(subject),
         into(prize.amount), into(prize.most), use(campaign));
    st.execute();
    while (st.fetch()) {
        prize.subject = stored<Subject>(subject);
        prizes.push_back(prize);
    }
    return prizes;
}

}  // namespace

std::vector<Campaign> load_campaigns(soci::session& db, Id organ) {
    std::vector<Campaign> campaigns;
    {
        CampaignRow row;
        const auto query =
            campaign_columns + "organ_id = :organ order by launched_on desc, id desc";
        soci::statement st = (row.bind(db.prepare << query), use(organ));
        st.execute();
        while (st.fetch()) campaigns.push_back(row.taken());
    }
    for (auto& each : campaigns) {
        each.rounds = load_rounds(db, each.id);
        each.prizes = load_prizes(db, each.id);
    }
    return campaigns;
}

Campaign load_campaign(soci::session& db, Id organ, Id id) {
    CampaignRow row;
    row.bind(db << campaign_columns + "id = :id and organ_id = :organ"), use(id), use(organ);
    if (!db.got_data()) throw Problem::missing("phong trào thi đua này");
    auto campaign = row.taken();
    campaign.rounds = load_rounds(db, id);
    campaign.prizes = load_prizes(db, id);
    return campaign;
}

Round load_round(soci::session& db, Id organ, Id id) {
    RoundRow row;
    row.bind(db << round_columns +
                       "join campaign c on c.id = r.campaign_id"
                       " where r.id = :id and c.organ_id = :organ"),
        use(id), use(organ);
    if (!db.got_data()) throw Problem::missing("đợt thi đua này");
    return row.taken();
}

Id add_campaign(Change& change, const Campaign& campaign) {
    auto& db = change.db();
    const auto launched = iso(campaign.launched_on), ends = iso(campaign.ends_on);
    db << "insert into campaign (organ_id, code, name, theme, document, launched_on, ends_on)"
          " values (:organ, :code, :name, :theme, :document, :launched, :ends)",
        use(campaign.organ), use(campaign.code), use(campaign.name), use(campaign.theme),
        use(campaign.document), use(launched), use(ends);
    const auto id = new_id(db, "campaign");
    for (const auto& round : campaign.rounds) {
        const auto opens = iso(round.opens_on), closes = iso(round.closes_on),
                   before = iso(round.propose_before);
        db << "insert into campaign_round (campaign_id, ordinal, name, opens_on, closes_on,"
              " propose_before, goal) values (:campaign, :ordinal, :name, :opens, :closes,"
              " :before, :goal)",
            use(id), use(round.ordinal), use(round.name), use(opens), use(closes), use(before),
            use(round.goal);
    }
    int ordinal = 0;
    for (const auto& prize : campaign.prizes) {
        const std::string subject{code(prize.subject)};
        ++ordinal;
        db << "insert into prize (campaign_id, ordinal, code, award, name, subject, amount, most)"
              " values (:campaign, :ordinal, :code, :award, :name, :subject, :amount, :most)",
            use(id), use(ordinal), use(prize.code), use(prize.award), use(prize.name), use(subject),
            use(prize.amount), use(prize.most);
    }
    return id;
}

}  // namespace tdkt::sql
