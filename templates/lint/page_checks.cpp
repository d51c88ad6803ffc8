// L1–L5 and L7: paper, margins, fonts, sizes, page numbers, rules.
#include <algorithm>
#include <cmath>
#include <map>

#include "templates/lint/checks.h"

namespace tdkt::templates::lint {
namespace {

constexpr double near_size = 0.3;    // points; programs round sizes
constexpr double near_paper = 1.5;   // mm
constexpr double near_margin = 0.7;  // mm; letters reach over their boxes
constexpr double first_line = 4;     // mm that the pitch of the first line may add
constexpr double running = 100;      // mm; a shorter line may be a cell or stand in the middle
constexpr double near_full = 0.06;   // of a rule that is as long as its line
constexpr double near_short = 0.03;  // of one that is a third to a half
constexpr double rule_below = 5;     // mm; farther down it belongs to something else
constexpr double rule_aside = 4;     // mm from the middle of its text
constexpr double ascent = 0.9 * 25.4 / 72;  // mm for each point of size
constexpr double descent = 0.22 * 25.4 / 72;

std::string shown(double number) {
    auto tenths = std::llround(std::clamp(number, -1e6, 1e6) * 10);
    std::string text = tenths < 0 ? "-" : "";
    tenths = std::llabs(tenths);
    text += std::to_string(tenths / 10);
    if (tenths % 10) text += "," + std::to_string(tenths % 10);
    return text;
}

std::string shown(Range range) {
    return range.least == range.most ? shown(range.least)
                                     : shown(range.least) + " - " + shown(range.most);
}

bool near_to(double one, double other, double enough) {
    return std::abs(one - other) <= enough;
}

// Where the text of a page reaches to, its number left out.
struct Extent {
    double left = 1e9, top = 1e9, right = 0, bottom = 0;
    int lines = 0;  // that run from margin to margin
};

std::vector<Extent> extents(const Subject& subject) {
    std::vector<Extent> found(subject.pages.size());
    for (const auto& line : subject.lines) {
        auto& extent = found.at(static_cast<std::size_t>(line.place.page) - 1);
        extent.left = std::min(extent.left, line.place.x);
        extent.right = std::max(extent.right, line.place.x + line.width);
        extent.top = std::min(extent.top, line.place.y - line.size * ascent);
        extent.bottom = std::max(extent.bottom, line.place.y + line.size * descent);
        extent.lines += line.width > running;
    }
    return found;
}

void margin(Findings& findings, std::string_view side, double is, Range range, double loose,
            Place place) {
    if (is >= range.least - near_margin && is <= range.most + loose) return;
    findings.add("Lề " + std::string(side) + " của trang " + std::to_string(place.page) + " là " +
                     shown(is) + " mm; quy định " + shown(range) + " mm.",
                 place);
}

std::string family(std::string_view name) {
    std::string out;
    if (name.size() > 7 && name[6] == '+') name.remove_prefix(7);
    for (const char c : name)
        if (c != ' ' && c != '-' && c != ',') out += c;
    return out;
}

// The rule under a paragraph: the nearest one below it that lies about its middle.
const Rule* rule_under(const Subject& subject, const Paragraph& paragraph) {
    const Rule* found = nullptr;
    for (const auto& rule : subject.rules) {
        if (rule.place.page != paragraph.last_page) continue;
        const double below = rule.place.y - paragraph.last;
        if (below < 0 || below > rule_below) continue;
        if (!near_to(rule.place.x + rule.width / 2, paragraph.centre, rule_aside)) continue;
        if (!found || rule.place.y < found->place.y) found = &rule;
    }
    return found;
}

void check_rule(const Reading& reading, const Paragraph* paragraph, std::string_view what,
                Range parts, double enough, Findings& findings) {
    if (!paragraph || paragraph->width <= 0) return;
    const auto* rule = rule_under(reading.subject, *paragraph);
    const std::string wanted =
        parts.least == parts.most ? "bằng độ dài dòng chữ" : "từ 1/3 đến 1/2 độ dài dòng chữ";
    if (!rule) {
        findings.add("Thiếu đường kẻ ngang dưới " + std::string(what) + " (độ dài " + wanted + ").",
                     paragraph->place);
        return;
    }
    const double part = rule->width / paragraph->width;
    if (part >= parts.least - enough && part <= parts.most + enough) return;
    findings.add("Đường kẻ dưới " + std::string(what) + " dài " + shown(rule->width) +
                     " mm, dòng chữ dài " + shown(paragraph->width) + " mm; quy định " + wanted +
                     ".",
                 rule->place);
}

const Position* position_of(Role role) {
    for (const auto& position : positions)
        if (position.role == role) return &position;
    return nullptr;
}

}  // namespace

bool paper_is_a4(const Reading& reading, Findings& findings) {
    int number = 0;
    bool of_table = false;  // or goes on behind one: its sum, its signatures
    for (const auto& page : reading.subject.pages) {
        ++number;
        const bool upright =
            near_to(page.width, a4_short, near_paper) && near_to(page.height, a4_long, near_paper);
        const bool lying =
            near_to(page.width, a4_long, near_paper) && near_to(page.height, a4_short, near_paper);
        of_table = lying && (page.tables || of_table);
        if (upright || of_table) continue;
        findings.add(lying
                         ? "Trang " + std::to_string(number) +
                               " trình bày theo chiều rộng nhưng không có bảng, biểu; hãy trình "
                               "bày theo chiều dài."
                         : "Trang " + std::to_string(number) + " có khổ " + shown(page.width) +
                               " x " + shown(page.height) + " mm; hãy dùng khổ A4 (210 x 297 mm).",
                     {number, 0, 0});
    }
    return true;
}

bool margins_are_in_range(const Reading& reading, Findings& findings) {
    const auto& subject = reading.subject;
    const auto found = extents(subject);
    bool looked = false;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto& extent = found[i];
        if (extent.bottom <= 0) continue;
        looked = true;
        const auto& page = subject.pages[i];
        const Place place{static_cast<int>(i) + 1, extent.left, extent.top};
        // A few lines do not reach every margin; too near the edge is wrong for any.
        constexpr double any = 1e9;
        const double loose = extent.lines > 4 ? near_margin + 1 : any;
        margin(findings, "trái", extent.left, left_margin, loose, place);
        margin(findings, "phải", page.width - extent.right, right_margin, loose, place);
        margin(findings, "trên", extent.top, top_margin, first_line, place);
        margin(findings, "dưới", page.height - extent.bottom, bottom_margin, any, place);
    }
    return looked;
}

