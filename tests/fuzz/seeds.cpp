// Writes the first inputs: FOLDER/filling, examine, xhtml and facts, a file for each kind of paper.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "templates/engine.h"
#include "templates/paper/filling.h"
#include "templates/papers.h"
#include "templates/resources.h"

using namespace tdkt;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& folder, std::string_view name, const std::string& bytes) {
    fs::create_directories(folder);
    std::ofstream file(folder / name, std::ios::binary);
    if (!file.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        throw std::runtime_error("cannot write into " + folder.string());
}

void write_seeds(const fs::path& folder) {
    const auto kinds = templates::paper_kinds();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const auto& code = kinds[i].code;
        const auto text = templates::whole_text(kinds[i].text);
        const std::string sample(templates::resource("samples/" + std::string(code) + ".json"));
        std::vector<workflow::Fault> faults;
        const auto filled = templates::Filling(text).fill(nlohmann::json::parse(sample), faults);
        write(folder / "filling", code, text + '\0' + sample);
        write(folder / "xhtml", code, filled);
        const std::string number(1, static_cast<char>(i));
        write(folder / "facts", code, number);
        write(folder / "examine", code, number + std::string(templates::resource(kinds[i].text)));
    }
}

}  // namespace

int main(int count, char** words) {
    try {
        if (count != 2) throw std::runtime_error("say which folder");
        write_seeds(words[1]);
    } catch (const std::exception& error) {
        std::cerr << "fuzz_seeds: " << error.what() << '\n';
        return 1;
    }
}
