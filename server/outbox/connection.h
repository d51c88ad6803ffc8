// A way to a server elsewhere: bounded in time as a whole, and by TLS only to whom the
// certificate names.
#pragma once

#include <Poco/Net/Context.h>
#include <Poco/Net/StreamSocket.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace tdkt::server {

// Ends every conversation on a socket when the time is over, also one whose other side says
// a little now and then. The socket may be put into another that takes it over.
class Deadline {
  public:
    Deadline(const Poco::Net::Socket& socket, std::chrono::milliseconds time);
    ~Deadline();
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

  private:
    const int socket_;  // a second name for it: the first may be somebody else's once it is closed
    std::mutex mutex_;
    std::condition_variable over_;
    bool kept_ = false;
    std::thread watch_;
};

// The addresses of a name or an address. Throws Undelivered when there are none.
std::vector<Poco::Net::IPAddress> addresses_of(const std::string& host);

// A connection to the first of the addresses that answers, or Undelivered.
Poco::Net::StreamSocket connected(const std::vector<Poco::Net::IPAddress>& addresses, int port,
                                  const std::string& host);

// Believes the system's authorities, and those in the PEM file `roots`, if any.
Poco::Net::Context::Ptr tls_client(const std::string& roots);

// TLS on a connection, to nobody but `host`. Throws Undelivered.
Poco::Net::StreamSocket secured(const Poco::Net::StreamSocket& plain, const std::string& host,
                                const std::string& roots);

}  // namespace tdkt::server
