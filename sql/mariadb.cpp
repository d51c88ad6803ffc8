#include "sql/mariadb.h"

#include <soci/mysql/soci-mysql.h>

#include <memory>

namespace tdkt::sql {
namespace {

using namespace soci::details;

// SOCI's own does all the work; its classes are hidden in its library, so that one can
// hold them, but not derive from them.
class Statement : public statement_backend {
  public:
    explicit Statement(soci::mysql_session_backend& session)
        : connection_(session.conn_), own_(session.make_statement_backend()) {}

    exec_fetch_result execute(int number) override {
        const auto result = own_->execute(number);
        require_whole();
        return result;
    }
    int prepare_for_describe() override {
        const int columns = own_->prepare_for_describe();
        require_whole();
        return columns;
    }

    void alloc() override { own_->alloc(); }
    void clean_up() override { own_->clean_up(); }
    void prepare(const std::string& query, statement_type type) override {
        own_->prepare(query, type);
    }
    exec_fetch_result fetch(int number) override { return own_->fetch(number); }
    long long get_affected_rows() override { return own_->get_affected_rows(); }
    int get_number_of_rows() override { return own_->get_number_of_rows(); }
    std::string get_parameter_name(int index) const override {
        return own_->get_parameter_name(index);
    }
    std::string rewrite_for_procedure_call(const std::string& query) override {
        return own_->rewrite_for_procedure_call(query);
    }
    void describe_column(int number, soci::data_type& type, std::string& name) override {
        own_->describe_column(number, type, name);
    }
    standard_into_type_backend* make_into_type_backend() override {
        return own_->make_into_type_backend();
    }
    standard_use_type_backend* make_use_type_backend() override {
        return own_->make_use_type_backend();
    }
    vector_into_type_backend* make_vector_into_type_backend() override {
        return own_->make_vector_into_type_backend();
    }
    vector_use_type_backend* make_vector_use_type_backend() override {
        return own_->make_vector_use_type_backend();
    }

  private:
    // When the connection breaks while rows come in, the client forgets that there were to
    // be any; SOCI then takes the statement for one that gives none. What is there would not
    // be found, and of several rows the next is read from where there is nothing.
    void require_whole() {
        if (own_->result_ != nullptr || mysql_errno(connection_) == 0) return;
        throw soci::mysql_soci_error(mysql_error(connection_),
                                     static_cast<int>(mysql_errno(connection_)));
    }

    MYSQL* connection_;
    std::unique_ptr<soci::mysql_statement_backend> own_;
};

class Session : public session_backend {
  public:
    explicit Session(const soci::connection_parameters& parameters)
        : own_(static_cast<soci::mysql_session_backend*>(
              soci::factory_mysql()->make_session(parameters))) {}

    Statement* make_statement_backend() override { return new Statement(*own_); }

    bool is_connected() override { return own_->is_connected(); }
    void begin() override { own_->begin(); }
    void commit() override { own_->commit(); }
    void rollback() override { own_->rollback(); }
    bool get_last_insert_id(soci::session& db, const std::string& table, long long& id) override {
        return own_->get_last_insert_id(db, table, id);
    }
    std::string get_dummy_from_table() const override { return own_->get_dummy_from_table(); }
    std::string get_backend_name() const override { return own_->get_backend_name(); }
    rowid_backend* make_rowid_backend() override { return own_->make_rowid_backend(); }
    blob_backend* make_blob_backend() override { return own_->make_blob_backend(); }

  private:
    std::unique_ptr<soci::mysql_session_backend> own_;
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
