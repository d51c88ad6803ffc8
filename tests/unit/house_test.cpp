// The rules of the house that a machine can see to.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

// Which rooms each room may enter. server is the only one with a door to all.
const std::map<std::string, std::set<std::string>> doors = {
    {"workflow", {"workflow"}},
    {"sql", {"sql", "workflow"}},
    {"templates", {"templates", "workflow"}},
    {"server", {"server", "workflow", "sql", "templates"}},
};

// Where a library is at home: below a room, or in the one file named.
const std::vector<std::pair<std::string, std::vector<std::string>>> homes = {
    {"<soci/", {"sql/"}},
    {"<mysql", {"sql/"}},
    {"<sqlite3", {"sql/"}},
    {"<kainjow/", {"templates/"}},
    {"<hb", {"templates/"}},
    {"<libdeflate", {"templates/", "sql/backup/packing."}},
    {"<qrencode", {"templates/"}},
    {"<png", {"templates/"}},
    {"<jpeglib", {"templates/"}},
    {"<nlohmann/", {"templates/", "server/"}},
    {"<Poco/Net/", {"server/front/door.", "server/outbox/"}},
    {"<pugixml", {"server/outbox/edxml.", "server/sheet_file/xlsx."}},
    {"<xlsxwriter", {"server/sheet_file/write_xlsx."}},
    {"<Poco/", {"server/"}},
    {"<openssl/", {"server/", "sql/digest."}},
    {"<qpdf/", {"server/"}},
    {"<sodium", {"server/"}},
    {"<magic", {"server/"}},
    {"<unicode/", {"server/"}},
    {"<CLI/", {"server/"}},
    {"<zip", {"server/jobs/archive.", "server/sheet_file/package.", "templates/docx/"}},
};

// What the domain must do without: files, threads, the clock, chance.
const std::set<std::string> impure = {
    "<condition_variable>", "<ctime>", "<filesystem>", "<fstream>", "<future>",
    "<iostream>",           "<mutex>", "<random>",     "<thread>",  "<unistd.h>",
    "<sys/stat.h>"};

// Files that may share ownership: an upload is copied with its request.
const std::set<std::string> sharing = {"server/http.h", "server/front/spool.h",
                                       "server/front/spool.cpp"};

struct File {
    std::string path;  // from the root
    std::vector<std::string> lines;
};

