// A wire between a program and its MariaDB, which a test may cut at the moment
// that matters.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace tdkt::test {

class Wire {
  public:
    // `url` as sql::parse_address() reads it, of a MariaDB on 127.0.0.1.
    explicit Wire(const std::string& url);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    const std::string& url() const { return url_; }  // of the same database, through the wire

    enum class Cut {
        before,  // the database never hears of the commit
        after    // it commits, and nobody hears of that
    };
    // `stay_away`: whoever connects afterwards is refused, until refuse(0).
    void cut_next_commit(Cut when, bool stay_away = false);
    // The next answer that holds `word` ends before it.
    void cut_next_answer(const std::string& word);
    // The next so many connections end at once.
    void refuse(int connections) { refusals_ = connections; }

  private:
    void accept_all();
    void carry(int client);
    bool pass(int from, int to, bool from_client);
    std::size_t cut_in(std::string_view answer);

    std::string url_;
    int port_ = 0;  // of the database
    int listener_ = -1;
    std::atomic<int> refusals_ = 0;
    std::mutex mutex_;
    bool armed_ = false;
    Cut when_ = Cut::before;
    bool stay_away_ = false;
    std::string word_;  // at which an answer is cut; empty: nowhere
    std::atomic<bool> over_ = false;
    std::vector<std::jthread> carriers_;
    std::jthread accepting_;
};

}  // namespace tdkt::test
