#include "server/handlers/openapi.h"

#include <boost/test/unit_test.hpp>
#include <set>

using namespace tdkt::server;
using nlohmann::json;

BOOST_AUTO_TEST_SUITE(openapi_test)

BOOST_AUTO_TEST_CASE(every_route_is_described_with_every_field) {
    const auto document = openapi(routes());
    BOOST_TEST(document["openapi"] == "3.1.0");
    std::size_t described = 0;
    for (const auto& path : document["paths"]) described += path.size();
    BOOST_TEST(described == routes().size());

    for (const auto& route : routes()) {
        std::string path;
        for (const char c : route.path) path += c;
        for (auto at = path.find("/:"); at != std::string::npos; at = path.find("/:", at)) {
            const auto end = std::min(path.find('/', at + 1), path.size());
            path = path.substr(0, at) + "/{" + path.substr(at + 2, end - at - 2) + '}' +
                   path.substr(end);
        }
        std::string method(route.method);
        for (auto& c : method) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        BOOST_TEST_REQUIRE(document["paths"].contains(path), path);
        BOOST_TEST_REQUIRE(document["paths"][path].contains(method), method + ' ' + path);
        const auto& operation = document["paths"][path][method];
        BOOST_TEST(operation["summary"] == std::string(route.purpose));
        const auto text = operation.dump();
        for (const auto& field : route.input)
            BOOST_TEST(text.find('"' + std::string(field.name) + '"') != std::string::npos,
                       path + " lacks " + std::string(field.name));
        BOOST_TEST(operation["responses"].contains("default"));
    }
}

BOOST_AUTO_TEST_CASE(no_two_routes_are_the_same) {
    std::set<std::string> seen;
    for (const auto& route : routes()) {
        BOOST_TEST(seen.insert(std::string(route.method) + ' ' + std::string(route.path)).second,
                   route.path);
        BOOST_TEST(!route.purpose.empty(), route.path);
    }
}

BOOST_AUTO_TEST_CASE(what_a_route_refers_to_is_there) {
    const auto document = openapi(routes());
    const auto text = document.dump();
    const std::string mark = "\"$ref\":\"#";
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
        const auto start = at + mark.size();
        const json::json_pointer place(text.substr(start, text.find('"', start) - start));
        BOOST_TEST(document.contains(place), place.to_string());
    }
}

BOOST_AUTO_TEST_SUITE_END()
