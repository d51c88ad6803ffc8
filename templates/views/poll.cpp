#include "templates/views/poll.h"

#include <algorithm>

#include "templates/views/council.h"
#include "workflow/tally.h"
#include "workflow/texts.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

// The account that a holder's post falls to, whether they have a code or not.
Id account_of(const Meeting& meeting, Holder holder) {
    if (const auto* seat = meeting.poll.seat(holder)) return seat->account;
    for (const auto& member : meeting.members) {
        if (holder == Holder::chair && member.council_post == CouncilPost::chair)
            return member.account;
        if (holder == Holder::secretary && member.council_post == CouncilPost::secretary)
            return member.account;
    }
    return 0;
}

std::string name_of(const Meeting& meeting, Holder holder) {
    if (const auto* seat = meeting.poll.seat(holder)) return seat->name;
    const auto account = account_of(meeting, holder);
    for (const auto& member : meeting.members)
        if (account != 0 && member.account == account) return member.name;
    return "chưa chọn";
}

json holder_rows(const Meeting& meeting, const Actor& reader) {
    json rows = json::array();
    const auto& poll = meeting.poll;
    for (const auto& name : names<Holder>) {
        const auto* seat = poll.seat(name.value);
        const bool taken = seat != nullptr && !seat->public_key.empty();
        const bool mine = account_of(meeting, name.value) == reader.id;
        rows.push_back({{"holder", name.code},
                        {"holder_label", name.label},
                        {"holder_name", name_of(meeting, name.value)},
                        {"taken", taken},
                        {"can_take", mine && poll.public_key.empty()}});
    }
    return rows;
}

json how_far(const Poll& poll) {
    if (poll.counted_at == 0) return {};
    if (poll.opened_by.empty()) return "Phiếu bỏ trước khi có phiếu niêm phong.";
    return "Phiếu mở lúc " + date_time(poll.counted_at) + " bằng mã của " + openers(poll) +
           ". Khóa mở phiếu đã hủy, không ai mở lại được.";
}

// What the reader may do with an open poll.
void put_poll_deeds(json& shown, const Meeting& meeting, const Actor& reader) {
    const auto& poll = meeting.poll;
    const bool open = is_voting(meeting) && poll.counted_at == 0;
    const int awaited = awaited_ballots(meeting);
    const auto holder = holder_of(meeting, reader.id);
    shown["awaited"] = awaited;
    shown["can_end"] = open && poll.closed_at == 0 && holder && *holder != Holder::auditor;
    shown["reason_needed"] = awaited > 0;
    shown["awaited_text"] = awaited > 0 ? "Còn " + std::to_string(awaited) + " phiếu chưa về."
                                        : std::string("Phiếu đã về đủ.");
    shown["can_count"] = open && awaited == 0 && !poll.public_key.empty() && holder.has_value();
    shown["closed_text"] =
        poll.closed_by.empty()
            ? json()
            : json("Kết thúc bỏ phiếu lúc " + date_time(poll.closed_at) + ", " + poll.closed_by +
                   " ghi" + (poll.close_reason.empty() ? "" : ": " + poll.close_reason) + ".");
}

std::string choice_label(const OpenedBallot& ballot) {
    if (ballot.kind == "unreadable") return "Không đọc được (không hợp lệ)";
    if (ballot.vote == Vote::blank) return "Phiếu trắng (không hợp lệ)";
    return std::string(label(ballot.vote));
}

// "K7QM-3XPD"; a ballot of before has a longer name, which stands as it is.
json tracker_text(const std::string& tracker) {
    constexpr std::size_t signs = 8, group = 4;
    if (tracker.empty()) return {};
    if (tracker.size() != signs) return tracker;
    return tracker.substr(0, group) + "-" + tracker.substr(group);
}

json opened_row(const OpenedBallot& ballot) {
    return {{"tracker", tracker_text(ballot.tracker)},
            {"kind", ballot.kind},
            {"on_paper", ballot.kind == "paper"},
            {"choice", code(ballot.vote)},
            {"choice_label", choice_label(ballot)}};
}

json opened_item(const AgendaItem& item) {
    return {{"nomination_id", item.nomination},
            {"ordinal", item.ordinal},
            {"nominee_name", item.name},
            {"yes", item.yes},
            {"no", item.no},
            {"invalid", item.invalid},
            {"turnout", item.ballots},
            {"ballots", json::array()}};
}

