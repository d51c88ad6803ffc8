#include "tests/support/http_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <stdexcept>

#include "server/front/text.h"

namespace tdkt::test {
namespace {

constexpr auto boundary = "----tests-support-boundary";

class Socket {
  public:
    explicit Socket(int port) : handle_(socket(AF_INET, SOCK_STREAM, 0)) {
        timeval patience{30, 0};
        setsockopt(handle_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(handle_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("cannot connect to the server under test");
    }
    ~Socket() { close(handle_); }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    // False when the server no longer listens; what it said can still be read.
    bool send(const std::string& bytes) {
        for (std::size_t at = 0; at < bytes.size();) {
            const auto count = ::send(handle_, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
            if (count <= 0) return false;
            at += static_cast<std::size_t>(count);
        }
        return true;
    }
    void end() { shutdown(handle_, SHUT_WR); }
    std::string all() {
        std::string text;
        char bytes[16384];
        for (;;) {
            const auto count = recv(handle_, bytes, sizeof bytes, 0);
            if (count <= 0) return text;
            text.append(bytes, static_cast<std::size_t>(count));
        }
    }

  private:
    int handle_;
};

int count_of(const std::string& text, const std::string& wanted) {
    int count = 0;
    for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1))
        ++count;
    return count;
}

Reply parsed(std::string text) {
    Reply reply;
    const std::string invitation = "HTTP/1.1 100 Continue\r\n\r\n";
    if (text.starts_with(invitation)) text.erase(0, invitation.size());
    reply.answers = count_of(text, "HTTP/1.1 ");
    const auto head_end = text.find("\r\n\r\n");
    if (head_end == std::string::npos) return reply;
    reply.status = std::stoi(text.substr(9, 3));
    for (auto at = text.find("\r\n") + 2; at < head_end;) {
        const auto end = text.find("\r\n", at);
        const auto line = text.substr(at, end - at);
        auto name = line.substr(0, line.find(':'));
        for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        reply.headers.emplace(name, line.substr(line.find(':') + 2));
        at = end + 2;
    }
    reply.body = text.substr(head_end + 4);
    return reply;
}

std::string encoded(const Client::Fields& fields) {
    std::string text;
    for (const auto& [name, value] : fields)
        text += (text.empty() ? "" : "&") + server::percent_encoded(name) + '=' +
                server::percent_encoded(value);
    return text;
}

}  // namespace

std::string Reply::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

Reply send_raw(int port, const std::string& bytes, bool end) {
    Socket socket(port);
    socket.send(bytes);
    if (end) socket.end();
    return parsed(socket.all());
}

Reply Client::keep(Reply reply) {
    for (auto [at, end] = reply.headers.equal_range("set-cookie"); at != end; ++at) {
        const auto& text = at->second;
        const auto equals = text.find('=');
        cookies_[text.substr(0, equals)] = text.substr(equals + 1, text.find(';') - equals - 1);
    }
    const std::string mark = "name=\"csrf\" value=\"";
    const auto found = reply.body.find(mark);
    if (found != std::string::npos) {
        const auto start = found + mark.size();
        csrf_ = reply.body.substr(start, reply.body.find('"', start) - start);
    }
    return reply;
}

Reply Client::request(const std::string& method, const std::string& target, const std::string& type,
                      const std::string& body) {
    std::string text = method + ' ' + target + " HTTP/1.1\r\nHost: test\r\n";
    std::string cookies;
    for (const auto& [name, value] : cookies_)
        cookies += (cookies.empty() ? "" : "; ") + name + '=' + value;
    if (!cookies.empty()) text += "Cookie: " + cookies + "\r\n";
    for (const auto& [name, value] : headers_) text += name + ": " + value + "\r\n";
    if (!type.empty()) text += "Content-Type: " + type + "\r\n";
    if (method != "GET") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return keep(send_raw(port_, text + "\r\n" + body));
}

Reply Client::get(const std::string& target) {
    return request("GET", target, "", "");
}

Reply Client::form(const std::string& target, const Fields& fields) {
    return request("POST", target, "application/x-www-form-urlencoded", encoded(fields));
}

Reply Client::upload(const std::string& target, const Fields& fields, const std::string& field,
                     const std::string& name, const std::string& content) {
    const auto start = std::string("--") + boundary + "\r\nContent-Disposition: form-data; name=\"";
    std::string body;
    for (const auto& [plain, value] : fields) body += start + plain + "\"\r\n\r\n" + value + "\r\n";
    body += start + field + "\"; filename=\"" + name +
            "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n--" + boundary +
            "--\r\n";
    return request("POST", target, std::string("multipart/form-data; boundary=") + boundary, body);
}

Reply Client::json(const std::string& method, const std::string& target,
                   const nlohmann::json& body) {
    return request(method, target, "application/json", body.dump());
}

Reply Client::sign_in(const std::string& username, const std::string& password) {
    get("/sign-in");
    return form("/sign-in", {{"csrf", csrf_}, {"username", username}, {"password", password}});
}

Reply Client::take_token(const std::string& username, const std::string& password) {
    auto reply = json("POST", "/api/v1/sessions", {{"username", username}, {"password", password}});
    if (reply.status == 201)
        set_header("Authorization", "Bearer " + reply.json()["token"].get<std::string>());
    return reply;
}

void Client::set_header(const std::string& name, const std::string& value) {
    if (value.empty())
        headers_.erase(name);
    else
        headers_[name] = value;
}

}  // namespace tdkt::test
