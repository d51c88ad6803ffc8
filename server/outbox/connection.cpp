#include "server/outbox/connection.h"

#include <Poco/Net/DNS.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <sys/socket.h>
#include <unistd.h>

#include <ranges>

#include "server/front/text.h"
#include "server/outbox/undelivered.h"
#include "workflow/texts.h"

namespace tdkt::server {

using Poco::Net::Context;
using Poco::Net::IPAddress;
using Poco::Net::SecureStreamSocket;
using Poco::Net::StreamSocket;

namespace {

const Poco::Timespan patience(10, 0);

}  // namespace

std::string said(const std::string& words) {
    if (!is_utf8(words)) return "(không đọc được)";
    std::string line = words;
    for (auto& c : line)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    if (has_unprintable(line, /*lines=*/false)) return "(không đọc được)";
    return tidy(workflow::opening(line, 200));
}

Deadline::Deadline(const Poco::Net::Socket& socket, std::chrono::milliseconds time)
    : socket_(::dup(socket.impl()->sockfd())), watch_([this, time] {
          std::unique_lock lock(mutex_);
          if (!over_.wait_for(lock, time, [this] { return kept_; })) ::shutdown(socket_, SHUT_RDWR);
      }) {}

Deadline::~Deadline() {
    {
        const std::scoped_lock lock(mutex_);
        kept_ = true;
    }
    over_.notify_all();
    watch_.join();
    ::close(socket_);
}

std::vector<IPAddress> addresses_of(const std::string& host) {
    IPAddress address;
    if (IPAddress::tryParse(host, address)) return {address};
    try {
        auto found = Poco::Net::DNS::hostByName(host).addresses();
        if (!found.empty()) return found;
    } catch (const Poco::Exception&) {
    }
    throw Undelivered(Trouble::receiver, "Không tìm thấy máy chủ " + host + " (tên miền).");
}

// Each may be silent for as long as patience lasts, and a message is ours for minutes only.
constexpr std::size_t most_addresses = 3;

StreamSocket connected(const std::vector<IPAddress>& addresses, int port, const std::string& host) {
    for (const auto& address : addresses | std::views::take(most_addresses)) {
        try {
            StreamSocket socket;
            socket.connect({address, static_cast<Poco::UInt16>(port)}, patience);
            socket.setReceiveTimeout(patience);
            socket.setSendTimeout(patience);
            return socket;
        } catch (const Poco::Exception&) {
            // The next one may answer.
        }
    }
    throw Undelivered(Trouble::receiver, "Không kết nối được với máy chủ " + host + ", cổng " +
                                             std::to_string(port) + ".");
}

Context::Ptr tls_client(const std::string& roots) {
    Context::Params params;
    params.caLocation = roots;
    params.verificationMode = Context::VERIFY_STRICT;
    params.loadDefaultCAs = true;
    params.cipherList = "HIGH:!aNULL:!MD5";
    Context::Ptr context = new Context(Context::TLS_CLIENT_USE, params);
    context->requireMinimumProtocol(Context::PROTO_TLSV1_2);
    context->enableExtendedCertificateVerification(true);
    return context;
}

StreamSocket secured(const StreamSocket& plain, const std::string& host, const std::string& roots) {
    try {
        auto socket = SecureStreamSocket::attach(plain, host, tls_client(roots));
        if (socket.completeHandshake() < 0 || !socket.havePeerCertificate())
            throw Poco::Net::SSLException("no handshake");
        socket.verifyPeerCertificate(host);
        socket.setReceiveTimeout(patience);
        socket.setSendTimeout(patience);
        return socket;
    } catch (const Poco::Exception& error) {
        throw Undelivered(Trouble::receiver, "Không lập được kết nối TLS tin cậy với máy chủ " +
                                                 host + " (" + said(error.message()) + ").");
    }
}

}  // namespace tdkt::server
