// Visibility as SQL: the one condition through which every list and every
// single dossier goes.
#pragma once

#include <soci/soci.h>

#include <string>

#include "workflow/visibility.h"

namespace tdkt::sql {

// True for the dossiers `d` that a reader may see. Bind in this order: organ,
// own_unit, unit, submitted, at_council, in_decision, and whose sheets of appraisal count.
inline const std::string visible_dossier =
    " (d.organ_id = :organ and ((:own_unit = 1 and d.unit_id = :unit)"
    " or (:submitted = 1 and d.submitted_at > 0)"
    " or (:at_council = 1 and exists (select 1 from agenda_item g join nomination x"
    " on x.id = g.nomination_id where x.dossier_id = d.id))"
    " or (:in_decision = 1 and exists (select 1 from nomination y"
    " where y.dossier_id = d.id and y.decision_id > 0))"
    " or exists (select 1 from appraisal z where z.dossier_id = d.id and z.account_id = :appraiser"
    " and z.state <> 'withdrawn'))) ";

// A reader's sight as the numbers that the condition binds.
struct SightFlags {
    workflow::Id organ, unit;
    int own_unit, submitted, at_council, in_decision;
    workflow::Id appraiser;  // -1: who may have no sheet

    explicit SightFlags(const workflow::Actor& reader)
        : organ(reader.organ),
          unit(reader.unit),
          own_unit(flag(reader, workflow::Sight::own_unit)),
          submitted(flag(reader, workflow::Sight::submitted)),
          at_council(flag(reader, workflow::Sight::at_council)),
          in_decision(flag(reader, workflow::Sight::in_decision)),
          appraiser(has(workflow::appraisers, reader.roles) ? reader.id : -1) {}

    template <class Statement>
    auto bind(Statement&& st) const {
        using soci::use;
        return std::forward<Statement>(st), use(organ), use(own_unit), use(unit), use(submitted),
               use(at_council), use(in_decision), use(appraiser);
    }

  private:
    static int flag(const workflow::Actor& reader, workflow::Sight sight) {
        return has(workflow::sight(reader.roles), sight) ? 1 : 0;
    }
};

}  // namespace tdkt::sql
