// Poco gives the address; the messages are read by wire.h and framing.h and not
// by Poco's HTTP classes: those end a head of 4,092 bytes a line too early,
// decode RFC 2047 words into line breaks, take truncated bodies for whole ones,
// and write response headers unchecked. Nor do its servers listen: they keep a
// thread for everyone who is slow, and reset whom they have no thread for.
#include "server/front/door.h"

#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <sys/resource.h>

#include <algorithm>
#include <future>

#include "server/front/hall.h"

namespace tdkt::server {
namespace {

constexpr int wait_in_kernel = 1024;
constexpr rlim_t other_files = 512;  // databases, logs, files on their way

Poco::Net::ServerSocket listen(const Settings& settings) {
    try {
        // Poco's constructor would share the port with another server that listens
        // there already, each of them getting some of the connections.
        Poco::Net::ServerSocket socket;
        socket.bind(
            Poco::Net::SocketAddress(settings.host, static_cast<Poco::UInt16>(settings.port)),
            /*reuseAddress=*/true, /*reusePort=*/false);
        socket.listen(wait_in_kernel);
        socket.setBlocking(false);
        return socket;
    } catch (const Poco::Exception& error) {
        throw std::runtime_error("cannot serve on " + settings.host + ':' +
                                 std::to_string(settings.port) + ": " + error.displayText() +
                                 "; choose another with --listen");
    }
}

// Each connection is a file to the system, which allows a thousand unless asked.
void allow_files(App& app) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    const auto wanted = static_cast<rlim_t>(app.settings.connections) + other_files;
    if (limit.rlim_cur >= wanted) return;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur >= wanted) return;
    app.settings.connections =
        std::max(1, static_cast<int>(limit.rlim_cur) - static_cast<int>(other_files));
    app.log.line("connections", {{"most", std::to_string(app.settings.connections)},
                                 {"why", "the system allows no more open files"}});
}

// Those who send files keep a thread while they do, so they have their own.
int threads_for_files(const Settings& settings) {
    return std::max(2, settings.threads / 2);
}

}  // namespace

struct Door::Rooms {
    explicit Rooms(App& app)
        : socket(listen(app.settings)),
          hall(app, socket.impl()->sockfd(), pages, files),
          pages(app.settings.threads, app.settings.queue),
          files(threads_for_files(app.settings), app.settings.queue),
          ended(std::async(std::launch::async, [this] {
              hall.run();
              socket.close();
          })) {}

    Poco::Net::ServerSocket socket;
    Hall hall;
    Workers pages, files;  // end before the hall that they report to
    std::future<void> ended;
};

Door::Door(App& app) {
    allow_files(app);
    rooms_ = std::make_unique<Rooms>(app);
    auto& rooms = *rooms_;
    app.metrics.ask("tdkt_connections", "Connections inside.", [&] { return rooms.hall.guests(); });
    app.metrics.ask("tdkt_connections_waiting", "Requests that wait for a thread.",
                    [&] { return rooms.pages.waiting() + rooms.files.waiting(); });
    app.metrics.ask("tdkt_connections_refused",
                    "Connections answered 503 because there were too many.",
                    [&] { return rooms.hall.refused(); });
}

Door::~Door() {
    stop(std::chrono::seconds(0));
}

int Door::port() const {
    return rooms_->socket.address().port();
}

bool Door::stop(std::chrono::seconds patience) {
    const auto until = Clock::now() + patience;
    rooms_->hall.close(until);
    return rooms_->ended.wait_until(until + std::chrono::seconds(1)) == std::future_status::ready;
}

}  // namespace tdkt::server
