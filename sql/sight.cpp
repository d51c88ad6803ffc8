#include "sql/sight.h"

#include <algorithm>
#include <map>

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

int flag(const Actor& reader, workflow::Sight which) {
    return has(sight(reader.roles), which) ? 1 : 0;
}

// "'submitted', 'received', …"
std::string hidden_states() {
    std::string list;
    for (const auto& name : names<State>)
        if (is_hidden_in_conflict(name.value))
            list.append(list.empty() ? "'" : ", '").append(name.code).append("'");
    return list;
}

// " x.id not in (:hidden_x_id_0, …) ": names that no other column has.
std::string not_among(const std::string& list, std::string column, std::size_t size) {
    std::string text = " " + column;
    std::ranges::replace(column, '.', '_');
    return text.append(" not in (")
        .append(placeholders(list + "_" + column + "_", size))
        .append(") ");
}

// Who is in conflict with what: by the records, and by what was declared.
const std::string& question() {
    static const std::string text =
        "select 'nomination', n.id, n.dossier_id, n.state,"
        " case when d.unit_id = :own and :own_unit = 1 then 1 else 0 end,"
        " (select count(*) from nomination a where a.dossier_id = n.dossier_id)"
        " from (select p.id from nomination p where p.nominee_account = :account"
        " union select q.id from nomination q where q.nominee_unit = :unit"
        " and q.subject = 'collective'"
        " union select k.nomination_id from conflict k where k.account_id = :same_account"
        " and k.standing <> 'dismissed') c join nomination n on n.id = c.id"
        " join dossier d on d.id = n.dossier_id where d.organ_id = :organ and n.state in (" +
        hidden_states() +
        ")"
        " union all select 'shut', m.id, 0, '', 0, 0 from council_member s"
        " join meeting m on m.term_id = s.term_id where s.account_id = :member"
        " and s.council_post <> 'secretary' and m.gated = 1 and m.cancelled_at = 0"
        " and not exists (select 1 from conflict_declaration e where e.meeting_id = m.id"
        " and e.account_id = s.account_id)"
        " union all select 'declared', t.meeting_id, 0, '', 0, 0 from conflict_statement t"
        " where t.account_id = :declarer";
    return text;
}

}  // namespace

Horizon::Horizon(soci::session& db, const Actor& reader)
    : reader_(reader),
      own_unit_(flag(reader, workflow::Sight::own_unit)),
      submitted_(flag(reader, workflow::Sight::submitted)),
      at_council_(flag(reader, workflow::Sight::at_council)),
      in_decision_(flag(reader, workflow::Sight::in_decision)),
      appraiser_(has(appraisers, reader.roles) ? reader.id : -1) {
    load(db);
    for (auto* list : {&hidden_, &veiled_, &dossiers_, &shut_}) std::ranges::sort(*list);
}

void Horizon::load(soci::session& db) {
    std::string kind, state;
    Id id = 0, dossier = 0;
    int own = 0, all = 0;
    soci::statement st =
        (db.prepare << question(), into(kind), into(id), into(dossier), into(state), into(own),
         into(all), use(reader_.unit), use(own_unit_), use(reader_.id), use(reader_.unit),
         use(reader_.id), use(reader_.organ), use(reader_.id), use(reader_.id));
    std::map<Id, int> hidden_of;
    st.execute();
    while (st.fetch()) {
        if (kind == "shut") shut_.push_back(id);
        if (kind == "declared") declared_.insert(id);
        if (kind != "nomination") continue;
        const auto at = stored<State>(state);
        wary_ = wary_ || is_open_in_conflict(at);
        if (own == 0) {
            hidden_.push_back(id);
            if (++hidden_of[dossier] == all) dossiers_.push_back(dossier);
        } else if (is_veiled_in_conflict(at)) {
            veiled_.push_back(id);
        }
    }
}

bool Horizon::among(const std::vector<Id>& list, Id id) {
    return std::ranges::binary_search(list, id);
}

std::string Horizon::dossiers() const {
    return " (d.organ_id = :organ and ((:own_unit = 1 and d.unit_id = :unit)"
           " or (:submitted = 1 and d.submitted_at > 0)"
           " or (:at_council = 1 and exists (select 1 from agenda_item g join nomination x"
           " on x.id = g.nomination_id where x.dossier_id = d.id and" +
           meetings("g.meeting_id") + "and" + nominations("x.id") +
           "))"
           " or (:in_decision = 1 and exists (select 1 from nomination y"
           " where y.dossier_id = d.id and y.decision_id > 0 and" +
           nominations("y.id") +
           ") or exists (select 1 from appraisal z where z.dossier_id = d.id"
           " and z.account_id = :appraiser and z.state <> 'withdrawn' and" +
           nominations("z.nomination_id") + "))) and d.id not in (" +
           placeholders("unseen", dossiers_.size()) + ")) ";
}

std::string Horizon::nominations(const std::string& column) const {
    return not_among("hidden", column, hidden_.size());
}

std::string Horizon::unveiled(const std::string& column) const {
    return not_among("veiled", column, veiled_.size());
}

std::string Horizon::meetings(const std::string& column) const {
    return not_among("shut", column, shut_.size());
}

std::string Horizon::subjects(const std::string& kind, const std::string& id) const {
    return " (" + kind + " <> 'dossier' or" + not_among("unseen", id, dossiers_.size()) +
           ") and (" + kind + " <> 'meeting' or exists (select 1 from agenda_item t where" +
           " t.meeting_id = " + id + " and" + nominations("t.nomination_id") + ")) and (" + kind +
           " <> 'decision' or exists (select 1 from decision_item r where r.decision_id = " + id +
           " and" + nominations("r.nomination_id") + ")) ";
}

std::string Horizon::state_of(const std::string& n) const {
    return " (case when " + n + ".id in (" + placeholders("veiled_" + n + "_", veiled_.size()) +
           ") then 'appraised' else " + n + ".state end) ";
}

}  // namespace tdkt::sql
