// The door to the network: the only place that knows Poco::Net. One request a
// connection; a sender who is slow, or sends what could be read in two ways,
// is turned away before anybody listens.
#pragma once

#include <chrono>
#include <memory>

namespace tdkt::server {

struct App;

class Door {
  public:
    // Takes the address of app.settings. Throws std::runtime_error, one line,
    // when it is not free. `app` outlives the door.
    explicit Door(App& app);
    ~Door();  // as stop(), and waits for whoever is answered still
    Door(const Door&) = delete;
    Door& operator=(const Door&) = delete;

    int port() const;

    // Lets nobody more in, and returns when those inside have their answers; false
    // when some have not after `patience`.
    bool stop(std::chrono::seconds patience = std::chrono::seconds(30));

  private:
    struct Rooms;
    std::unique_ptr<Rooms> rooms_;
};

}  // namespace tdkt::server
