#include "server/settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

#include "workflow/delivery.h"

namespace tdkt::server {
namespace {

// clang-format off
constexpr auto table = std::to_array<Setting>({
    {"database",             "",               "sqlite:PATH or mysql://user:password@host:port/name; default: tdkt.db in the data folder"},
    {"listen",               "127.0.0.1:8080", "address and port to serve on"},
    {"data",                 "var",            "folder for the embedded database, keys and files on their way"},
    {"address",              "",               "how people reach the program, https://thidua.example.vn; default: the address it serves on"},
    {"threads",              "32",             "requests worked on at once"},
    {"queue",                "256",            "requests that may wait; beyond it they are answered 503"},
    {"connections",          "4000",           "connections at once; beyond it they are answered 503"},
    {"connections_per_address", "1000",        "of one address, unless it is one of trusted_proxies"},
    {"session_idle_minutes", "30",             "a session not used for so long is over"},
    {"session_hours",        "12",             "a session is over after so long in any case"},
    {"head_seconds",         "10",             "time for the head of a request to arrive"},
    {"trusted_proxies",      "",               "addresses or networks, with commas, of proxies whose X-Forwarded-For is believed"},
    {"plain_http",           "no",             "yes: serve unencrypted beyond this machine, though no proxy of trusted_proxies stands before it"},
    {"metrics_token",        "",               "lets whoever sends it as Bearer read /metrics; without it only this machine may"},
    {"key_password",         "",               "opens the PKCS#12 keys in DATA/keys"},
    {"backup_folder",        "",               "where the server puts a backup every day; without it none is made"},
    {"backup_hour",          "2",              "the hour of the day, in Vietnam, at which it is made"},
    {"backup_keep",          "7d 4w 12m",      "which stay: the newest of so many days, weeks and months"},
    {"smtp_host",            "",               "the server that takes our mail; without it nobody is told by mail"},
    {"smtp_port",            "587",            "its port; 465 with smtp_tls = tls"},
    {"smtp_tls",             "starttls",       "starttls or tls; none only inside, and then without smtp_user unless on this machine"},
    {"smtp_user",            "",               "whom it knows us as; empty: it wants no sign-in"},
    {"smtp_password",        "",               "the password for it"},
    {"mail_from",            "",               "address that our mails come from"},
    {"webhook_private",      "no",             "yes: webhooks may go to private addresses, and by http to this machine"},
    {"tls_roots",            "",               "PEM file of authorities that mail and webhooks believe besides the system's"},
    {"edxml_folder",         "",               "where issued decisions are put for the document exchange; without it none are"},
    {"clock_offset",         "0",              "milliseconds added to the clock, so that a demonstration lives in its own time"},
    {"body_seconds",         "30",             "time for the rest to arrive; one second more for each 64 KiB"},
    {"drain_seconds",        "5",              "how long it serves on after SIGTERM, no longer ready, so that balancers look away"},
    {"stop_seconds",         "30",             "how long requests and a job under way may take after that"},
});
// clang-format on

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (auto& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return result;
}

std::string upper(std::string_view text) {
    std::string result(text);
    for (auto& c : result)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return result;
}

bool is_setting(std::string_view name) {
    return std::ranges::any_of(table, [&](const Setting& setting) { return setting.name == name; });
}

int number(const std::string& name, const std::string& text, int least, int most) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most)
        throw std::invalid_argument("setting " + name + ": '" + text + "' is not a number from " +
                                    std::to_string(least) + " to " + std::to_string(most));
    return value;
}

bool yes_or_no(const std::string& name, const std::string& text) {
    if (text != "yes" && text != "no")
        throw std::invalid_argument("setting " + name + ": '" + text + "' is neither yes nor no");
    return text == "yes";
}

std::int64_t milliseconds(const std::string& name, const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        throw std::invalid_argument("setting " + name + ": '" + text + "' is not a whole number");
    return value;
}

// How many there may be at once. `limited` reads a number from 1 to the most.
template <class Limited>
void set_room(Settings& settings, Limited limited) {
    settings.threads = limited("threads", 1024);
    settings.queue = limited("queue", 65536);
    settings.connections = limited("connections", 65536);
    settings.connections_per_address = limited("connections_per_address", 65536);
}

MailServer::Tls tls_of(const std::string& text) {
    if (text == "starttls") return MailServer::Tls::starttls;
    if (text == "tls") return MailServer::Tls::tls;
    if (text == "none") return MailServer::Tls::none;
    throw std::invalid_argument("setting smtp_tls: '" + text + "' is not starttls, tls or none");
}

template <class Value>
MailServer mail_server(Value value) {
    MailServer server{value("smtp_host"),        number("smtp_port", value("smtp_port"), 1, 65535),
                      tls_of(value("smtp_tls")), value("smtp_user"),
                      value("smtp_password"),    value("mail_from")};
    if (!server.host.empty() && !workflow::is_mail_address(server.from))
        throw std::invalid_argument("setting mail_from: '" + server.from +
                                    "' is not the address of a sender, khenthuong@noi.vn");
    if (server.tls == MailServer::Tls::none && !server.user.empty() && server.host != "localhost" &&
        !is_loopback(server.host))
        throw std::invalid_argument(
            "setting smtp_tls: with none the password would be sent for all to read; take "
            "starttls or tls, or no smtp_user");
    return server;
}

