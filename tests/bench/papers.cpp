// Decisions from data, template, parse and layout to PDF, as the job does it.
#include "templates/papers.h"

#include <fstream>

#include "tests/bench/bench.h"

namespace tdkt::bench {
namespace {

using nlohmann::json;

// The sample decision has 13 names; more persons are added to it.
json decision_of(std::size_t names) {
    std::ifstream file("tests/data/papers/decision.json");
    auto data = json::parse(file);
    auto& persons = data["persons"]["rows"];
    const auto first = persons;
    const auto collectives = data["collectives"]["rows"].size();
    for (std::size_t i = persons.size(); collectives + i < names; ++i) {
        persons.push_back(first[i % first.size()]);
        persons.back()["no"] = i + 1;
    }
    return data;
}

}  // namespace

void papers() {
    templates::check_papers();
    for (const std::size_t names : {13, 40, 500}) {
        const auto data = decision_of(names);
        std::size_t size = 0;
        const auto took =
            median_ms(200, [&] { size = templates::paper_pdf("decision", data).size(); });
        const auto name = "render.decision." + std::to_string(names);
        report(name, took, "ms");
        report(name + ".size", static_cast<double>(size), "bytes");
    }
}

}  // namespace tdkt::bench
