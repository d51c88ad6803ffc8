#include "sql/campaigns.h"

#include "sql/values.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

std::vector<Round> load_rounds(soci::session& db, Id campaign) {
    std::vector<Round> rounds;
    Round round;
    std::string opens, closes, before;
    soci::statement st =
        (db.prepare << "select id, campaign_id, ordinal, name, opens_on, closes_on,"
                       " propose_before, goal from campaign_round"
                       " where campaign_id = :campaign order by ordinal",
         into(round.id), into(round.campaign), into(round.ordinal), into(round.name), into(opens),
         into(closes), into(before), into(round.goal), use(campaign));
    st.execute();
    while (st.fetch()) {
        round.opens_on = stored_day(opens);
        round.closes_on = stored_day(closes);
        round.propose_before = stored_day(before);
        rounds.push_back(round);
    }
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
    Campaign campaign;
    std::string launched, ends;
    {
        soci::statement st =
            (db.prepare
                 << "select id, organ_id, code, name, theme, document, launched_on, ends_on"
                    " from campaign where organ_id = :organ order by launched_on desc, id desc",
             into(campaign.id), into(campaign.organ), into(campaign.code), into(campaign.name),
             into(campaign.theme), into(campaign.document), into(launched), into(ends), use(organ));
        st.execute();
        while (st.fetch()) {
            campaign.launched_on = stored_day(launched);
            campaign.ends_on = stored_day(ends);
            campaigns.push_back(campaign);
        }
    }
    for (auto& each : campaigns) {
        each.rounds = load_rounds(db, each.id);
        each.prizes = load_prizes(db, each.id);
    }
    return campaigns;
}

Campaign load_campaign(soci::session& db, Id organ, Id id) {
    for (auto& campaign : load_campaigns(db, organ))
        if (campaign.id == id) return std::move(campaign);
    throw Problem::missing("phong trào thi đua này");
}

Round load_round(soci::session& db, Id organ, Id id) {
    for (const auto& campaign : load_campaigns(db, organ))
        for (const auto& round : campaign.rounds)
            if (round.id == id) return round;
    throw Problem::missing("đợt thi đua này");
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
