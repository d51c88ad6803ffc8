#include "sql/safety.h"

#include <algorithm>
#include <stdexcept>

#include "workflow/texts.h"

namespace tdkt::sql {
namespace {

using soci::into;

std::string value_of(const std::map<std::string, std::string>& variables, const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? "unknown to this server" : found->second;
}

void expect(Faults& faults, const std::string& name, const std::string& is, const std::string& must,
            const std::string& otherwise) {
    if (is == must) return;
    faults.push_back(name + " is " + is + " and must be " + must + ": " + otherwise);
}

// In an option string "a = 1; b = 2".
bool is_on(const std::string& options, const std::string& name) {
    const auto at = options.find(name + " = ");
    if (at == std::string::npos) return false;
    const auto value = options.substr(at + name.size() + 3);
    return std::ranges::any_of(std::initializer_list<std::string_view>{"true", "yes", "on", "1"},
                               [&](auto word) { return value.starts_with(word); });
}

void check_cluster(Faults& faults, const Variables& variables) {
    // Each session of ours asks for it too; but what an operator does by hand counts as well.
    expect(faults, "innodb_snapshot_isolation",
           value_of(variables.global, "innodb_snapshot_isolation"), "ON",
           "a cluster loses updates without it");
    for (const std::string name : {"pc.ignore_quorum", "pc.ignore_sb"})
        if (is_on(value_of(variables.global, "wsrep_provider_options"), name))
            faults.push_back(name + " in wsrep_provider_options is true and must be false: nodes " +
                             "that lost each other would both go on, and one of them be forgotten");
}

void read(soci::session& db, const std::string& query, std::map<std::string, std::string>& found) {
    std::string name, value;
    soci::statement rows = (db.prepare << query, into(name), into(value));
    for (rows.execute(); rows.fetch();) found[name] = value;
}

Variables load_variables(soci::session& db) {
    const std::string which =
        " variables where variable_name in ('innodb_flush_log_at_trx_commit',"
        " 'innodb_snapshot_isolation', 'sql_mode', 'wsrep_on', 'wsrep_provider_options')";
    Variables variables;
    read(db, "show global" + which, variables.global);
    read(db, "show session" + which, variables.session);
    return variables;
}

void check_tables(Faults& faults, soci::session& db) {
    std::string name, engine;
    int keyless = 0;
    // The keys are asked for once: for each table anew it took a third of a second.
    soci::statement rows =
        (db.prepare << "select t.table_name, coalesce(t.engine, 'none'), t.table_name not in"
                       " (select c.table_name from information_schema.table_constraints c where"
                       " c.table_schema = database() and c.constraint_type = 'PRIMARY KEY')"
                       " from information_schema.tables t where t.table_schema = database()"
                       " and t.table_type = 'BASE TABLE' order by t.table_name",
         into(name), into(engine), into(keyless));
    for (rows.execute(); rows.fetch();) {
        expect(faults, "the engine of the table " + name, engine, "InnoDB",
               "no other keeps transactions");
        if (keyless != 0)
            faults.push_back("the table " + name +
                             " has no primary key and must have one: nodes could not agree on it");
    }
}

}  // namespace

Faults unsafe(const Variables& variables) {
    Faults faults;
    expect(faults, "innodb_flush_log_at_trx_commit",
           value_of(variables.global, "innodb_flush_log_at_trx_commit"), "1",
           "a power cut would take back what was confirmed");
    const auto mode = value_of(variables.session, "sql_mode");
    if (mode.find("STRICT_TRANS_TABLES") == std::string::npos)
        faults.push_back("sql_mode is '" + mode +
                         "' even after we set it, and must hold STRICT_TRANS_TABLES: values that "
                         "do not fit would be cut");
    // Servers before 10.6.18 do not know it; ours asks for it in each session (dialect.cpp).
    if (variables.session.contains("innodb_snapshot_isolation"))
        expect(faults, "innodb_snapshot_isolation of a session",
               value_of(variables.session, "innodb_snapshot_isolation"), "ON",
               "a change could silently overwrite another");
    if (value_of(variables.global, "wsrep_on") == "ON") check_cluster(faults, variables);
    return faults;
}

Faults unsafe(Database& database) {
    if (database.dialect().one_writer) return {};
    return database.read([](auto& db) {
        auto faults = unsafe(load_variables(db));
        check_tables(faults, db);
        return faults;
    });
}

void expect_safe(const std::string& url) {
    if (parse_address(url).engine == Address::Engine::sqlite) return;
    Database database(url, 1);
    const auto faults = unsafe(database);
    if (faults.empty()) return;
    throw std::runtime_error("this database does not keep what it confirms: " +
                             workflow::listed(faults, "; "));
}

}  // namespace tdkt::sql
