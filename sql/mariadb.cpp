#include "sql/mariadb.h"

#include <soci/mysql/soci-mysql.h>

namespace tdkt::sql {
namespace {

class Statement : public soci::mysql_statement_backend {
  public:
    using mysql_statement_backend::mysql_statement_backend;

    exec_fetch_result execute(int number) override {
        const auto result = mysql_statement_backend::execute(number);
        require_whole();
        return result;
    }
    int prepare_for_describe() override {
        const int columns = mysql_statement_backend::prepare_for_describe();
        require_whole();
        return columns;
    }

  private:
    // When the connection breaks while rows come in, the client forgets that there were to
    // be any; SOCI then takes the statement for one that gives none. What is there would not
    // be found, and of several rows the next is read from where there is nothing.
    void require_whole() {
        auto* const connection = session_.conn_;
        if (result_ != nullptr || mysql_errno(connection) == 0) return;
        throw soci::mysql_soci_error(mysql_error(connection),
                                     static_cast<int>(mysql_errno(connection)));
    }
};

class Session : public soci::mysql_session_backend {
  public:
    using mysql_session_backend::mysql_session_backend;

    Statement* make_statement_backend() override { return new Statement(*this); }
};

struct Sessions : soci::backend_factory {
    Session* make_session(const soci::connection_parameters& parameters) const override {
        return new Session(parameters);
    }
};

}  // namespace

const soci::backend_factory& mariadb_sessions() {
    static const Sessions sessions;
    return sessions;
}

}  // namespace tdkt::sql
