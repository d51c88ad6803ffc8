// An office in a database: an organ with people, a campaign and a council, and
// the way of a dossier through it by the stores alone.
#pragma once

#include "sql/council.h"
#include "sql/dossiers.h"
#include "sql/facts.h"
#include "sql/history.h"
#include "sql/people.h"
#include "tests/support/database.h"
#include "workflow/campaign.h"

namespace tdkt::test {

class StoreOffice : public FreshDatabase {
  public:
    explicit StoreOffice(const std::string& engine);

    workflow::Id organ = 0, unit = 0, other_unit = 0, offices = 0, round = 0, term = 0;
    workflow::Actor ha;    // head of `unit`
    workflow::Actor lan;   // head of `other_unit`
    workflow::Actor minh;  // standing office
    workflow::Actor thu;   // secretary of the council
    workflow::Actor toan;  // director and chair
    workflow::Actor yen;   // clerk
    workflow::Actor quy;   // finance
    workflow::Rules rules;
    std::int64_t now;

    workflow::Actor hire(const std::string& username, const std::string& name, workflow::Role role,
                         workflow::Id in_unit);

    // A draft with one nomination for each name, and the papers that it needs.
    workflow::Id draft(const workflow::Actor& author, const std::vector<std::string>& names);

    workflow::Dossier dossier(workflow::Id id);
    workflow::Meeting meeting(workflow::Id id);

    // Decides a step from what is stored, and records it.
    void step(sql::Change& change, sql::Of of, workflow::Id id, workflow::Through through,
              workflow::Id on, workflow::Event event, const workflow::Actor& actor,
              const std::string& reason = "", const std::string& data = "{}");
    void on_dossier(workflow::Id id, workflow::Event event, const workflow::Actor& actor,
                    const std::string& reason = "");

    // The dossier up to each of these points; what it is about is returned.
    workflow::Id to_agenda(workflow::Id dossier);     // the meeting
    void to_verdict(workflow::Id meeting, bool yes);  // all vote alike; minutes signed
    workflow::Id to_draft_decision(workflow::Id dossier);
    workflow::Id to_issued(workflow::Id dossier);  // the decision

    // The key of its poll, for three who have taken their codes.
    void open_poll(workflow::Id meeting);
    void vote(workflow::Id meeting, workflow::Id nomination, const workflow::Member& member,
              bool yes);
    std::vector<std::string> audit();

  private:
    void add_council();
    void add_campaign();
    void take_codes(workflow::Id meeting);

    std::vector<std::string> codes_;  // of the meeting that last came to its verdict
};

}  // namespace tdkt::test
