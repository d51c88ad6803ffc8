#include "server/sheet_file/package.h"

#include <zip.h>

#include "server/sheet_file/grid.h"

namespace tdkt::server {

struct XlsxPackage::Closing {
    zip_t* archive = nullptr;
    ~Closing() { zip_discard(archive); }
};

namespace {

void expect_harmless(const std::string& name) {
    if (name.find("vbaProject") != std::string::npos)
        refuse_file("Tệp có macro. Hãy dùng mẫu .xlsx đã tải.");
    if (name.find("externalLinks/") != std::string::npos)
        refuse_file("Tệp có liên kết đến tệp khác. Hãy dán giá trị rồi lưu lại.");
}

}  // namespace

XlsxPackage::XlsxPackage(const std::string& path) : archive_(std::make_unique<Closing>()) {
    constexpr zip_int64_t most_parts = 200;
    int error = 0;
    archive_->archive = zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (archive_->archive == nullptr) refuse_file("Tệp .xlsx hỏng, không mở được.");
    const auto parts = zip_get_num_entries(archive_->archive, 0);
    if (parts > most_parts) refuse_file("Tệp .xlsx có quá nhiều thành phần.");
    for (zip_int64_t i = 0; i < parts; ++i) {
        const char* name = zip_get_name(archive_->archive, static_cast<zip_uint64_t>(i), 0);
        if (name != nullptr) expect_harmless(name);
    }
}

XlsxPackage::~XlsxPackage() = default;

bool XlsxPackage::has(const std::string& name) const {
    return zip_name_locate(archive_->archive, name.c_str(), 0) >= 0;
}

std::string XlsxPackage::part(const std::string& name) const {
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(
        zip_fopen(archive_->archive, name.c_str(), 0), zip_fclose);
    if (!file) refuse_file("Tệp .xlsx thiếu thành phần " + name + ", hoặc có mật khẩu.");
    std::string bytes;
    // What the archive says of its size is a stranger's word: only what comes out counts.
    std::string piece(std::size_t{64} << 10, '\0');
    for (;;) {
        const auto count = zip_fread(file.get(), piece.data(), piece.size());
        if (count < 0) refuse_file("Tệp .xlsx hỏng ở thành phần " + name + ".");
        if (count == 0) return bytes;
        bytes.append(piece, 0, static_cast<std::size_t>(count));
        if (bytes.size() > most_form_bytes)
            refuse_file("Tệp .xlsx có thành phần lớn quá 4 MB khi giải nén: " + name + ".");
    }
}

}  // namespace tdkt::server
