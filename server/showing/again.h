// A form that could not be taken is shown again on its own page, in its newest
// state, with what was typed and what is wrong beside it: nobody types twice.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "server/http.h"
#include "workflow/problem.h"

namespace tdkt::server {

struct Again {
    std::string words;  // above the page: why nothing was written
    std::vector<workflow::Fault> faults;
    std::string path;  // the form was sent to
    Typed typed;
    std::span<const Field> fields;  // of the form
    bool stale = false;             // say what is stored where something else was typed
};

// The page of the form that `request` sent, or nothing when the problem is not one
// that typing can mend, or the page is not there for this person.
std::optional<Response> shown_again(const workflow::Problem& problem, const Request& request,
                                    App& app);

// The same after the person signed in again: `request` is theirs.
std::optional<Response> shown_again(const Again& again, const Request& request, App& app);

// The page on which the form sent to `path` stands, as this person may open it; or "".
std::string page_of_form(const std::string& path, const workflow::Actor& actor, const App& app);

// Lays what was typed into a page's view. Called by show().
void put_again(nlohmann::json& page, const Again& again);

}  // namespace tdkt::server
