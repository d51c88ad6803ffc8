#include "server/handlers/ballots.h"

#include <algorithm>
#include <map>
#include <set>

#include "server/handlers/lists.h"
#include "server/secrecy/sealed.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/poll.h"
#include "server/steps/recorded.h"
#include "sql/council.h"
#include "sql/locks.h"
#include "sql/other_votes.h"
#include "sql/votes.h"
#include "templates/views/council.h"
#include "templates/views/poll.h"

namespace tdkt::server {

using namespace workflow;

namespace {

// The member who may vote now, or Problem saying why not.
Member voting_member(const Meeting& meeting, const Actor& actor) {
    const auto member = member_of(meeting, actor.id);
    if (!member) throw Problem(Kind::forbidden, "Ông/Bà không phải là thành viên Hội đồng này.");
    if (meeting.shut) throw Problem(Kind::forbidden, "Ông/Bà hãy khai báo xung đột lợi ích trước.");
    if (member->presence == Presence::absent)
        throw Problem(Kind::forbidden, "Ông/Bà không có tên trong danh sách dự họp.");
    if (member->recused)
        throw Problem(Kind::forbidden, "Ông/Bà không tham gia biểu quyết trong phiên họp này.");
    return *member;
}

// A page says its choices in one letter each, so that no form is longer than another.
std::optional<Vote> vote_in(const std::string& word) {
    constexpr std::pair<std::string_view, Vote> letters[] = {
        {"y", Vote::yes}, {"n", Vote::no}, {"b", Vote::blank}};
    for (const auto& [letter, vote] : letters)
        if (letter == word) return vote;
    return find<Vote>(word);
}

// What came for each item: a choice in clear, or sealed by the sender.
struct Sent {
    std::map<Id, Vote> votes;
    std::map<Id, std::string> sealed;

