#include "tests/bench/bench.h"

#include <iostream>

#include "tests/bench/office.h"

// With a folder: writes into it what tests/bench/beside measures others with.
int main(int count, char** words) {
    using namespace tdkt::bench;
    try {
        papers();
        if (count > 1) write_papers(words[1]);
        Office office;
        signatures(office);
        pages(office);
        steps(office);
        long_list(office);
        audits(office);
    } catch (const std::exception& error) {
        std::cerr << "bench: " << error.what() << '\n';
        return 1;
    }
}
