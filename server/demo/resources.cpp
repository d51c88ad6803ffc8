#include "server/demo/resources.h"

#include "workflow/embedded.h"

namespace tdkt::server::demo {

using workflow::Embedded;

#include "server.inc"

std::string_view office_file() {
    return workflow::text_of(embedded, "demo/office.json");
}

}  // namespace tdkt::server::demo
