#include "server/handlers/ballots.h"

#include <map>

#include "server/access/tokens.h"
#include "server/handlers/lists.h"
#include "server/showing/show.h"
#include "server/steps/acts.h"
#include "server/steps/recorded.h"
#include "sql/council.h"
#include "sql/locks.h"
#include "sql/votes.h"
#include "templates/views/council.h"

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

std::map<Id, bool> sent_choices(const Request& request) {
    std::map<Id, bool> sent;
    const auto take = [&](Id nomination, const std::string& word) {
        if (word != "yes" && word != "no")
            throw Problem::field("votes", "Chọn Đồng ý hoặc Không đồng ý.");
        if (!sent.emplace(nomination, word == "yes").second)
            throw Problem::field("votes", "Một đề nghị được chọn hai lần.");
    };
    for (const auto& [name, value] : request.input.items())
        if (name.starts_with("vote-"))
            take(number_in(name.substr(5), name), value.get<std::string>());
    if (request.input.contains("votes"))
        for (const auto& member : request.input.at("votes")) {
            const auto [nomination, word] = pair_of(member, "votes");
            take(nomination, word);
        }
    return sent;
}

// The items on which a member may vote now and has not voted yet.
std::vector<AgendaItem> open_items(const Meeting& meeting, const Member& member) {
    std::vector<AgendaItem> open;
    if (!is_voting(meeting)) return open;
    for (const auto& item : meeting.agenda)
        if (may_vote(member, item)) open.push_back(item);
    return open;
}

// Why there is nothing to vote on.
[[noreturn]] void refuse_vote(soci::session& db, const Meeting& meeting, const Member& member) {
    if (meeting.opened_at == 0) throw Problem(Kind::conflict, "Phiên họp chưa mở biểu quyết.");
    if (meeting.declared_at != 0)
        throw Problem(Kind::conflict, "Đã hết thời gian biểu quyết: kết quả đã công bố.");
    if (!sql::voted(db, meeting.id, member.id).empty())
        throw Problem(Kind::conflict, "Ông/Bà đã bỏ phiếu rồi; mỗi thành viên bỏ phiếu một lần.");
    if (member.late) throw Problem(Kind::conflict, "Đã hết hạn nhận ý kiến bằng văn bản.");
    throw Problem(Kind::conflict, "Không có đề nghị nào để Ông/Bà biểu quyết.");
}

// A ballot is whole: a choice for every open item, and for nothing else.
std::vector<sql::Choice> whole_ballot(const std::vector<AgendaItem>& items,
                                      std::map<Id, bool> sent) {
    std::vector<sql::Choice> choices;
    std::vector<Fault> faults;
    for (const auto& item : items) {
        const auto choice = sent.extract(item.nomination);
        if (choice.empty())
            faults.push_back(
                {"vote-" + std::to_string(item.nomination), "Chưa chọn cho: " + item.name + "."});
        else
            choices.push_back({item.nomination, choice.mapped(), new_token()});
    }
    for (const auto& [nomination, yes] : sent)
        faults.push_back({"vote-" + std::to_string(nomination),
                          "Không có đề nghị số " + std::to_string(nomination) + " để biểu quyết."});
    if (!faults.empty()) throw Problem(Kind::blocked, "Phiếu chưa hợp lệ.", std::move(faults));
    return choices;
}

}  // namespace

// GET /meetings/:id/ballot
Response show_ballot(const Request& request, App& app) {
    const auto id = request.id();
    const auto view = app.database.read([&](auto& db) {
        auto meeting = sql::load_meeting(db, request.actor, id);
        close_written(meeting, day_of(app.now()));
        const auto member = voting_member(meeting, request.actor);
        std::map<Id, Count> counts;
        for (const auto& facts :
             group_of(db, app, {sql::Of::meeting, Through::meeting, id, Event::declare, ""}))
            counts[facts.nomination] = facts.count;
        return templates::ballot_view(meeting, member, open_items(meeting, member),
                                      sql::summaries(db, id), counts);
    });
    return show(request, app, "ballot", view);
}

// POST /meetings/:id/ballot
Response post_ballot(const Request& request, App& app) {
    return recorded(request, app, [&](sql::Change& change) {
        auto& db = change.db();
        sql::lock_meeting(change, request.id());
        auto meeting = sql::load_meeting(db, request.actor, request.id());
        close_written(meeting, day_of(app.now()));
        const auto member = voting_member(meeting, request.actor);
        const auto items = open_items(meeting, member);
        if (items.empty()) refuse_vote(db, meeting, member);
        sql::add_votes(change, meeting.id, member.id, whole_ballot(items, sent_choices(request)));
        return changed(request, "/meetings/" + std::to_string(meeting.id));
    });
}

}  // namespace tdkt::server
