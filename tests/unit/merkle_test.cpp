// The root of a Merkle tree, as in RFC 6962.
#include "sql/audit/merkle.h"

#include <boost/test/unit_test.hpp>
#include <vector>

using namespace tdkt::sql;

namespace {

// The leaves and the roots of the first of them that implementations of Certificate
// Transparency compare themselves by.
std::string bytes(std::initializer_list<int> values) {
    std::string text;
    for (const int value : values) text += static_cast<char>(value);
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(merkle_test)

BOOST_AUTO_TEST_CASE(roots_are_those_of_the_standard) {
    std::vector<std::string> leaves = {
        "",
        bytes({0x00}),
        bytes({0x10}),
        bytes({0x20, 0x21}),
        bytes({0x30, 0x31}),
        bytes({0x40, 0x41, 0x42, 0x43}),
        bytes({0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57}),
        bytes({0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d,
               0x6e, 0x6f}),
    };
    const auto root_of = [&](std::size_t count) {
        return merkle_root(std::span(leaves).first(count));
    };
    BOOST_TEST(root_of(0) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    BOOST_TEST(root_of(1) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    BOOST_TEST(root_of(2) == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    BOOST_TEST(root_of(3) == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
    BOOST_TEST(root_of(8) == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
}

BOOST_AUTO_TEST_SUITE_END()
