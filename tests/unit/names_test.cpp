// The names that templates may ask for.
#include "templates/desk/names.h"

#include <boost/test/unit_test.hpp>

#include "templates/papers.h"

using namespace tdkt::templates;

BOOST_AUTO_TEST_SUITE(names_test)

// The desk holds the office's templates to these names: what the program's own ask for is
// among them.
BOOST_AUTO_TEST_CASE(the_samples_have_every_name_that_a_template_of_the_program_shows) {
    for (const auto& kind : paper_kinds()) {
        const Filling filling(shipped_text(kind.code));
        for (const auto& wrong : names_in(filling, shape_of(kind.code)).wrong)
            BOOST_ERROR(kind.code << ": " << wrong.name << " (known: " << wrong.known << ")");
    }
}

BOOST_AUTO_TEST_SUITE_END()
