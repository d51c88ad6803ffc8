// The shapes in which fields arrive: query or form pairs, JSON, multipart.
// Here they are only taken apart; input.h says whether they are right.
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/front/body.h"
#include "server/http.h"

namespace tdkt::server {

using Pairs = std::vector<std::pair<std::string, std::string>>;

// What came, before anybody has looked at it.
struct Sent {
    Pairs pairs;            // query, form and the plain parts of multipart
    nlohmann::json object;  // a JSON body; null when there was none
    std::vector<Upload> uploads;
};

// "a=1&b=hai+ba". Throws Problem{malformed}.
Pairs parse_pairs(std::string_view text);

// An object in which no name comes twice, nested at most 16 deep. Throws Problem{malformed}.
nlohmann::json parse_object(const std::string& text);

// Reads multipart/form-data of the given boundary; files go to `spool_folder`.
// Calls before_file(sent, field) before it takes a file, so that a request
// without right never fills the disk; it may throw. Throws Problem{malformed}
// unless the closing boundary arrives.
void read_multipart(Body& body, const std::string& boundary,
                    const std::filesystem::path& spool_folder,
                    const std::function<void(const Sent&, const std::string&)>& before_file,
                    Sent& sent);

// The boundary that a Content-Type names. Throws Problem{malformed}.
std::string boundary_of(std::string_view content_type);

}  // namespace tdkt::server
