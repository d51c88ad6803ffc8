#include "server/backups/file.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <istream>
#include <ostream>
#include <system_error>

#include "server/jobs/work_folder.h"
#include "server/on_disk.h"
#include "sql/audit/audit.h"

namespace tdkt::server {

namespace fs = std::filesystem;

namespace {

// A file that neither gives nor takes any more once it is told to halt.
class Haltable : public std::filebuf {
  public:
    explicit Haltable(const std::atomic<bool>* halt) : halt_(halt) {}

  protected:
    std::streamsize xsputn(const char* bytes, std::streamsize count) override {
        return halted() ? 0 : std::filebuf::xsputn(bytes, count);
    }
    std::streamsize xsgetn(char* bytes, std::streamsize count) override {
        return halted() ? 0 : std::filebuf::xsgetn(bytes, count);
    }

  private:
    bool halted() const { return halt_ != nullptr && *halt_; }

    const std::atomic<bool>* halt_;
};

[[noreturn]] void fail(const std::string& what, const fs::path& file) {
    throw std::system_error(errno, std::generic_category(), what + ' ' + file.string());
}

// A file beside the one that is to be; gone unless it becomes that one.
class Part {
  public:
    explicit Part(const fs::path& file) : file_(file) {
        auto name = file.string() + ".XXXXXX";
        const int made = ::mkstemp(name.data());
        if (made < 0) fail("cannot write beside", file);
        ::close(made);
        path_ = name;
    }
    ~Part() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove(path_, ignored);
    }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

    const fs::path& path() const { return path_; }

    void become_whole() {
        keep_on_disk(path_);
        // A link, unlike a new name, never takes the place of another file.
        if (::link(path_.c_str(), file_.c_str()) != 0) fail("cannot make", file_);
        fs::remove(path_);
        path_.clear();
        keep_on_disk(folder_of(file_));
    }

  private:
    const fs::path file_;
    fs::path path_;
};

}  // namespace

WrittenBackup write_backup(sql::Database& database, const fs::path& file, std::int64_t now,
                           const std::atomic<bool>* halt) {
    if (fs::exists(file))
        throw std::runtime_error(file.string() + " is there already; give the backup another name");
    Part part(file);
    WrittenBackup written;
    Haltable bytes(halt);
    if (bytes.open(part.path(), std::ios::out | std::ios::binary) == nullptr)
        fail("cannot write", part.path());
    std::ostream out(&bytes);
    written.holdings =
        database.read_once([&](auto& db) { return sql::backup(db, database.dialect(), now, out); });
    if (bytes.close() == nullptr) fail("cannot write", part.path());
    written.size = fs::file_size(part.path());
    part.become_whole();
    return written;
}

sql::Restored restore_backup(sql::Database& database, const fs::path& file, std::int64_t now,
                             const std::atomic<bool>* halt) {
    Haltable bytes(halt);
    if (bytes.open(file, std::ios::in | std::ios::binary) == nullptr) fail("cannot read", file);
    std::istream in(&bytes);
    return sql::restore(database, in, now);
}

TriedBackup try_backup(const fs::path& file, const fs::path& spool, const workflow::Rules& rules,
                       const sql::BelieveCheckpoint& believe, std::int64_t now,
                       const std::atomic<bool>* halt) {
    const WorkFolder folder(spool);
    sql::Database database("sqlite:" + folder.file("tried.db"), 2);
    TriedBackup tried;
    tried.restored = restore_backup(database, file, now, halt);
    tried.breaks = database.read([&](auto& db) { return sql::audit(db, rules, believe).breaks; });
    return tried;
}

}  // namespace tdkt::server
