// Servers of others, on this machine, for one test: one that takes mail and one that is
// told of steps. Each does what the test asks of it and remembers what it was sent.
#pragma once

#include <Poco/Net/Context.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/TCPServer.h>

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace tdkt::test {

// A certificate for "localhost", and nobody who vouches for it but itself.
struct Identity {
    std::string certificate, key;  // PEM files
};
Identity make_identity(const std::string& folder, const std::string& name = "localhost");

struct TakenMail {
    std::string from, to, text;

    std::string head(const std::string& name) const;  // one line of it; "" when absent
    std::string body() const;                         // decoded from base64
};

class MailReceiver {
  public:
    // With an identity it offers STARTTLS, and takes no mail in plain.
    explicit MailReceiver(const Identity* identity = nullptr);
    ~MailReceiver();

    int port() const;

    // What the next so many are answered at that point; then as usual again.
    void answer_rcpt(int times, const std::string& answer);
    void answer_data(int times, const std::string& answer);
    // Takes so many mails, and closes without a word.
    void drop_after_data(int times);
    // Whom it lets in; with none it wants no sign-in.
    // `mechanism`: by "PLAIN" or by "LOGIN".
    void expect_login(const std::string& user, const std::string& password,
                      const std::string& mechanism = "PLAIN");

    std::vector<TakenMail> mails() const;
    int connections() const;

    struct State;

  private:
    std::unique_ptr<State> state_;
    std::unique_ptr<Poco::Net::TCPServer> server_;
};

struct Delivered {
    std::string target;
    std::map<std::string, std::string> heads;  // names in lower case
    std::string body;
};

class WebhookReceiver {
  public:
    WebhookReceiver();
    ~WebhookReceiver();

    int port() const;
    std::string url() const;

    // The next answers, whole ("HTTP/1.1 500 Oh\r\n\r\n"; "" closes without one); then 204.
    void answer(const std::string& answer, int times = 1);
    std::vector<Delivered> delivered() const;

    struct State;

  private:
    std::unique_ptr<State> state_;
    std::unique_ptr<Poco::Net::TCPServer> server_;
};

}  // namespace tdkt::test