// In what form each item is voted on, where the reader may choose it.
void put_forms(json& shown, const Meeting& meeting, const PollShown& more) {
    shown["forms"] = json::array();
    for (const auto& item : meeting.agenda) {
        const auto found = more.forms.find(item.nomination);
        if (found == more.forms.end() || found->second.size() < 2) continue;
        json row = {{"nomination_id", item.nomination},
                    {"nominee_name", item.name},
                    {"options", json::array()}};
        for (const auto form : found->second)
            row["options"].push_back(
                option(std::to_string(item.nomination) + ":" + std::string(code(form)),
                       std::string(label(form)), form == item.form));
        shown["forms"].push_back(std::move(row));
    }
    shown["can_choose_forms"] = !shown["forms"].empty();
}

// What was said by name, item by item.
void put_said(json& shown, const Meeting& meeting, const PollShown& more) {
    shown["said"] = json::array();
    for (const auto& one : more.said) {
        std::string name;
        for (const auto& item : meeting.agenda)
            if (item.nomination == one.nomination) name = item.name;
        shown["said"].push_back({{"nominee_name", name},
                                 {"member_name", one.member},
                                 {"choice_label", one.vote_label}});
    }
    shown["has_said"] = !more.said.empty();
}

// The items of which hands are counted.
void put_hands(json& shown, const Meeting& meeting, bool secretary) {
    shown["hands"] = json::array();
    for (const auto& item : meeting.agenda)
        if (item.form == Form::hands && item.state == State::voting && item.suspension.empty())
            shown["hands"].push_back({{"nomination_id", item.nomination},
                                      {"nominee_name", item.name},
                                      {"entered", item.counted_at != 0},
                                      {"yes", item.yes},
                                      {"no", item.no},
                                      {"unvoted", item.unvoted}});
    shown["can_enter_hands"] = secretary && meeting.declared_at == 0 && !shown["hands"].empty();
}

json member_option(const Member& member, bool selected) {
    return option(std::to_string(member.id), member.name, selected);
}

// The forms that were printed and given out, and who counts.
void put_forms_given(json& shown, const Meeting& meeting, const PollShown& more, bool secretary) {
    const bool secret =
        std::ranges::find(meeting.agenda, Form::secret, &AgendaItem::form) != meeting.agenda.end();
    int returned = 0;
    for (const auto& [nomination, papers] : more.papers) returned = std::max(returned, papers);
    shown["can_give_forms"] =
        secretary && secret && meeting.declared_at == 0 && meeting.poll.counted_at == 0;
    shown["forms_given"] = meeting.paper_forms;
    shown["forms_text"] =
        meeting.paper_forms == 0
            ? json()
            : json("Phiếu giấy: phát ra " + std::to_string(meeting.paper_forms) +
                   (meeting.declared_at == 0 ? ", đã thu về " + std::to_string(returned)
                                             : std::string()) +
                   ".");
    std::vector<std::string> names;
    for (const auto id : more.paper_tellers)
        for (const auto& member : meeting.members)
            if (member.id == id)
                names.push_back(member.name + (names.empty() ? " (Trưởng ban)" : ""));
    shown["tellers_text"] = optional_text(listed(names, ", "));
}

// Ballots on paper: those that may still come in, who counts them, and the teller's form.
void put_papers(json& shown, const Meeting& meeting, const Actor& reader, const PollShown& more) {
    const bool secretary = has(Role::council_secretary, reader.roles) && !more.barred;
    const bool open = is_voting(meeting) && meeting.poll.counted_at == 0;
    const auto place = [&](Id member) {
        return std::ranges::find(more.paper_tellers, member) - more.paper_tellers.begin();
    };
    const auto named = [&](Id member) {
        return place(member) < static_cast<std::ptrdiff_t>(more.paper_tellers.size());
    };
    shown["paper_voters"] = shown["paper_tellers"] = shown["paper_items"] = json::array();
    for (const auto& member : meeting.members) {
        const bool may =
            std::any_of(meeting.agenda.begin(), meeting.agenda.end(), [&](const AgendaItem& item) {
                return item.form == Form::secret && may_vote(member, item);
            });
        if (may) shown["paper_voters"].push_back(member_option(member, false));
        if (!may_count(meeting, member)) continue;
        shown["paper_tellers"].push_back(member_option(member, named(member.id)));
        shown["paper_tellers"].back()["head"] = named(member.id) && place(member.id) == 0;
    }
    for (const auto& item : meeting.agenda)
        if (const auto found = more.papers.find(item.nomination); found != more.papers.end())
            shown["paper_items"].push_back({{"nomination_id", item.nomination},
                                            {"nominee_name", item.name},
                                            {"papers", found->second}});
    const auto member = member_of(meeting, reader.id);
    shown["can_take_paper"] = secretary && takes_ballots(meeting) && !shown["paper_voters"].empty();
    const bool unnoted = meeting.declared_at != 0 && !meeting.extract && meeting.papers.empty() &&
                         more.paper_tellers.empty();
    shown["can_name_tellers"] = secretary && (open || unnoted);
    shown["can_enter_paper"] = open && member && named(member->id) && place(member->id) < 2 &&
                               !more.papers.empty() && awaited_ballots(meeting) == 0;
    put_forms_given(shown, meeting, more, secretary);
}

}  // namespace

