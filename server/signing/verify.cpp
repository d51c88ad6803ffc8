#include "server/signing/verify.h"

#include <algorithm>
#include <array>
#include <qpdf/QUtil.hh>

#include "server/signing/cms.h"
#include "server/signing/moment.h"
#include "workflow/problem.h"

namespace tdkt::server {

namespace {

// The two stretches of bytes that a signature covers, and the gap between them.
struct Range {
    std::size_t gap = 0, behind = 0, end = 0;
};

struct Candidate {
    FoundSignature found;
    std::string message;
    bool needs_signing_certificate = false;
    std::optional<Range> range;
};

std::string text_of(QPDFObjectHandle dictionary, const char* key) {
    auto value = dictionary.getKey(key);
    return value.isString() ? value.getUTF8Value() : std::string{};
}

// Nothing unless the range is [0 a b c] inside the file.
std::optional<Range> range_of(QPDFObjectHandle value, std::size_t file_size) {
    if (!value.isArray() || value.getArrayNItems() != 4) return std::nullopt;
    std::array<long long, 4> numbers{};
    const auto size = static_cast<long long>(file_size);
    for (int i = 0; i < 4; ++i) {
        auto item = value.getArrayItem(i);
        if (!item.isInteger()) return std::nullopt;
        numbers[static_cast<std::size_t>(i)] = item.getIntValue();
    }
    const auto [start, gap, behind, rest] = numbers;
    if (start != 0 || gap <= 0 || gap > size || behind <= gap || behind > size || rest <= 0 ||
        rest > size - behind)
        return std::nullopt;
    return Range{static_cast<std::size_t>(gap), static_cast<std::size_t>(behind),
                 static_cast<std::size_t>(behind + rest)};
}

// The gap must be the signature's own hexadecimal text, in small or in capital
// letters, and nothing else, or something unsigned could hide in it.
bool gap_is_message(std::string_view file, const Range& range, const std::string& message) {
    const auto gap = file.substr(range.gap, range.behind - range.gap);
    auto expected = '<' + QUtil::hex_encode(message) + '>';
    if (gap == expected) return true;
    for (char& letter : expected)
        if (letter >= 'a' && letter <= 'f') letter = static_cast<char>(letter - 'a' + 'A');
    return gap == expected;
}

// A signed revision is a whole file: another reader must not find another end.
bool ends_a_revision(std::string_view file, const Range& range) {
    auto revision = file.substr(0, range.end);
    while (revision.ends_with('\n') || revision.ends_with('\r')) revision.remove_suffix(1);
    return revision.ends_with("%%EOF");
}

void read_dictionary(Candidate& candidate, QPDFObjectHandle signature, std::string_view file) {
    auto& found = candidate.found;
    auto& faults = found.faults;
    found.reason = text_of(signature, "/Reason");
    found.signed_at = parse_pdf_date(text_of(signature, "/M"));
    if (!found.signed_at) faults.emplace_back("Chữ ký không ghi thời gian ký.");
    auto kind = signature.getKey("/SubFilter");
    const auto kind_name = kind.isName() ? kind.getName() : std::string{};
    candidate.needs_signing_certificate = kind_name == "/ETSI.CAdES.detached";
    if (!candidate.needs_signing_certificate && kind_name != "/adbe.pkcs7.detached")
        faults.emplace_back("Kiểu chữ ký không được hỗ trợ.");
    auto contents = signature.getKey("/Contents");
    if (contents.isString()) candidate.message = contents.getStringValue();
    const auto range = range_of(signature.getKey("/ByteRange"), file.size());
    if (!range) {
        faults.emplace_back("Phạm vi ký (ByteRange) không hợp lệ.");
    } else if (!gap_is_message(file, *range, candidate.message)) {
        faults.emplace_back("Phần để trống của phạm vi ký chứa dữ liệu khác ngoài chữ ký.");
    } else if (!ends_a_revision(file, *range)) {
        faults.emplace_back("Phạm vi ký không trùng với một phiên bản trọn vẹn của tệp.");
    } else {
        candidate.range = range;
        found.end = range->end;
    }
}

std::vector<Candidate> candidates(PdfFile& file) {
    std::vector<Candidate> all;
    for (const auto& [name, field] : file.fields()) {
        if (field_type(field) != "/Sig") continue;
        auto signature = QPDFObjectHandle(field).getKey("/V");
        if (!signature.isDictionary()) continue;
        auto& candidate = all.emplace_back();
        candidate.found.field = name;
        try {
            read_dictionary(candidate, signature, file.bytes());
        } catch (const std::exception&) {
            candidate.range.reset();
            candidate.found.faults.emplace_back("Không đọc được dữ liệu chữ ký.");
        }
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.found.end < b.found.end; });
    return all;
}

void check(Candidate& candidate, std::string_view file, const Roots& roots, std::int64_t now) {
    auto& found = candidate.found;
    if (found.signed_at && *found.signed_at > now + 300'000)  // clocks differ by minutes
        found.faults.emplace_back("Thời gian ký nằm trong tương lai.");
    if (!candidate.range) return;
    const std::array<std::string_view, 2> parts{
        file.substr(0, candidate.range->gap),
        file.substr(candidate.range->behind, candidate.range->end - candidate.range->behind)};
    auto checked = check_message(candidate.message, parts, candidate.needs_signing_certificate,
                                 roots, found.signed_at.value_or(now), now);
    found.signer = std::move(checked.signer);
    found.issuer = std::move(checked.issuer);
    found.caution = std::move(checked.caution);
    found.intact = checked.broken.empty() && found.faults.empty();
    found.trusted = checked.doubts.empty() && !found.issuer.empty();
    for (auto* list : {&checked.broken, &checked.doubts})
        for (auto& fault : *list) found.faults.push_back(std::move(fault));
}

// Each signature's revision must enclose the one before it, gap and all.
void check_order(std::vector<Candidate>& all) {
    for (std::size_t i = 1; i < all.size(); ++i) {
        const auto& before = all[i - 1].range;
        const auto& after = all[i].range;
        if (all[i].found.signed_at < all[i - 1].found.signed_at)
            all[i].found.faults.emplace_back("Thời gian ký sớm hơn chữ ký đứng trước.");
        if (!before || !after || after->gap >= before->end) continue;
        all[i].found.intact = false;
        all[i].found.faults.emplace_back("Phạm vi của hai chữ ký chồng lấn nhau.");
    }
}

void compare(SignatureReport& report, PdfFile& before, PdfFile& after, Allowed allowed) {
    for (auto& change : changes_between(before, after, allowed))
        report.changes.push_back(std::move(change));
}

// What the second signature of a paper may bring with it.
Allowed between(const FoundSignature& first, const FoundSignature& second) {
    if (first.field == paper_field::leader && second.field == paper_field::seal)
        return Allowed::clerks_step;
    const bool persons = paper_field::is_persons(first.field) &&
                         paper_field::is_persons(second.field) && first.field != second.field;
    return persons ? Allowed::next_signature : Allowed::nothing;
}

// From signature to signature, and from the last one to the end of the file.
void compare_revisions(SignatureReport& report, PdfFile& file) {
    const auto& found = report.signatures;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (found[i].end == 0) return;
        const bool last = i + 1 == found.size();
        const auto next_end = last ? file.bytes().size() : found[i + 1].end;
        if (next_end <= found[i].end) continue;
        PdfFile before(file.bytes().substr(0, found[i].end));
        const auto allowed = last || i > 0 ? Allowed::nothing : between(found[0], found[1]);
        if (next_end == file.bytes().size()) {
            compare(report, before, file, allowed);
        } else {
            PdfFile after(file.bytes().substr(0, next_end));
            compare(report, before, after, allowed);
        }
    }
}

void look_at_whole(SignatureReport& report, PdfFile& file) {
    const auto& found = report.signatures;
    if (found.empty()) report.alarms.emplace_back("Văn bản không có chữ ký số.");
    if (!found.empty() && found.back().end != file.bytes().size())
        report.alarms.emplace_back("Có dữ liệu ghi thêm vào tệp sau chữ ký cuối cùng.");
    const auto holds = [&](const char* field) {
        return std::any_of(found.begin(), found.end(),
                           [&](const FoundSignature& one) { return one.field == field; });
    };
    if (holds(paper_field::seal) && !holds(paper_field::leader))
        report.alarms.emplace_back(
            "Văn bản có dấu của cơ quan nhưng không có chữ ký của người có thẩm quyền.");
    if (file.ambiguous())
        report.alarms.emplace_back("Biểu mẫu của tệp có trường trùng tên hoặc hỏng.");
    try {
        compare_revisions(report, file);
    } catch (const std::exception&) {
        report.alarms.emplace_back("Không đọc được phiên bản đã ký của tệp.");
    }
    for (const auto& change : report.changes) {
        if (change.allowed) continue;
        const auto object =
            change.object ? " (đối tượng số " + std::to_string(change.object) + ")" : std::string{};
        report.alarms.push_back("Thay đổi không được phép sau khi ký: " + change.what + object +
                                ".");
    }
    if (file.document().anyWarnings()) report.alarms.emplace_back("Cấu trúc tệp PDF có lỗi.");
}

std::string title_of(PdfFile& file) {
    auto info = file.document().getTrailer().getKey("/Info");
    return info.isDictionary() ? text_of(info, "/Title") : std::string();
}

}  // namespace

