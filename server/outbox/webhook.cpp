#include "server/outbox/webhook.h"

#include <openssl/hmac.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "server/front/text.h"
#include "server/outbox/post.h"
#include "server/outbox/undelivered.h"
#include "workflow/dossier.h"
#include "workflow/vietnamese.h"

namespace tdkt::server {

using namespace workflow;

namespace {

// What a status says of the message, or of whoever answers with it.
void expect_taken(int status) {
    if (status >= 200 && status < 300) return;
    const auto answer = "Máy nhận trả lời " + std::to_string(status);
    if (status == 410) throw Undelivered(Trouble::refused, answer + ": không nhận nữa.");
    if (status < 400)
        throw Undelivered(Trouble::receiver, answer + " (chuyển hướng); hệ thống không đi theo.");
    // Those that it would answer anything with; what it cannot digest must not hold up the rest.
    constexpr int of_receiver[] = {401, 403, 429, 502, 503, 504};
    const bool is_away = std::ranges::find(of_receiver, status) != std::end(of_receiver);
    throw Undelivered(is_away ? Trouble::receiver : Trouble::message, answer + ".");
}

bool is_issued(Event event) {
    return event == Event::issue || event == Event::pay || event == Event::archive;
}

struct Parcel {
    sql::Webhook webhook;
    std::string body;
};

// The same at each attempt: what it is made of does not change any more.
Parcel parcel_of(soci::session& db, const sql::Message& message) {
    const auto line = sql::load_line(db, message.source);
    std::string number, issued_on;
    if (is_issued(line.entry.event))
        if (const auto paper = sql::issued_number_of(db, line.entry.nomination)) {
            number = document_number(paper->number) + "/" + paper->symbol;
            issued_on = paper->issued_on;
        }
    return {sql::load_webhook(db, message.target),
            webhook_body(message.key(), line, number, issued_on)};
}

}  // namespace

std::string webhook_secret(const App& app, const sql::Webhook& webhook) {
    return app.content_key.digest("webhook\n" + std::to_string(webhook.id) + '\n' + webhook.salt);
}

std::string webhook_signature(const std::string& secret, std::int64_t at, const std::string& body) {
    const auto stamp = std::to_string(at / a_second);
    const auto text = stamp + "." + body;
    std::string mac(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         reinterpret_cast<unsigned char*>(mac.data()), &size);
    return "t=" + stamp + ",v1=" + hex(std::string_view(mac).substr(0, size));
}

std::string webhook_body(const std::string& key, const sql::Line& line, const std::string& number,
                         const std::string& issued_on) {
    const auto or_null = [](const std::string& text) {
        return text.empty() ? nlohmann::json() : nlohmann::json(text);
    };
    return nlohmann::json({{"delivery", key},
                           {"event", code(line.entry.event)},
                           {"at", line.entry.at},
                           {"dossier", dossier_code(line.entry.dossier)},
                           {"nomination", line.entry.nomination},
                           {"state", code(line.entry.to)},
                           {"decision_number", or_null(number)},
                           {"decision_issued_on", or_null(issued_on)}})
        .dump();
}

bool webhooks_are_open(const Settings&) {
    return true;
}

void deliver_webhook(App& app, const sql::Message& message) {
    const auto parcel = app.database.read([&](auto& db) { return parcel_of(db, message); });
    if (parcel.webhook.closed_at != 0)
        throw Undelivered(Trouble::unwanted, "Nơi nhận webhook đã được bỏ.");
    const auto secret = webhook_secret(app, parcel.webhook);
    expect_taken(post(parcel.webhook.url,
                      {{"Content-Type", "application/json"},
                       {"User-Agent", "tdkt"},
                       {"Tdkt-Delivery", message.key()},
                       {"Tdkt-Signature", webhook_signature(secret, app.now(), parcel.body)}},
                      parcel.body, app.settings));
}

}  // namespace tdkt::server
