// Settings: defaults, then a file, then the environment, then the command line.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/backups/retention.h"
#include "server/networks.h"

namespace tdkt::server {

// The server that takes our mail.
struct MailServer {
    enum class Tls { starttls, tls, none };

    std::string host;  // empty: nobody is told by mail
    int port = 587;
    Tls tls = Tls::starttls;
    std::string user, password;  // no user: without signing in
    std::string from;            // address of the sender

    bool is_set() const { return !host.empty(); }
};

struct Settings {
    std::string database = "sqlite:var/tdkt.db";
    std::string host = "127.0.0.1";
    int port = 8080;  // 0: any that is free
    std::string data = "var";
    std::string address = "http://127.0.0.1:8080";  // as people reach it; no "/" at the end
    int threads = 32;
    int queue = 256;
    int connections = 4000;
    int connections_per_address = 1000;  // not of trusted_proxies
    std::int64_t session_idle_minutes = 30;
    std::int64_t session_hours = 12;
    int head_seconds = 10;
    int body_seconds = 30;
    int drain_seconds = 5;      // between SIGTERM and the last connection let in
    int stop_seconds = 30;      // for requests and a job under way, after that
    Networks trusted_proxies;   // may say for whom they ask
    bool plain_http = false;    // beyond this machine too, without a proxy
    std::string metrics_token;  // opens /metrics from elsewhere; empty: from this machine alone
    std::string key_password;   // of the PKCS#12 files in DATA/keys
    std::string backup_folder;  // empty: no backup is scheduled
    int backup_hour = 2;        // in Vietnam
    Keep backup_keep;
    MailServer mail;
    bool webhook_private = false;  // webhooks may go to machines inside
    std::string tls_roots;         // PEM of more authorities that mail and webhooks believe
    std::string edxml_folder;      // empty: no decision leaves as edXML
    std::int64_t clock_offset =
        0;  // milliseconds added to the clock: a demonstration lives in its own time

    // Cookies are sent over TLS alone when people reach us so.
    bool secure() const { return address.starts_with("https://"); }
};

// Throws std::invalid_argument when others could read what people send: `listen` is
// beyond this machine, and nothing says that a proxy with TLS stands before it.
void check_listening(const Settings& settings);

struct Setting {
    std::string_view name;  // in the file; TDKT_NAME in the environment; --name on the command line
    std::string_view otherwise;
    std::string_view meaning;  // English, for --help
};

// Every setting there is.
std::span<const Setting> all_settings();

using Values = std::map<std::string, std::string, std::less<>>;

// "name = value" lines; "#" and ";" begin comments, [sections] are for the eye.
// Throws std::invalid_argument naming the line.
Values parse_settings(std::string_view text);

// Throws std::invalid_argument for a name that begins with TDKT_ and is neither a
// setting nor one that the scripts of this tree use: a setting mistyped there
// would otherwise be silently without effect.
void check_environment(const char* const* variables);

// Throws std::invalid_argument, one line that says what to do, for a value that
// cannot be used and for an unknown name in `file`.
Settings settings_from(const Values& file,
                       const std::function<const char*(const std::string&)>& environment,
                       const Values& options);

}  // namespace tdkt::server
