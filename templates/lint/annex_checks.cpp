// L28–L30: annexes, sums and names, which must agree with one another.
#include <algorithm>
#include <set>

#include "templates/lint/lint.h"
#include "templates/lint/numerals.h"
#include "templates/paper/text.h"
#include "workflow/vietnamese.h"

namespace tdkt::templates::lint {
namespace {

bool has_annex(const Subject& subject) {
    return std::ranges::any_of(subject.pages, [](const Page& page) { return page.annex > 0; });
}

// The first paragraph of the document that speaks of what is attached.
const Paragraph* refers(const Reading& reading, bool annexed) {
    for (const auto& paragraph : reading.subject.paragraphs) {
        if (paragraph.annex > 0) continue;
        for (const std::string_view words :
             {"danh sách kèm theo", "phụ lục kèm theo", "kèm theo Quyết định này",
              "kèm theo Kế hoạch này", "danh sách đính kèm", "kèm theo)"})
            if (has(paragraph.text, words)) return &paragraph;
        // Without annexes of its own it speaks of another document's.
        if (annexed && has(paragraph.text, "Phụ lục")) return &paragraph;
    }
    return nullptr;
}

void check_note(const Reading& reading, const Paragraph& note, Findings& findings) {
    const std::string own = reading.digits + "/" + reading.symbol;
    const auto slash = note.text.find('/' + reading.symbol);
    const bool numbered = reading.symbol.empty() || slash != note.text.npos;
    const auto dates = dates_in(note.text);
    const bool waiting = has(note.text, "…");
    if (!numbered || (dates.empty() && !waiting && reading.date)) {
        findings.add("Phụ lục phải ghi đủ “Kèm theo … số …/" + reading.symbol +
                         " ngày … tháng … năm … của …”: " + excerpt(note.text) + ".",
                     note.place);
        return;
    }
    const bool other_number = slash != note.text.npos && slash > 0 && !reading.digits.empty() &&
                              is_digit(note.text[slash - 1]) && !has(note.text, " " + own);
    const bool other_date = !dates.empty() && reading.date && dates.front().value &&
                            dates.front().value != reading.date->value;
    if (other_number || other_date)
        findings.add("Phụ lục ghi kèm theo văn bản khác số hoặc khác ngày: " + excerpt(note.text) +
                         "; văn bản này là số " + own + ".",
                     note.place);
}

void check_annex(const Reading& reading, int annex, Findings& findings) {
    const Paragraph* first = nullptr;
    for (const auto& paragraph : reading.subject.paragraphs) {
        if (paragraph.annex != annex) continue;
        if (!first) first = &paragraph;
        if (has_any_case(paragraph.text, "kèm theo"))
            return check_note(reading, paragraph, findings);
    }
    findings.add("Phụ lục chưa ghi “(Kèm theo … số … ngày … của …)” dưới tiêu đề.",
                 first ? first->place : Place{});
}

bool is_money(std::string_view head) {
    return has_any_case(head, "tiền");
}

bool is_total(const std::vector<std::string>& row) {
    return std::ranges::any_of(row, [](const std::string& cell) {
        const auto text = capitals(cell);
        return text.starts_with("TỔNG") || text.starts_with("CỘNG");
    });
}

std::int64_t amount(std::string_view cell) {
    std::size_t at = 0;
    return number_at(cell, at).value_or(0);
}

// The sum of a table's money; what it says below itself must agree.
std::int64_t sum_of(const Table& table, Findings& findings) {
    std::int64_t sum = 0;
    const auto column =
        static_cast<std::size_t>(std::ranges::find_if(table.heads, is_money) - table.heads.begin());
    if (column == table.heads.size()) return 0;
    for (const auto& row : table.rows) {
        if (is_total(row)) {
            const auto said =
                std::ranges::max(row, {}, [](const auto& cell) { return amount(cell); });
            if (amount(said) != sum && amount(said) > 0)
                findings.add("Dòng tổng của bảng ghi " + said + "; cộng các dòng được " +
                                 workflow::grouped(sum) + ".",
                             table.place);
        } else if (row.size() > column) {
            sum += amount(row[column]);
        }
    }
    return sum;
}

void check_total(const Reading& reading, std::int64_t sum, Findings& findings) {
    for (const auto& paragraph : reading.subject.paragraphs) {
        const auto rest = after(paragraph.text, "ổng số tiền");
        if (!rest) continue;
        std::size_t at = 0;
        while (at < rest->size() && !is_digit((*rest)[at])) ++at;
        const auto said = number_at(*rest, at);
        if (!said || *said == sum || !rest->substr(at).starts_with(" đồng")) continue;
        findings.add("Tổng số tiền ghi " + workflow::grouped(*said) +
                         " đồng; cộng danh sách được " + workflow::grouped(sum) + " đồng.",
                     paragraph.place);
    }
}

bool names_people(std::string_view head) {
    return has_any_case(head, "họ và tên") || has_any_case(head, "họ tên") ||
           has_any_case(head, "tên tập thể") || has_any_case(head, "tập thể, cá nhân");
}

struct Named {
    std::string name;
    Place place;
};

std::vector<Named> names_in(const Subject& subject) {
    std::vector<Named> names;
    for (const auto& table : subject.tables) {
        const auto column = static_cast<std::size_t>(
            std::ranges::find_if(table.heads, names_people) - table.heads.begin());
        if (column == table.heads.size()) continue;
        for (const auto& row : table.rows)
            if (row.size() > column && !is_total(row) && !row[column].empty())
                names.push_back({plain(row[column]), table.place});
    }
    return names;
}

// A tone or a circumflex that stands apart from a vowel it could be one letter with.
bool is_decomposed(std::string_view text) {
    char32_t before = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto letter = next_letter(text, at);
        const bool tone = letter == 0x300 || letter == 0x301 || letter == 0x303 ||
                          letter == 0x309 || letter == 0x323 || letter == 0x302 || letter == 0x31b;
        if (tone && (before < 0x80 || before >= 0xc0)) return true;
        before = letter;
    }
    return false;
}

void check_companion(const std::vector<Named>& names, const Companion& companion,
                     Findings& findings) {
    std::set<std::string> here, there;
    for (const auto& named : names) here.insert(named.name);
    for (const auto& name : companion.names) there.insert(plain(name));
    const bool part = std::ranges::includes(here, there);  // it may name fewer
    for (const auto& named : names) {
        if (there.contains(named.name)) continue;
        const auto near = std::ranges::find_if(there, [&](const std::string& other) {
            return !here.contains(other) && workflow::folded(other) == workflow::folded(named.name);
        });
        if (near != there.end())
            findings.add("Tên “" + named.name + "” ở đây khác “" + *near + "” trong " +
                             companion.title + "; hãy viết thống nhất.",
                         named.place);
        else if (!part)
            findings.add("Tên “" + named.name + "” không có trong " + companion.title + ".",
                         named.place);
    }
}

}  // namespace