bool fonts_are_inside(const Reading& reading, Findings& findings) {
    for (const auto& font : reading.subject.fonts) {
        const auto name = family(font.name);
        if (!font.embedded)
            findings.add("Phông chữ " + excerpt(font.name) +
                         " chưa được nhúng trong tệp; hãy nhúng phông khi xuất PDF.");
        else if (!font.subset)
            findings.warn("Phông chữ " + excerpt(font.name) +
                          " được nhúng toàn bộ; nên chỉ nhúng phần dùng đến để tệp nhẹ.");
        const bool right = std::ranges::any_of(
            font_families, [&](std::string_view each) { return name.starts_with(each); });
        if (!right)
            findings.add("Văn bản dùng phông chữ " + excerpt(font.name) +
                         "; quy định phông Times New Roman, bộ mã Unicode.");
    }
    return !reading.subject.fonts.empty();
}

bool sizes_fit_positions(const Reading& reading, Findings& findings) {
    struct Wrong {
        const Paragraph* paragraph = nullptr;
        int count = 0;
    };
    std::map<Role, Wrong> wrong;
    bool looked = false;
    for (const auto& paragraph : reading.subject.paragraphs) {
        const auto* position = position_of(paragraph.role);
        if (!position || paragraph.most <= 0) continue;
        looked = true;
        if (paragraph.least >= position->size.least - near_size &&
            paragraph.most <= position->size.most + near_size)
            continue;
        auto& found = wrong[paragraph.role];
        if (found.count++ == 0) found.paragraph = &paragraph;
    }
    for (const auto& [role, found] : wrong) {
        const auto* position = position_of(role);
        const auto& paragraph = *found.paragraph;
        const bool small = paragraph.least < position->size.least - near_size;
        findings.add(std::string(position->name) + " " + excerpt(paragraph.text) + " có cỡ chữ " +
                         shown(small ? paragraph.least : paragraph.most) + "; quy định cỡ " +
                         shown(position->size) +
                         (found.count > 1 ? " (" + std::to_string(found.count) + " chỗ)." : "."),
                     paragraph.place);
    }
    return looked;
}

bool pages_are_numbered(const Reading& reading, Findings& findings) {
    const auto& pages = reading.subject.pages;
    int expected = 0;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const auto& page = pages[i];
        const bool begins = i == 0 || page.annex != pages[i - 1].annex;
        expected = begins ? 1 : expected + 1;
        if (page.expected > 0) expected = page.expected;
        const auto sheet = std::to_string(i + 1);
        const Place place{static_cast<int>(i) + 1, 0, 0};
        if (page.number > 0 && page.number_at.y > page.height / 2)
            findings.add("Số trang của trang " + sheet + " nằm ở lề dưới; hãy đặt ở giữa lề trên.",
                         page.number_at);
        else if (expected == 1 && page.number > 0)
            findings.add("Trang đầu hiển thị số trang; không hiển thị số ở trang thứ nhất.",
                         page.number_at);
        else if (expected > 1 && page.number == 0)
            findings.add("Trang " + sheet + " chưa có số trang ở giữa lề trên.", place);
        else if (expected > 1 && page.number != expected)
            findings.add("Trang " + sheet + " mang số " + std::to_string(page.number) +
                             "; phải là số " + std::to_string(expected) + ".",
                         page.number_at);
    }
    return !reading.subject.lines.empty();
}

bool rules_have_their_lengths(const Reading& reading, Findings& findings) {
    if (!reading.first(Role::motto)) return false;
    check_rule(reading, reading.first(Role::motto), "Tiêu ngữ", {1, 1}, near_full, findings);
    const auto organs = reading.all(Role::organ);
    if (!organs.empty())
        check_rule(reading, organs.back(), "tên cơ quan ban hành", short_rule, near_short,
                   findings);
    const auto subjects = reading.all(Role::subject);
    if (!subjects.empty() && reading.subject.genre == Genre::dispatch)
        check_rule(reading, subjects.back(), "trích yếu", short_rule, near_short, findings);
    return true;
}

}  // namespace tdkt::templates::lint
