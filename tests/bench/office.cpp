#include "tests/bench/office.h"

#include "server/access/sign_in.h"
#include "server/demo/story.h"
#include "server/front/body.h"
#include "server/front/caller.h"
#include "server/front/dispatch.h"
#include "server/front/wire.h"
#include "server/handlers/attachments.h"
#include "server/handlers/dossiers.h"
#include "server/handlers/nominations.h"
#include "sql/migrate.h"

namespace tdkt::bench {
namespace {

server::Settings settings(const test::TempDir& folder, const std::string& database) {
    server::Settings settings;
    settings.data = folder.path().string();
    settings.database = database.empty() ? "sqlite:" + (folder / "tdkt.db") : database;
    settings.port = 0;
    settings.key_password = "bench";
    return settings;
}

}  // namespace

Office::Office(const std::string& database)
    : clock_(workflow::start_of(*workflow::parse_day("2025-10-01"))),
      app_(server::open_app(settings(folder_, database))) {
    app_.now = [this] { return clock_; };
    sql::migrate(app_.database, clock_);
    cast_ = server::demo::settle(app_);
    server::demo::play(app_, cast_, clock_);
}

server::Response Office::ask(const std::string& path, const std::string& header) {
    const auto head = server::parse_head("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" +
                                         header + "\r\n\r\n");
    auto body = server::Body::of("");
    return server::answer(head, body, "127.0.0.1", app_);
}

server::Response Office::get(const std::string& path, const std::string& header) {
    auto response = ask(path, header);
    if (response.status != 200)
        throw std::runtime_error(path + " answered " + std::to_string(response.status));
    return response;
}

std::string Office::cookie(const std::string& username) {
    return "Cookie: " + std::string(server::session_cookie) + '=' + token(username);
}

std::string Office::bearer(const std::string& username) {
    return "Authorization: Bearer " + token(username);
}

std::string Office::token(const std::string& username) {
    return server::sign_in(app_, username, server::demo::password, "127.0.0.1", "bench").token;
}

workflow::Id complete_dossier(server::demo::Stage& stage, workflow::Id round) {
    const auto id = stage.act("eakar", server::post_dossier, 0,
                              {{"round", round}, {"title", "Đề nghị khen thưởng đợt 3"}});
    stage.act("eakar", server::post_nomination, id,
              {{"nominee_kind", "collective"},
               {"nominee_name", "BHXH cơ sở Ea Kar"},
               {"prize", "collective_2"},
               {"summary", "Hoàn thành vượt mức chỉ tiêu."},
               {"report", "Báo cáo thành tích của tập thể."}});
    for (const auto* part : {"unit_minutes", "indicators"})
        stage.act("eakar", server::post_dossier_attachment, id, {{"kind", part}},
                  {stage.file(std::string(part) + ".txt", "Nội dung của tài liệu.\n")});
    return id;
}

}  // namespace tdkt::bench
