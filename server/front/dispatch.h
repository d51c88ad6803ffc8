// From a message to its answer: finds the route, asks who is calling and
// whether they may, reads the fields, calls the handler. Every error of a
// request ends here.
#pragma once

#include <optional>
#include <string>

#include "server/front/body.h"
#include "server/front/wire.h"
#include "server/http.h"

namespace tdkt::server {

// Never throws. `peer` is the sender's address.
Response answer(const Head& head, Body& body, const std::string& peer, App& app);

// The route for a method and path as `actor` sees the program: what their roles
// do not open is not there. HEAD is GET.
struct Found {
    const Route* route = nullptr;
    std::map<std::string, std::string> params;
    std::string allow;  // the methods that the path does take, when route is null
};

Found find_route(std::span<const Route> routes, std::string_view method, const std::string& path,
                 const workflow::Actor& actor);

}  // namespace tdkt::server
