#include "sql/doubles.h"

#include "workflow/nominees.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

// Folded texts find the candidates; marks, which make another name, are compared after.
std::vector<Double> doubles_of(soci::session& db, const Horizon& horizon, Id dossier) {
    std::vector<Double> found;
    Double one;
    std::string other;
    Id account = 0, other_account = 0, nominee = 0, namesake = 0;
    soci::statement st =
        (db.prepare << "select n.name, n.nominee_account, o.name, o.nominee_account, o.post,"
                       " o.dossier_id, u.name, n.id, o.id from nomination n"
                       " join dossier d on d.id = n.dossier_id"
                       " join dossier e on e.round_id = d.round_id and e.id <> d.id"
                       " join nomination o on o.dossier_id = e.id and o.subject = n.subject"
                       " join unit u on u.id = e.unit_id where n.dossier_id = :id"
                       " and n.state <> 'withdrawn' and o.state not in"
                       " ('draft', 'withdrawn', 'not_recommended', 'refused')"
                       " and ((n.nominee_account > 0 and o.nominee_account = n.nominee_account)"
                       " or replace(replace(o.folded, '’', ''''), 'ʼ', '''') ="
                       " replace(replace(n.folded, '’', ''''), 'ʼ', ''''))"
                       " order by n.ordinal, n.id, o.id",
         into(one.name), into(account), into(other), into(other_account), into(one.post),
         into(one.dossier), into(one.unit_name), into(nominee), into(namesake), use(dossier));
    st.execute();
    while (st.fetch()) {
        if (horizon.hides(nominee) || horizon.hides(namesake)) continue;
        one.certain = account != 0 && account == other_account;
        const bool others = account != 0 && other_account != 0 && account != other_account;
        if (one.certain || (!others && nominee_key(one.name) == nominee_key(other)))
            found.push_back(one);
    }
    return found;
}

}  // namespace tdkt::sql
