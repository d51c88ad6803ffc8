// What must hold whatever people do: thousands of random walks by random
// people over a few nominations (the invariants of the lifecycle, 1 and 3 to 6;
// the series of numbers has tests of its own).
#include <boost/test/unit_test.hpp>
#include <random>
#include <set>

#include "sql/digest.h"
#include "tests/support/world.h"
#include "workflow/checks.h"
#include "workflow/history.h"

namespace world = tdkt::test::world;
using namespace tdkt;
using namespace tdkt::workflow;

namespace {

constexpr unsigned walks = 2500;
constexpr int steps_each = 80;

// What the model knows of a nomination beside its facts.
struct Case {
    Facts facts;
    int content = 0, locked = -1;  // the version of the content, and the one voted on
    bool carried = false;          // by the vote on `locked`
    std::set<State> seen{State::draft};
};

// One dossier in a small office where anybody tries anything.
class Walk {
  public:
    explicit Walk(unsigned seed) : dice_(seed) {
        for (Id id = 1; id <= 4; ++id) {
            Case one;
            one.facts = world::sound(State::draft);
            one.facts.nomination = id;
            one.facts.nominee_account = id == 1 ? 101 : 0;
            one.facts.nominee_unit = id == 2 ? world::offices : 0;
            one.facts.proposer = 0;
            cases_.push_back(one);
        }
    }

    void run() {
        for (int i = 0; i < steps_each; ++i) {
            edit();
            disturb();
            take();
        }
    }

    const std::vector<Case>& cases() const { return cases_; }
    const std::vector<Entry>& history() const { return history_; }

  private:
    int roll(int sides) { return static_cast<int>(dice_() % static_cast<unsigned>(sides)); }

    Case& any() { return cases_[static_cast<std::size_t>(roll(4))]; }

    // People 100 to 104; 101 is nominated, and each may have two offices at once.
    Actor anybody() {
        const auto role = [&] { return role_names[static_cast<std::size_t>(roll(13))].value; };
        const auto first = role();
        auto actor = world::somebody(roll(3) == 0 ? first | role() : first);
        actor.id = 100 + roll(5);
        if (roll(8) == 0) actor.organ = 2;
        if (roll(8) == 0) actor.unit = world::unit;
        return actor;
    }

    // The unit edits whatever it may.
    void edit() {
        auto& one = any();
        if (editable(one.facts.state)) ++one.content;
    }

    // Facts that change by themselves.
    void disturb() {
        auto& facts = any().facts;
        facts.missing_parts = roll(12) == 0 ? std::vector<std::string>{"Báo cáo thành tích"}
                                            : std::vector<std::string>{};
        facts.late = roll(6) == 0;
        facts.minutes_signed = roll(4) != 0;
        facts.content_unchanged = roll(4) != 0;
        facts.signature_valid = roll(4) != 0;
        facts.signer = 100 + roll(5);
        facts.meeting_on = facts.today + std::chrono::days{roll(4) == 0 ? 1 : 0};
        facts.unsettled = roll(4) == 0 ? 1 : 0;
        facts.unseated = roll(12) == 0 ? "Thư ký Hội đồng chưa có mặt" : "";
        facts.over_prizes =
            roll(12) == 0 ? std::vector<std::string>{"Giải Nhất"} : std::vector<std::string>{};
        facts.declared = roll(6) == 0;
        facts.keyed = roll(12) != 0;
        facts.opened = roll(12) != 0;
        facts.poll_over = facts.opened || roll(2) == 0;
        facts.decision = roll(5) == 0 ? 0 : world::decision;
        const int members = 1 + roll(11), present = roll(3) == 0 ? roll(members + 1) : members;
        facts.count.members = members;
        facts.count.present = facts.count.expected = present;
        facts.count.quorum = (2 * members + 2) / 3;
        facts.count.ballots = roll(3) == 0 ? roll(present + 1) : present;
        facts.count.yes = roll(2) == 0 ? facts.count.ballots : roll(facts.count.ballots + 1);
        facts.count.threshold =
            roll(2) == 0 ? Threshold{500, 1000, true} : Threshold{800, 1000, false};
    }

    // What somebody tries: mostly a row of the table, by somebody of that office.
    struct Attempt {
        std::vector<Facts> group;
        Actor actor;
        Event event;
        Through through;
    };

    Attempt anything() {
        Attempt attempt{
            {},
            anybody(),
            event_names[static_cast<std::size_t>(roll(static_cast<int>(event_names.size())))].value,
            through_names[static_cast<std::size_t>(roll(4))].value};
        for (const auto& one : cases_) attempt.group.push_back(one.facts);
        return attempt;
    }

