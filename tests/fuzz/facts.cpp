// Our own templates with data that somebody spoiled: a kind of paper, then changes to its
// sample. The templates are right, so whatever the data hold there is a paper, or a Problem
// that says what is wrong with them.
#include "templates/desk/names.h"
#include "templates/paper/pdf.h"
#include "templates/papers.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/printed.h"
#include "workflow/problem.h"

using namespace tdkt;
using nlohmann::json;

namespace {

constexpr std::size_t most_values = 4000;

// The bytes of an input, taken from the front; noughts when there are no more.
class Source {
  public:
    explicit Source(std::string_view bytes) : rest_(bytes) {}

    bool empty() const { return rest_.empty(); }
    std::size_t byte() {
        if (rest_.empty()) return 0;
        const auto value = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        return value;
    }
    std::size_t pair() {
        const auto high = byte();
        return high << 8 | byte();
    }
    std::string text(std::size_t size) {
        const std::string taken(rest_.substr(0, size));
        rest_.remove_prefix(taken.size());
        return taken;
    }

  private:
    std::string_view rest_;
};

void collect(json& value, std::vector<json*>& all) {
    all.push_back(&value);
    if (value.is_structured())
        for (auto& member : value) collect(member, all);
}

std::string repeated(const std::string& text, std::size_t times) {
    std::string whole;
    for (std::size_t i = 0; i < times; ++i) whole += text;
    return whole;
}

// One value becomes another text, a long one, another type, or more rows.
void spoil(json& value, Source& source) {
    switch (source.byte() % 9) {
        case 0:
        case 1:
        case 2:
            value = source.text(source.byte());
            return;
        case 3: {
            const auto times = source.byte() + 1;
            value = repeated(source.text(source.byte() % 64), 8 * times);
            return;
        }
        case 4:
            value = nullptr;
            return;
        case 5:
            value = static_cast<std::int64_t>(source.pair()) - 100;
            return;
        case 6:
            value = json::object();
            return;
        case 7:
            value = json::array();
            return;
        default:
            for (auto more = source.byte(); value.is_array() && !value.empty() && more > 0; --more)
                value.push_back(json(value.front()));
    }
}

json spoiled(const json& sample, Source& source) {
    json data = sample;
    while (!source.empty()) {
        std::vector<json*> values;
        collect(data, values);
        if (values.size() > most_values) break;
        spoil(*values[source.pair() % values.size()], source);
    }
    return data;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    Source source(fuzz::text_of(bytes, size));
    const auto kinds = templates::paper_kinds();
    const auto& kind = kinds[source.byte() % kinds.size()];
    const auto data = spoiled(templates::sample_data(kind.code), source);
    try {
        templates::look_at_paper(kind.code, data, [](const templates::Layout& layout) {
            fuzz::check_layout(layout);
            fuzz::check_pdf(templates::write_pdf(layout, "t"));
        });
        fuzz::require(!templates::paper_html(kind.code, data).empty(), "a paper has its page");
        fuzz::require(templates::paper_docx(kind.code, data).starts_with("PK"),
                      "a paper has its file of Word");
    } catch (const workflow::Problem&) {
    }
    return 0;
}
