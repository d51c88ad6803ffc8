#include <sstream>

#include "sql/audit/checks.h"
#include "sql/files.h"

namespace tdkt::sql {

std::vector<std::string> faults_of_files(soci::session& db, const workflow::Document& paper) {
    std::vector<std::string> faults;
    const auto bytes_of = [&](const std::string& sha256) {
        std::ostringstream out;
        try {
            if (!load(db, sha256, out)) faults.push_back("file " + sha256 + " is missing");
        } catch (const std::runtime_error& lacking) {
            faults.emplace_back(lacking.what());
        }
        return std::move(out).str();
    };
    auto before = bytes_of(paper.rendered_file);
    for (const auto& name : {paper.signed_file, paper.issued_file}) {
        if (name.empty()) continue;
        auto bytes = bytes_of(name);
        if (!bytes.starts_with(before)) faults.emplace_back("its signed paper is another paper");
        before = std::move(bytes);
    }
    return faults;
}

}  // namespace tdkt::sql