    // A row that begins where one of the nominations stands.
    const Transition& row_from(State state) {
        std::vector<const Transition*> rows;
        for (const auto& row : transitions)
            if (row.from == state && (row.event != Event::withdraw || roll(6) == 0) &&
                (row.from != row.to || roll(3) == 0))
                rows.push_back(&row);
        return rows.empty() ? transitions[0]
                            : *rows[static_cast<std::size_t>(roll(static_cast<int>(rows.size())))];
    }

    Attempt aimed() {
        const auto facts = any().facts;
        const auto& row = row_from(facts.state);
        Attempt attempt{{}, anybody(), row.event, row.through};
        attempt.actor.roles = row.role;
        attempt.actor.organ = world::organ;
        attempt.actor.unit = has(row.role, Role::unit_head) ? world::unit : 70 + roll(3);
        if (roll(2) == 0) attempt.actor.id = facts.signer;
        const bool all = roll(2) == 0;
        for (const auto& one : cases_)
            if (one.facts.nomination == facts.nomination || (all && one.facts.state == facts.state))
                attempt.group.push_back(one.facts);
        return attempt;
    }

    void take() {
        auto attempt = roll(5) == 0 ? anything() : aimed();
        for (auto& facts : attempt.group) facts.version = version();
        const std::string reason = roll(4) == 0 ? "" : "Vì lý do số " + std::to_string(version());
        try {
            for (const auto& step :
                 decide(attempt.group, attempt.actor, attempt.event, attempt.through, reason))
                move(step, attempt.actor, reason);
        } catch (const Problem& problem) {
            BOOST_TEST(world::is_vietnamese_sentence(problem.what()));
        }
    }

    std::int64_t version() const { return static_cast<std::int64_t>(history_.size()); }

    void move(const Step& step, const Actor& actor, const std::string& reason) {
        auto& one = cases_[static_cast<std::size_t>(step.nomination) - 1];
        check(one, step, actor, reason);
        Entry entry{step.dossier,
                    version() + 1,
                    step.nomination,
                    1000 + version(),
                    actor.id,
                    step.row->event,
                    step.row->from,
                    step.row->to,
                    reason,
                    "{}",
                    {}};
        entry.hash = sql::sha256_hex(chained(entry, history_.empty() ? "" : history_.back().hash));
        history_.push_back(entry);
        follow(one, step, actor, reason);
    }

    static void check(const Case& one, const Step& step, const Actor& actor,
                      const std::string& reason) {
        const auto& row = *step.row;
        BOOST_TEST_REQUIRE((row.from == one.facts.state));
        BOOST_TEST((has(row.role, actor.roles)));
        BOOST_TEST(actor.organ == one.facts.organ);
        BOOST_TEST((row.reason == Reason::none || !reason.empty()));
        BOOST_TEST((one.facts.suspension.empty() || row.event == Event::resume ||
                    row.event == Event::hand_back));
        if (row.event == Event::declare || row.event == Event::appraise) {
            BOOST_TEST(actor.id != one.facts.nominee_account);
            BOOST_TEST(actor.id != one.facts.proposer);
            BOOST_TEST((one.facts.nominee_unit == 0 || actor.unit != one.facts.nominee_unit));
        }
        if (row.event == Event::open_vote) BOOST_TEST((one.facts.today >= one.facts.meeting_on));
        if (row.event == Event::open_vote) BOOST_TEST(one.facts.unseated.empty());
        if (row.event == Event::open_vote) BOOST_TEST(one.facts.missing_parts.empty());
        if (row.event == Event::declare)
            BOOST_TEST((one.facts.count.present >= one.facts.count.quorum && !one.facts.declared));
        if (row.event == Event::open_vote) BOOST_TEST(one.facts.keyed);
        if (row.event == Event::declare) BOOST_TEST(one.facts.opened);
        if (row.event == Event::present) BOOST_TEST(one.facts.over_prizes.empty());
        if (row.event == Event::archive) BOOST_TEST(one.facts.unsettled == 0);
        if (row.event == Event::declare && row.to == State::recommended)
            BOOST_TEST(one.facts.count.yes * 2 > one.facts.count.members);
        if (row.to >= State::recommended && row.to != State::not_recommended) {
            BOOST_TEST(one.content == one.locked);
            BOOST_TEST((one.carried || row.event == Event::declare));
        }
    }

    // What the office does besides moving the state.
    static void follow(Case& one, const Step& step, const Actor& actor, const std::string& reason) {
        one.facts.state = step.row->to;
        one.seen.insert(step.row->to);
        switch (step.row->event) {
            case Event::submit:
                one.facts.proposer = actor.id;
                break;
            case Event::open_vote:
                one.locked = one.content;
                one.carried = false;
                break;
            case Event::declare:
                one.carried = step.row->to == State::recommended;
                break;
            case Event::reconsider:
                one.carried = false;
                break;
            case Event::suspend:
                one.facts.suspension = reason;
                break;
            case Event::resume:
                one.facts.suspension.clear();
                break;
            default:
                break;
        }
    }

