#include "server/handlers/assets.h"

#include <algorithm>
#include <array>

#include "server/access/tokens.h"
#include "templates/resources.h"

namespace tdkt::server {
namespace {

struct Media {
    std::string_view ending;
    std::string_view type;
};

constexpr auto media = std::to_array<Media>({
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
});

}  // namespace

// GET /assets/:name. The names do not change with the content, so a browser
// asks again after a while; what it has then is usually still good.
Response show_asset(const Request& request, App&) {
    const auto name = "assets/" + request.params.at("name");
    const auto files = templates::resources();
    const auto file = std::ranges::find(files, name, &workflow::Embedded::name);
    const auto kind =
        std::ranges::find_if(media, [&](const Media& one) { return name.ends_with(one.ending); });
    if (file == files.end() || kind == media.end()) throw workflow::Problem::missing("tệp này");
    Response response{200, std::string(file->text()), std::string(kind->type)};
    response.headers.emplace_back("Cache-Control", "public, max-age=300");
    response.headers.emplace_back("ETag", '"' + sha256(file->text()).substr(0, 16) + '"');
    return response;
}

}  // namespace tdkt::server
