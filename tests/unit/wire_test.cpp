#include "server/front/wire.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>

namespace data = boost::unit_test::data;
using namespace tdkt::server;

namespace {

struct Bad {
    int status;
    std::string block;
};

std::ostream& operator<<(std::ostream& out, const Bad& bad) {
    return out << bad.status << ' ' << bad.block.substr(0, 60);
}

std::string many_headers(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "X-" + std::to_string(i) + ": 1\r\n";
    return text;
}

const std::string get = "GET / HTTP/1.1\r\n";
const std::string post = "POST / HTTP/1.1\r\nHost: a\r\n";

const std::vector<Bad> bad_heads = {
    {400, get + "\r\n"},
    {400, get + "Host: a b\r\n\r\n"},
    {400, get + "Host: a\r\nHost: a\r\n\r\n"},
    {400, get + "Host : a\r\n\r\n"},
    {400, get + "Host: a\r\n folded\r\n\r\n"},
    {400, get + "Host: a\nX: b\r\n\r\n"},
    {400, get + "Host: a\rX: b\r\n\r\n"},
    {400, get + std::string("Host: a\r\nX: b\0c\r\n\r\n", 19)},
    {400, get + "Host: a\r\nX: \x01\r\n\r\n"},
    {400, get + "Host: a\r\nno colon\r\n\r\n"},
    {400, get + "Host: a\r\n: empty\r\n\r\n"},
    {400, get + "Host: a\r\nAuthorization: x\r\nAuthorization: y\r\n\r\n"},
    {400, get + "Host: a\r\nContent-Length: 5\r\n\r\n"},
    {400, post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"},
    {400, post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\n"},
    {400, post + "Content-Length: +5\r\n\r\n"},
    {400, post + "Content-Length: 1,0\r\n\r\n"},
    {400, post + "Content-Length: \r\n\r\n"},
    {400, post + "Content-Length: 0x5\r\n\r\n"},
    {400, post + "Transfer-Encoding: gzip, chunked\r\n\r\n"},
    {400, post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"},
    {400, "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"},
    {411, post + "\r\n"},
    {413, post + "Content-Length: 9999999999999999\r\n\r\n"},
    {417, post + "Content-Length: 1\r\nExpect: tea\r\n\r\n"},
    {505, "GET / HTTP/9.9\r\nHost: a\r\n\r\n"},
    {505, "GET / HTTP/2.0\r\nHost: a\r\n\r\n"},
    {400, "GET /\r\nHost: a\r\n\r\n"},
    {400, "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET / x HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "G(T / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET http:///a HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET http://us@er/ HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET http://a//evil HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET * HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET /a%2fb HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET /a%5Cb HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET /a%0d%0ab HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET //evil HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET /a/../b HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET /a/%2e%2e/b HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET /a/. HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n"},
    {414, "GET /" + std::string(2100, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n"},
    {431, get + "Host: a\r\nX: " + std::string(2100, 'a') + "\r\n\r\n"},
    {431, get + "Host: a\r\nX: " + std::string(4089, 'a') + "\r\n\r\n"},
    {431, get + "Host: a\r\n" + many_headers(64) + "\r\n"},
    {431, get + "Host: a\r\nX: " + std::string(40000, 'a') + "\r\n\r\n"},
    {400, get + "Host: a\r\n"},
    {400, get + "Host: a\r\n\r\nGET /next HTTP/1.1\r\n\r\n"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(wire_test)

BOOST_DATA_TEST_CASE(a_head_with_two_meanings_is_refused, data::make(bad_heads), bad) {
    BOOST_CHECK_EXCEPTION(parse_head(bad.block), Refusal,
                          [&](const Refusal& refusal) { return refusal.status == bad.status; });
}

BOOST_AUTO_TEST_CASE(a_target_may_say_where_it_is) {
    const auto path = [](const std::string& target) {
        return parse_head("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").path;
    };
    BOOST_TEST(path("http://a:8080/b?c") == "/b");
    BOOST_TEST(path("HTTPS://a") == "/");
    BOOST_TEST(parse_head("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").path == "*");
}

BOOST_AUTO_TEST_CASE(a_plain_head_is_read) {
    const auto head = parse_head(
        "POST /h%E1%BB%93-s%C6%A1/7?a=1&b=%20 HTTP/1.1\r\nHost: thidua.example:8080\r\n"
        "Content-Length:  12 \r\nX-Mark: one\r\nAccept: a\r\nAccept: b\r\nCookie: a=1\r\n"
        "Cookie: tdkt_session=xyz; c=3\r\nExpect: 100-continue\r\n\r\n");
    BOOST_TEST(head.method == "POST");
    BOOST_TEST(head.path == "/hồ-sơ/7");
    BOOST_TEST(head.query == "a=1&b=%20");
    BOOST_TEST(head.length == 12);
    BOOST_TEST(!head.chunked);
    BOOST_TEST(head.expects_continue);
    BOOST_TEST(head.header("accept") == "a, b");
    BOOST_TEST(cookie(head, "tdkt_session") == "xyz");
    BOOST_TEST(cookie(head, "c") == "3");
    BOOST_TEST(cookie(head, "session") == "");
}

BOOST_AUTO_TEST_CASE(an_encoded_word_in_a_header_stays_as_it_is) {
    const auto head =
        parse_head("GET / HTTP/1.1\r\nHost: a\r\nX-Enc: =?UTF-8?Q?admin=0D=0AX-Evil:_1?=\r\n\r\n");
    BOOST_TEST(head.header("x-enc") == "=?UTF-8?Q?admin=0D=0AX-Evil:_1?=");
    BOOST_TEST(head.header("x-evil") == "");
}

// Every length around those at which Poco's own reader ends a head early.
BOOST_AUTO_TEST_CASE(no_length_of_a_line_ends_the_head_early) {
    for (std::size_t length = 1; length <= longest_line; ++length) {
        const auto block =
            get + "Host: a\r\nX: " + std::string(length, 'a') + "\r\nLast: 1\r\n\r\n";
        try {
            BOOST_REQUIRE(parse_head(block).header("last") == "1");
        } catch (const Refusal& refusal) {
            BOOST_REQUIRE(refusal.status == 431 && length + 3 > longest_line);
        }
    }
}

BOOST_AUTO_TEST_CASE(an_answer_carries_the_headers_that_protect_it) {
    Response response{303, ""};
    response.headers.emplace_back("Location", "/dossiers/7");
    const auto head = format_head(response, 1'762'000'000'000);
    BOOST_TEST(head.starts_with("HTTP/1.1 303 See Other\r\n"));
    BOOST_TEST(head.ends_with("\r\n\r\n"));
    for (const auto* line :
         {"Location: /dossiers/7\r\n", "X-Content-Type-Options: nosniff\r\n",
          "Referrer-Policy: same-origin\r\n", "Cache-Control: no-store\r\n", "default-src 'self'",
          "frame-ancestors 'self'", "Connection: close\r\n", "Content-Length: 0\r\n",
          "Date: Sat, 01 Nov 2025 12:26:40 GMT\r\n"})
        BOOST_TEST(head.find(line) != std::string::npos, line);
}

BOOST_AUTO_TEST_CASE(a_header_cannot_become_two) {
    for (const auto* value : {"/a\r\nSet-Cookie: x=1", "/a\nb", "/a\rb"}) {
        Response response{303, ""};
        response.headers.emplace_back("Location", value);
        BOOST_CHECK_THROW(format_head(response, 0), std::logic_error);
    }
    Response response{200, ""};
    response.headers.emplace_back("X: y\r\nZ", "1");
    BOOST_CHECK_THROW(format_head(response, 0), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
