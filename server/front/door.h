// The door to the network: the only place that knows Poco::Net. One request a
// connection; a sender who is slow, or sends what could be read in two ways,
// is turned away before anybody listens.
#pragma once

#include <memory>

namespace tdkt::server {

struct App;

class Door {
  public:
    // Takes the address of app.settings. Throws std::runtime_error, one line,
    // when it is not free. `app` outlives the door.
    explicit Door(App& app);
    ~Door();
    Door(const Door&) = delete;
    Door& operator=(const Door&) = delete;

    int port() const;

    // Takes no more connections, and returns when those inside have left.
    void stop();

  private:
    struct Rooms;
    std::unique_ptr<Rooms> rooms_;
};

}  // namespace tdkt::server