std::vector<std::string> lines_of(const fs::path& path) {
    std::ifstream in(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

// The files below `folders` that end in one of `endings`; nothing that npm brought.
std::vector<File> files(const std::vector<std::string>& folders,
                        const std::set<std::string>& endings) {
    std::vector<File> found;
    for (const auto& folder : folders) {
        auto entry = fs::recursive_directory_iterator(folder);
        for (; entry != fs::recursive_directory_iterator(); ++entry) {
            if (entry->path().filename() == "node_modules") entry.disable_recursion_pending();
            if (entry->is_regular_file() && endings.contains(entry->path().extension()))
                found.push_back({entry->path().string(), lines_of(entry->path())});
        }
    }
    BOOST_TEST_REQUIRE(!found.empty());
    return found;
}

const std::vector<std::string> rooms = {"workflow", "templates", "sql", "server"};
const std::vector<std::string> house = {"workflow", "templates", "sql", "server", "tests"};
const std::set<std::string> code = {".h", ".cpp"};

std::string room_of(const File& file) {
    return file.path.substr(0, file.path.find('/'));
}

bool has(const std::string& line, const std::string& part) {
    return line.find(part) != std::string::npos;
}

// What is included, with its quotes or angle brackets; empty for another line.
std::string included(const std::string& line) {
    const std::string word = "#include ";
    return line.starts_with(word) ? line.substr(word.size()) : "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(house_test)

BOOST_AUTO_TEST_CASE(every_include_goes_through_a_door) {
    for (const auto& file : files(rooms, code))
        for (const auto& line : file.lines) {
            const auto target = included(line);
            if (!target.starts_with('"') || has(target, ".inc\"")) continue;
            const auto room = target.substr(1, target.find('/') - 1);
            BOOST_TEST(doors.at(room_of(file)).contains(room), file.path << ": " << line);
        }
}

BOOST_AUTO_TEST_CASE(every_library_has_its_home) {
    for (const auto& file : files(rooms, code))
        for (const auto& line : file.lines)
            for (const auto& [library, places] : homes) {
                if (!included(line).starts_with(library)) continue;
                const bool at_home = std::ranges::any_of(
                    places, [&](const auto& place) { return file.path.starts_with(place); });
                BOOST_TEST(at_home, file.path << ": " << line);
            }
}

BOOST_AUTO_TEST_CASE(the_domain_knows_no_files_threads_clocks_or_chance) {
    for (const auto& file : files({"workflow"}, code))
        for (const auto& line : file.lines) {
            BOOST_TEST(!impure.contains(included(line)), file.path << ": " << line);
            BOOST_TEST(!has(line, "system_clock"), file.path << ": " << line);
        }
}

BOOST_AUTO_TEST_CASE(no_file_is_longer_than_400_lines) {
    for (const auto& file : files(house, {".h", ".cpp", ".sql", ".mustache"}))
        BOOST_TEST(file.lines.size() <= 400u, file.path << " has " << file.lines.size());
}

// clang-format puts the first and the last line of a function at the edge, and
// nothing between them.
BOOST_AUTO_TEST_CASE(no_function_is_longer_than_40_lines) {
    for (const auto& file : files(rooms, {".cpp"})) {
        std::size_t begin = 0;
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            const auto& line = file.lines[i];
            if (line == "}") {
                const auto length = i - begin - 1;
                BOOST_TEST(length <= 40u, file.path << ":" << begin + 1 << " has " << length);
            } else if (!line.empty() && line[0] != ' ') {
                begin = i;
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_header_opens_with_its_purpose_and_is_read_once) {
    for (const auto& file : files(house, {".h"})) {
        BOOST_TEST_REQUIRE(!file.lines.empty(), file.path);
        BOOST_TEST(file.lines[0].starts_with("// "), file.path << " does not say what it is for");
        const auto end = std::ranges::find_if(
            file.lines, [](const auto& line) { return !line.starts_with("//"); });
        BOOST_TEST((end != file.lines.end() && *end == "#pragma once"), file.path);
        for (const auto& line : file.lines)
            BOOST_TEST(!has(line, "using namespace"), file.path << ": " << line);
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_left_for_later) {
    const std::set<std::string> endings = {".h",  ".cpp",  ".sql", ".mustache", ".css",
                                           ".js", ".mjs",  ".py",  ".txt",      ".json",
                                           ".md", ".html", ""};
    // Put together here, so that this file does not name itself.
    const std::string marks[] = {
        "TO"
        "DO",
        "FIX"
        "ME",
        "XX"
        "X:"};
    for (const auto& file : files(house, endings))
        for (const auto& line : file.lines)
            for (const auto& mark : marks) BOOST_TEST(!has(line, mark), file.path << ": " << line);
}

BOOST_AUTO_TEST_CASE(a_template_escapes_everything) {
    for (const auto& file : files({"templates"}, {".mustache"}))
        for (const auto& line : file.lines)
            for (const auto* tag : {"{{{", "{{&", "{{="})
                BOOST_TEST(!has(line, tag), file.path << ": " << line);
}

BOOST_AUTO_TEST_CASE(things_have_one_owner) {
    for (const auto& file : files(rooms, code))
        for (const auto& line : file.lines)
            BOOST_TEST((!has(line, "shared_ptr") || sharing.contains(file.path)),
                       file.path << ": " << line);
}

BOOST_AUTO_TEST_CASE(queries_name_their_columns) {
    for (const auto& file : files({"sql"}, {".h", ".cpp", ".sql"}))
        for (const auto& line : file.lines)
            BOOST_TEST(!has(line, "select *"), file.path << ": " << line);
}

BOOST_AUTO_TEST_CASE(a_suite_is_named_after_its_file) {
    for (const auto& file : files({"tests"}, {".cpp"})) {
        const auto name = fs::path(file.path).stem().string();
        if (!name.ends_with("_test")) continue;
        const bool named = std::ranges::any_of(file.lines, [&](const auto& line) {
            return line.starts_with("BOOST_AUTO_TEST_SUITE(" + name + ")") ||
                   line.starts_with("BOOST_FIXTURE_TEST_SUITE(" + name + ",");
        });
        BOOST_TEST(named, file.path);
    }
}

BOOST_AUTO_TEST_CASE(clang_format_would_change_nothing) {
    std::string command = "clang-format --dry-run -Werror";
    for (const auto& file : files(house, code)) command += " '" + file.path + "'";
    BOOST_TEST(std::system(command.c_str()) == 0, "run clang-format -i on the files named above");
}

BOOST_AUTO_TEST_SUITE_END()
