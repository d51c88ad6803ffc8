// A PDF in memory, opened for reading: its form fields and its place for more.
// Nothing is repaired: what needs repair could be read otherwise elsewhere.
#pragma once

#include <cstdint>
#include <map>
#include <qpdf/QPDF.hh>
#include <string>
#include <string_view>
#include <vector>

namespace tdkt::server {

// The fields of every paper that is to be signed (templates/paper writes them).
namespace paper_field {
inline constexpr const char* number = "so";
inline constexpr const char* date = "ngay";
inline constexpr const char* leader = "ky_lanh_dao";
inline constexpr const char* seal = "dau_co_quan";
inline constexpr const char* secretary = "ky_thu_ky";  // of minutes, beside their chair

// Number and date, wherever the paper has them: also so_phu_luc, ngay_phu_luc …
constexpr bool is_number(std::string_view name) {
    return name == number || name.starts_with("so_");
}
constexpr bool is_date(std::string_view name) {
    return name == date || name.starts_with("ngay_");
}
constexpr bool is_persons(std::string_view name) {
    return name == leader || name == secretary;
}
constexpr bool is_clerks(std::string_view name) {
    return is_number(name) || is_date(name);
}
}  // namespace paper_field

class PdfFile {
  public:
    // The bytes must outlive the object. Throws workflow::Problem (malformed)
    // when they are no PDF, are damaged, or are encrypted.
    explicit PdfFile(std::string_view bytes);

    std::string_view bytes() const { return bytes_; }
    QPDF& document() { return document_; }
    QPDFObjectHandle root() { return document_.getRoot(); }
    QPDFObjectHandle form() { return root().getKey("/AcroForm"); }

    // Terminal fields by full name ("a.b"). A name that occurs twice keeps its first field and
    // is told by ambiguous().
    const std::map<std::string, QPDFObjectHandle>& fields();
    bool ambiguous();

    // Objects in use and where they lie.
    const std::map<QPDFObjGen, QPDFXRefEntry>& table();

    // Offset that the last startxref names.
    std::uint64_t last_table_at() const;

  private:
    void collect_fields(QPDFObjectHandle field, const std::string& prefix, int depth);

    std::string_view bytes_;
    QPDF document_;
    std::map<std::string, QPDFObjectHandle> fields_;
    std::map<QPDFObjGen, QPDFXRefEntry> table_;
    bool fields_known_ = false;
    bool ambiguous_ = false;
    int visits_ = 0;
};

// The text of a field's value, or empty.
std::string field_text(QPDFObjectHandle field);

// A field's type (/Tx, /Sig), its parents' when it has none itself; empty when unknown.
std::string field_type(QPDFObjectHandle field);

}  // namespace tdkt::server
