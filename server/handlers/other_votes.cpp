#include "server/handlers/other_votes.h"

#include <algorithm>
#include <set>

#include "server/handlers/lists.h"
#include "server/secrecy/paper_count.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/recorded.h"
#include "sql/council.h"
#include "sql/council_papers.h"
#include "sql/dossiers.h"
#include "sql/locks.h"
#include "sql/other_votes.h"
#include "workflow/tally.h"

namespace tdkt::server {

using namespace workflow;

namespace {

constexpr std::size_t entering_tellers = 2, most_tellers = 5;
constexpr std::int64_t most_forms = 99;

std::string path_of(Id id) {
    return "/meetings/" + std::to_string(id);
}

// Only the secretaries' work is barred to who is in conflict; a teller counts what they see.
enum class As { secretary, teller };

Meeting meeting_of(sql::Change& change, const Request& request, As as = As::secretary) {
    sql::lock_meeting(change, request.id());
    const sql::Horizon horizon(change.db(), request.actor);
    auto meeting = sql::load_meeting(change.db(), horizon, request.id());
    if (as == As::secretary) expect_unbarred(horizon, meeting.id);
    if (meeting.cancelled_at != 0) throw Problem(Kind::conflict, "Phiên họp này đã hủy.");
    if (meeting.declared_at != 0) throw Problem(Kind::conflict, "Kết quả đã công bố.");
    return meeting;
}

// Its vote is open, and no ballot has been opened.
Meeting voting_meeting(sql::Change& change, const Request& request, As as = As::secretary) {
    auto meeting = meeting_of(change, request, as);
    if (!is_voting(meeting)) throw Problem(Kind::conflict, "Phiên họp chưa mở biểu quyết.");
    if (meeting.poll.counted_at != 0) throw Problem(Kind::conflict, "Phiếu đã được mở.");
    return meeting;
}

// The same; or one from before councils had registers, of which nobody was noted as having
// counted.
Meeting countable_meeting(sql::Change& change, const Request& request) {
    sql::lock_meeting(change, request.id());
    auto meeting = sql::load_meeting(change.db(), request.actor, request.id());
    const bool noted = !sql::numbered_papers(change.db(), meeting.id).empty() ||
                       !sql::tellers(change.db(), meeting.id).empty();
    if (meeting.declared_at == 0 || noted) return voting_meeting(change, request);
    expect_unbarred(sql::Horizon(change.db(), request.actor), meeting.id);
    return meeting;
}

AgendaItem& item_of(Meeting& meeting, Id nomination, const char* field) {
    const auto found = std::ranges::find(meeting.agenda, nomination, &AgendaItem::nomination);
    if (found == meeting.agenda.end())
        throw Problem::field(field, "Không có đề nghị số " + std::to_string(nomination) + ".");
    return *found;
}

bool is_on_agenda(const Meeting& meeting, Id nomination) {
    return std::ranges::find(meeting.agenda, nomination, &AgendaItem::nomination) !=
           meeting.agenda.end();
}

const Member& seat_of(const Meeting& meeting, Id member, const char* field) {
    const auto found = std::ranges::find(meeting.members, member, &Member::id);
    if (found == meeting.members.end())
        throw Problem::field(field,
                             "Hội đồng không có thành viên số " + std::to_string(member) + ".");
    return *found;
}

bool may_raise(const Member& member, const AgendaItem& item) {
    return member.presence == Presence::present && !recused(member, item);
}

// The place of the reader among the two who enter what is on paper; 0: none.
int place_of(soci::session& db, const Meeting& meeting, Id account) {
    const auto member = member_of(meeting, account);
    const auto named = sql::tellers(db, meeting.id);
    for (std::size_t i = 0; member && i < std::min(named.size(), entering_tellers); ++i)
        if (named[i] == member->id) return static_cast<int>(i) + 1;
    return 0;
}

// A head and one to four others, nobody twice, none with a part in what they count.
std::vector<Id> sent_tellers(const Request& request, const Meeting& meeting) {
    auto named = ids(request, "tellers");
    if (const auto head = request.number("head"); head != 0) {
        std::erase(named, head);
        named.insert(named.begin(), head);
    }
    const std::set<Id> different(named.begin(), named.end());
    if (named.size() < 2 || named.size() > most_tellers || different.size() != named.size())
        throw Problem::field("tellers",
                             "Ban Kiểm phiếu có Trưởng ban và từ một đến bốn thành viên.");
    for (const auto id : named) {
        const auto& member = seat_of(meeting, id, "tellers");
        if (!may_count(meeting, member))
            throw Problem::field("tellers", member.name +
                                                " vắng mặt hoặc có liên quan đến nội dung biểu "
                                                "quyết nên không kiểm phiếu được.");
    }
    return named;
}

PaperCount sent_count(const Request& request, Id nomination) {
    const auto number = [&](const char* kind) {
        const auto sent = request.number(kind + ("-" + std::to_string(nomination)), -1);
        constexpr std::int64_t most = 999;
        if (sent < 0 || sent > most)
            throw Problem::field(kind + ("-" + std::to_string(nomination)), "Ghi số phiếu.");
        return static_cast<int>(sent);
    };
    return {number("yes"), number("no"), number("invalid")};
}

}  // namespace

// POST /meetings/:id/forms. What the rules of an award do not allow is voted on in secret.
Response post_forms(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        auto meeting = meeting_of(change, request);
        if (meeting.opened_at != 0)
            throw Problem(Kind::conflict, "Chương trình họp đã chốt, không sửa được nữa.");
        for (const auto& sent : request.input.at("forms")) {
            const auto [nomination, word] = pair_of(sent, "forms");
            const auto& item = item_of(meeting, nomination, "forms");
            const auto form = find<Form>(word);
            const auto& pack =
                app.rules.pack(sql::load_dossier(change.db(), request.actor, item.dossier).pack);
            const auto& allowed = pack.award(item.award).forms;
            if (!form || std::ranges::find(allowed, *form) == allowed.end())
                throw Problem::field("forms",
                                     "Quy định không cho phép hình thức biểu quyết này "
                                     "đối với: " +
                                         item.name + ".");
            sql::set_form(change, meeting.id, nomination, *form);
        }
        return changed(request, path_of(meeting.id));
    });
}

