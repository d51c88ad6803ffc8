// tdkt render and tdkt verify: papers without a server.
#include "templates/papers.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "server/app.h"
#include "server/commands/command.h"
#include "server/signing/verify.h"
#include "workflow/texts.h"

namespace tdkt::server {
namespace {

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path);
    return {std::istreambuf_iterator<char>(file), {}};
}

// Everything that is wrong with the data in one line, so that it can be put right.
int told(const workflow::Problem& problem) {
    std::cerr << "tdkt: " << problem.what();
    for (const auto& fault : problem.faults())
        std::cerr << ' ' << fault.field << (fault.field.empty() ? "" : ": ") << fault.message;
    std::cerr << '\n';
    return failure;
}

int render(const RenderWords& words) try {
    const auto data = nlohmann::json::parse(read_file(words.data));
    const auto paper = templates::render_paper(words.kind, data);
    std::ofstream out(words.out, std::ios::binary);
    if (words.out.ends_with(".html"))
        out << templates::paper_page(paper.title, paper.html);
    else if (words.out.ends_with(".docx"))
        out << templates::paper_docx(words.kind, data);
    else
        out << paper.pdf;
    if (!out.flush()) throw std::runtime_error("cannot write " + words.out);
    for (const auto& warning : paper.warnings) std::cerr << "tdkt: " << warning << '\n';
    std::cout << words.out << ": " << paper.pages << " pages\n";
    return success;
} catch (const workflow::Problem& problem) {
    return told(problem);
} catch (const nlohmann::json::exception& error) {
    throw std::runtime_error(words.data + " is not JSON: " + error.what());
}

int verify_file(const Settings& settings, const VerifyWords& words) {
    const auto roots_file = words.roots.empty()
                                ? (std::filesystem::path(settings.data) / "keys/roots.pem").string()
                                : words.roots;
    const Roots roots(read_file(roots_file));
    const auto report = verify(read_file(words.file), roots,
                               wall_clock() + std::max<std::int64_t>(0, settings.clock_offset));
    std::cout << describe(report);
    return report.valid() ? success : failure;
}

}  // namespace

void add_render(CLI::App& command, Program& program) {
    const auto kinds =
        workflow::listed(templates::paper_kinds(), ", ", &templates::PaperKind::code);
    const auto known = [kinds](const std::string& word) {
        for (const auto& kind : templates::paper_kinds())
            if (kind.code == word) return std::string();
        return "'" + word + "' is none of the papers: " + kinds;
    };
    command.add_option("kind", program.render.kind, "One of: " + kinds)->required()->check(known);
    command.add_option("data", program.render.data, "JSON file, see templates/README.md")
        ->required();
    command.add_option("-o,--output", program.render.out, "FILE.pdf, FILE.html or FILE.docx")
        ->required();
    command.callback([&program] { program.run = [&program] { return render(program.render); }; });
}

void add_verify(CLI::App& command, Program& program) {
    command.add_option("file", program.verify.file, "The PDF")->required();
    command.add_option("--roots", program.verify.roots,
                       "PEM of the authorities; default: DATA/keys/roots.pem");
    command.callback([&program] {
        program.run = [&program] { return verify_file(program.settings(), program.verify); };
    });
}

}  // namespace tdkt::server
