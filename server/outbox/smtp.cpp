#include "server/outbox/smtp.h"

#include <Poco/Net/DialogSocket.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SMTPClientSession.h>

#include <sstream>

#include "server/outbox/connection.h"
#include "server/outbox/mail_text.h"
#include "server/outbox/undelivered.h"

namespace tdkt::server {
namespace {

constexpr std::chrono::seconds longest{60};

// Poco's own, which after a change to TLS does not look whose certificate it was shown
// when it was made from a connection.
class Session : public Poco::Net::SMTPClientSession {
  public:
    using SMTPClientSession::SMTPClientSession;

    void secure(const std::string& host, const std::string& roots) {
        std::string answer;
        if (sendCommand("STARTTLS", answer) != 220)
            throw Undelivered(Trouble::receiver,
                              "Máy chủ thư không nhận STARTTLS: " + said(answer));
        // Whatever came in plain behind the answer is not heard: a new socket reads anew.
        socket() = Poco::Net::DialogSocket(secured(socket(), host, roots));
        socket().setReceiveTimeout(Poco::Timespan(10, 0));
    }
};

// A refusal tells of this mail alone, unless the server goes away (421) or speaks of us.
void expect(Session& session, const std::string& command, int wanted, const char* what,
            Trouble refusal) {
    std::string answer;
    const int status = session.sendCommand(command, answer);
    if (status / 100 == wanted) return;
    const bool leaves = status == 421 || status / 100 < 4;
    auto trouble = refusal;
    if (leaves)
        trouble = Trouble::receiver;
    else if (refusal == Trouble::refused && status / 100 != 5)
        trouble = Trouble::message;
    throw Undelivered(trouble, std::string(what) + said(answer));
}

// What the server answered, without Poco's own words before it.
std::string answer_in(const Poco::Exception& error) {
    const auto& text = error.message();
    const auto at = text.find(": ");
    return said(at == text.npos ? text : text.substr(at + 2));
}

std::string own_name(const MailServer& server) {
    return server.from.substr(server.from.find('@') + 1);
}

// By PLAIN where it is offered, else by LOGIN, in which the server asks for the name and then
// for the password. Poco's own parts long passwords into lines.
void show_password(Session& session, const MailServer& server) {
    std::string answer;
    const auto say = [&](const std::string& words) { return session.sendCommand(words, answer); };
    say("EHLO " + own_name(server));
    int status = 0;
    if (answer.find("PLAIN") != answer.npos) {
        const std::string nobody(1, '\0');
        status = say("AUTH PLAIN " + base64(nobody + server.user + nobody + server.password));
    } else if ((status = say("AUTH LOGIN")) == 334) {
        status = say(base64(server.user));
        if (status == 334) status = say(base64(server.password));
    }
    if (status != 235)
        throw Undelivered(Trouble::receiver, "Máy chủ thư không cho đăng nhập: " + said(answer));
}

void sign_in(Session& session, const Settings& settings) {
    const auto& server = settings.mail;
    session.login(own_name(server));
    if (server.tls == MailServer::Tls::starttls) {
        session.secure(server.host, settings.tls_roots);
        session.login(own_name(server));
    }
    if (!server.user.empty()) show_password(session, server);
}

void hand_over(Session& session, const MailServer& server, const std::string& to,
               const std::string& text) {
    expect(session, "MAIL FROM:<" + server.from + ">", 2,
           "Máy chủ thư không nhận người gửi: ", Trouble::receiver);
    expect(session, "RCPT TO:<" + to + ">", 2,
           "Máy chủ thư từ chối người nhận: ", Trouble::refused);
    expect(session, "DATA", 3, "Máy chủ thư chưa nhận nội dung: ", Trouble::refused);
    std::istringstream in(text);
    try {
        session.sendMessage(in);
    } catch (const Poco::Net::SMTPException& error) {
        throw Undelivered(error.code() / 100 == 5 ? Trouble::refused : Trouble::message,
                          "Máy chủ thư từ chối nội dung: " + answer_in(error));
    }
}

template <class Work>
void talk(const Settings& settings, Work work) {
    const auto& server = settings.mail;
    try {
        auto socket = connected(addresses_of(server.host), server.port, server.host);
        const Deadline deadline(socket, longest);
        if (server.tls == MailServer::Tls::tls)
            socket = secured(socket, server.host, settings.tls_roots);
        Session session(socket);
        session.setTimeout(Poco::Timespan(10, 0));
        sign_in(session, settings);
        work(session);
        try {
            session.close();
        } catch (const Poco::Exception&) {
            // It has what it is to have; how it says goodbye is its own affair.
        }
    } catch (const Poco::Exception& error) {
        throw Undelivered(Trouble::receiver, "Kết nối với máy chủ thư " + server.host +
                                                 " bị ngắt giữa chừng (" + said(error.message()) +
                                                 ").");
    }
}

}  // namespace

void send_mail(const Settings& settings, const std::string& to, const std::string& text) {
    talk(settings, [&](Session& session) { hand_over(session, settings.mail, to, text); });
}

void try_mail_server(const Settings& settings) {
    talk(settings, [](Session&) {});
}

}  // namespace tdkt::server
