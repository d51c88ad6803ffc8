// Lets one program at a time change the tables, on whichever node of a cluster
// it works: a row says who does, and until when nobody else may.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "sql/database.h"

namespace tdkt::sql {

class SchemaLock {
  public:
    // Waits for whoever holds it, and takes it over half a minute after they
    // were last alive. Throws std::runtime_error, one line, after ten minutes.
    // The database needs a second connection to keep it longer than that half minute.
    explicit SchemaLock(Database& database);
    ~SchemaLock();
    SchemaLock(const SchemaLock&) = delete;
    SchemaLock& operator=(const SchemaLock&) = delete;

    // Throws std::runtime_error when this program was thought dead, and another went on.
    void require_held() const;

  private:
    bool take();
    bool renew();
    void keep();

    Database& database_;
    const std::string holder_;
    std::atomic<bool> lost_ = false;
    std::mutex mutex_;
    std::condition_variable ended_;
    bool ending_ = false;
    std::thread keeper_;
};

}  // namespace tdkt::sql
