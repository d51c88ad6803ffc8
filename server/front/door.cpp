// Poco's TCPServer accepts and its threads serve, but the messages are read by
// wire.h and body.h and not by Poco's HTTP classes: those end a head of 4,092
// bytes a line too early, decode RFC 2047 words into line breaks, take
// truncated bodies for whole ones, and write response headers unchecked.
#include "server/front/door.h"

#include <Poco/Exception.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnection.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/ThreadPool.h>

#include <chrono>
#include <ostream>
#include <streambuf>

#include "server/app.h"
#include "server/front/body.h"
#include "server/front/dispatch.h"
#include "server/front/wire.h"
#include "server/showing/problem_response.h"

namespace tdkt::server {
namespace {

using Clock = std::chrono::steady_clock;
using workflow::Kind;
using workflow::Problem;

constexpr auto send_patience = std::chrono::seconds(30);  // for each part of an answer
constexpr auto linger = std::chrono::seconds(2);
constexpr std::int64_t slowest = 64 * 1024;  // bytes a second that a body must arrive with
constexpr std::int64_t unknown_length = 64 * 1024 * 1024;
constexpr std::size_t piece = 16 * 1024;

class TimedOut {};

// One socket, read against a time by which all must have come.
class Wire {
  public:
    explicit Wire(Poco::Net::StreamSocket& socket) : socket_(socket) {
        socket_.setNoDelay(true);
        socket_.setSendTimeout(Poco::Timespan(std::chrono::microseconds(send_patience).count()));
    }

    // 0 when the sender has closed or is gone. Throws TimedOut.
    std::size_t receive(char* to, std::size_t size, Clock::time_point until) {
        const auto left =
            std::chrono::duration_cast<std::chrono::microseconds>(until - Clock::now());
        if (left.count() <= 0 ||
            !socket_.poll(Poco::Timespan(left.count()), Poco::Net::Socket::SELECT_READ))
            throw TimedOut();
        try {
            const int count = socket_.receiveBytes(to, static_cast<int>(size));
            return count > 0 ? static_cast<std::size_t>(count) : 0;
        } catch (const Poco::Net::NetException&) {
            return 0;
        }
    }

    void send(const char* bytes, std::size_t size) {
        while (size > 0) {
            const int most = static_cast<int>(std::min<std::size_t>(size, 1 << 20));
            const int count = socket_.sendBytes(bytes, most);
            if (count <= 0) throw Poco::Net::NetException("the receiver has closed");
            bytes += count;
            size -= static_cast<std::size_t>(count);
        }
    }
    void send(const std::string& text) { send(text.data(), text.size()); }

    // Lets the sender finish and hear the answer: closing on unread bytes would
    // reset the connection and throw the answer away.
    void close() {
        socket_.shutdownSend();
        const auto until = Clock::now() + linger;
        char rest[piece];
        try {
            while (receive(rest, sizeof rest, until) > 0) continue;
        } catch (const TimedOut&) {
            return;
        }
    }

  private:
    Poco::Net::StreamSocket& socket_;
};

// What a streamed answer is written through; counts, for its length was promised.
class WireBuffer : public std::streambuf {
  public:
    WireBuffer(Wire& wire, std::int64_t length) : wire_(wire), left_(length) {
        setp(buffer_, buffer_ + sizeof buffer_);
    }
    std::int64_t left() const { return left_; }

  protected:
    int_type overflow(int_type c) override {
        if (sync() != 0) return traits_type::eof();
        if (!traits_type::eq_int_type(c, traits_type::eof())) {
            *pptr() = traits_type::to_char_type(c);
            pbump(1);
        }
        return traits_type::not_eof(c);
    }
    int sync() override {
        const auto size = pptr() - pbase();
        if (size > left_) throw std::logic_error("an answer longer than announced");
        wire_.send(pbase(), static_cast<std::size_t>(size));
        left_ -= size;
        setp(buffer_, buffer_ + sizeof buffer_);
        return 0;
    }

  private:
    Wire& wire_;
    std::int64_t left_;
    char buffer_[piece * 4];
};

class Connection : public Poco::Net::TCPServerConnection {
  public:
    Connection(const Poco::Net::StreamSocket& socket, App& app)
        : TCPServerConnection(socket), app_(app) {}

    void run() override {
        try {
            Wire wire(socket());
            serve(wire);
        } catch (const Poco::Exception&) {
            // The other side is gone; there is nobody to tell.
        } catch (const std::exception& accident) {
            app_.log.accident(accident, "the door");
        }
    }

  private:
    void serve(Wire& wire) {
        std::string received;
        try {
            const auto size = read_head(wire, received);
            if (size == 0) return;
            const auto head = parse_head(std::string_view(received).substr(0, size));
            serve(wire, head, received.substr(size));
        } catch (const Refusal& refusal) {
            app_.metrics.refusal(refusal.status);
            app_.log.line("refused", {{"status", std::to_string(refusal.status)},
                                      {"why", std::string(refusal.why)}});
            const auto response = refused(refusal, received);
            wire.send(format_head(response, app_.now()) + response.body);
        }
        wire.close();
    }

