// Sets an office up from one JSON file: organ, units, people, councils and
// campaigns. The demonstration is such a file, server/demo/office.json: copy it
// and make it yours.
#pragma once

#include <string>
#include <string_view>

#include "server/app.h"

namespace tdkt::server {

struct OfficeFile {
    std::size_t units = 0, people = 0, councils = 0, campaigns = 0;
    workflow::Id organ = 0;
};

// Stores everything that the text holds, or nothing. People get `password_hash`;
// an empty one lets nobody in until `tdkt user password`. Throws
// std::runtime_error, one line, that names the place of what is wrong.
OfficeFile set_up_office(App& app, std::string_view text, const std::string& password_hash);

}  // namespace tdkt::server
