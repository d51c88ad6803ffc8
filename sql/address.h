// Where the database is, as the settings say it.
#pragma once

#include <string>
#include <string_view>

namespace tdkt::sql {

struct Address {
    enum class Engine { sqlite, mariadb };

    Engine engine = Engine::sqlite;
    std::string path;  // SQLite: the file
    std::string user;
    std::string password;
    std::string host;
    int port = 3306;
    std::string name;  // MariaDB: the schema
};

// Reads "sqlite:PATH" or "mysql://user:password@host:port/name", in which the
// parts of the second may be percent-encoded. Throws std::invalid_argument with
// one line that says what is wrong and never holds the password.
Address parse_address(std::string_view url);

}  // namespace tdkt::sql
