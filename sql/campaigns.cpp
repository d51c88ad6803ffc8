#include "sql/campaigns.h"

#include "sql/rows.h"
#include "sql/values.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

// All with something to read where a campaign has no round yet.
const std::string round_columns =
    "coalesce(r.id, 0), coalesce(r.campaign_id, 0), coalesce(r.ordinal, 0), coalesce(r.name, ''),"
    " coalesce(r.opens_on, '2000-01-01'), coalesce(r.closes_on, '2000-01-01'),"
    " coalesce(r.propose_before, '2000-01-01'), coalesce(r.goal, '')";

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

// One row for each round.
struct CampaignRow {
    Campaign campaign;
    RoundRow round;
    std::string launched, ends;

    template <class Statement>
    auto bind(Statement&& st) {
        auto& c = campaign;
        return round.bind((std::forward<Statement>(st), into(c.id), into(c.organ), into(c.code),
                           into(c.name), into(c.theme), into(c.document), into(launched),
                           into(ends)));
    }
    const Campaign& taken() {
        campaign.launched_on = stored_day(launched);
        campaign.ends_on = stored_day(ends);
        return campaign;
    }
};

template <class... Keys>
std::vector<Campaign> campaigns_where(soci::session& db, const std::string& where,
                                      const Keys&... keys) {
    std::vector<Campaign> campaigns;
    CampaignRow row;
    auto asked =
        row.bind(db.prepare << "select c.id, c.organ_id, c.code, c.name, c.theme,"
                               " c.document, c.launched_on, c.ends_on, " +
                                   round_columns +
                                   " from campaign c"
                                   " left join campaign_round r on r.campaign_id = c.id where " +
                                   where + " order by c.launched_on desc, c.id desc, r.ordinal");
    ((asked, use(keys)), ...);
    soci::statement st = asked;
    st.execute();
    while (st.fetch()) {
        if (campaigns.empty() || campaigns.back().id != row.campaign.id)
            campaigns.push_back(row.taken());
        if (row.round.round.id != 0) campaigns.back().rounds.push_back(row.round.taken());
    }
    return campaigns;
}

std::vector<Prize> load_prizes(soci::session& db, Id campaign) {
    Prize prize;
    std::string subject;
    soci::statement st =
        (db.prepare << "select id, code, award, name, subject, amount, most from prize"
                       " where campaign_id = :campaign order by ordinal",
         into(prize.id), into(prize.code), into(prize.award), into(prize.name), into(subject),
         into(prize.amount), into(prize.most), use(campaign));
    return rows_of(st, [&] {
        prize.subject = stored<Subject>(subject);
        return prize;
    });
}

Campaign whole(soci::session& db, std::vector<Campaign> found) {
    if (found.empty()) throw Problem::missing("phong trào thi đua này");
    auto campaign = std::move(found.front());
    campaign.prizes = load_prizes(db, campaign.id);
    return campaign;
}

}  // namespace

std::vector<Campaign> load_campaigns(soci::session& db, Id organ) {
    return campaigns_where(db, "c.organ_id = :organ", organ);
}

Campaign load_campaign(soci::session& db, Id organ, Id id) {
    return whole(db, campaigns_where(db, "c.id = :id and c.organ_id = :organ", id, organ));
}

Campaign load_campaign_of_round(soci::session& db, Id organ, Id round) {
    return whole(db, campaigns_where(db,
                                     "c.id = (select f.campaign_id from campaign_round f"
                                     " where f.id = :round) and c.organ_id = :organ",
                                     round, organ));
}

Round load_round(soci::session& db, Id organ, Id id) {
    RoundRow row;
    row.bind(db << "select " + round_columns +
                       " from campaign_round r join campaign c on c.id = r.campaign_id"
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