    // Reads up to the end of the head, and gives its size; 0 when the sender
    // went away before.
    std::size_t read_head(Wire& wire, std::string& received) {
        const auto until = Clock::now() + std::chrono::seconds(app_.settings.head_seconds);
        char bytes[piece];
        try {
            for (;;) {
                const auto count = wire.receive(bytes, sizeof bytes, until);
                if (count == 0) return 0;
                const auto seen = received.size() < 3 ? 0 : received.size() - 3;
                received.append(bytes, count);
                const auto end = received.find("\r\n\r\n", seen);
                if (end != std::string::npos) return end + 4;
                if (received.size() > longest_head) throw Refusal{431, "a head that is too long"};
                refuse_early(received);
            }
        } catch (const TimedOut&) {
            if (received.empty()) return 0;  // a browser opens connections ahead of need
            throw Refusal{408, "the head took too long"};
        }
    }

    // A head of bare line feeds would never end.
    static void refuse_early(const std::string& received) {
        if (received.find("\n\n") != std::string::npos)
            throw Refusal{400, "a line does not end in CRLF"};
        const auto line = received.find('\n');
        if (line == std::string::npos && received.size() > longest_line)
            throw Refusal{414, "a line is too long"};
    }

    void serve(Wire& wire, const Head& head, std::string ahead) {
        const auto length = head.chunked ? unknown_length : head.length;
        const auto until = Clock::now() + std::chrono::seconds(app_.settings.body_seconds) +
                           std::chrono::seconds(std::min(length, unknown_length * 4) / slowest);
        bool invited = !head.expects_continue || !ahead.empty();
        Body body(head, std::move(ahead), [&](char* to, std::size_t size) {
            if (!invited) wire.send("HTTP/1.1 100 Continue\r\n\r\n");
            invited = true;
            try {
                return wire.receive(to, size, until);
            } catch (const TimedOut&) {
                throw Problem(Kind::malformed,
                              "Nội dung gửi lên quá chậm nên không được ghi nhận. Hãy gửi lại.");
            }
        });
        const auto peer = socket().peerAddress().host().toString();
        send(wire, answer(head, body, peer, app_), head.method == "HEAD");
    }

    void send(Wire& wire, const Response& response, bool head_only) {
        std::string first;
        try {
            first = format_head(response, app_.now());
        } catch (const std::logic_error& accident) {
            // A header that cannot be sent is our accident, and still deserves an answer.
            app_.log.accident(accident, "the head of an answer");
            return wire.send(format_head({500, ""}, app_.now()));
        }
        if (head_only || response.status == 204 || response.status == 304) return wire.send(first);
        if (!response.stream) return wire.send(first.append(response.body));
        wire.send(first);
        WireBuffer buffer(wire, response.length);
        std::ostream out(&buffer);
        out.exceptions(std::ios::badbit);
        response.stream(out);
        out.flush();
        if (buffer.left() != 0) throw std::logic_error("an answer shorter than announced");
    }

    App& app_;
};

class Connections : public Poco::Net::TCPServerConnectionFactory {
  public:
    explicit Connections(App& app) : app_(app) {}
    Poco::Net::TCPServerConnection* createConnection(
        const Poco::Net::StreamSocket& socket) override {
        return new Connection(socket, app_);
    }

  private:
    App& app_;
};

Poco::Net::ServerSocket listen(const Settings& settings) {
    try {
        // Poco's constructor would share the port with another server that listens
        // there already, each of them getting some of the connections.
        Poco::Net::ServerSocket socket;
        socket.bind(
            Poco::Net::SocketAddress(settings.host, static_cast<Poco::UInt16>(settings.port)),
            /*reuseAddress=*/true, /*reusePort=*/false);
        socket.listen(settings.queue);
        return socket;
    } catch (const Poco::Exception& error) {
        throw std::runtime_error("cannot serve on " + settings.host + ':' +
                                 std::to_string(settings.port) + ": " + error.displayText() +
                                 "; choose another with --listen");
    }
}

Poco::Net::TCPServerParams* parameters(const Settings& settings) {
    auto* parameters = new Poco::Net::TCPServerParams;
    parameters->setMaxThreads(settings.threads);
    parameters->setMaxQueued(settings.queue);
    // Idle threads look up this often; a wake-up that Poco loses while stopping costs no more.
    parameters->setThreadIdleTime(Poco::Timespan(1, 0));
    return parameters;
}

}  // namespace

struct Door::Rooms {
    explicit Rooms(App& app)
        : threads(2, app.settings.threads + 1),
          socket(listen(app.settings)),
          server(new Connections(app), threads, socket, parameters(app.settings)) {}

    Poco::ThreadPool threads;
    Poco::Net::ServerSocket socket;
    Poco::Net::TCPServer server;
};

Door::Door(App& app) : rooms_(std::make_unique<Rooms>(app)) {
    auto& server = rooms_->server;
    app.metrics.ask("tdkt_connections", "Connections inside.",
                    [&] { return server.currentConnections(); });
    app.metrics.ask("tdkt_connections_waiting", "Connections that wait for a thread.",
                    [&] { return server.queuedConnections(); });
    app.metrics.ask("tdkt_connections_refused", "Connections turned away because too many waited.",
                    [&] { return server.refusedConnections(); });
    server.start();
}

Door::~Door() {
    stop();
}

int Door::port() const {
    return rooms_->socket.address().port();
}

void Door::stop() {
    rooms_->server.stop();
    rooms_->threads.joinAll();
}

}  // namespace tdkt::server
