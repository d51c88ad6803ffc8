// The organ as the head of its papers names it.
#pragma once

#include "sql/people.h"
#include "templates/data/words.h"

namespace tdkt::server {

inline templates::Issuer issuer_of(const sql::Organ& organ) {
    return {organ.superior_name, organ.name, organ.place, organ.symbol};
}

}  // namespace tdkt::server
