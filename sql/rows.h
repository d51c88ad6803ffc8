// Reading all rows of a statement, and asking for one of several values.
#pragma once

#include <soci/soci.h>

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace tdkt::sql {

// Runs the statement, and gives what `take` makes of each row just fetched.
template <class Take>
auto rows_of(soci::statement& st, Take take) {
    std::vector<std::decay_t<decltype(take())>> list;
    st.execute();
    while (st.fetch()) list.push_back(take());
    return list;
}

// The same for a row that needs nothing done to it.
template <class Row>
std::vector<Row> copies_of(soci::statement& st, const Row& row) {
    return rows_of(st, [&] { return row; });
}

// ":state0, :state1" for `in (…)`: bind as many values, in order.
inline std::string placeholders(const std::string& name, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += (i == 0 ? ":" : ", :") + name + std::to_string(i);
    return text;
}

}  // namespace tdkt::sql
