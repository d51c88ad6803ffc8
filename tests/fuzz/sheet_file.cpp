// A table that somebody uploads, XLSX or CSV, read as a form of appraisal sheets. Of a workbook
// the table and its texts are what changes: packed bytes would hardly ever unpack again.
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#include <string>

#include "server/sheet_file/form.h"
#include "tests/fuzz/fuzz.h"
#include "workflow/problem.h"

using namespace tdkt;

namespace {

constexpr std::string_view book =
    R"(<workbook><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>)";
constexpr std::string_view links =
    R"(<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>)";

// A file that lies in memory alone.
class MemoryFile {
  public:
    explicit MemoryFile(std::string_view bytes) : file_(memfd_create("form", 0)) {
        fuzz::require(
            write(file_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
            "a file takes its bytes");
    }
    ~MemoryFile() { close(file_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

  private:
    int file_;
};

void put(zip_t* archive, const char* name, std::string_view part) {
    zip_source_t* source = zip_source_buffer(archive, part.data(), part.size(), 0);
    const auto at = zip_file_add(archive, name, source, 0);
    fuzz::require(at >= 0, "an archive takes a part");
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
}

std::string workbook(std::string_view table, std::string_view texts) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* bytes = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_t* archive = zip_open_from_source(bytes, ZIP_TRUNCATE, &error);
    fuzz::require(archive != nullptr, "an archive opens");
    zip_source_keep(bytes);
    put(archive, "xl/workbook.xml", book);
    put(archive, "xl/_rels/workbook.xml.rels", links);
    put(archive, "xl/worksheets/sheet1.xml", table);
    if (!texts.empty()) put(archive, "xl/sharedStrings.xml", texts);
    fuzz::require(zip_close(archive) == 0, "an archive is written");
    zip_stat_t stat;
    zip_source_stat(bytes, &stat);
    std::string written(stat.size, '\0');
    zip_source_open(bytes);
    zip_source_read(bytes, written.data(), written.size());
    zip_source_close(bytes);
    zip_source_free(bytes);
    return written;
}

void look(std::string_view bytes) {
    const MemoryFile file(bytes);
    try {
        for (const auto& row : server::read_form_file(file.path()))
            fuzz::require(row.line > 0, "a row knows where it stands");
    } catch (const workflow::Problem& problem) {
        fuzz::require(!problem.faults().empty(), "what is refused is refused with a reason");
    }
}

}  // namespace

// "x", the table, NUL, its texts; anything else is a file as it stands.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    auto text = fuzz::text_of(bytes, size);
    if (!text.starts_with('x')) {
        look(text);
        return 0;
    }
    text.remove_prefix(1);
    const auto table = fuzz::take_part(text);
    look(workbook(table, text));
    return 0;
}
