// A small HTTP client on a raw socket, which can also send what no proper
// client would.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace tdkt::test {

struct Reply {
    int status = 0;                                   // 0: the server closed without an answer
    std::multimap<std::string, std::string> headers;  // names in lower case
    std::string body;
    int answers = 0;  // how many status lines came on the connection

    std::string header(const std::string& name) const;  // the first; empty when absent
    nlohmann::json json() const { return nlohmann::json::parse(body); }
};

// Sends the bytes, ends the sending side when told to, and reads until the server closes.
Reply send_raw(int port, const std::string& bytes, bool end = false);

// Like a browser it keeps cookies; like a program it may carry a token.
class Client {
  public:
    using Fields = std::vector<std::pair<std::string, std::string>>;

    explicit Client(int port) : port_(port) {}

    Reply get(const std::string& target);
    Reply form(const std::string& target, const Fields& fields);
    // Plain fields first, then one file.
    Reply upload(const std::string& target, const Fields& fields, const std::string& field,
                 const std::string& name, const std::string& content);
    Reply json(const std::string& method, const std::string& target, const nlohmann::json& body);
    Reply request(const std::string& method, const std::string& target, const std::string& type,
                  const std::string& body);

    // Opens the sign-in page, and sends its form.
    Reply sign_in(const std::string& username, const std::string& password);
    // The same through the API; further requests carry the token.
    Reply take_token(const std::string& username, const std::string& password);

    void set_header(const std::string& name, const std::string& value);  // empty: no more
    const std::string& csrf() const { return csrf_; }                    // of the page seen last

  private:
    Reply keep(Reply reply);

    int port_;
    std::map<std::string, std::string> cookies_;
    std::map<std::string, std::string> headers_;
    std::string csrf_;
};

}  // namespace tdkt::test
