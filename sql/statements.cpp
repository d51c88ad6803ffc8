#include "sql/statements.h"

namespace tdkt::sql {
namespace {

thread_local std::int64_t prepared = 0;
thread_local std::string last;

class Watch : public soci::logger_impl {
  public:
    void start_query(const std::string& query) override {
        ++prepared;
        last = query;
    }
    std::string get_last_query() const override { return last; }

  private:
    soci::logger_impl* do_clone() const override { return new Watch; }
};

}  // namespace

std::int64_t statements_prepared() {
    return prepared;
}

void count_statements(std::int64_t statements) {
    prepared += statements;
}

const std::string& last_statement() {
    return last;
}

void watch(soci::session& session) {
    last = "connecting";
    session.set_logger(new Watch);
}

}  // namespace tdkt::sql
