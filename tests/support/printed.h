// A PDF on its way to programs of others, and what they say of it.
#pragma once

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/temp_dir.h"

namespace tdkt::test {

class Printed {
  public:
    explicit Printed(const std::string& pdf) { std::ofstream(path(), std::ios::binary) << pdf; }

    std::string path() const { return folder_ / "paper.pdf"; }

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

    // The text of all pages in the order of writing, without page numbers and blanks:
    // what was one text in the data is one text here, wherever its lines and pages end.
    std::string squeezed() const;

    // The same line by line.
    std::vector<std::string> lines() const;

  private:
    test::TempDir folder_;
};

// Without blanks; the blank that does not break is one.
inline std::string squeezed(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.compare(i, 2, "\u00a0") == 0)
            ++i;
        else if (static_cast<unsigned char>(text[i]) > ' ')
            out += text[i];
    }
    return out;
}

inline std::vector<std::string> Printed::lines() const {
    std::istringstream read(asked("pdftotext -raw @ -"));
    std::vector<std::string> made;
    std::string line;
    std::string last;  // kept back: the number of a page is the last that is written on it
    while (std::getline(read, line)) {
        const bool turned = line.starts_with('\f');
        const bool number =
            !last.empty() && last.find_first_not_of("0123456789") == std::string::npos;
        if (!turned || !number) made.push_back(last);
        last = test::squeezed(line);
    }
    made.push_back(last);
    return made;
}

inline std::string Printed::squeezed() const {
    std::string out;
    for (const auto& line : lines()) out += line;
    return out;
}

}  // namespace tdkt::test
