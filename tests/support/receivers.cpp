#include "tests/support/receivers.h"

#include <Poco/Base64Decoder.h>
#include <Poco/Base64Encoder.h>
#include <Poco/Net/DialogSocket.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/TCPServerConnection.h>
#include <Poco/Net/TCPServerConnectionFactory.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace tdkt::test {

using Poco::Net::Context;
using Poco::Net::DialogSocket;
using Poco::Net::StreamSocket;
using Poco::Net::TCPServerConnection;

namespace {

// The first of what is set for a point of the conversation, or what is usual there.
std::string next(std::deque<std::string>& answers, const std::string& usual) {
    if (answers.empty()) return usual;
    auto answer = answers.front();
    answers.pop_front();
    return answer;
}

std::string decoded(const std::string& text) {
    std::istringstream in(text);
    Poco::Base64Decoder decoder(in);
    return {std::istreambuf_iterator<char>(decoder), {}};
}

template <class Connection, class State>
class Factory : public Poco::Net::TCPServerConnectionFactory {
  public:
    explicit Factory(State& state) : state_(state) {}
    TCPServerConnection* createConnection(const StreamSocket& socket) override {
        return new Connection(socket, state_);
    }

  private:
    State& state_;
};

template <class Connection, class State>
std::unique_ptr<Poco::Net::TCPServer> serving(State& state) {
    Poco::Net::ServerSocket socket(Poco::Net::SocketAddress("127.0.0.1", 0));
    auto server =
        std::make_unique<Poco::Net::TCPServer>(new Factory<Connection, State>(state), socket);
    server->start();
    return server;
}

}  // namespace

Identity make_identity(const std::string& folder, const std::string& name) {
    Identity identity{folder + "/" + name + ".pem", folder + "/" + name + ".key"};
    const auto command = "openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=" + name +
                         " -addext subjectAltName=DNS:" + name + " -keyout " + identity.key +
                         " -out " + identity.certificate + " 2>/dev/null";
    if (std::system(command.c_str()) != 0) throw std::runtime_error("openssl made no certificate");
    return identity;
}

std::string TakenMail::head(const std::string& name) const {
    const auto heads = "\n" + text.substr(0, text.find("\r\n\r\n"));
    const auto at = heads.find("\n" + name + ": ");
    if (at == heads.npos) return {};
    const auto start = at + name.size() + 3;
    return heads.substr(start, heads.find('\r', start) - start);
}

std::string TakenMail::body() const {
    return decoded(text.substr(text.find("\r\n\r\n") + 4));
}

struct MailReceiver::State {
    mutable std::mutex mutex;
    Context::Ptr tls;
    std::string credentials;  // as AUTH PLAIN sends them, decoded; empty: none wanted
    std::string mechanism = "PLAIN";
    std::deque<std::string> to_rcpt, to_data;
    int drops = 0, connections = 0;
    std::vector<TakenMail> mails;
};

namespace {

class MailConnection : public TCPServerConnection {
  public:
    MailConnection(const StreamSocket& socket, MailReceiver::State& state)
        : TCPServerConnection(socket), state_(state) {}

    void run() override try {
        DialogSocket dialog(socket());
        const std::lock_guard lock(state_.mutex);
        ++state_.connections;
        dialog.sendMessage("220 localhost");
        for (std::string line; dialog.receiveMessage(line) && answer(dialog, line);) line.clear();
    } catch (const std::exception&) {
        // The client went away.
    }

  private:
    bool answer(DialogSocket& dialog, const std::string& line) {
        const auto is = [&](const char* word) { return line.starts_with(word); };
        if (is("EHLO")) {
            dialog.sendMessage(state_.tls && !secure_
                                   ? "250-localhost\r\n250 STARTTLS"
                                   : "250-localhost\r\n250 AUTH " + state_.mechanism);
        } else if (is("STARTTLS") && state_.tls) {
            dialog.sendMessage("220 go ahead");
            dialog = DialogSocket(Poco::Net::SecureStreamSocket::attach(dialog, state_.tls));
            secure_ = true;
        } else if (is("AUTH PLAIN ") && state_.mechanism == "PLAIN") {
            let_in(dialog, decoded(line.substr(11)));
        } else if (is("AUTH LOGIN")) {
            const auto name = asked(dialog, "334 VXNlcm5hbWU6");
            const std::string nobody(1, '\0');
            let_in(dialog, nobody + name + nobody + asked(dialog, "334 UGFzc3dvcmQ6"));
        } else if (is("MAIL FROM:")) {
            const bool open =
                (!state_.tls || secure_) && (state_.credentials.empty() || signed_in_);
            mail_.from = line.substr(10);
            dialog.sendMessage(open ? "250 ok" : "530 5.7.0 not in this way");
        } else if (is("RCPT TO:")) {
            mail_.to = line.substr(8);
            dialog.sendMessage(next(state_.to_rcpt, "250 ok"));
        } else if (is("DATA")) {
            return take(dialog);
        } else {
            dialog.sendMessage(is("QUIT") ? "221 bye" : "502 what?");
            return !is("QUIT");
        }
        return true;
    }

