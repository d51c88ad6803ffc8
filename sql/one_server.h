// Keeps a second server away from an SQLite file that one serves already. Other
// commands may work beside it: they take turns, change by change (one_writer.h).
#pragma once

#include <string>

namespace tdkt::sql {

class OneServer {
  public:
    // Holds the file PATH-server until it goes out of scope, also when the
    // program is killed. Does nothing for MariaDB, which many may serve. Throws
    // std::runtime_error, one line, when another program holds it.
    explicit OneServer(const std::string& url);
    ~OneServer();
    OneServer(const OneServer&) = delete;
    OneServer& operator=(const OneServer&) = delete;

  private:
    int file_ = -1;
};

// Whether there is anything at the address; MariaDB is asked only when it is opened.
bool may_exist(const std::string& url);

}  // namespace tdkt::sql