    bool has(Id item) const { return votes.contains(item) || sealed.contains(item); }
    std::set<Id> items() const {
        std::set<Id> all;
        for (const auto& [item, vote] : votes) all.insert(item);
        for (const auto& [item, text] : sealed) all.insert(item);
        return all;
    }
};

void take_vote(Sent& sent, Id nomination, const std::string& word) {
    const auto vote = vote_in(word);
    if (!vote) throw Problem::field("votes", "Chọn Đồng ý, Không đồng ý hoặc Phiếu trắng.");
    if (!sent.votes.emplace(nomination, *vote).second)
        throw Problem::field("votes", "Một đề nghị được chọn hai lần.");
}

void take_sealed(Sent& sent, Id nomination, const std::string& text) {
    if (!looks_sealed(text))
        throw Problem::field("sealed", "Phiếu niêm phong không đúng dạng; hãy tải lại trang.");
    if (!sent.sealed.emplace(nomination, text).second)
        throw Problem::field("sealed", "Một đề nghị được chọn hai lần.");
}

Sent sent_ballot(const Request& request) {
    Sent sent;
    for (const auto& [name, value] : request.input.items())
        if (name.starts_with("vote-"))
            take_vote(sent, number_in(name.substr(5), name), value.get<std::string>());
    if (request.input.contains("votes"))
        for (const auto& member : request.input.at("votes")) {
            const auto [nomination, word] = pair_of(member, "votes");
            take_vote(sent, nomination, word);
        }
    if (request.input.contains("sealed"))
        for (const auto& member : request.input.at("sealed")) {
            const auto [nomination, text] = pair_of(member, "sealed");
            take_sealed(sent, nomination, text);
        }
    return sent;
}

// The items on which a member may vote now and has not voted yet.
std::vector<AgendaItem> open_items(const Meeting& meeting, const Member& member) {
    std::vector<AgendaItem> open;
    if (!takes_ballots(meeting)) return open;
    for (const auto& item : meeting.agenda)
        if (may_vote(member, item)) open.push_back(item);
    return open;
}

// Why there is nothing to vote on.
[[noreturn]] void refuse_vote(soci::session& db, const Meeting& meeting, const Member& member) {
    if (meeting.opened_at == 0) throw Problem(Kind::conflict, "Phiên họp chưa mở biểu quyết.");
    if (meeting.declared_at != 0)
        throw Problem(Kind::conflict, "Đã hết thời gian biểu quyết: kết quả đã công bố.");
    if (meeting.poll.closed_at != 0)
        throw Problem(Kind::conflict, "Đã kết thúc bỏ phiếu, không nhận thêm phiếu.");
    if (!sql::voted(db, meeting.id, member.id).empty())
        throw Problem(Kind::conflict, "Ông/Bà đã bỏ phiếu rồi; mỗi thành viên bỏ phiếu một lần.");
    if (member.late) throw Problem(Kind::conflict, "Đã hết hạn nhận ý kiến bằng văn bản.");
    throw Problem(Kind::conflict, "Không có đề nghị nào để Ông/Bà biểu quyết.");
}

// A ballot is whole: a choice for every open item, and for nothing else. To leave one
// blank is a choice too, and makes the ballot invalid for it.
void expect_whole(const std::vector<AgendaItem>& items, const Sent& sent) {
    std::vector<Fault> faults;
    auto others = sent.items();
    for (const auto& item : items) {
        others.erase(item.nomination);
        if (!sent.has(item.nomination))
            faults.push_back(
                {"vote-" + std::to_string(item.nomination), "Chưa chọn cho: " + item.name + "."});
    }
    for (const auto nomination : others)
        faults.push_back({"vote-" + std::to_string(nomination),
                          "Không có đề nghị số " + std::to_string(nomination) + " để biểu quyết."});
    if (!faults.empty()) throw Problem(Kind::blocked, "Phiếu chưa hợp lệ.", std::move(faults));
}

bool any_secret(const std::vector<AgendaItem>& items) {
    return std::ranges::find(items, Form::secret, &AgendaItem::form) != items.end();
}

void expect_key(const Meeting& meeting, const std::vector<AgendaItem>& items) {
    if (meeting.poll.public_key.empty() && any_secret(items))
        throw Problem(Kind::conflict,
                      "Phiếu kín cần được niêm phong: Chủ tịch, Thư ký Hội đồng và người giám sát "
                      "hãy lấy mã mở phiếu trước, sau đó Ông/Bà bỏ phiếu.");
}

// The votes that are given by name leave `sent`; what stays is secret.
std::map<Id, Vote> named_votes(const std::vector<AgendaItem>& items, Sent& sent) {
    std::map<Id, Vote> named;
    for (const auto& item : items) {
        if (item.form != Form::open) continue;
        if (sent.sealed.contains(item.nomination))
            throw Problem::field(
                "sealed", "Đề nghị biểu quyết công khai không niêm phong: " + item.name + ".");
        named.insert(sent.votes.extract(item.nomination));
    }
    return named;
}

Sealing sealing_of(const Meeting& meeting, const Sent& sent) {
    if (sent.sealed.empty()) return sealed_here(meeting, sent.votes);
    if (!sent.votes.empty())
        throw Problem::field("sealed", "Lá phiếu hoặc niêm phong hết, hoặc không niêm phong.");
    Sealing sealing;
    for (const auto& [nomination, text] : sent.sealed)
        sealing.votes.push_back(sealed_there(nomination, text));
    return sealing;
}

}  // namespace

// GET /meetings/:id/ballot
Response show_ballot(const Request& request, App& app) {
    const auto id = request.id();
    const auto view = app.database.read([&](auto& db) {
        const sql::Horizon horizon(db, request.actor);
        auto meeting = sql::load_meeting(db, horizon, id);
        close_written(meeting, day_of(app.now()));
        const auto member = voting_member(meeting, request.actor);
        std::map<Id, Count> counts;
        for (const auto& facts : group_of(db, app, horizon, meeting))
            counts[facts.nomination] = facts.count;
        return templates::ballot_view(meeting, member, open_items(meeting, member),
                                      sql::summaries(db, id), counts);
    });
    return show(request, app, "ballot", view);
}

// POST /meetings/:id/ballot. What is kept for a repeat is only that it was done; the
// trackers are for this answer alone.
Response post_ballot(const Request& request, App& app) {
    std::optional<templates::Cast> cast;
    auto response = recorded(request, app, [&](sql::Change& change) {
        cast.reset();
        auto& db = change.db();
        sql::lock_meeting(change, request.id());
        auto meeting = sql::load_meeting(db, request.actor, request.id());
        close_written(meeting, day_of(app.now()));
        const auto member = voting_member(meeting, request.actor);
        const auto items = open_items(meeting, member);
        if (items.empty()) refuse_vote(db, meeting, member);
        auto sent = sent_ballot(request);
        expect_whole(items, sent);
        expect_key(meeting, items);
        sql::add_named_votes(change, meeting.id, member.id, named_votes(items, sent));
        auto sealing = sealing_of(meeting, sent);
        sql::add_votes(change, meeting.id, member.id, sealing.votes);
        if (!sealing.votes.empty())
            cast.emplace(templates::Cast{meeting, items, std::move(sealing.trackers)});
        return changed(request, "/meetings/" + std::to_string(meeting.id));
    });
    if (!cast) return response;
    return show(request, app, "ballot_cast", templates::cast_view(*cast));
}

}  // namespace tdkt::server
