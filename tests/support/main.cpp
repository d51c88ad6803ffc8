#define BOOST_TEST_MODULE tdkt
#include <boost/test/unit_test.hpp>
