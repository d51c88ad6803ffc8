// The hall behind the door: one thread that receives and sends for everybody, so
// that a slow one costs a few bytes of memory and nobody's time. Whoever has
// sent all is answered by the workers.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "server/front/guest.h"
#include "server/front/workers.h"

namespace tdkt::server {

class Hall {
  public:
    // `listener` listens and does not block; it and the others outlive the hall.
    Hall(App& app, int listener, Workers& pages, Workers& files);
    ~Hall();
    Hall(const Hall&) = delete;
    Hall& operator=(const Hall&) = delete;

    // Until close() was called and the hall is empty.
    void run();

    // From any thread. Lets nobody more in; run() ends when those inside have left,
    // or at `until`, when those are put out who still send or receive.
    void close(Clock::time_point until);

    int guests() const { return guests_inside_; }
    int refused() const { return refused_; }

  private:
    using Guests = std::unordered_map<int, std::unique_ptr<Guest>>;

    void watch(int file, unsigned events, bool is_new);
    void listen(bool on);
    bool let_in();
    void let_in(Socket socket, std::string peer);
    void move(int file);
    void move(Guest& guest);
    void hear(Guest& guest);
    void hear_body(Guest& guest);
    void speak(Guest& guest);
    void hand_on(Guest& guest);
    void answered();
    void answer(Guest& guest, Outgoing outgoing);
    void refuse(Guest& guest, const Refusal& reason);
    void put_out(Guest& guest);
    void lose_patience();
    void lose_patience(Guest& guest, Clock::time_point now);
    bool is_over();
    bool has_too_many(const std::string& peer);
    void account(Guest& guest);

    App& app_;
    const int listener_;
    Workers &pages_, &files_;
    const int poll_, bell_;  // epoll; an eventfd by which other threads are heard
    bool listening_ = false;
    bool shut_ = false;  // nobody more can connect
    Guests guests_;
    std::unordered_map<std::string, int> by_peer_;
    std::size_t memory_ = 0;  // bytes of messages that are not complete
    Clock::time_point looked_at_;
    std::atomic<int> guests_inside_ = 0, refused_ = 0;

    std::mutex mutex_;
    std::vector<Guest*> answered_;
    bool closing_ = false;
    Clock::time_point closed_by_;
};

}  // namespace tdkt::server