    static std::string asked(DialogSocket& dialog, const std::string& question) {
        dialog.sendMessage(question);
        std::string line;
        dialog.receiveMessage(line);
        return decoded(line);
    }

    void let_in(DialogSocket& dialog, const std::string& credentials) {
        signed_in_ = credentials == state_.credentials;
        dialog.sendMessage(signed_in_ ? "235 welcome" : "535 5.7.8 bad credentials");
    }

    bool take(DialogSocket& dialog) {
        dialog.sendMessage("354 go on");
        mail_.text.clear();
        for (std::string line; dialog.receiveMessage(line) && line != "."; line.clear())
            mail_.text += (line.starts_with("..") ? line.substr(1) : line) + "\r\n";
        const auto said = next(state_.to_data, "250 taken");
        if (said.starts_with("250")) state_.mails.push_back(mail_);
        if (state_.drops > 0) {
            --state_.drops;
            return false;
        }
        dialog.sendMessage(said);
        return true;
    }

    MailReceiver::State& state_;
    TakenMail mail_;
    bool secure_ = false, signed_in_ = false;
};

}  // namespace

MailReceiver::MailReceiver(const Identity* identity) : state_(std::make_unique<State>()) {
    if (identity != nullptr)
        state_->tls = new Context(Context::TLS_SERVER_USE, identity->key, identity->certificate, "",
                                  Context::VERIFY_NONE);
    server_ = serving<MailConnection>(*state_);
}

MailReceiver::~MailReceiver() {
    server_->stop();
}

int MailReceiver::port() const {
    return server_->port();
}

void MailReceiver::answer_rcpt(int times, const std::string& answer) {
    const std::lock_guard lock(state_->mutex);
    state_->to_rcpt.insert(state_->to_rcpt.end(), static_cast<std::size_t>(times), answer);
}

void MailReceiver::answer_data(int times, const std::string& answer) {
    const std::lock_guard lock(state_->mutex);
    state_->to_data.insert(state_->to_data.end(), static_cast<std::size_t>(times), answer);
}

void MailReceiver::drop_after_data(int times) {
    const std::lock_guard lock(state_->mutex);
    state_->drops = times;
}

void MailReceiver::expect_login(const std::string& user, const std::string& password,
                                const std::string& mechanism) {
    const std::lock_guard lock(state_->mutex);
    state_->mechanism = mechanism;
    const std::string nobody(1, '\0');
    state_->credentials = nobody + user + nobody + password;
}

std::vector<TakenMail> MailReceiver::mails() const {
    const std::lock_guard lock(state_->mutex);
    return state_->mails;
}

int MailReceiver::connections() const {
    const std::lock_guard lock(state_->mutex);
    return state_->connections;
}

struct WebhookReceiver::State {
    mutable std::mutex mutex;
    std::deque<std::string> answers;
    std::vector<Delivered> delivered;
};

namespace {

class WebhookConnection : public TCPServerConnection {
  public:
    WebhookConnection(const StreamSocket& socket, WebhookReceiver::State& state)
        : TCPServerConnection(socket), state_(state) {}

    void run() override try {
        DialogSocket dialog(socket());
        Delivered one;
        std::string line;
        dialog.receiveMessage(line);
        one.target = line;
        for (line.clear(); dialog.receiveMessage(line) && !line.empty(); line.clear()) {
            const auto colon = line.find(": ");
            auto name = line.substr(0, colon);
            std::ranges::transform(name, name.begin(), [](unsigned char c) {
                return static_cast<char>(std::tolower(c));
            });
            one.heads[name] = line.substr(colon + 2);
        }
        one.body.resize(std::stoul(one.heads["content-length"]));
        for (std::size_t at = 0; at < one.body.size();)
            at += static_cast<std::size_t>(dialog.receiveRawBytes(
                one.body.data() + at, static_cast<int>(one.body.size() - at)));
        const std::lock_guard lock(state_.mutex);
        state_.delivered.push_back(one);
        const auto answer = next(state_.answers, "HTTP/1.1 204 No Content\r\n\r\n");
        if (!answer.empty()) socket().sendBytes(answer.data(), static_cast<int>(answer.size()));
    } catch (const std::exception&) {
        // The client went away.
    }

  private:
    WebhookReceiver::State& state_;
};

}  // namespace

WebhookReceiver::WebhookReceiver()
    : state_(std::make_unique<State>()), server_(serving<WebhookConnection>(*state_)) {}

WebhookReceiver::~WebhookReceiver() {
    server_->stop();
}

int WebhookReceiver::port() const {
    return server_->port();
}

std::string WebhookReceiver::url() const {
    return "http://127.0.0.1:" + std::to_string(port()) + "/tdkt?v=1";
}

void WebhookReceiver::answer(const std::string& answer, int times) {
    const std::lock_guard lock(state_->mutex);
    state_->answers.insert(state_->answers.end(), static_cast<std::size_t>(times), answer);
}

std::vector<Delivered> WebhookReceiver::delivered() const {
    const std::lock_guard lock(state_->mutex);
    return state_->delivered;
}

}  // namespace tdkt::test
