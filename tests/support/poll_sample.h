// A poll of one item with something of everything, for the pages that show it.
#pragma once

#include "templates/views/poll.h"

namespace tdkt::test {

inline templates::PollShown poll_of(workflow::Id item) {
    using workflow::Form;
    templates::PollShown shown;
    shown.auditors = {{9, "Lương Thị Ngọc Bích"}};
    shown.forms[item] = {Form::secret, Form::hands};
    shown.papers[item] = 2;
    shown.said = {{item, "Đỗ Thị Hằng", "Đồng ý"}};
    return shown;
}

inline void vote_by_hands(workflow::AgendaItem& item) {
    item.form = workflow::Form::hands;
    item.state = workflow::State::voting;
}

// Its first item has been counted, and somebody looks for a ballot.
inline nlohmann::json opened_of(workflow::Meeting meeting) {
    auto& item = meeting.agenda.front();
    item.counted_at = 1;
    return templates::opened_view(
        meeting, {{item.nomination, "K7QM3XPD", 0, "electronic", workflow::Vote::yes}}, "k7qm-3xpd",
        "K7QM3XPD");
}

}  // namespace tdkt::test
