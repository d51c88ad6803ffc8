// Keeps a second program (a command line beside the server) from writing to
// the same SQLite file at the same moment.
#pragma once

#include <chrono>
#include <string>

namespace tdkt::sql {

class OneWriter {
  public:
    // Uses the file `path`, made when it is not there; it stays empty. Throws
    // std::system_error when that cannot be made.
    explicit OneWriter(const std::string& path);
    ~OneWriter();
    OneWriter(const OneWriter&) = delete;
    OneWriter& operator=(const OneWriter&) = delete;

    // The right to write, until it goes out of scope. Waits for the other
    // program; throws Problem{busy} after `patience`.
    class Turn {
      public:
        Turn(const OneWriter& writer, std::chrono::milliseconds patience);
        ~Turn();
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

      private:
        int file_;
    };

  private:
    int file_;
};

}  // namespace tdkt::sql