SignatureReport verify(PdfFile& file, const Roots& roots, std::int64_t now) {
    SignatureReport report;
    auto all = candidates(file);
    for (auto& candidate : all) check(candidate, file.bytes(), roots, now);
    check_order(all);
    for (auto& candidate : all) report.signatures.push_back(std::move(candidate.found));
    for (const auto& [name, field] : file.fields())
        if (paper_field::is_clerks(name)) report.fields[name] = field_text(field);
    report.title = title_of(file);
    look_at_whole(report, file);
    return report;
}

SignatureReport verify(std::string_view pdf, const Roots& roots, std::int64_t now) {
    SignatureReport report;
    try {
        PdfFile file(pdf);
        return verify(file, roots, now);
    } catch (const workflow::Problem& problem) {
        report.alarms.emplace_back(problem.what());
    } catch (const std::exception&) {
        report.alarms.emplace_back("Không đọc được tệp PDF: tệp bị hỏng.");
    }
    return report;
}

bool SignatureReport::valid() const {
    return alarms.empty() && !signatures.empty() &&
           std::all_of(signatures.begin(), signatures.end(), [](const FoundSignature& found) {
               return found.intact && found.trusted && found.faults.empty();
           });
}

bool SignatureReport::issued() const {
    return valid() && signatures.size() == 2 && signatures[0].field == paper_field::leader &&
           signatures[1].field == paper_field::seal &&
           std::none_of(fields.begin(), fields.end(),
                        [](const auto& field) { return field.second.empty(); });
}

}  // namespace tdkt::server