    std::mt19937 dice_;
    std::vector<Case> cases_;
    std::vector<Entry> history_;
};

template <class Look>
void after_each_walk(Look look) {
    for (unsigned seed = 1; seed <= walks; ++seed) {
        Walk walk(seed);
        walk.run();
        BOOST_TEST_CONTEXT("seed " << seed) {
            look(walk);
        }
    }
}

bool chain_holds(const std::vector<Entry>& entries) {
    std::string before;
    for (const auto& entry : entries) {
        if (sql::sha256_hex(chained(entry, before)) != entry.hash) return false;
        before = entry.hash;
    }
    return true;
}

bool replays(const std::vector<Entry>& entries) {
    try {
        replay(entries);
        return true;
    } catch (const std::logic_error&) {
        return false;
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lifecycle_properties_test)

// Walk::check() holds invariants 1, 3 and 4 against every single step.
BOOST_AUTO_TEST_CASE(nothing_is_issued_without_the_vote_on_what_it_says) {
    std::size_t issued = 0;
    std::set<State> reached;
    after_each_walk([&](const Walk& walk) {
        for (const auto& one : walk.cases()) {
            reached.insert(one.seen.begin(), one.seen.end());
            if (!one.seen.contains(State::issued)) continue;
            ++issued;
            for (const auto needed : {State::received, State::appraised, State::voting,
                                      State::recommended, State::signed_off})
                BOOST_TEST(one.seen.contains(needed));
            BOOST_TEST(one.carried);
            BOOST_TEST(one.content == one.locked);
        }
    });
    // The walks are worth something: they come everywhere, and far often enough.
    BOOST_TEST(issued >= 15u);
    BOOST_TEST(reached.size() == state_names.size());
}

BOOST_AUTO_TEST_CASE(every_state_short_of_the_end_has_a_way_out) {
    for (const auto& state : names<State>) {
        bool out = false;
        for (const auto& event : names<Event>)
            for (const auto& role : names<Role>)
                for (const auto& through : names<Through>) {
                    const auto facts = world::ready_to(event.value, state.value);
                    try {
                        const auto steps = decide(world::alone(facts), world::somebody(role.value),
                                                  event.value, through.value, "Vì lý do khác.");
                        out = out || steps.at(0).row->to != state.value;
                    } catch (const Problem&) {
                        continue;
                    }
                }
        BOOST_TEST(out == !is_final(state.value), state.code);
    }
}

BOOST_AUTO_TEST_CASE(a_return_keeps_the_history_and_each_entry_is_a_line_of_its_own) {
    std::size_t again = 0;
    after_each_walk([&](const Walk& walk) {
        std::map<std::pair<Id, State>, int> entered;
        for (std::size_t i = 0; i < walk.history().size(); ++i) {
            const auto& entry = walk.history()[i];
            BOOST_TEST(entry.seq == static_cast<std::int64_t>(i + 1));
            if (entry.from != entry.to && ++entered[{entry.nomination, entry.to}] > 1) ++again;
        }
        for (const auto& one : walk.cases())
            for (const auto state : one.seen)
                if (state != State::draft) BOOST_TEST((entered[{one.facts.nomination, state}] > 0));
    });
    BOOST_TEST(again > 100u);
}

BOOST_AUTO_TEST_CASE(the_history_replayed_leads_to_the_same_states) {
    after_each_walk([](const Walk& walk) {
        const auto states = replay(walk.history());
        for (const auto& one : walk.cases()) {
            const auto found = states.find(one.facts.nomination);
            const auto expected = found == states.end() ? State::draft : found->second;
            BOOST_TEST((one.facts.state == expected));
        }
        BOOST_TEST(chain_holds(walk.history()));
    });
}

BOOST_AUTO_TEST_CASE(a_changed_dropped_or_swapped_line_breaks_the_chain) {
    std::mt19937 dice(7);
    after_each_walk([&](const Walk& walk) {
        if (walk.history().size() < 2) return;
        const auto at = dice() % (walk.history().size() - 1);
        const auto place = static_cast<std::ptrdiff_t>(at);

        auto changed = walk.history();
        changed[at].reason += "!";
        BOOST_TEST(!chain_holds(changed));

        auto dropped = walk.history();
        dropped.erase(dropped.begin() + place);
        BOOST_TEST(!chain_holds(dropped));
        BOOST_TEST(!replays(dropped));

        auto swapped = walk.history();
        std::swap(swapped[at], swapped[at + 1]);
        BOOST_TEST(!chain_holds(swapped));
        BOOST_TEST(!replays(swapped));
    });
}

BOOST_AUTO_TEST_SUITE_END()
