// L17–L21: the bases and the text.
#include <algorithm>

#include "templates/lint/checks.h"

namespace tdkt::templates::lint {
namespace {

constexpr std::string_view law_kinds[] = {"Luật", "Pháp lệnh"};
constexpr std::string_view numbered_kinds[] = {"Nghị định", "Thông tư", "Nghị quyết", "Quyết định",
                                               "Chỉ thị"};

// A basis as a citation: "Căn cứ Nghị định số 152/2025/NĐ-CP ngày … của Chính phủ …".
struct Citation {
    std::string_view text;    // what follows "Căn cứ"
    std::string_view kind;    // empty for what is no text of law
    std::string_view number;  // "152/2025/NĐ-CP"
    std::optional<WrittenDate> date;
    bool law = false;
};

// "số 06/2022/QH15": what follows, up to a blank or a mark.
std::string_view number_in(std::string_view text) {
    constexpr std::string_view word = "số ";
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
        const auto rest = text.substr(at + word.size());
        if (rest.empty() || !is_digit(rest[0])) continue;
        const auto number = rest.substr(0, rest.find_first_of(" ;,)"));
        if (has(number, "/")) return number;
    }
    return {};
}

Citation citation_of(std::string_view basis) {
    Citation citation;
    if (!basis.starts_with("Căn cứ ")) return citation;
    citation.text = *after(basis, "Căn cứ ");
    for (const auto kind : law_kinds)
        if (citation.text.starts_with(kind)) citation.kind = kind, citation.law = true;
    for (const auto kind : numbered_kinds)
        if (citation.text.starts_with(kind)) citation.kind = kind;
    citation.number = number_in(citation.text);
    const auto dates = dates_in(citation.text);
    if (!dates.empty()) citation.date = dates.front();
    return citation;
}

// The ministries' and the Government's; those of an office are not in the list.
bool is_general(const Citation& citation) {
    return citation.law || citation.kind == "Nghị định" || citation.kind == "Thông tư";
}

const LegalText* find(const Known& known, const Citation& citation) {
    const LegalText* found = nullptr;
    for (const auto& text : known.texts) {
        if (text.kind != citation.kind) continue;
        if (!citation.number.empty()) {
            if (text.number == citation.number) return &text;
            continue;
        }
        const auto title = citation.text.substr(citation.kind.size());
        if (!has_any_case(title.substr(0, title.find("ngày")), text.title)) continue;
        const bool this_one = citation.date && citation.date->value == text.issued;
        if (this_one || !found) found = &text;
        if (this_one) break;
    }
    return found;
}

std::string name_of(const LegalText& text) {
    return text.kind + (text.kind == "Luật" ? " " + text.title : " số " + text.number);
}

void check_force(const LegalText& text, const Reading& reading, Place place, Findings& findings) {
    const auto& term = text.force;
    if (!reading.day) {
        if (term.to)
            findings.warn(name_of(text) + " chỉ có hiệu lực đến hết ngày " +
                              workflow::short_date(*term.to) +
                              "; hãy kiểm tra khi ghi ngày ban hành.",
                          place);
        return;
    }
    const auto day = workflow::short_date(*reading.day);
    if (*reading.day < term.from)
        findings.add(name_of(text) + " có hiệu lực từ ngày " + workflow::short_date(term.from) +
                         ", sau ngày của văn bản (" + day + "); hãy dẫn văn bản đang có hiệu lực.",
                     place);
    else if (!term.holds(*reading.day))
        findings.add(name_of(text) + " đã hết hiệu lực sau ngày " + workflow::short_date(*term.to) +
                         ", trước ngày của văn bản (" + day + "); hãy dẫn văn bản thay thế.",
                     place);
}

void check_known(const Citation& citation, const Reading& reading, Place place,
                 Findings& findings) {
    const auto* text = find(reading.known, citation);
    if (!text) {
        if (is_general(citation))
            findings.warn("Chưa có " + excerpt(citation.text) +
                              " trong danh mục văn bản của hệ thống; hãy kiểm tra hiệu lực trước "
                              "khi trình ký.",
                          place);
        return;
    }
    if (citation.date && citation.date->value && *citation.date->value != text->issued)
        findings.add(name_of(*text) + " ban hành ngày " + workflow::short_date(text->issued) +
                         "; căn cứ ghi ngày " + workflow::short_date(*citation.date->value) + ".",
                     place);
    else
        check_force(*text, reading, place, findings);
}

// What a basis lacks, in words; empty for nothing.
std::string lacking(const Citation& citation) {
    std::string lacks;
    const auto lack = [&](std::string_view what) {
        lacks += (lacks.empty() ? "" : ", ") + std::string(what);
    };
    if (!citation.law && citation.number.empty()) lack("số, ký hiệu");
    if (!citation.date) lack("ngày, tháng, năm ban hành");
    if (!citation.law && !has(citation.text, " của ")) lack("tên cơ quan ban hành");
    return lacks;
}

}  // namespace

