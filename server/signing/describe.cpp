#include "server/signing/moment.h"
#include "server/signing/verify.h"

namespace tdkt::server {

namespace {

std::string capacity(const std::string& field) {
    if (field == paper_field::leader) return "chữ ký của người có thẩm quyền";
    if (field == paper_field::seal) return "dấu của cơ quan, tổ chức";
    return "chữ ký tại trường “" + field + "”";
}

void add_line(std::string& text, const std::string& name, const std::string& value) {
    if (!value.empty()) text += "   " + name + ": " + value + "\n";
}

std::string one_signature(const FoundSignature& found, std::size_t number) {
    std::string text = std::to_string(number) + ". Về " + capacity(found.field) + "\n";
    add_line(text, "Người ký", found.signer.name);
    add_line(text, "Chức vụ", found.signer.title);
    add_line(text, "Cơ quan, tổ chức", found.signer.organ);
    add_line(text, "Thời gian ký",
             found.signed_at ? printed_time(*found.signed_at) : std::string("không ghi"));
    add_line(text, "Lý do ký", found.reason);
    add_line(text, "Tổ chức chứng thực", found.issuer);
    add_line(text, "Nội dung đã ký", found.intact ? "toàn vẹn" : "KHÔNG toàn vẹn");
    add_line(text, "Chứng thư số",
             found.trusted ? "được tin cậy tại thời điểm ký" : "KHÔNG được tin cậy");
    for (const auto& fault : found.faults) add_line(text, "Lỗi", fault);
    add_line(text, "Lưu ý", found.caution);
    return text;
}

std::string all_changes(const SignatureReport& report) {
    if (report.signatures.empty()) return {};
    if (report.changes.empty()) return "Sau chữ ký thứ nhất: không có thay đổi nào.\n";
    std::string text = "Những thay đổi sau chữ ký thứ nhất:\n";
    for (const auto& change : report.changes) {
        text += change.allowed ? "   - Hợp lệ: " : "   - KHÔNG HỢP LỆ: ";
        text += change.what;
        if (change.object) text += " (đối tượng số " + std::to_string(change.object) + ")";
        text += "\n";
    }
    return text;
}

std::string conclusion(const SignatureReport& report) {
    if (report.issued()) return "HỢP LỆ. Văn bản đã được ký duyệt, cho số và đóng dấu.";
    if (report.valid() && report.signatures.size() == 1 &&
        report.signatures[0].field == paper_field::leader)
        return "CHỮ KÝ HỢP LỆ. Văn bản đã được ký duyệt nhưng chưa ban hành.";
    return report.valid() ? "CHỮ KÝ HỢP LỆ." : "KHÔNG HỢP LỆ.";
}

}  // namespace

std::string describe(const SignatureReport& report) {
    std::string text;
    for (const auto& [name, words] :
         {std::pair{paper_field::number, "Số: "}, std::pair{paper_field::date, "Ngày ban hành: "}})
        if (const auto found = report.fields.find(name); found != report.fields.end())
            text += words + (found->second.empty() ? "chưa ghi" : found->second) + "\n";
    if (!report.signatures.empty())
        text += "Tệp có " + std::to_string(report.signatures.size()) + " chữ ký số.\n";
    for (std::size_t i = 0; i < report.signatures.size(); ++i)
        text += one_signature(report.signatures[i], i + 1);
    text += all_changes(report);
    for (const auto& alarm : report.alarms) text += "Cảnh báo: " + alarm + "\n";
    text += "Kết luận: " + conclusion(report) + "\n";
    if (report.valid())
        text +=
            "Kết quả này chưa gồm việc tra cứu thu hồi chứng thư số và thẩm quyền của người ký.\n";
    return text;
}

}  // namespace tdkt::server
