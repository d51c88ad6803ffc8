#include "templates/views/council.h"

#include <algorithm>

#include "templates/views/council_papers.h"
#include "templates/views/sitting.h"
#include "workflow/texts.h"

namespace tdkt::templates {

using namespace workflow;

namespace {

struct Phase {
    std::string_view code, label;
};

struct Moments {
    std::int64_t opened, closed, counted, declared;
};

// Before the vote was closed as such the count closes it. The code tells of the vote as a whole.
Phase phase(const Moments& at) {
    if (at.declared != 0) return {"declared", "Đã công bố kết quả"};
    if (at.opened == 0) return {"planned", "Đang chuẩn bị"};
    if (at.counted != 0) return {"voting", "Đã kiểm phiếu, chờ công bố"};
    if (at.closed != 0) return {"voting", "Đã kết thúc bỏ phiếu, chờ kiểm phiếu"};
    return {"voting", "Đang biểu quyết"};
}

Phase phase_of(const Meeting& meeting) {
    if (meeting.cancelled_at != 0) return {"withdrawn", "Đã hủy"};
    return phase(
        {meeting.opened_at, meeting.poll.closed_at, meeting.poll.counted_at, meeting.declared_at});
}

std::string held_text(const std::string& at, Day on) {
    return at + " ngày " + short_date(on);
}

const Count* count_of(const std::vector<Facts>& facts, Id nomination) {
    for (const auto& one : facts)
        if (one.nomination == nomination) return &one.count;
    return nullptr;
}

// Before anybody is noted, the form proposes that all are there: the secretary
// marks the few who are not. Nothing counts until it is saved.
void put_members(json& view, const Meeting& meeting) {
    view["attendance"] = json::array();
    const bool unnoted =
        meeting.opened_at == 0 && meeting.present() + meeting.count(Presence::written) == 0;
    view["unnoted"] = unnoted;
    for (const auto& member : meeting.members) {
        const auto proposed = unnoted ? Presence::present : member.presence;
        auto ways = options<Presence>(member.stood_in() ? "" : code(proposed));
        if (!member.stand_in.empty())
            ways.push_back(
                option("stand_in", "Người dự thay: " + member.stand_in, member.stood_in()));
        view["attendance"].push_back({{"member_id", member.id},
                                      {"member_name", attendant(member)},
                                      {"member_post", member.post},
                                      {"council_post", label(member.council_post)},
                                      {"attendance_state", code(member.presence)},
                                      {"attendance_label", label(member.presence)},
                                      {"options", std::move(ways)},
                                      {"recused", member.recused},
                                      {"recused_text", nullptr}});
        if (member.council_post == CouncilPost::chair) view["chair_name"] = member.name;
        if (member.council_post == CouncilPost::secretary) view["secretary_name"] = member.name;
    }
}

void put_departures(json& view, const Meeting& meeting) {
    view["departures"] = json::array();
    for (const auto& one : meeting.departures)
        view["departures"].push_back({{"name", one.name},
                                      {"at_text", date_time(one.at)},
                                      {"reason", one.reason},
                                      {"noted_by", one.noted_by}});
    view["has_departures"] = !meeting.departures.empty();
}

void put_agenda(json& view, const MeetingShown& shown) {
    const auto& meeting = shown.meeting;
    view["agenda"] = view["results"] = json::array();
    for (const auto& item : meeting.agenda) {
        // Of what has left for another meeting the rules of that one are asked.
        const auto* known = count_of(shown.facts, item.nomination);
        const bool open = known != nullptr && item.verdict.empty();
        json row = {{"nomination_id", item.nomination},
                    {"ordinal", item.ordinal},
                    {"nominee_name", item.name},
                    {"unit_name", unit_beside(item.unit_name, item.name)},
                    {"code", dossier_code(item.dossier)},
                    {"award_label", item.prize_name},
                    {"form", code(item.form)},
                    {"form_label", label(item.form)},
                    {"suspended", !item.suspension.empty()},
                    {"open", false},
                    {"typed_reason", nullptr},
                    {"threshold_text", known != nullptr ? json(threshold_text(*known)) : json()},
                    {"outlook_text", optional_text(open ? outlook_text(*known) : "")},
                    {"out_of_reach", open && known->expected > 0 && out_of_reach(*known)}};
        view["agenda"].push_back(row);
        if (item.verdict.empty()) continue;
        row["yes"] = item.yes;
        row["no"] = item.no;
        row["invalid"] = item.invalid;
        row["members"] = meeting.base(item);
        row["needed"] = known != nullptr ? json(known->needed()) : json();
        const bool even = 2 * item.yes == meeting.base(item);
        row["tie_text"] = optional_text(even ? tie_text(item) : "");
        row["result"] = item.verdict;
        row["result_label"] = item.verdict == code(State::recommended) ? "Đạt" : "Không đạt";
        view["results"].push_back(std::move(row));
    }
    view["has_agenda"] = !meeting.agenda.empty();
    view["agenda_text"] = std::to_string(meeting.agenda.size()) + " đề nghị";
    view["agenda_hash"] = optional_text(meeting.agenda_hash.substr(0, 16));
    view["has_results"] = !view["results"].empty();
    view["results_text"] = "Tỷ lệ tính trên tổng số " + std::to_string(meeting.members.size()) +
                           " thành viên Hội đồng, kể cả vắng mặt.";
}

// Only how many have voted; never what.
void put_ballots(json& view, const MeetingShown& shown) {
    int expected = 0, received = 0;
    for (const auto& facts : shown.facts) {
        expected = std::max(expected, facts.count.expected);
        received = std::max(received, facts.count.ballots);
    }
    view["ballots"] = {{"received", received}, {"expected", expected}};
}

void put_minutes(json& view, const MeetingShown& shown) {
    const auto& meeting = shown.meeting;
    view["has_minutes"] = shown.minutes.has_value();
    view["minutes_id"] = shown.minutes ? json(shown.minutes->id) : json();
    view["minutes_editable"] =
        shown.minutes && shown.minutes->is_editable() && !meeting.has_signed_minutes();
    view["minutes_signatures"] = json::array();
    put_signatures(view, shown.signatures);
    if (!shown.minutes) return;
    for (const auto post : {CouncilPost::secretary, CouncilPost::chair}) {
        const bool chair = post == CouncilPost::chair;
        const auto at = chair ? meeting.chair_signed_at : meeting.secretary_signed_at;
        std::string name = chair ? meeting.chair_signed_by : meeting.secretary_signed_by;
        const auto* signer = signer_of(meeting, post);
        if (name.empty() && signer != nullptr) name = signer->name;
        const bool mine = signer != nullptr && signer->account == shown.reader.id;
        view["minutes_signatures"].push_back(
            {{"capacity", code(post)},
             {"capacity_label", chair ? "Chủ tọa" : "Thư ký"},
             {"signer_name", name},
             {"signed", at != 0},
             {"signed_text", at != 0 ? json(date_time(at)) : json()},
             {"can_sign", at == 0 && mine}});
    }
}

// The signature that waits for the reader stands among what they can do.
void put_signing(json& view) {
    for (const auto& signature : view["minutes_signatures"])
        if (signature["can_sign"])
            add_deed(view, "Ký biên bản",
                     "Ký với tư cách " + signature["capacity_label"].get<std::string>() +
                         ". Khi đủ chữ ký của Chủ tọa và Thư ký mới trình được quyết định.",
                     "/meetings/" + view["id"].dump() + "/minutes/signatures");
}

}  // namespace

std::string threshold_text(const Count& count) {
    return std::to_string(count.needed()) + "/" + std::to_string(count.base()) + " phiếu thuận (" +
           share_text(count.threshold) + ")";
}

std::string outlook_text(const Count& count) {
    if (count.expected == 0) return "";  // nobody is noted yet
    if (out_of_reach(count))
        return "Không thể đạt: chỉ " + std::to_string(count.expected) +
               " thành viên được bỏ phiếu.";
    if (wants_unanimity(count))
        return "Phải nhất trí: tất cả " + std::to_string(count.expected) +
               " người được bỏ phiếu đều thuận thì mới đạt.";
    return "";
}

void put_quorum(json& view, const Meeting& meeting, const std::vector<Facts>& facts,
                const Now& now) {
    const int members = static_cast<int>(meeting.members.size());
    const int needed =
        facts.empty() ? now.rules->on(meeting.held_on).quorum(members) : facts.front().count.quorum;
    const int present = meeting.present();
    view["quorum"] = {{"present", present},
                      {"members", members},
                      {"needed", needed},
                      {"enough", present >= needed},
                      {"quorum_text", std::to_string(present) + "/" + std::to_string(members) +
                                          " thành viên, cần ít nhất " + std::to_string(needed)}};
}

std::string meeting_title(const Meeting& meeting) {
    return "Phiên họp ngày " + short_date(meeting.held_on);
}

json meetings_view(const std::vector<MeetingRow>& rows, const std::vector<TermOption>& terms,
                   std::int64_t waiting, bool may_create, const Now& now) {
    json view = {
        {"title", "Phiên họp"},
        {"can_create", may_create},
        {"waiting_count", waiting < 0 ? json() : json(std::to_string(waiting))},
        {"has_meetings", !rows.empty()},
        {"next_href", nullptr},
        {"form", {{"held_on", iso(day_of(now.at))}, {"held_time", "14:00"}, {"place", nullptr}}}};
    view["councils"] = json::array();
    for (const auto& term : terms)
        view["councils"].push_back(
            option(std::to_string(term.id), term.name, view["councils"].empty()));
    view["meetings"] = json::array();
    for (const auto& row : rows) {
        const auto at = phase({row.opened_at, row.closed_at, row.counted_at, row.declared_at});
        view["meetings"].push_back({{"id", row.id},
                                    {"meeting_title", "Phiên họp ngày " + short_date(row.held_on)},
                                    {"council_name", row.council},
                                    {"held_text", held_text(row.held_at, row.held_on)},
                                    {"place", row.place},
                                    {"agenda_count", row.shut ? "–" : std::to_string(row.items)},
                                    {"shut", row.shut},
                                    {"minutes_signed", row.minutes_signed},
                                    {"state", at.code},
                                    {"state_label", at.label}});
    }
    return view;
}

json candidate(const Candidate& one) {
    return {{"nomination_id", one.nomination},
            {"nominee_name", one.name},
            {"post", optional_text(one.post)},
            {"unit_name", unit_beside(one.unit_name, one.name)},
            {"code", dossier_code(one.dossier)},
            {"award_label", one.award_label},
            {"money", one.amount},
            {"money_text", one.amount > 0 ? json(money(one.amount)) : json()},
            {"verdict_text", optional_text(one.verdict_text)},
            {"round_name", optional_text(one.round_name)},
            {"selected", true}};
}

namespace {

// What the secretary may still change, for as long as it has not come to pass.
void put_rights(json& view, const MeetingShown& shown) {
    const auto& meeting = shown.meeting;
    const bool may = has(shown.reader.roles, Role::council_secretary) &&
                     meeting.cancelled_at == 0 && !shown.barred;
    view["can_edit_agenda"] = may && meeting.opened_at == 0;
    view["can_edit_attendance"] = may && meeting.declared_at == 0;
    view["can_cancel"] = may && meeting.opened_at == 0 && meeting.agenda.empty();
}

}  // namespace

namespace {

// The papers to be printed, and those that the council's register has.
void put_printed(json& view, const MeetingShown& shown) {
    put_sheets(view, shown.sheets,
               "Lập từ dữ liệu hiện có khi mở ra. Số của Hội đồng tự vào giấy mời khi gửi, vào "
               "biên bản khi công bố kết quả.");
    put_papers(view, shown.meeting);
    put_open_ties(view, shown.meeting, shown.facts, shown.reader);
}

void put_candidates(json& view, const MeetingShown& shown) {
    view["candidates"] = json::array();
    for (const auto& one : shown.candidates) view["candidates"].push_back(candidate(one));
    view["has_candidates"] = !shown.candidates.empty();
}

// Whether the reader may vote now.
void put_voting(json& view, const MeetingShown& shown) {
    const auto& meeting = shown.meeting;
    const auto member = member_of(meeting, shown.reader.id);
    const bool can_vote =
        member && takes_ballots(meeting) &&
        std::any_of(meeting.agenda.begin(), meeting.agenda.end(),
                    [&](const AgendaItem& item) { return may_vote(*member, item); });
    view["voting"] = is_voting(meeting);
    view["can_vote"] = can_vote;
    view["voted"] = shown.has_voted && !can_vote;
}

}  // namespace

namespace {

// A member declares before the agenda opens to them; the secretary sees who has not.
void put_declaring(json& view, const MeetingShown& shown) {
    const auto& meeting = shown.meeting;
    const auto member = member_of(meeting, shown.reader.id);
    const bool secretary = has(shown.reader.roles, Role::council_secretary);
    view["shut"] = meeting.shut;
    view["extract"] = meeting.extract;
    view["barred"] = shown.barred;
    view["to_declare"] = member && !member->declared && meeting.cancelled_at == 0;
    view["sees_conflicts"] = (member || secretary) && meeting.cancelled_at == 0;
    std::vector<std::string> waiting;
    for (const auto& one : meeting.members)
        if (!one.declared) waiting.push_back(one.name);
    view["undeclared_text"] = secretary && !waiting.empty() ? json(listed(waiting, ", ")) : json();
}

}  // namespace

json meeting_view(const MeetingShown& shown, const Now& now) {
    const auto& meeting = shown.meeting;
    const auto at = phase_of(meeting);
    json view = {{"id", meeting.id},
                 {"title", meeting_title(meeting)},
                 {"version", meeting.version},
                 {"meeting_title", meeting_title(meeting)},
                 {"council_name", meeting.council},
                 {"held_text", held_text(meeting.held_at, meeting.held_on)},
                 {"held_on", iso(meeting.held_on)},
                 {"place", meeting.place},
                 {"state", at.code},
                 {"state_label", at.label},
                 {"holder_text", nullptr}};
    put_members(view, meeting);
    put_quorum(view, meeting, shown.facts, now);
    put_agenda(view, shown);
    put_ballots(view, shown);
    put_minutes(view, shown);
    put_steps(view, "/meetings/" + std::to_string(meeting.id), shown.choices,
              meeting.agenda.size());
    put_signing(view);
    view["next_text"] = nullptr;
    put_timeline(view, shown.history, meeting.agenda.size());
    put_rights(view, shown);
    const bool leads = view["can_edit_attendance"];
    put_invited(view, meeting, leads && meeting.opened_at == 0, day_of(now.at));
    put_presiding(view, meeting, leads);
    put_departures(view, meeting);
    put_candidates(view, shown);
    put_voting(view, shown);
    put_poll(view, meeting, shown.reader, shown.poll);
    put_printed(view, shown);
    put_declaring(view, shown);
    return view;
}

json ballot_view(const Meeting& meeting, const Member& member, const std::vector<AgendaItem>& open,
                 const std::map<Id, std::string>& summaries, const std::map<Id, Count>& counts) {
    json view = {{"id", meeting.id},
                 {"title", "Phiếu biểu quyết"},
                 {"meeting_title", meeting_title(meeting)},
                 {"council_name", meeting.council},
                 {"held_text", held_text(meeting.held_at, meeting.held_on)},
                 {"open", !open.empty()},
                 {"voted", open.empty() && has_voted(meeting, member)},
                 {"public_key", optional_text(meeting.poll.public_key)},
                 {"voted_text", "Phiếu đã được ghi nhận."}};
    view["items"] = json::array();
    for (const auto& item : meeting.agenda) {
        if (item.state != State::voting || item.form == Form::hands) continue;
        const bool out = recused(member, item);
        const auto same = [&](const AgendaItem& one) { return one.nomination == item.nomination; };
        if (!out && std::none_of(open.begin(), open.end(), same)) continue;
        view["items"].push_back(
            {{"nomination_id", item.nomination},
             {"ordinal", item.ordinal},
             {"nominee_name", item.name},
             {"post", optional_text(item.post)},
             {"unit_name", unit_beside(item.unit_name, item.name)},
             {"award_label", item.prize_name},
             {"secret", item.form == Form::secret},
             {"by_name", item.form == Form::open},
             {"threshold_text", threshold_text(counts.at(item.nomination))},
             {"summary", optional_text(summaries.at(item.nomination))},
             {"seal_info", seal_info(meeting.id, item.nomination)},
             {"recused", out},
             {"recused_text",
              out ? json("Ông/Bà không tham gia biểu quyết đề nghị này.") : json()}});
    }
    return view;
}

}  // namespace tdkt::templates