bool bases_are_pointed(const Reading& reading, Findings& findings) {
    const auto bases = reading.all(Role::basis);
    for (std::size_t i = 0; i < bases.size(); ++i) {
        const std::string_view text = bases[i]->text;
        const bool last = i + 1 == bases.size();
        const auto behind = text.empty() ? text : text.substr(0, text.size() - 1);
        const bool twice = behind.ends_with(';') || behind.ends_with('.') || behind.ends_with(',');
        if (text.ends_with(last ? '.' : ';') && !twice) continue;
        findings.add(last
                         ? "Căn cứ cuối cùng " + excerpt(text) + " phải kết thúc bằng dấu chấm (.)."
                         : "Căn cứ " + excerpt(text) + " phải kết thúc bằng dấu chấm phẩy (;).",
                     bases[i]->place);
    }
    return true;
}

bool bases_are_in_force(const Reading& reading, Findings& findings) {
    for (const auto* basis : reading.all(Role::basis)) {
        const auto citation = citation_of(basis->text);
        if (!citation.kind.empty()) check_known(citation, reading, basis->place, findings);
    }
    return true;
}

bool bases_are_whole(const Reading& reading, Findings& findings) {
    for (const auto* basis : reading.all(Role::basis)) {
        const auto citation = citation_of(basis->text);
        if (citation.kind.empty()) continue;
        if (citation.law && !citation.number.empty())
            findings.add("Căn cứ " + excerpt(citation.text) +
                             " là Luật, Pháp lệnh: không ghi số, ký hiệu, cơ quan ban hành; chỉ "
                             "ghi tên và ngày, tháng, năm.",
                         basis->place);
        const auto lacks = lacking(citation);
        if (!lacks.empty())
            findings.add("Căn cứ " + excerpt(citation.text) + " còn thiếu " + lacks + ".",
                         basis->place);
    }
    return true;
}

bool articles_follow(const Reading& reading, Findings& findings) {
    int expected = 1;
    for (const auto* paragraph : reading.contents) {
        const int article = article_of(paragraph->text);
        if (article == 0) continue;
        if (article != expected)
            findings.add("Sau " +
                             (expected == 1 ? std::string("phần căn cứ")
                                            : "Điều " + std::to_string(expected - 1)) +
                             " là Điều " + std::to_string(article) +
                             "; hãy đánh số lại cho liên tục (Điều " + std::to_string(expected) +
                             ").",
                         paragraph->place);
        expected = article + 1;
    }
    return true;
}

bool text_is_ended(const Reading& reading, Findings& findings) {
    const Paragraph* last = nullptr;
    for (const auto* paragraph : reading.contents)
        if (paragraph->role == Role::body) last = paragraph;
    if (!last) return false;
    if (!last->text.ends_with("./."))
        findings.add("Nội dung văn bản phải kết thúc bằng dấu “./.”: " + excerpt(last->text) + ".",
                     last->place);
    return true;
}

}  // namespace tdkt::templates::lint
