#include "server/settings.h"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

using namespace tdkt::server;

namespace {

const auto nothing = [](const std::string&) -> const char* { return nullptr; };

}  // namespace

BOOST_AUTO_TEST_SUITE(settings_test)

BOOST_AUTO_TEST_CASE(the_last_word_wins) {
    const auto environment = [](const std::string& name) -> const char* {
        return name == "TDKT_LISTEN" ? "127.0.0.1:9001"
               : name == "TDKT_DATA" ? "from-environment"
                                     : nullptr;
    };
    const auto file = parse_settings(
        "# ours\n[server]\nTDKT_LISTEN = 127.0.0.1:9000\ndata=from-file\r\nthreads=7\n");
    const auto settings = settings_from(file, environment, {{"listen", "0.0.0.0:9002"}});
    BOOST_TEST(settings.host == "0.0.0.0");
    BOOST_TEST(settings.port == 9002);
    BOOST_TEST(settings.data == "from-environment");
    BOOST_TEST(settings.database == "sqlite:from-environment/tdkt.db");
    BOOST_TEST(settings.threads == 7);
    BOOST_TEST(settings.queue == 256);
}

BOOST_AUTO_TEST_CASE(cookies_are_for_tls_alone_when_people_come_by_tls) {
    BOOST_TEST(!settings_from({}, nothing, {}).secure());
    const auto settings = settings_from({}, nothing, {{"address", "https://thidua.example/"}});
    BOOST_TEST(settings.secure());
    BOOST_TEST(settings.address == "https://thidua.example");
}

BOOST_AUTO_TEST_CASE(nobody_serves_a_network_in_the_clear_by_mistake) {
    const auto served = [](const Values& options) {
        check_listening(settings_from({}, nothing, options));
    };
    for (const auto* here : {"127.0.0.1:80", "localhost:80", "[::1]:80", "127.9.9.9:0"})
        BOOST_CHECK_NO_THROW(served({{"listen", here}}));
    for (const auto* beyond : {"0.0.0.0:80", "10.0.0.1:80", "[::]:80", "office.example:80"}) {
        BOOST_CHECK_THROW(served({{"listen", beyond}}), std::invalid_argument);
        BOOST_CHECK_NO_THROW(served({{"listen", beyond}, {"trusted_proxies", "10.0.0.2"}}));
        BOOST_CHECK_NO_THROW(served({{"listen", beyond}, {"plain_http", "yes"}}));
    }
}

BOOST_AUTO_TEST_CASE(mail_needs_a_sender_and_no_password_goes_in_plain) {
    Values mail = {{"smtp_host", "mail.example.vn"}};
    BOOST_CHECK_THROW(settings_from({}, nothing, mail), std::invalid_argument);
    mail["mail_from"] = "khenthuong@example.vn";
    BOOST_TEST((settings_from({}, nothing, mail).mail.tls == MailServer::Tls::starttls));
    BOOST_TEST(settings_from({}, nothing, mail).mail.port == 587);
    mail["smtp_user"] = "tdkt";
    mail["smtp_tls"] = "none";
    BOOST_CHECK_THROW(settings_from({}, nothing, mail), std::invalid_argument);
    mail["smtp_host"] = "127.0.0.1";
    BOOST_TEST(settings_from({}, nothing, mail).mail.is_set());
    BOOST_TEST(!settings_from({}, nothing, {}).mail.is_set());
}

BOOST_AUTO_TEST_CASE(a_value_that_cannot_be_used_is_named) {
    for (const auto& [name, value] :
         std::map<std::string, std::string>{{"listen", "8080"},
                                            {"listen", "a:b"},
                                            {"threads", "0"},
                                            {"threads", "many"},
                                            {"queue", "-1"},
                                            {"address", "thidua.example"},
                                            {"trusted_proxies", "10.0.0.0/40"},
                                            {"backup_hour", "24"},
                                            {"plain_http", "perhaps"},
                                            {"drain_seconds", "-1"},
                                            {"backup_keep", "seven"},
                                            {"smtp_tls", "ssl"},
                                            {"smtp_port", "0"},
                                            {"webhook_private", "maybe"},
                                            {"session_hours", "9999"}})
        BOOST_CHECK_EXCEPTION(settings_from({}, nothing, {{name, value}}), std::invalid_argument,
                              [&](const std::invalid_argument& wrong) {
                                  return std::string(wrong.what()).find(name) != std::string::npos;
                              });
    BOOST_CHECK_THROW(parse_settings("colour=red\n"), std::invalid_argument);
    BOOST_CHECK_THROW(parse_settings("just words\n"), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_setting_mistyped_in_the_environment_is_named) {
    const char* const good[] = {"PATH=/bin", "TDKT_LISTEN=127.0.0.1:1", "TDKT_BUILD=build",
                                "tdkt_x=1", nullptr};
    BOOST_CHECK_NO_THROW(check_environment(good));
    const char* const bad[] = {"PATH=/bin", "TDKT_LISTEM=127.0.0.1:1", nullptr};
    BOOST_CHECK_EXCEPTION(
        check_environment(bad), std::invalid_argument, [](const std::invalid_argument& wrong) {
            return std::string(wrong.what()).find("TDKT_LISTEM") != std::string::npos;
        });
}

BOOST_AUTO_TEST_CASE(every_setting_has_a_meaning_and_is_read) {
    for (const auto& setting : all_settings()) {
        BOOST_TEST(!setting.meaning.empty());
        BOOST_CHECK_NO_THROW(parse_settings(std::string(setting.name) + "=1"));
    }
}

BOOST_AUTO_TEST_SUITE_END()