bool annexes_are_referred_to(const Reading& reading, Findings& findings) {
    const auto& subject = reading.subject;
    const bool annexed = has_annex(subject);
    const auto* reference = refers(reading, annexed);
    if (!annexed) {
        if (reference)
            findings.warn("Văn bản dẫn phụ lục, danh sách kèm theo nhưng tệp không có phần này: " +
                              excerpt(reference->text) + ".",
                          reference->place);
        return true;
    }
    if (!reference) findings.add("Văn bản có phụ lục nhưng trong nội dung không chỉ dẫn đến.");
    int annexes = 0;
    for (const auto& page : subject.pages) annexes = std::max(annexes, page.annex);
    for (int annex = 1; annex <= annexes; ++annex) check_annex(reading, annex, findings);
    return true;
}

bool sums_agree(const Reading& reading, Findings& findings) {
    const auto& subject = reading.subject;
    bool looked = subject.ours;
    for (const auto& paragraph : subject.paragraphs)
        for (const auto& pair : figures_in_words(paragraph.text)) {
            looked = true;
            if (pair.figure == pair.words) continue;
            findings.add("Số bằng chữ “" + pair.written + "” là " + workflow::grouped(pair.words) +
                             ", không khớp với số " + workflow::grouped(pair.figure) + ".",
                         paragraph.place);
        }
    std::int64_t sum = 0;
    for (const auto& table : subject.tables) sum += sum_of(table, findings);
    if (sum > 0) check_total(reading, sum, findings);
    return looked;
}

bool names_agree(const Reading& reading, Findings& findings) {
    if (!reading.subject.ours) return false;
    const auto names = names_in(reading.subject);
    for (const auto& named : names)
        if (is_decomposed(named.name))
            findings.add("Tên “" + named.name +
                             "” dùng dấu tổ hợp rời; hãy gõ lại bằng bộ mã Unicode dựng sẵn.",
                         named.place);
    for (const auto& companion : reading.known.companions)
        check_companion(names, companion, findings);
    return true;
}

std::vector<std::string> names_listed(const Subject& subject) {
    std::vector<std::string> names;
    for (auto& named : names_in(subject)) names.push_back(std::move(named.name));
    return names;
}

}  // namespace tdkt::templates::lint
