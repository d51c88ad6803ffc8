#include "workflow/appraisal_form.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "workflow/texts.h"
#include "workflow/vietnamese.h"

namespace tdkt::workflow {
namespace {

std::optional<Id> whole_number(std::string_view text) {
    Id value = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || error != std::errc{} || stop != end) return {};
    return value;
}

std::string points_text(const std::optional<int>& points) {
    return points ? std::to_string(*points) : std::string();
}

// By its label or its code, in any case, marks optional.
std::optional<Conclusion> conclusion_in(std::string_view text) {
    const auto wanted = folded(text);
    for (const auto& name : names<Conclusion>)
        if (wanted == folded(name.label) || wanted == name.code) return name.value;
    return {};
}

std::string shown_found(std::string_view text) {
    constexpr std::size_t most = 60;
    if (text.empty()) return "để trống";
    return "“" + std::string(opening(text, most)) + (text.size() > most ? "…”" : "”");
}

// One reading, row by row.
class Reader {
  public:
    explicit Reader(const std::vector<Fillable>& sheets) : sheets_(sheets) {}

    void read(const FormRow& row) {
        const auto* one = sheet_of(row);
        if (one == nullptr || !is_current(row, *one)) return;
        if (!seen_.insert({one->sheet->id, row.criterion}).second)
            return fault(row, FormColumns::criterion, "mỗi tiêu chí một dòng của mỗi phiếu",
                         row.criterion);
        if (row.criterion == conclusion_row) return read_conclusion(row, *one);
        const auto criterion = std::ranges::find(*one->criteria, row.criterion, &Criterion::code);
        if (criterion == one->criteria->end())
            return fault(row, FormColumns::criterion, "mã tiêu chí như trong mẫu đã tải",
                         row.criterion);
        read_mark(row, *one, *criterion);
    }

    FormReading take() {
        std::erase_if(reading_.said, [&](const auto& said) {
            return std::ranges::none_of(reading_.changes, [&](const FormChange& change) {
                return change.sheet == said.first;
            });
        });
        return std::move(reading_);
    }

  private:
    void fault(const FormRow& row, char column, std::string expected, std::string_view found) {
        reading_.faults.push_back(
            {column + std::to_string(row.line), std::move(expected), shown_found(found)});
    }

    const Fillable* sheet_of(const FormRow& row) {
        const auto id = whole_number(row.sheet);
        const auto found = std::ranges::find_if(
            sheets_, [&](const Fillable& one) { return id && one.sheet->id == *id; });
        if (found != sheets_.end()) return &*found;
        fault(row, FormColumns::sheet, "số của một phiếu Ông/Bà đang lập", row.sheet);
        return nullptr;
    }

    bool is_current(const FormRow& row, const Fillable& one) {
        if (whole_number(row.version) == one.sheet->version) return true;
        fault(row, FormColumns::version,
              "phiên bản " + std::to_string(one.sheet->version) +
                  " (phiếu đã thay đổi từ khi tải mẫu: hãy tải mẫu mới)",
              row.version);
        return false;
    }

    Assessment& said_on(const Fillable& one) {
        for (auto& [id, said] : reading_.said)
            if (id == one.sheet->id) return said;
        return reading_.said.emplace_back(one.sheet->id, one.sheet->said).second;
    }

    void change(const FormRow& row, const Fillable& one, std::string what,
                const std::string& before, const std::string& after) {
        if (before != after)
            reading_.changes.push_back(
                {row.line, one.sheet->id, one.nominee, std::move(what), before, after});
    }

    void read_mark(const FormRow& row, const Fillable& one, const Criterion& criterion) {
        const auto points = points_in(row.value);
        if (!row.value.empty() && (!points || *points > criterion.most))
            return fault(row, FormColumns::value,
                         "số nguyên từ 0 đến " + std::to_string(criterion.most), row.value);
        if (!fits(row, most_of_remark)) return;
        auto& said = said_on(one);
        auto mark = std::ranges::find(said.marks, criterion.code, &Mark::criterion);
        if (mark == said.marks.end()) mark = said.marks.insert(mark, Mark{criterion.code, {}, {}});
        change(row, one, criterion.text + ": điểm", points_text(mark->points), points_text(points));
        change(row, one, criterion.text + ": nhận xét", mark->comment, row.remark);
        mark->points = points;
        mark->comment = row.remark;
    }

    void read_conclusion(const FormRow& row, const Fillable& one) {
        const auto conclusion = conclusion_in(row.value);
        if (!row.value.empty() && !conclusion)
            return fault(
                row, FormColumns::value,
                listed(names<Conclusion>, ", ", [](const auto& name) { return name.label; }),
                row.value);
        if (!fits(row, most_of_comment)) return;
        auto& said = said_on(one);
        change(row, one, "Kết luận",
               said.conclusion ? std::string(label(*said.conclusion)) : std::string(),
               conclusion ? std::string(label(*conclusion)) : std::string());
        change(row, one, "Nhận xét chung", said.comment, row.remark);
        said.conclusion = conclusion;
        said.comment = row.remark;
    }

    bool fits(const FormRow& row, std::size_t most) {
        const auto letters = static_cast<std::size_t>(std::ranges::count_if(
            row.remark, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
        if (letters <= most) return true;
        fault(row, FormColumns::remark, "nhận xét không quá " + std::to_string(most) + " ký tự",
              row.remark);
        return false;
    }

    static constexpr std::size_t most_of_remark = 1000, most_of_comment = 2000;
    const std::vector<Fillable>& sheets_;
    std::set<std::pair<Id, std::string>> seen_;
    FormReading reading_;
};

}  // namespace

std::optional<int> points_in(std::string_view text) {
    const auto sign = text.find_first_of(".,");
    if (sign != std::string_view::npos) {
        const auto rest = text.substr(sign + 1);
        const bool zeros = !rest.empty() && rest.find_first_not_of('0') == std::string_view::npos;
        // Three zeros are thousands to some and nothing to others.
        if (!zeros || rest.size() == 3) return {};
        text = text.substr(0, sign);
    }
    const auto number = text.starts_with('-') ? std::nullopt : whole_number(text);
    if (!number || *number > 1'000'000) return {};
    return static_cast<int>(*number);
}

FormReading read_form(const std::vector<FormRow>& rows, const std::vector<Fillable>& sheets) {
    Reader reader(sheets);
    for (const auto& row : rows) reader.read(row);
    return reader.take();
}

}  // namespace tdkt::workflow
