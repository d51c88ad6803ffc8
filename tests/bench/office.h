// The demonstration's office in a folder of its own, without a network.
#pragma once

#include <string>

#include "server/app.h"
#include "server/demo/people.h"
#include "server/demo/stage.h"
#include "tests/support/temp_dir.h"

namespace tdkt::bench {

class Office {
  public:
    // In an empty database; none named: one of its own in the folder.
    explicit Office(const std::string& database = {});

    server::App& app() { return app_; }
    const server::demo::Cast& cast() const { return cast_; }
    std::int64_t& clock() { return clock_; }

    // What the door would do with this message; get() throws unless it is answered with 200.
    server::Response ask(const std::string& path, const std::string& header);
    server::Response get(const std::string& path, const std::string& header);

    // The header that shows who asks: "Cookie: …" for a page, "Authorization: …" for the API.
    std::string cookie(const std::string& username);
    std::string bearer(const std::string& username);

  private:
    std::string token(const std::string& username);

    test::TempDir folder_;
    std::int64_t clock_;
    server::App app_;
    server::demo::Cast cast_;
};

// A draft of the unit `eakar` that lacks nothing.
workflow::Id complete_dossier(server::demo::Stage& stage, workflow::Id round);

}  // namespace tdkt::bench
