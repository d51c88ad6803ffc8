// A few places for work that takes much memory, and a short bench before them:
// when the bench is full, whoever comes is told at once and keeps no thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace tdkt::server {

class Turns {
  public:
    Turns(int places, int bench, std::chrono::milliseconds patience)
        : free_(places), bench_(bench), patience_(patience) {}

    // Holds a place. Throws Problem{busy} when the bench is full, or no place
    // became free in time.
    class Place {
      public:
        explicit Place(Turns& turns);
        ~Place();
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

      private:
        Turns& turns_;
    };

  private:
    std::mutex mutex_;
    std::condition_variable freed_;
    int free_;
    int bench_;
    const std::chrono::milliseconds patience_;
};

}  // namespace tdkt::server
