#include "sql/kept_statements.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tdkt::sql {
namespace {

using sqlite_api::sqlite3_stmt;

constexpr std::size_t most_kept = 100;
// Longer ones are built for the occasion.
constexpr std::size_t longest_kept = 4096;

// Statements that nobody uses at the moment, by their text.
class Kept {
  public:
    Kept() = default;
    ~Kept() {
        for (const auto& one : by_age_) sqlite_api::sqlite3_finalize(one.statement);
    }
    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;

    // None when it is not there, or in use.
    sqlite3_stmt* take(const std::string& text) {
        const auto found = by_text_.find(text);
        if (found == by_text_.end()) return nullptr;
        const auto one = found->second;
        auto* const statement = one->statement;
        by_text_.erase(found);
        by_age_.erase(one);
        return statement;
    }

    void put(const std::string& text, sqlite3_stmt* statement) {
        if (text.size() > longest_kept || by_text_.contains(text)) {
            sqlite_api::sqlite3_finalize(statement);
            return;
        }
        // Neither its snapshot nor its values outlive its use.
        sqlite_api::sqlite3_reset(statement);
        sqlite_api::sqlite3_clear_bindings(statement);
        by_age_.push_front({text, statement});
        by_text_.emplace(by_age_.front().text, by_age_.begin());
        if (by_age_.size() > most_kept) {
            auto* const oldest = by_age_.back().statement;
            by_text_.erase(by_age_.back().text);
            by_age_.pop_back();
            sqlite_api::sqlite3_finalize(oldest);
        }
    }

  private:
    struct One {
        std::string text;
        sqlite3_stmt* statement;
    };
    std::list<One> by_age_;  // the youngest first
    std::unordered_map<std::string_view, std::list<One>::iterator> by_text_;
};

class Statement : public soci::sqlite3_statement_backend {
  public:
    Statement(soci::sqlite3_session_backend& session, Kept& kept)
        : sqlite3_statement_backend(session), kept_(kept) {}

    void prepare(const std::string& text, soci::details::statement_type type) override {
        clean_up();
        stmt_ = kept_.take(text);
        databaseReady_ = stmt_ != nullptr;
        if (!stmt_) sqlite3_statement_backend::prepare(text, type);
        text_ = text;
    }

    void clean_up() override {
        if (stmt_) {
            kept_.put(text_, stmt_);
            stmt_ = nullptr;
            databaseReady_ = false;
        }
        sqlite3_statement_backend::clean_up();
    }

  private:
    Kept& kept_;
    std::string text_;
};

class Session : public soci::sqlite3_session_backend {
  public:
    using sqlite3_session_backend::sqlite3_session_backend;

    soci::sqlite3_statement_backend* make_statement_backend() override {
        return new Statement(*this, kept_);
    }

  private:
    Kept kept_;  // gone before the connection is closed, as SQLite asks
};

class Factory : public soci::backend_factory {
  public:
    soci::details::session_backend* make_session(
        const soci::connection_parameters& parameters) const override {
        return new Session(parameters);
    }
};

}  // namespace

const soci::backend_factory& keeping_statements() {
    static const Factory factory;
    return factory;
}

}  // namespace tdkt::sql
