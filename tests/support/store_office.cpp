#include "tests/support/store_office.h"

#include <sstream>

#include "server/rules.h"
#include "server/steps/poll.h"
#include "sql/audit/audit.h"
#include "sql/campaigns.h"
#include "sql/conflicts.h"
#include "sql/decisions.h"
#include "sql/digest.h"
#include "sql/documents.h"
#include "sql/files.h"
#include "sql/votes.h"

namespace tdkt::test {

using namespace workflow;
using sql::Change;
using sql::Of;

StoreOffice::StoreOffice(const std::string& engine)
    : FreshDatabase(engine),
      rules(server::load_rules()),
      now(start_of(*parse_day("2025-12-01")) + 9 * 3600000) {
    database().change([&](Change& change) {
        organ = sql::add_organ(change, {0, 0, "DLK", "BHXH tỉnh Đắk Lắk", "BHXH Đắk Lắk",
                                        "BHXH Việt Nam", "Đắk Lắk", "BHXH", "Buôn Ma Thuột"});
        const auto add_unit = [&](const char* code, const char* name, const char* kind) {
            return sql::add_unit(change, {0, organ, code, name, kind, "Trưởng đơn vị"});
        };
        unit = add_unit("bh", "BHXH cơ sở Buôn Hồ", "grassroots");
        other_unit = add_unit("ek", "BHXH cơ sở Ea Kar", "grassroots");
        offices = add_unit("tchc", "Phòng Tổ chức - Hành chính", "office");
    });
    ha = hire("ha", "Nguyễn Thu Hà", Role::unit_head, unit);
    lan = hire("lan", "Phạm Thị Lan", Role::unit_head, other_unit);
    minh = hire("minh", "Đỗ Văn Minh", Role::standing_office, offices);
    thu = hire("thu", "Lê Anh Thư", Role::council_secretary, offices);
    toan = hire("toan", "Trần Mạnh Toàn", Role::director | Role::council_chair, offices);
    yen = hire("yen", "Võ Thị Hải Yến", Role::clerk, offices);
    quy = hire("quy", "Hồ Ngọc Quý", Role::finance, offices);
    add_council();
    add_campaign();
}

Actor StoreOffice::hire(const std::string& username, const std::string& name, Role role,
                        Id in_unit) {
    sql::Account account;
    account.username = username;
    account.name = name;
    account.post = "Viên chức";
    account.organ = organ;
    account.unit = in_unit;
    account.roles = role;
    return database().change([&](Change& change) {
        return sql::load_account(change.db(), sql::add_account(change, account)).actor();
    });
}

void StoreOffice::add_council() {
    const auto seat = [&](const Actor& who, int place, const char* post) {
        run({"insert into council_member (term_id, account_id, ordinal, council_post) values (" +
             std::to_string(term) + ", " + std::to_string(who.id) + ", " + std::to_string(place) +
             ", '" + post + "')"});
    };
    run({"insert into council (organ_id, name, symbol) values (" + std::to_string(organ) +
         ", 'Hội đồng Thi đua - Khen thưởng', 'HĐTĐKT')"});
    run(
        {"insert into council_term (council_id, decision, valid_from, valid_to) select id,"
         " '215/QĐ-BHXH', '2025-07-10', '2029-12-31' from council"});
    term = count("select max(id) from council_term");
    seat(toan, 1, "chair");
    seat(thu, 2, "secretary");
    seat(minh, 3, "member");
}

void StoreOffice::add_campaign() {
    Campaign campaign;
    campaign.organ = organ;
    campaign.code = "NUOC-RUT";
    campaign.name = "Thi đua nước rút";
    campaign.launched_on = *parse_day("2025-10-10");
    campaign.ends_on = *parse_day("2025-12-31");
    campaign.rounds.push_back({0, 0, 1, "Đợt 2", *parse_day("2025-11-01"), *parse_day("2025-11-30"),
                               *parse_day("2025-12-05"), "91 %"});
    campaign.rounds.push_back({0, 0, 2, "Đợt 3", *parse_day("2025-12-01"), *parse_day("2025-12-31"),
                               *parse_day("2026-01-05"), "100 %"});
    database().change([&](Change& change) { sql::add_campaign(change, campaign); });
    round = count("select min(id) from campaign_round");
}

Id StoreOffice::draft(const Actor& author, const std::vector<std::string>& names) {
    const std::string bytes = "%PDF-1.7 giả", sum = sql::sha256_hex(bytes);
    return database().change([&](Change& change) {
        const auto id = sql::add_dossier(change, author, round, "Đề nghị khen thưởng", now);
        for (std::size_t i = 0; i < names.size(); ++i) {
            Nomination n;
            n.dossier = id;
            n.ordinal = static_cast<int>(i + 1);
            n.award = "GIAI_DOT";
            n.name = names[i];
            n.report = "Báo cáo thành tích";
            sql::add_nomination(change, n, {}, now);
        }
        std::istringstream in(bytes);
        sql::store(change, sum, "application/pdf", now, in);
        for (const auto part : {Part::unit_minutes, Part::indicators})
            sql::add_attachment(change,
                                {0, id, 0, part, "giay.pdf", sum, "application/pdf",
                                 static_cast<std::int64_t>(bytes.size()), now, ""},
                                author, {});
        return id;
    });
}

Dossier StoreOffice::dossier(Id id) {
    return database().read([&](auto& db) { return sql::load_dossier(db, id); });
}

Meeting StoreOffice::meeting(Id id) {
    return database().read([&](auto& db) { return sql::load_meeting(db, id); });
}

void StoreOffice::step(Change& change, Of of, Id id, Through through, Id on, Event event,
                       const Actor& actor, const std::string& reason, const std::string& data) {
    const auto group = sql::load_facts(change.db(), of, id, rules, day_of(now));
    sql::record(change, {actor, event, through, on, reason, data, now,
                         decide(group, actor, event, through, reason)});
}

void StoreOffice::on_dossier(Id id, Event event, const Actor& actor, const std::string& reason) {
    database().change([&](Change& change) {
        step(change, Of::dossier, id, Through::dossier, id, event, actor, reason);
        if (event == Event::submit) sql::set_submitted(change, id, actor, now, 0, "");
        if (event == Event::receive)
            sql::set_received(change, id, "TN-2025-" + std::to_string(1000 + id), now, "2025-12-15",
                              "P2");
    });
}

Id StoreOffice::to_agenda(Id id) {
    on_dossier(id, Event::submit, dossier(id).unit == unit ? ha : lan);
    on_dossier(id, Event::receive, minh);
    on_dossier(id, Event::appraise, minh);
    std::vector<Id> nominations;
    const auto submitted = dossier(id);
    for (const auto& n : submitted.nominations) nominations.push_back(n.id);
    return database().change([&](Change& change) {
        const auto meeting =
            sql::add_meeting(change, organ, term, day_of(now), "08:00", "Phòng họp số 1");
        const auto called = sql::load_meeting(change.db(), meeting);
        for (const auto& member : called.members)
            sql::declare_conflicts(change, called, member.account, {}, now);
        step(change, Of::dossier, id, Through::meeting, meeting, Event::schedule, thu);
        sql::put_on_agenda(change, meeting, nominations);
        return meeting;
    });
}

void StoreOffice::vote(Id id, Id nomination, const Member& member, bool yes) {
    const auto sitting = meeting(id);
    const auto sealing = server::sealed_here(sitting, {{nomination, yes ? Vote::yes : Vote::no}});
    database().change(
        [&](Change& change) { sql::add_votes(change, id, member.id, sealing.votes); });
}

void StoreOffice::take_codes(Id id) {
    codes_.clear();
    for (const auto& [holder, who] :
         {std::pair(Holder::chair, toan.id), std::pair(Holder::secretary, thu.id),
          std::pair(Holder::auditor, yen.id)})
        database().change([&, holder = holder, who = who](Change& change) {
            const auto sitting = sql::load_meeting(change.db(), id);
            codes_.push_back(server::take_code(change, sitting, holder, who));
        });
}

void StoreOffice::open_poll(Id id) {
    take_codes(id);
    database().change(
        [&](Change& change) { server::make_poll(change, sql::load_meeting(change.db(), id)); });
}

void StoreOffice::to_verdict(Id id, bool yes) {
    open_poll(id);
    database().change([&](Change& change) {
        auto sitting = sql::load_meeting(change.db(), id);
        for (auto& member : sitting.members) member.presence = Presence::present;
        sql::set_attendance(change, sitting);
        std::vector<std::string> hashes;
        for (const auto& item : sitting.agenda) {
            const auto of = sql::load_dossier(change.db(), item.dossier);
            for (const auto& n : of.nominations)
                if (n.id == item.nomination)
                    hashes.push_back(sql::sha256_hex(canonical(n, of.attachments)));
        }
        std::string whole;
        for (const auto& hash : hashes) whole += hash;
        const auto name = sql::sha256_hex(whole);
        step(change, Of::meeting, id, Through::meeting, id, Event::open_vote, thu, "",
             R"({"agenda":")" + name + R"("})");
        sql::lock_agenda(change, sitting, hashes, name, now);
    });
    const auto opened = meeting(id);
    for (const auto& item : opened.agenda)
        for (const auto& member : opened.members) vote(id, item.nomination, member, yes);
    database().change([&](Change& change) {
        server::count_poll(change, sql::load_meeting(change.db(), id), codes_[0], codes_[1], now);
    });
    database().change([&](Change& change) {
        step(change, Of::meeting, id, Through::meeting, id, Event::declare, thu);
        const auto counted = sql::load_meeting(change.db(), id);
        for (const auto& item : counted.agenda)
            sql::set_verdict(change, id, item.nomination, static_cast<int>(counted.members.size()),
                             item.state);
        sql::set_declared(change, id, now);
        sql::sign_minutes(change, id, CouncilPost::chair, toan.id, now);
        sql::sign_minutes(change, id, CouncilPost::secretary, thu.id, now);
    });
}

Id StoreOffice::to_draft_decision(Id id) {
    to_verdict(to_agenda(id), /*yes=*/true);
    return database().change([&](Change& change) {
        Decision draft;
        draft.organ = organ;
        draft.title = "Về việc khen thưởng Đợt 2";
        draft.signer = toan.id;
        for (auto& item : sql::awaiting_decision(change.db(), organ)) {
            item.amount = 5000000;
            draft.items.push_back(item);
        }
        return sql::add_decision(change, draft, minh.id, now);
    });
}

Id StoreOffice::to_issued(Id id) {
    const auto decision = to_draft_decision(id);
    const auto move = [&](Change& change, Event event, const Actor& actor) {
        step(change, Of::decision, decision, Through::decision, decision, event, actor);
    };
    Document paper;
    paper.organ = organ;
    paper.kind = PaperKind::decision;
    paper.subject_kind = "decision";
    paper.subject = decision;
    paper.code = "MA-" + std::to_string(decision);
    const std::string rendered = "%PDF-1.7 quyết định " + paper.code,
                      approved = rendered + " đã ký", sealed = approved + " đã đóng dấu";
    const auto keep = [&](Change& change, const std::string& bytes) {
        std::istringstream in(bytes);
        const auto sum = sql::sha256_hex(bytes);
        sql::store(change, sum, "application/pdf", now, in);
        return sum;
    };
    database().change([&](Change& change) {
        move(change, Event::present, minh);
        paper.rendered_file = keep(change, rendered);
        paper.title = "Về việc khen thưởng";
        paper.inputs = sql::sha256_hex(canonical(sql::load_decision(change.db(), decision)));
        paper.id = sql::add_document(change, paper);
        change.db() << "update job set done_at = :now where effect = 'write_decision'",
            soci::use(now);
    });
    database().change([&](Change& change) {
        move(change, Event::sign, toan);
        sql::set_signed_file(change, paper.id, "", keep(change, approved));
        sql::set_signed(change, decision, toan.id, now);
    });
    database().change([&](Change& change) {
        move(change, Event::issue, yen);
        paper.issued_file = keep(change, sealed);
        paper.number = sql::take_next_number(change, organ, "decision", 2025);
        paper.symbol = "QĐ-BHXH";
        paper.issued_on = iso(day_of(now));
        sql::set_issued_file(change, paper);
        sql::add_to_register(change, organ, "decision", 2025,
                             {paper.number, paper.symbol, paper.issued_on, paper.title,
                              "Trần Mạnh Toàn", "Như Điều 3", "VT", 5, paper.id});
        sql::set_issued(change, decision, yen.id, now);
    });
    return decision;
}

std::vector<std::string> StoreOffice::audit() {
    return database().read([&](auto& db) { return sql::audit(db, rules).breaks; });
}

}  // namespace tdkt::test
