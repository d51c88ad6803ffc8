#include "server/sheet_file/grid.h"

#include "server/front/text.h"

namespace tdkt::server {

using workflow::Fault;
using workflow::Kind;
using workflow::Problem;

void refuse_file(const std::string& why) {
    throw Problem::field("file", why);
}

void GridFaults::add(const std::string& cell, const std::string& why) {
    constexpr std::size_t most = 50;
    if (faults_.size() == most)
        ++left_out_;
    else
        faults_.push_back({"file", "Ô " + cell + ": " + why});
}

void GridFaults::raise() const {
    if (faults_.empty()) return;
    auto faults = faults_;
    if (left_out_ > 0) faults.push_back({"file", "Và " + std::to_string(left_out_) + " ô khác."});
    throw Problem(Kind::blocked, "Tệp có ô không nhận được nên chưa có gì được ghi.",
                  std::move(faults));
}

std::string cell_name(int column, int line) {
    std::string letters;
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return letters + std::to_string(line);
}

std::string cell_text(const std::string& found, const std::string& cell, GridFaults& faults) {
    constexpr std::size_t longest = 2000;  // characters
    if (!is_utf8(found)) {
        faults.add(cell, "không phải văn bản UTF-8.");
        return {};
    }
    auto text = tidy(composed(without_hints(found)));
    if (has_unprintable(text, /*lines=*/true))
        faults.add(cell, "có ký tự ẩn hoặc ký tự điều khiển.");
    else if (characters(text) > longest)
        faults.add(cell, "dài quá " + std::to_string(longest) + " ký tự.");
    else
        return text;
    return {};
}

}  // namespace tdkt::server