// POST /meetings/:id/hands. Who was there either raised a hand or did not.
Response post_hands(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        auto meeting = meeting_of(change, request);
        auto& item = item_of(meeting, request.number("nomination"), "nomination");
        if (item.state != State::voting || item.form != Form::hands || !item.suspension.empty())
            throw Problem::field("nomination", "Đề nghị này không biểu quyết bằng giơ tay.");
        if (item.tie)
            throw Problem(
                Kind::conflict,
                "Người điều hành đã quyết định theo số này; số giơ tay không sửa được nữa.");
        const auto there = std::ranges::count_if(
            meeting.members, [&](const Member& member) { return may_raise(member, item); });
        for (const auto* field : {"yes", "no", "unvoted"})
            if (request.number(field) < 0 || request.number(field) > there)
                throw Problem::field(field, "Số này không đúng.");
        item.yes = static_cast<int>(request.number("yes"));
        item.no = static_cast<int>(request.number("no"));
        item.unvoted = static_cast<int>(request.number("unvoted"));
        if (item.yes + item.no + item.unvoted != there)
            throw Problem::field("yes", "Cộng lại phải bằng số người có mặt được biểu quyết: " +
                                            std::to_string(there) + ".");
        sql::keep_count(change, meeting.id, item, app.now());
        return changed(request, path_of(meeting.id));
    });
}

// POST /meetings/:id/paper-ballots. That it is in is turnout; what is in it the tellers see.
Response post_paper_ballot(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        const auto meeting = voting_meeting(change, request);
        if (!takes_ballots(meeting)) throw Problem(Kind::conflict, "Đã kết thúc bỏ phiếu.");
        const auto& member = seat_of(meeting, request.number("member"), "member");
        std::vector<Id> items;
        for (const auto& item : meeting.agenda)
            if (item.form == Form::secret && may_vote(member, item))
                items.push_back(item.nomination);
        if (items.empty())
            throw Problem::field("member", member.name + " không còn đề nghị nào để bỏ phiếu.");
        if (sql::paper_voters(change.db(), meeting.id) >= meeting.paper_forms)
            throw Problem::field("member",
                                 "Số phiếu giấy thu về không thể nhiều hơn số phiếu phát "
                                 "ra: " +
                                     std::to_string(meeting.paper_forms) +
                                     ". Hãy ghi số phiếu đã phát ra trước.");
        sql::add_paper_votes(change, meeting.id, member.id, items);
        return changed(request, path_of(meeting.id));
    });
}

// POST /meetings/:id/paper-forms: how many in all, with those that were spoilt and replaced.
Response post_paper_forms(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        const auto meeting = meeting_of(change, request);
        if (meeting.poll.counted_at != 0) throw Problem(Kind::conflict, "Phiếu đã được mở.");
        const auto forms = request.number("given");
        if (forms < 0 || forms > most_forms)
            throw Problem::field("given",
                                 "Ghi số phiếu, nhiều nhất " + std::to_string(most_forms) + ".");
        const int returned = sql::paper_voters(change.db(), meeting.id);
        if (forms < returned)
            throw Problem::field("given", "Đã thu về " + std::to_string(returned) +
                                              " phiếu giấy; số phát ra không thể ít hơn.");
        sql::set_paper_forms(change, meeting.id, static_cast<int>(forms));
        return changed(request, path_of(meeting.id));
    });
}

// POST /meetings/:id/tellers. Known before anything is counted; the first two enter what is on
// paper.
Response post_tellers(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        const auto meeting = countable_meeting(change, request);
        sql::set_tellers(change, meeting.id, sent_tellers(request, meeting));
        return changed(request, path_of(meeting.id));
    });
}

// POST /meetings/:id/paper-count. Once no ballot comes any more; until they are opened.
Response post_paper_count(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        const auto meeting = voting_meeting(change, request, As::teller);
        const int place = place_of(change.db(), meeting, request.actor.id);
        if (place == 0)
            throw Problem(Kind::forbidden, "Hai người kiểm phiếu giấy ghi kết quả kiểm phiếu.");
        if (awaited_ballots(meeting) > 0)
            throw Problem(Kind::conflict, "Còn phiếu chưa về; chưa kiểm phiếu giấy.");
        for (const auto& [nomination, papers] : sql::paper_votes(change.db(), meeting.id)) {
            if (!is_on_agenda(meeting, nomination)) continue;
            const auto count = sent_count(request, nomination);
            if (count.all() != papers)
                throw Problem::field(
                    "yes-" + std::to_string(nomination),
                    "Cộng lại phải bằng số phiếu giấy: " + std::to_string(papers) + ".");
            sql::set_paper_count(
                change, meeting.id, nomination, place,
                seal_count(meeting.poll.public_key, meeting.id, nomination, place, count));
        }
        return changed(request, path_of(meeting.id));
    });
}

}  // namespace tdkt::server