std::string openers(const Poll& poll) {
    std::string text;
    for (const auto& name : names<Holder>) {
        if (poll.opened_by.find(name.code) == std::string::npos) continue;
        text.append(text.empty() ? "" : " và ").append(name.label);
    }
    return text;
}

void put_poll(json& view, const Meeting& meeting, const Actor& reader, const PollShown& more) {
    const auto& poll = meeting.poll;
    json shown = {{"shown", meeting.cancelled_at == 0 && !meeting.agenda.empty()},
                  {"holders", holder_rows(meeting, reader)},
                  {"keyed", poll.is_keyed()},
                  {"has_key", !poll.public_key.empty()},
                  {"counted", poll.counted_at != 0},
                  {"counted_text", how_far(poll)},
                  {"can_see_ballots", meeting.declared_at != 0 && poll.counted_at != 0},
                  {"auditors", json::array()}};
    const auto* named = poll.seat(Holder::auditor);
    for (const auto& [id, name] : more.auditors)
        shown["auditors"].push_back(
            option(std::to_string(id), name, named != nullptr && named->account == id));
    shown["can_name_auditor"] = !more.auditors.empty();
    put_poll_deeds(shown, meeting, reader);
    const bool secretary = has(Role::council_secretary, reader.roles) && !more.barred;
    put_forms(shown, meeting, more);
    put_said(shown, meeting, more);
    put_hands(shown, meeting, secretary);
    put_papers(shown, meeting, reader, more);
    view["poll"] = std::move(shown);
}

json code_view(const Meeting& meeting, const std::string& code) {
    return {{"id", meeting.id},
            {"title", "Mã mở phiếu"},
            {"meeting_title", meeting_title(meeting)},
            {"href", "/api/v1/meetings/" + std::to_string(meeting.id)},
            {"code", code}};
}

json cast_view(const Cast& cast) {
    json view = {{"id", cast.meeting.id},
                 {"title", "Đã nhận phiếu"},
                 {"meeting_title", meeting_title(cast.meeting)},
                 {"href", "/api/v1/meetings/" + std::to_string(cast.meeting.id)},
                 {"sealed_here", !cast.trackers.empty()},
                 {"trackers", json::array()}};
    for (const auto& item : cast.items) {
        if (item.form != Form::secret) continue;
        const auto found = cast.trackers.find(item.nomination);
        view["trackers"].push_back(
            {{"nomination_id", item.nomination},
             {"ordinal", item.ordinal},
             {"nominee_name", item.name},
             {"tracker", found == cast.trackers.end() ? json() : tracker_text(found->second)}});
    }
    return view;
}

json opened_view(const Meeting& meeting, const std::vector<OpenedBallot>& ballots,
                 const std::string& typed, const std::string& wanted) {
    json view = {{"id", meeting.id},
                 {"title", "Phiếu đã mở"},
                 {"meeting_title", meeting_title(meeting)},
                 {"council_name", meeting.council},
                 {"counted_text", how_far(meeting.poll)},
                 {"typed", optional_text(typed)},
                 {"items", json::array()},
                 {"found", json::array()}};
    for (const auto& item : meeting.agenda) {
        if (item.counted_at == 0 || item.form != Form::secret) continue;
        auto row = opened_item(item);
        for (const auto& ballot : ballots) {
            if (ballot.nomination != item.nomination) continue;
            row["ballots"].push_back(opened_row(ballot));
            if (wanted.empty() || ballot.tracker != wanted) continue;
            view["found"].push_back(opened_row(ballot));
            view["found"].back()["nominee_name"] = item.name;
        }
        view["items"].push_back(std::move(row));
    }
    view["has_found"] = !view["found"].empty();
    view["not_found"] = !typed.empty() && view["found"].empty();
    return view;
}

std::string seal_info(Id meeting, Id nomination) {
    return "tdkt ballot v1 meeting=" + std::to_string(meeting) +
           " nomination=" + std::to_string(nomination);
}

}  // namespace tdkt::templates
