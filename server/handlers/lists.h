// Lists of numbers as forms and programs send them, and lists shown page by page.
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "server/http.h"

namespace tdkt::server {

// Each throws Problem{blocked} naming `field` for what has another shape.

workflow::Id number_in(const std::string& text, const std::string& field);

// The members of a list field, numbers or their texts, none of them twice;
// empty when it is absent.
std::vector<workflow::Id> ids(const Request& request, const char* field);

// "101:yes" as {101, "yes"}.
std::pair<workflow::Id, std::string> pair_of(const nlohmann::json& member,
                                             const std::string& field);

// A list that has no other field than the one that pages it.
inline constexpr auto page_fields = std::to_array<Field>({
    {"before", Type::number, false, 0, "Trang"},
});

// Of rows of which one more was asked for than a page holds: takes that one off,
// and gives the id of the last that stays, or 0 when there are no more.
template <class Row>
workflow::Id cut(std::vector<Row>& rows, std::size_t page_size) {
    if (rows.size() <= page_size) return 0;
    rows.resize(page_size);
    return rows.back().id;
}

// Says in `view` where the list goes on: next, for `before` of the next request,
// and next_href, which keeps the fields of this one. 0: it ends here.
void put_next(nlohmann::json& view, const Request& request, workflow::Id last);

}  // namespace tdkt::server
