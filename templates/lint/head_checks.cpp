// L6 and L8–L16: what stands above the text.
#include <algorithm>

#include "templates/lint/checks.h"
#include "templates/paper/text.h"
#include "workflow/vietnamese.h"

namespace tdkt::templates::lint {
namespace {

bool is_letter(char32_t letter) {
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') || letter >= 0xc0;
}

// "BHXH", "HĐTĐKT", "TTg": begins with a capital; letters, full stops and & only.
bool is_abbreviation(std::string_view part) {
    if (part.empty()) return false;
    for (std::size_t at = 0; at < part.size();) {
        const auto begin = at;
        const auto letter = next_letter(part, at);
        const auto as_written = part.substr(begin, at - begin);
        if (begin == 0 && (!is_letter(letter) || capitals(as_written) != as_written)) return false;
        if (!is_letter(letter) && letter != '.' && letter != '&') return false;
    }
    return true;
}

// What may stand where the clerk has not written yet.
bool is_waiting(std::string_view text) {
    std::string left(text);
    for (const std::string_view mark : {"…", ".", " ", "_"})
        for (auto at = left.find(mark); at != left.npos; at = left.find(mark))
            left.erase(at, mark.size());
    return left.empty();
}

std::string number_example(const Reading& reading) {
    return reading.type ? "“Số: 05/" + std::string(reading.type->code) + "-BHXH”"
                        : "“Số: 148/BHXH-TCHC”";
}

void check_date(const WrittenDate& date, bool own, Place place, Findings& findings) {
    const auto say = [&](std::string text) {
        own ? findings.add(std::move(text), place) : findings.warn(std::move(text), place);
    };
    const std::string day(date.day), month(date.month);
    if (!date.value)
        return findings.add("Không có ngày " + day + " tháng " + month + "; hãy kiểm tra lại.",
                            place);
    if (!date.in_words) return;
    if (day.size() == 1)
        say("Ngày nhỏ hơn 10 phải thêm số 0 phía trước: “ngày " + day + "” → “ngày 0" + day + "”.");
    if (month == "1" || month == "2")
        say("Tháng 1, tháng 2 phải thêm số 0 phía trước: “tháng " + month + "” → “tháng 0" + month +
            "”.");
    else if (month[0] == '0' && month > "02")
        findings.warn("Từ tháng 3 trở đi không thêm số 0: “tháng " + month + "” → “tháng " +
                          month.substr(1) + "”.",
                      place);
}

// True when the place is the name of a province that is no more.
bool is_former(const Reading& reading, Findings& findings) {
    for (const auto& province : reading.known.provinces) {
        if (reading.day && *reading.day < province.since) continue;
        for (const auto& former : province.merged) {
            if (!is_same_any_case(former, reading.seat)) continue;
            findings.add("Từ ngày " + workflow::short_date(province.since) + ", " + former +
                             " đã sáp nhập vào " + province.name +
                             "; hãy ghi địa danh hiện hành “" + province.name + "”.",
                         reading.place->place);
            return true;
        }
    }
    return false;
}

bool is_misspelled(const Reading& reading, Findings& findings) {
    for (const auto& province : reading.known.provinces) {
        if (reading.seat == province.name) return false;
        if (workflow::folded(reading.seat) != workflow::folded(province.name)) continue;
        findings.add(
            "Địa danh ghi " + excerpt(reading.seat) + "; viết đúng là “" + province.name + "”.",
            reading.place->place);
        return true;
    }
    return false;
}

bool is_the_seat(const Reading& reading) {
    if (has_any_case(reading.organs, reading.seat)) return true;
    const auto issuers = reading.all(Role::organ);
    return std::ranges::any_of(reading.known.seats, [&](const Seat& seat) {
        return seat.place == reading.seat && !issuers.empty() &&
               has_any_case(issuers.back()->text, seat.organ);
    });
}

void check_subject(const Paragraph& subject, std::string_view what, Findings& findings) {
    const auto words = words_of(subject.text).size();
    if (words > static_cast<std::size_t>(longest_subject))
        findings.add(std::string(what) + " dài " + std::to_string(words) +
                         " từ; hãy rút gọn còn không quá 80 từ.",
                     subject.place);
    if (in_capitals(subject.text))
        findings.add(std::string(what) + " viết hoa toàn bộ; hãy viết bằng chữ in thường.",
                     subject.place);
}

}  // namespace

bool nation_is_spelled(const Reading& reading, Findings& findings) {
    const auto* top = reading.first(Role::nation);
    const auto* below = reading.first(Role::motto);
    const bool needed = reading.subject.genre == Genre::dispatch;
    if (!top && needed) findings.add("Thiếu Quốc hiệu “" + std::string(nation) + "”.");
    if (!below && needed) findings.add("Thiếu Tiêu ngữ “" + std::string(motto) + "”.");
    if (top && top->text == nation_other)
        findings.warn("Quốc hiệu viết “HOÀ”; mẫu của Nghị định viết “HÒA”.", top->place);
    else if (top && top->text != nation)
        findings.add(
            "Quốc hiệu ghi " + excerpt(top->text) + "; viết đúng là “" + std::string(nation) + "”.",
            top->place);
    if (below && below->text != motto)
        findings.add("Tiêu ngữ ghi " + excerpt(below->text) + "; viết đúng là “" +
                         std::string(motto) + "” (gạch nối có dấu cách hai bên).",
                     below->place);
    return needed || top || below;
}

bool issuer_is_bold(const Reading& reading, Findings& findings) {
    for (const auto* each : reading.all(Role::superior)) {
        if (each->bold)
            findings.add("Tên cơ quan chủ quản " + excerpt(each->text) +
                             " in đậm; hãy dùng kiểu chữ đứng, không đậm.",
                         each->place);
        if (!in_capitals(each->text))
            findings.add("Tên cơ quan chủ quản " + excerpt(each->text) + " phải viết in hoa.",
                         each->place);
    }
    const auto issuers = reading.all(Role::organ);
    for (const auto* each : issuers) {
        if (!each->bold)
            findings.add("Tên cơ quan ban hành " + excerpt(each->text) + " phải in đậm.",
                         each->place);
        if (!in_capitals(each->text))
            findings.add("Tên cơ quan ban hành " + excerpt(each->text) + " phải viết in hoa.",
                         each->place);
    }
    if (issuers.empty() && reading.subject.genre == Genre::dispatch)
        findings.add("Không tìm thấy tên cơ quan ban hành ở phía trên, bên trái văn bản.");
    return true;
}

bool number_has_its_shape(const Reading& reading, Findings& findings) {
    if (!reading.number) {
        findings.add("Không tìm thấy dòng số, ký hiệu; hãy ghi theo mẫu " +
                     number_example(reading) + ".");
        return true;
    }
    const auto& text = reading.number->text;
    const auto rest = after(text, "Số:");
    const auto slash = rest ? rest->find('/') : std::string_view::npos;
    bool right = text.starts_with("Số:") && slash != std::string_view::npos &&
                 reading.symbol_parts.size() >= 2 &&
                 std::ranges::all_of(reading.symbol_parts, is_abbreviation);
    if (right) {
        const auto before = rest->substr(0, slash);
        right = is_waiting(before) || std::ranges::all_of(before, is_digit);
    }
    if (!right)
        findings.add("Số, ký hiệu " + excerpt(text) + " chưa đúng cấu trúc; hãy ghi theo mẫu " +
                         number_example(reading) +
                         " (gạch chéo sau số, gạch nối không có dấu cách giữa các nhóm chữ viết "
                         "tắt).",
                     reading.number->place);
    return true;
}

bool number_has_two_digits(const Reading& reading, Findings& findings) {
    if (!reading.number) return false;
    if (reading.digits.size() == 1)
        findings.add("Số nhỏ hơn 10 phải thêm số 0 phía trước: “" + reading.digits + "/" +
                         reading.symbol + "” → “0" + reading.digits + "/" + reading.symbol + "”.",
                     reading.number->place);
    return true;
}

bool dispatch_has_no_type(const Reading& reading, Findings& findings) {
    if (!reading.number) return false;
    if (reading.title || reading.symbol_parts.empty()) return true;
    const auto first = reading.symbol_parts.front();
    if (first == not_a_type || type_coded(first))
        findings.add("Công văn không ghi tên loại trong ký hiệu: “" + reading.symbol + "” → bỏ “" +
                         std::string(first) +
                         "”, ghi tên viết tắt của cơ quan và đơn vị soạn thảo, ví dụ "
                         "“BHXH-TCHC”.",
                     reading.number->place);
    return true;
}

bool type_matches_symbol(const Reading& reading, Findings& findings) {
    if (!reading.number || reading.symbol_parts.empty()) return false;
    if (!reading.type || reading.symbol_parts.front() == reading.type->code) return true;
    findings.add("Tên loại “" + std::string(reading.type->name) + "” viết tắt là “" +
                     std::string(reading.type->code) + "”; ký hiệu lại ghi “" + reading.symbol +
                     "”.",
                 reading.number->place);
    return true;
}

bool dates_have_noughts(const Reading& reading, Findings& findings) {
    bool looked = false;
    for (const auto& paragraph : reading.subject.paragraphs)
        for (const auto& date : dates_in(paragraph.text)) {
            looked = true;
            check_date(date, paragraph.role == Role::place, paragraph.place, findings);
        }
    return looked || reading.place;
}

bool place_is_the_seat(const Reading& reading, Findings& findings) {
    if (!reading.place || reading.organs.empty()) return false;
    if (is_former(reading, findings) || is_misspelled(reading, findings)) return true;
    if (!is_the_seat(reading))
        findings.warn("Địa danh " + excerpt(reading.seat) +
                          " không có trong tên cơ quan ban hành; hãy đối chiếu với nơi cơ quan "
                          "đóng trụ sở.",
                      reading.place->place);
    return true;
}

bool place_is_italic(const Reading& reading, Findings& findings) {
    if (!reading.place) return false;
    if (!reading.place->italic)
        findings.add("Địa danh và thời gian ban hành phải trình bày bằng kiểu chữ nghiêng.",
                     reading.place->place);
    return true;
}

bool subject_is_short(const Reading& reading, Findings& findings) {
    const auto abouts = reading.all(Role::about);
    const auto subjects = reading.all(Role::subject);
    for (const auto* each : abouts) check_subject(*each, "Trích yếu công văn", findings);
    for (const auto* each : subjects) check_subject(*each, "Trích yếu", findings);
    if (abouts.empty() && !reading.title)
        findings.add("Công văn thiếu trích yếu “V/v …” dưới số, ký hiệu.",
                     reading.number ? reading.number->place : Place{});
    return true;
}

}  // namespace tdkt::templates::lint
