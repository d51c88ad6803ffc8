// Cuts the power at random moments of a recording, and lets the program's own database
// room open what is left.
//
//   replay same LOG BASE END      does the recording lead from the folder BASE to END?
//   replay cut LOG BASE WORK STATES FIRST LAST IMAGES SEED
//
// `cut` takes moments between the records FIRST and LAST, and prints a line for each
// image: the moment, the state in which the database comes up, the names that are not
// there though the program had made them, and those that are there in part. A state is
// known by what the database holds; each new one is laid down in STATES as NAME.db. WORK
// is an empty folder in memory.
#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <vector>

#include "sql/database.h"
#include "tests/crash/power/disk.h"

namespace {

namespace fs = std::filesystem;
using namespace tdkt;
using power::Chance, power::Disk, power::Files;

constexpr auto database_name = "tdkt.db";
constexpr std::size_t page = 4096;

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes(fs::file_size(path), '\0');
    if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        throw std::runtime_error("cannot read " + path.string());
    return bytes;
}

void write(const fs::path& path, std::string_view bytes) {
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw std::runtime_error("cannot write " + path.string());
}

// The same, where the file holds `before`: most pages are the same from image to image.
void rewrite(const fs::path& path, std::string_view before, std::string_view bytes) {
    if (!fs::exists(path)) return write(path, bytes);
    std::fstream out(path, std::ios::binary | std::ios::in | std::ios::out);
    for (std::size_t at = 0; at < bytes.size(); at += page) {
        const auto now = bytes.substr(at, page);
        if (at < before.size() && before.substr(at, page) == now) continue;
        out.seekp(static_cast<std::streamoff>(at));
        out.write(now.data(), static_cast<std::streamsize>(now.size()));
    }
    if (!out.flush()) throw std::runtime_error("cannot write " + path.string());
    fs::resize_file(path, bytes.size());
}

// Locks, and what is of one process alone.
bool is_passing(const std::string& path) {
    return path.ends_with("-shm") || path.ends_with("-writer") || path.ends_with("-server");
}

bool is_of_database(const std::string& path) {
    return path.starts_with(database_name);
}

// Not against an enemy: among some thousands of states.
std::string digest(const std::string& bytes) {
    std::uint64_t lanes[4] = {1, 2, 3, bytes.size()};
    for (std::size_t at = 0; at + 32 <= bytes.size(); at += 32)
        for (std::size_t lane = 0; lane < 4; ++lane) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + at + 8 * lane, 8);
            lanes[lane] = std::rotl((lanes[lane] ^ word) * 0x9e3779b97f4a7c15, 29);
        }
    std::string text;
    for (const auto lane : lanes) text += std::to_string(lane) + '-';
    return text;
}

// Where the program opens its database, image after image.
class Place {
  public:
    Place(fs::path work, fs::path states) : work_(std::move(work)), states_(std::move(states)) {}

    // The state in which the program finds its database, as at each start.
    std::string state_of(const Files& files) {
        if (!files.contains(database_name)) return "none";
        lay_down(files);
        try {
            open();
        } catch (const std::exception& error) {
            std::string what = std::string("broken:") + error.what();
            std::ranges::replace(what, ' ', '_');
            held_.clear();
            fs::remove(work_ / database_name);
            return what;
        }
        held_ = read(work_ / database_name);
        auto state = digest(held_);
        const auto kept = states_ / (state + ".db");
        if (fs::exists(kept)) return state;
        const auto draft = states_ / (state + work_.filename().string());
        write(draft, held_);
        fs::rename(draft, kept);
        return state;
    }

  private:
    void lay_down(const Files& files) const {
        for (const auto& entry : fs::directory_iterator(work_))
            if (entry.path().filename() != database_name) fs::remove(entry.path());
        rewrite(work_ / database_name, held_, files.at(database_name));
        for (const auto& [path, bytes] : files)
            if (is_of_database(path) && !is_passing(path) && path != database_name)
                write(work_ / path, bytes);
    }

    void open() const {
        sql::Database database("sqlite:" + (work_ / database_name).string(), 1);
        database.read([](soci::session& db) {
            int tables = 0;
            db << "select count(*) from sqlite_master", soci::into(tables);
        });
    }

    const fs::path work_, states_;
    std::string held_;  // what the database there holds
};

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ",") + name;
    return text.empty() ? "-" : text;
}

// Files other than the database are written once: whoever has the name must have it whole.
struct Written {
    std::vector<std::string> lacking, torn;

    Written(const Files& whole, const Disk& disk, const Files& left) {
        for (const auto& [path, bytes] : whole) {
            if (is_of_database(path) || is_passing(path)) continue;
            const auto found = left.find(path);
            if (found == left.end() && disk.has(path)) lacking.push_back(path);
            if (found != left.end() && found->second != bytes) torn.push_back(path);
        }
    }
};

power::Image at_the_end(const fs::path& base, std::string_view log) {
    Disk disk(base);
    while (!log.empty()) disk.apply(power::next_record(log));
    return disk.now();
}

int cut(const std::vector<std::string>& words) {
    const auto log = read(words.at(0));
    const fs::path base(words.at(1));
    Place place(words.at(2), words.at(3));
    const auto end = at_the_end(base, log);
    Chance chance(std::stoull(words.at(7)));
    std::vector<std::uint64_t> moments(std::stoull(words.at(6)));
    std::uniform_int_distribution<std::uint64_t> some(std::stoull(words.at(4)),
                                                      std::stoull(words.at(5)));
    for (auto& moment : moments) moment = some(chance);
    std::ranges::sort(moments);

    Disk disk(base);
    std::string_view rest(log);
    std::uint64_t done = 0;
    for (const auto moment : moments) {
        for (; done < moment && !rest.empty(); ++done) disk.apply(power::next_record(rest));
        const auto left = disk.after_cut(chance);
        const Written written(end.files, disk, left.files);
        std::cout << moment << ' ' << place.state_of(left.files) << ' ' << joined(written.lacking)
                  << ' ' << joined(written.torn) << std::endl;
    }
    return 0;
}

int same(const std::vector<std::string>& words) {
    const auto log = read(words.at(0));
    const fs::path end(words.at(2));
    Disk disk{fs::path(words.at(1))};
    for (std::string_view rest(log); !rest.empty();) disk.apply(power::next_record(rest));
    const auto image = disk.now();
    auto told = image.files;
    std::erase_if(told, [](const auto& file) { return is_passing(file.first); });
    for (const auto& entry : fs::recursive_directory_iterator(end)) {
        const auto path = fs::relative(entry.path(), end).string();
        if (entry.is_directory() || is_passing(path) || path.starts_with("spool/")) continue;
        if (!told.contains(path) || told[path] != read(entry.path()))
            throw std::runtime_error("the recording does not lead to what is in " + path);
        told.erase(path);
    }
    if (!told.empty()) throw std::runtime_error("there is no " + told.begin()->first);
    return 0;
}

}  // namespace

int main(int count, char** words) {
    try {
        const std::vector<std::string> rest(words + std::min(count, 2), words + count);
        const std::string word = count > 1 ? words[1] : "";
        if (word == "cut") return cut(rest);
        if (word == "same") return same(rest);
        throw std::runtime_error("say cut or same");
    } catch (const std::exception& error) {
        std::cerr << "replay: " << error.what() << '\n';
        return 1;
    }
}
