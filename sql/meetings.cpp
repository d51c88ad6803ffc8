// Meetings as a reader may see them.
#include "sql/council.h"
#include "sql/digest.h"
#include "sql/rows.h"
#include "sql/values.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

// Nothing has happened in it, as far as the reader is told.
void unhold(Meeting& meeting) {
    meeting.agenda.clear();
    meeting.agenda_hash.clear();
    meeting.opened_at = meeting.declared_at = 0;
    auto seats = std::move(meeting.poll.seats);
    meeting.poll = {};
    meeting.poll.seats = std::move(seats);
    meeting.chair_signed_at = meeting.secretary_signed_at = 0;
    meeting.invited_at = 0;
    meeting.paper_forms = 0;
    meeting.invited_by.clear();
    meeting.written_by.reset();
    meeting.chair_signed_by.clear();
    meeting.secretary_signed_by.clear();
}

// Tells what is shown apart and no more: the count of changes would tell of the others.
std::int64_t version_of(const Meeting& meeting) {
    std::string text;
    const auto add = [&](const std::string& part) { text.append(part).append("\n"); };
    for (const auto at :
         {meeting.opened_at, meeting.declared_at, meeting.cancelled_at, meeting.chair_signed_at,
          meeting.secretary_signed_at, meeting.invited_at, std::int64_t{meeting.paper_forms}})
        add(std::to_string(at));
    for (const auto& member : meeting.members)
        add(std::to_string(member.id)
                .append(code(member.presence))
                .append(member.stood_in() ? "*" : "")
                .append(member.recused ? "-" : "+"));
    for (const auto& item : meeting.agenda)
        add(std::to_string(item.nomination)
                .append(code(item.state))
                .append(item.content_hash)
                .append(item.suspension.empty() ? "+" : "-")
                .append(std::to_string(item.presiding)));
    return std::stoll(sha256_hex(text).substr(0, 13), nullptr, 16);
}

std::string hash_of(const std::vector<AgendaItem>& agenda) {
    std::string whole;
    for (const auto& item : agenda) whole += item.content_hash;
    return sha256_hex(whole);
}

}  // namespace

Meeting load_meeting(soci::session& db, const Horizon& horizon, Id id) {
    auto meeting = load_agenda_of(db, id);
    if (meeting.organ != horizon.reader().organ) throw Problem::missing("phiên họp này");
    meeting.shut = horizon.is_shut(id);
    meeting.extract = horizon.has_extracts(id);
    std::erase_if(meeting.agenda,
                  [&](const AgendaItem& item) { return horizon.hides(item.nomination); });
    int ordinal = 0;
    for (auto& item : meeting.agenda) item.ordinal = ++ordinal;
    if (meeting.shut || meeting.agenda.empty()) unhold(meeting);
    fill_votes(db, meeting);
    // A gap between two numbers would tell of what came between them.
    if (meeting.shut || meeting.extract || meeting.agenda.empty()) meeting.papers.clear();
    if (!meeting.shut && !meeting.extract) return meeting;
    if (!meeting.agenda_hash.empty()) meeting.agenda_hash = hash_of(meeting.agenda);
    meeting.version = version_of(meeting);
    return meeting;
}

Meeting load_meeting(soci::session& db, const Actor& reader, Id id) {
    return load_meeting(db, Horizon(db, reader), id);
}

std::vector<MeetingCard> load_meetings(soci::session& db, const Horizon& horizon) {
    std::vector<MeetingCard> cards;
    MeetingCard card;
    std::string held_on;
    int is_signed = 0;
    const auto query =
        "select m.id, c.name, m.place, m.held_at, m.held_on, m.opened_at,"
        " m.declared_at, coalesce(p.closed_at, 0), coalesce(p.counted_at, 0), (select count(*) "
        "from agenda_item g where g.meeting_id = m.id and" +
        horizon.nominations("g.nomination_id") +
        "), case when m.chair_signed_at > 0 and m.secretary_signed_at > 0 then 1 else 0 end"
        " from meeting m join council_term t on t.id = m.term_id"
        " join council c on c.id = t.council_id left join poll p on p.meeting_id = m.id"
        " where m.organ_id = :organ and m.cancelled_at = 0 order by m.held_on desc, m.id desc";
    auto asked = (db.prepare << query, into(card.id), into(card.council), into(card.place),
                  into(card.held_at), into(held_on), into(card.opened_at), into(card.declared_at),
                  into(card.closed_at), into(card.counted_at), into(card.items), into(is_signed));
    horizon.bind_nominations(asked);
    soci::statement st = (asked, use(horizon.reader().organ));
    st.execute();
    while (st.fetch()) {
        card.held_on = stored_day(held_on);
        card.shut = horizon.is_shut(card.id);
        if (card.shut) card.items = 0;
        card.minutes_signed = is_signed != 0 && card.items > 0;
        if (card.items == 0)
            card.opened_at = card.declared_at = card.closed_at = card.counted_at = 0;
        cards.push_back(card);
    }
    return cards;
}

std::vector<Waiting> awaiting_meeting(soci::session& db, const Horizon& horizon) {
    std::vector<Waiting> list;
    Waiting one;
    const auto query =
        "select n.id, n.dossier_id, n.name, n.post, u.name, coalesce(p.name, ''),"
        " coalesce(p.amount, 0), n.since from nomination n"
        " join dossier d on d.id = n.dossier_id join unit u on u.id = d.unit_id"
        " left join prize p on p.id = n.prize_id"
        " where n.state = 'appraised' and n.suspension = '' and d.organ_id = :organ and" +
        horizon.nominations("n.id") + "order by n.dossier_id desc, n.ordinal, n.id";
    auto asked = (db.prepare << query, into(one.nomination), into(one.dossier), into(one.name),
                  into(one.post), into(one.unit_name), into(one.prize_name), into(one.amount),
                  into(one.since), use(horizon.reader().organ));
    horizon.bind_nominations(asked);
    soci::statement st = asked;
    st.execute();
    while (st.fetch()) list.push_back(one);
    return list;
}

}  // namespace tdkt::sql
