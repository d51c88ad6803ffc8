// A template, a NUL, and the data as JSON: both from somebody else.
#include "templates/paper/filling.h"

#include "tests/fuzz/fuzz.h"

using namespace tdkt;

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    auto rest = fuzz::text_of(bytes, size);
    const std::string text(fuzz::take_part(rest));
    const auto data = nlohmann::json::parse(rest, nullptr, /*allow_exceptions=*/false);
    try {
        const templates::Filling filling(text);
        std::vector<workflow::Fault> faults;
        const auto filled = filling.fill(data.is_discarded() ? nlohmann::json() : data, faults);
        std::vector<workflow::Fault> again;
        fuzz::require(filling.fill(data.is_discarded() ? nlohmann::json() : data, again) == filled,
                      "the same data fill the same text");
        fuzz::require(again.size() == faults.size(), "the same data lack the same");
        for (const auto& fault : faults)
            fuzz::require(!fault.message.empty(), "a fault says what it is");
    } catch (const templates::Unfillable&) {
        // The template is wrong, and the error says where.
    }
    return 0;
}
