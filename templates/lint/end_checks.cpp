// L22–L27: who signs, and who receives it.
#include <algorithm>

#include "templates/lint/checks.h"
#include "templates/paper/text.h"

namespace tdkt::templates::lint {
namespace {

constexpr std::string_view council = "HỘI ĐỒNG";
constexpr std::string_view as_above = "Như trên";
constexpr std::string_view as_article = "Như Điều ";
constexpr std::string_view wrong_prefixes[] = {"T/M", "K/T", "T/L",  "TM ",
                                               "KT ", "TL ", "TUQ ", "Q "};
// Whose title in minutes is a part in the meeting, not a post.
constexpr std::string_view minute_titles[] = {"CHỦ TỌA",   "CHỦ TRÌ",    "THƯ KÝ",  "TRƯỞNG BAN",
                                              "TỔ TRƯỞNG", "NGƯỜI KIỂM", "ỦY VIÊN", "THÀNH VIÊN"};

const Authority* authority_of(std::string_view title) {
    for (const auto& authority : authorities)
        if (title.starts_with(authority.prefix)) return &authority;
    return nullptr;
}

std::string rest_of(std::string_view title, const Authority& authority) {
    return plain(title.substr(authority.prefix.size()));
}

bool is_collective(std::string_view body) {
    return std::ranges::any_of(collective_bodies,
                               [&](std::string_view each) { return body.starts_with(each); });
}

bool is_award_decision(const Reading& reading) {
    if (!reading.is_decision()) return false;
    const auto* subject = reading.first(Role::subject);
    return subject &&
           (has_any_case(subject->text, "khen thưởng") || has_any_case(subject->text, "tặng "));
}

bool is_delegated(const Reading& reading, const Authority& authority, std::string_view title) {
    const auto* name = reading.first(Role::signer_name);
    return std::ranges::any_of(reading.known.delegations, [&](const Delegation& each) {
        return has_any_case(reading.organs, each.organ) && each.prefix == authority.prefix &&
               has_any_case(title, each.title) &&
               (each.signer.empty() || (name && name->text == each.signer)) &&
               (!reading.day || each.term.holds(*reading.day));
    });
}

void check_deputy(const Paragraphs& titles, const Authority& authority, Findings& findings) {
    const auto head = rest_of(titles[0]->text, authority);
    const auto wanted = "PHÓ " + head;
    if (titles.size() > 1 && capitals(titles[1]->text).starts_with(wanted)) return;
    findings.add(
        "Dưới “" + titles[0]->text + "” phải ghi chức vụ của người ký thay: “" + wanted + "”.",
        titles[0]->place);
}

void check_delegated(const Reading& reading, const Paragraphs& titles, const Authority& authority,
                     Findings& findings) {
    const std::string how(authority.name);
    if (is_award_decision(reading))
        return findings.add(
            "Quyết định khen thưởng do người đứng đầu ký hoặc cấp phó ký thay "
            "(KT.); không ký " +
                how + " (" + std::string(authority.prefix) + ").",
            titles[0]->place);
    const auto& title = titles.size() > 1 ? titles[1]->text : titles[0]->text;
    if (!is_delegated(reading, authority, title))
        findings.warn("Chưa có văn bản giao ký " + how + " cho " + excerpt(title) +
                          " trong danh mục ủy quyền còn hiệu lực; hãy kiểm tra.",
                      titles[0]->place);
}

void check_authority(const Reading& reading, const Paragraphs& titles, Findings& findings) {
    const auto text = capitals(titles[0]->text);
    for (const auto wrong : wrong_prefixes)
        if (text.starts_with(wrong))
            return findings.add("Quyền hạn người ký ghi " + excerpt(titles[0]->text) +
                                    "; viết đúng là “TM.”, “KT.”, “TL.”, “TUQ.” hoặc “Q.”.",
                                titles[0]->place);
    const auto* authority = authority_of(text);
    if (!authority) {
        if (text.starts_with("PHÓ ") && !has(text, council))
            findings.add("Cấp phó ký phải ghi “KT.” (ký thay) chức vụ người đứng đầu ở dòng trên " +
                             excerpt(titles[0]->text) + ".",
                         titles[0]->place);
        return;
    }
    if (authority->delegated) return check_delegated(reading, titles, *authority, findings);
    if (authority->prefix == "KT.") return check_deputy(titles, *authority, findings);
    if (authority->prefix == "TM." && !is_collective(rest_of(text, *authority)))
        findings.add(
            "“TM.” chỉ dùng khi ký thay mặt tập thể; cơ quan làm việc theo chế độ thủ "
            "trưởng thì bỏ “TM.” trong " +
                excerpt(titles[0]->text) + ".",
            titles[0]->place);
}

// Titles, notes and capacities of those who sign, in capitals.
std::string signers(const Reading& reading) {
    std::string text;
    for (const auto role : {Role::signer_title, Role::signer_note})
        for (const auto* each : reading.all(role)) text += capitals(each->text) + "\n";
    return text;
}

// The chair of a council speaks: "Chủ tịch Hội đồng Thi đua - Khen thưởng … phát động".
const Paragraph* chair_speaks(const Reading& reading) {
    constexpr std::string_view chair = "Chủ tịch Hội đồng Thi đua - Khen thưởng";
    constexpr std::size_t soon = 150;  // bytes, the council's name between
    for (const auto* paragraph : reading.contents) {
        const auto behind = after(paragraph->text, chair);
        if (!behind) continue;
        for (const std::string_view verb : {"phát động", "kêu gọi", "yêu cầu", "ban hành"})
            if (behind->find(verb) < soon) return paragraph;
    }
    return nullptr;
}

bool any_has(const Paragraphs& paragraphs, std::string_view part) {
    return std::ranges::any_of(paragraphs,
                               [&](const Paragraph* each) { return has(each->text, part); });
}

// The n of "Như Điều n"; 0 for none.
int receiving_article(const Reading& reading, const Paragraph** where = nullptr) {
    for (const auto* each : reading.receivers) {
        const auto rest = after(each->text, as_article);
        std::size_t at = 0;
        const auto number = rest ? number_at(*rest, at) : std::nullopt;
        if (!number) continue;
        if (where) *where = each;
        return static_cast<int>(*number);
    }
    return 0;
}

// Those whom the last article obliges, one by one.
std::vector<std::string> obliged(const Paragraph& duty) {
    std::string text = duty.text.substr(0, duty.text.find(" chịu trách nhiệm"));
    if (article_of(text) > 0) text = plain(text.substr(text.find_first_of(".:") + 1));
    std::vector<std::string> parties;
    for (const auto part : parted(text, ',')) {
        std::string_view rest = part;
        constexpr std::string_view conjunction = " và ";
        for (auto at = rest.find(conjunction); at != rest.npos; at = rest.find(conjunction)) {
            parties.push_back(plain(rest.substr(0, at)));
            rest.remove_prefix(at + conjunction.size());
        }
        parties.push_back(plain(rest));
    }
    std::erase(parties, std::string{});
    return parties;
}

void check_duty(const Reading& reading, Findings& findings) {
    const Paragraph* where = nullptr;
    const int article = receiving_article(reading, &where);
    if (article > 0 && article == reading.enacting) return;
    if (article > 0 && reading.enacting > 0) {
        findings.add("Nơi nhận ghi “Như Điều " + std::to_string(article) +
                         "”, nhưng đối tượng thi hành nêu tại Điều " +
                         std::to_string(reading.enacting) + ".",
                     where->place);
        return;
    }
    std::string missing;
    for (const auto& party : obliged(*reading.duty)) {
        const bool there = std::ranges::any_of(reading.receivers, [&](const Paragraph* each) {
            return has_any_case(each->text, party);
        });
        if (!there) missing += (missing.empty() ? "" : ", ") + party;
    }
    if (!missing.empty())
        findings.add("Nơi nhận chưa có đối tượng thi hành: " + missing +
                         (reading.enacting > 0
                              ? "; hãy ghi “- Như Điều " + std::to_string(reading.enacting) + ";”."
                              : "."),
                     reading.receivers.front()->place);
}

// Minutes, and the reports of achievements, whose form another decree gives.
bool is_of_its_own_form(const Reading& reading) {
    return reading.is_minutes() ||
           (reading.title && has_any_case(reading.title->text, "báo cáo thành tích"));
}

void check_ends(const Reading& reading, Findings& findings) {
    for (std::size_t i = 0; i + 1 < reading.receivers.size(); ++i) {
        const auto& line = *reading.receivers[i];
        if (!line.text.ends_with(';'))
            findings.add(
                "Dòng nơi nhận " + excerpt(line.text) + " phải kết thúc bằng dấu chấm phẩy (;).",
                line.place);
    }
}

}  // namespace

bool signer_may_sign(const Reading& reading, Findings& findings) {
    if (reading.is_minutes()) return true;
    const auto titles = reading.all(Role::signer_title);
    if (titles.empty()) {
        findings.add("Không tìm thấy chức vụ người ký ở cuối văn bản.");
        return true;
    }
    check_authority(reading, titles, findings);
    return true;
}

bool name_is_bare(const Reading& reading, Findings& findings) {
    const auto names = reading.all(Role::signer_name);
    for (const auto* name : names)
        for (const auto title : academic_titles) {
            if (!name->text.starts_with(title)) continue;
            findings.add("Trước họ tên người ký không ghi học hàm, học vị, danh hiệu: " +
                             excerpt(name->text) + " → bỏ “" + plain(title) + "”.",
                         name->place);
            break;
        }
    return !names.empty();
}

bool capacity_is_told(const Reading& reading, Findings& findings) {
    const auto titles = reading.all(Role::signer_title);
    if (titles.empty()) return false;
    const auto text = signers(reading);
    if (has(text, council)) return true;
    if (reading.is_councils()) {
        const bool part = std::ranges::any_of(
            minute_titles, [&](std::string_view each) { return has(text, each); });
        if (!part)
            findings.add(
                "Văn bản của Hội đồng phải ghi chức danh của người ký trong Hội đồng, ví "
                "dụ “CHỦ TỊCH HỘI ĐỒNG”.",
                titles[0]->place);
    } else if (const auto* speech = chair_speaks(reading)) {
        findings.warn("Nội dung nêu danh nghĩa Chủ tịch Hội đồng, chữ ký chỉ ghi " +
                          excerpt(titles[0]->text) + "; nên ghi thêm chức danh trong Hội đồng.",
                      speech->place);
    }
    return true;
}

bool obliged_receive_it(const Reading& reading, Findings& findings) {
    if (reading.receivers.empty()) return false;
    const auto addressees = reading.all(Role::addressee);
    if (!addressees.empty() && !any_has(reading.receivers, as_above)) {
        findings.add("Văn bản có “Kính gửi”: hãy ghi “- Như trên;” ở dòng đầu của Nơi nhận.",
                     reading.receivers.front()->place);
    }
    if (reading.duty) check_duty(reading, findings);
    return true;
}

bool file_copy_is_last(const Reading& reading, Findings& findings) {
    if (reading.receivers.empty() && is_of_its_own_form(reading)) return false;
    if (reading.receivers.empty()) {
        findings.add(
            "Không tìm thấy Nơi nhận; hãy ghi Nơi nhận, dòng cuối là “- Lưu: VT, <đơn vị "
            "soạn thảo>.”.");
        return true;
    }
    check_ends(reading, findings);
    const auto& last = *reading.receivers.back();
    const auto kept = after(last.text, "Lưu:");
    if (!kept || !kept->starts_with("VT") || !last.text.ends_with('.'))
        findings.add("Dòng cuối của Nơi nhận ghi " + excerpt(last.text) +
                         "; phải là “- Lưu: VT, <đơn vị soạn thảo>.”.",
                     last.place);
    else if (!kept->starts_with("VT, "))
        findings.warn("Dòng “" + last.text +
                          "” chưa ghi chữ viết tắt của đơn vị (bộ phận) soạn thảo sau “VT”.",
                      last.place);
    return true;
}

bool as_above_has_an_above(const Reading& reading, Findings& findings) {
    if (reading.receivers.empty()) return false;
    const bool addressed = reading.first(Role::addressee) != nullptr;
    for (const auto* each : reading.receivers)
        if (has(each->text, as_above) && !addressed)
            findings.add("Nơi nhận ghi “Như trên” nhưng văn bản không có “Kính gửi”.", each->place);
    const Paragraph* where = nullptr;
    const int article = receiving_article(reading, &where);
    if (article == 0) return true;
    if (!reading.is_decision())
        findings.add("“Như Điều " + std::to_string(article) + "” chỉ dùng trong quyết định.",
                     where->place);
    else if (std::ranges::find(reading.articles, article) == reading.articles.end())
        findings.add("Nơi nhận ghi “Như Điều " + std::to_string(article) +
                         "” nhưng quyết định không có Điều này.",
                     where->place);
    return true;
}

}  // namespace tdkt::templates::lint
