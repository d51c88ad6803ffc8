// A PDF for the programs of others.
#pragma once

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace tdkt::tests {

// A PDF in a folder of its own that goes with it.
class Printed {
  public:
    explicit Printed(const std::string& pdf) {
        std::string name = (std::filesystem::temp_directory_path() / "paper-XXXXXX").string();
        folder_ = mkdtemp(name.data());
        std::ofstream(path(), std::ios::binary) << pdf;
    }
    ~Printed() { std::filesystem::remove_all(folder_); }
    Printed(const Printed&) = delete;
    Printed& operator=(const Printed&) = delete;

    std::string path() const { return (folder_ / "paper.pdf").string(); }

    // What the command prints, errors too. The path takes the place of @.
    std::string asked(std::string command) const {
        command.replace(command.find('@'), 1, path());
        const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen((command + " 2>&1").c_str(), "r"),
                                                         pclose);
        BOOST_REQUIRE(pipe);
        std::string out;
        char part[4096];
        while (const auto size = fread(part, 1, sizeof part, pipe.get())) out.append(part, size);
        return out;
    }

  private:
    std::filesystem::path folder_;
};

}  // namespace tdkt::tests