void set_listen(Settings& settings, const std::string& text) {
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0)
        throw std::invalid_argument("setting listen: '" + text + "' is not ADDRESS:PORT");
    settings.host = text.substr(0, colon);
    settings.port = number("listen", text.substr(colon + 1), 0, 65535);
}

void set_address(Settings& settings, std::string text) {
    while (text.ends_with('/')) text.pop_back();
    if (!text.starts_with("http://") && !text.starts_with("https://"))
        throw std::invalid_argument("setting address: '" + text + "' is not http://… or https://…");
    settings.address = std::move(text);
}

Networks networks(const std::string& text) try {
    return Networks(text);
} catch (const std::invalid_argument& wrong) {
    throw std::invalid_argument(std::string("setting trusted_proxies: ") + wrong.what());
}

}  // namespace

std::span<const Setting> all_settings() {
    return table;
}

void check_listening(const Settings& settings) {
    auto host = std::string_view(settings.host);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (host == "localhost" || is_loopback(host)) return;
    if (settings.plain_http || !settings.trusted_proxies.empty()) return;
    throw std::invalid_argument(
        "setting listen: passwords would go over the network in the clear on " + settings.host +
        "; put a proxy with TLS before it and name its address in trusted_proxies (see "
        "server/haproxy.cfg, server/nginx.conf), or say plain_http = yes");
}

void check_environment(const char* const* variables) {
    constexpr auto of_scripts = std::to_array<std::string_view>(
        {"build", "test_mariadb", "program", "screenshots", "chromium"});
    for (; *variables != nullptr; ++variables) {
        const std::string_view variable(*variables);
        if (!variable.starts_with("TDKT_")) continue;
        const auto name = lower(variable.substr(5, variable.find('=') - 5));
        if (!is_setting(name) && std::ranges::find(of_scripts, name) == of_scripts.end())
            throw std::invalid_argument("the environment has TDKT_" + upper(name) +
                                        ", which is not a setting; see tdkt --help");
    }
}

Values parse_settings(std::string_view text) {
    Values values;
    for (int line_number = 1; !text.empty(); ++line_number) {
        const auto end = text.find('\n');
        const auto line = trimmed(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.empty() || line.front() == '#' || line.front() == ';' || line.front() == '[')
            continue;
        const auto equals = line.find('=');
        auto name = lower(trimmed(line.substr(0, equals)));
        if (name.starts_with("tdkt_")) name.erase(0, 5);
        if (equals == std::string_view::npos || !is_setting(name))
            throw std::invalid_argument("line " + std::to_string(line_number) + ": '" +
                                        std::string(line) + "' is not a setting");
        values[name] = trimmed(line.substr(equals + 1));
    }
    return values;
}

Settings settings_from(const Values& file,
                       const std::function<const char*(const std::string&)>& environment,
                       const Values& options) {
    const auto value = [&](const char* name) -> std::string {
        if (const auto found = options.find(name); found != options.end()) return found->second;
        const char* text = environment("TDKT_" + upper(name));
        if (text != nullptr) return text;
        if (const auto found = file.find(name); found != file.end()) return found->second;
        return std::string(std::ranges::find(table, name, &Setting::name)->otherwise);
    };
    const auto limited = [&](const char* name, int most) {
        return number(name, value(name), 1, most);
    };
    Settings settings;
    settings.data = value("data");
    settings.database = value("database");
    if (settings.database.empty()) settings.database = "sqlite:" + settings.data + "/tdkt.db";
    set_listen(settings, value("listen"));
    const auto address = value("address");
    set_address(settings, address.empty() ? "http://" + value("listen") : address);
    set_room(settings, limited);
    settings.session_idle_minutes = limited("session_idle_minutes", 1440);
    settings.session_hours = limited("session_hours", 168);
    settings.head_seconds = limited("head_seconds", 600);
    settings.body_seconds = limited("body_seconds", 3600);
    settings.drain_seconds = number("drain_seconds", value("drain_seconds"), 0, 600);
    settings.stop_seconds = limited("stop_seconds", 600);
    settings.trusted_proxies = networks(value("trusted_proxies"));
    settings.plain_http = yes_or_no("plain_http", value("plain_http"));
    settings.metrics_token = value("metrics_token");
    settings.key_password = value("key_password");
    settings.backup_folder = value("backup_folder");
    settings.backup_hour = number("backup_hour", value("backup_hour"), 0, 23);
    settings.backup_keep = parse_keep(value("backup_keep"));
    settings.mail = mail_server(value);
    settings.webhook_private = yes_or_no("webhook_private", value("webhook_private"));
    settings.tls_roots = value("tls_roots");
    settings.edxml_folder = value("edxml_folder");
    settings.clock_offset = milliseconds("clock_offset", value("clock_offset"));
    return settings;
}

}  // namespace tdkt::server
