#include "server/access/turns.h"

#include "workflow/problem.h"

namespace tdkt::server {

Turns::Place::Place(Turns& turns) : turns_(turns) {
    std::unique_lock lock(turns_.mutex_);
    if (turns_.free_ == 0) {
        if (turns_.bench_ == 0) throw workflow::Problem::busy();
        --turns_.bench_;
        const bool came =
            turns_.freed_.wait_for(lock, turns_.patience_, [&] { return turns_.free_ > 0; });
        ++turns_.bench_;
        if (!came) throw workflow::Problem::busy();
    }
    --turns_.free_;
}

Turns::Place::~Place() {
    const std::lock_guard lock(turns_.mutex_);
    ++turns_.free_;
    turns_.freed_.notify_one();
}

}  // namespace tdkt::server
