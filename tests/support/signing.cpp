#include "tests/support/signing.h"

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace tdkt::test {

namespace {

std::string stream(const std::string& content) {
    return "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
           "\nendstream";
}

std::string widget(const std::string& type, const std::string& name, const std::string& rectangle) {
    return "<< /Type /Annot /Subtype /Widget /FT /" + type + " /T (" + name + ") /Rect [" +
           rectangle + "] /P 3 0 R /F 4" + (type == "Tx" ? " /DA (/F0 13 Tf 0 g)" : "") + " >>";
}

std::string line(const char* format, std::size_t value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), format, value);
    return text.data();
}

server::Draw words(const std::string& text, const std::string& colour) {
    return [=](double, double) {
        return "BT " + colour + " rg /F0 10 Tf 2 4 Td (" + text + ") Tj ET";
    };
}

const char* const agency = "Bảo hiểm xã hội thành phố Đà Nẵng";

std::size_t number_after(const std::string& text, const std::string& word) {
    const auto found = text.rfind(word);
    if (found == text.npos) throw std::runtime_error("no " + word);
    return std::stoull(text.substr(found + word.size()));
}

}  // namespace

PdfObjects sample_objects() {
    return {
        {1, "<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R >>"},
        {2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"},
        {3,
         "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << "
         "/Font << /F0 5 0 R >> >> /Annots [7 0 R 8 0 R 9 0 R 10 0 R] >>"},
        {4, stream("BT /F0 14 Tf 100 700 Td (Tang Giay khen cho 12 ca nhan) Tj ET")},
        {5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"},
        {6,
         "<< /Fields [7 0 R 8 0 R 9 0 R 10 0 R] /DR << /Font << /F0 5 0 R >> >> /DA (/F0 13 Tf "
         "0 g) >>"},
        {7, widget("Tx", "so", "100 760 160 776")},
        {8, widget("Tx", "ngay", "400 760 440 776")},
        {9, widget("Sig", "ky_lanh_dao", "350 100 530 180")},
        {10, widget("Sig", "dau_co_quan", "300 90 400 190")},
        {11, "<< /Title (Quyet dinh) >>"},
    };
}

std::string write_pdf(const PdfObjects& objects) {
    std::string pdf = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    const int count = objects.rbegin()->first + 1;
    std::string table = "xref\n0 " + std::to_string(count) + "\n0000000000 65535 f \n";
    for (int i = 1; i < count; ++i) {
        table += line("%010zu 00000 n \n", pdf.size());
        pdf += std::to_string(i) + " 0 obj\n" + objects.at(i) + "\nendobj\n";
    }
    const auto at = pdf.size();
    return pdf + table + "trailer\n<< /Size " + std::to_string(count) +
           " /Root 1 0 R /Info 11 0 R /ID [<30313233343536373839616263646566> "
           "<30313233343536373839616263646566>] >>\nstartxref\n" +
           std::to_string(at) + "\n%%EOF\n";
}

std::string append_update(const std::string& pdf, const PdfObjects& objects) {
    const auto before = number_after(pdf, "startxref");
    auto size = number_after(pdf, "/Size ");
    std::string result = pdf;
    std::string table = "xref\n";
    for (const auto& [number, body] : objects) {
        size = std::max(size, static_cast<std::size_t>(number) + 1);
        table += std::to_string(number) + " 1\n" + line("%010zu 00000 n \n", result.size());
        result += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
    }
    const auto at = result.size();
    return result + table + "trailer\n<< /Size " + std::to_string(size) +
           " /Root 1 0 R /Info 11 0 R /Prev " + std::to_string(before) + " >>\nstartxref\n" +
           std::to_string(at) + "\n%%EOF\n";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto found = text.find(from);
    if (found == text.npos) throw std::runtime_error("nothing to replace: " + from);
    return text.replace(found, from.size(), to);
}

SigningOffice::SigningOffice()
    : leader(authority.key("leader", {"Nguyễn Thị Ánh Nguyệt", agency, "Giám đốc"}, founded_at)),
      seal(authority.key("seal", {agency, agency, ""}, founded_at)) {}

std::string SigningOffice::approved(const std::string& paper) const {
    return approve(paper, leader, approval(), approved_at);
}

std::string SigningOffice::issued(const std::string& paper) const {
    return issue(paper, seal, issue_marks(), roots, issued_at);
}

server::SignatureReport SigningOffice::look(const std::string& pdf) const {
    return server::verify(pdf, roots, now);
}

SigningOffice& signing_office() {
    static SigningOffice office;
    return office;
}

server::SignatureMark approval() {
    return {words("Ky boi", "0 0 1"), "Phê duyệt", "Đà Nẵng"};
}

server::IssueMarks issue_marks() {
    const server::FieldFilling number{"412/QĐ-BHXH", words("412", "0 0 0")};
    const server::FieldFilling date{"23", words("23", "0 0 0")};
    return {{{"so", number}, {"ngay", date}, {"so_phu_luc", number}, {"ngay_phu_luc", date}},
            {words("Dau", "1 0 0"), "Ban hành", "Đà Nẵng"}};
}

std::string keep(const TempDir& folder, const std::string& name, const std::string& bytes) {
    const auto path = folder / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

std::pair<int, std::string> run_program(const std::string& command) {
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    if (!pipe) throw std::runtime_error("cannot run " + command);
    std::string printed;
    std::array<char, 4096> buffer{};
    while (const auto count = std::fread(buffer.data(), 1, buffer.size(), pipe))
        printed.append(buffer.data(), count);
    const int status = ::pclose(pipe);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, printed};
}

std::string said_against_two_signatures(const std::string& file) {
    const auto times = [](const std::string& text, const std::string& wanted) {
        int count = 0;
        for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1))
            ++count;
        return count;
    };
    const auto checked = run_program("pdfsig -nocert " + file).second;
    const auto seen = run_program("mutool sign -v " + file).second;
    const bool good = times(checked, "Signature is Valid") == 2 &&
                      times(seen, "signature is valid but there have been edits") == 1 &&
                      times(seen, "document is unchanged since signing") == 1;
    return good ? "" : checked + seen;
}

}  // namespace tdkt::test
