// tdkt lint: what is wrong with a document by Decree 30/2020/NĐ-CP.
#include "templates/lint/lint.h"

#include <fstream>
#include <iostream>
#include <iterator>

#include "server/app.h"
#include "server/commands/command.h"
#include "server/paper_file/read.h"
#include "templates/papers.h"
#include "workflow/calendar.h"

namespace tdkt::server {
namespace {

namespace lint = templates::lint;

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path);
    return {std::istreambuf_iterator<char>(file), {}};
}

nlohmann::json read_data(const std::string& path) {
    try {
        return nlohmann::json::parse(read_file(path));
    } catch (const nlohmann::json::exception& error) {
        throw std::runtime_error(path + " is not JSON: " + error.what());
    }
}

// What other papers of the case name, as KIND DATA.json KIND DATA.json …
std::vector<lint::Companion> companions(const std::vector<std::string>& words) {
    std::vector<lint::Companion> found;
    for (std::size_t i = 0; i + 1 < words.size(); i += 2)
        templates::look_at_paper(words[i], read_data(words[i + 1]), [&](const auto& layout) {
            found.push_back({"“" + std::string(templates::paper_kind(words[i]).name) + "”",
                             lint::names_listed(lint::subject_of(layout))});
        });
    return found;
}

lint::Report report_of(const LintWords& words, const Settings& settings) {
    auto known = lint::known_to_us();
    known.today = workflow::day_of(wall_clock() + std::max<std::int64_t>(0, settings.clock_offset));
    known.companions = companions(words.beside);
    if (words.what.size() == 2)
        return lint::findings(words.what[0], read_data(words.what[1]), known);
    return lint::look_over(read_paper_file(read_file(words.what[0])), known);
}

void print(const lint::Report& report) {
    for (const auto& finding : report.findings) std::cout << lint::line_of(finding) << '\n';
    for (const auto& warning : report.in_print) std::cout << "Khi in: " << warning << '\n';
    const auto shown = lint::view(report);
    std::cout << shown.at("summary").get_ref<const std::string&>() << '\n';
    if (report.unchecked.empty()) return;
    std::cout << "Không kiểm tra được trên tệp này:";
    for (const auto* check : report.unchecked) std::cout << ' ' << check->code;
    std::cout << '\n';
}

int run(const LintWords& words, const Settings& settings) try {
    const auto report = report_of(words, settings);
    if (words.json)
        std::cout << lint::view(report).dump(2) << '\n';
    else
        print(report);
    return report.errors() == 0 ? success : failure;
} catch (const workflow::Problem& problem) {
    std::cerr << "tdkt: " << problem.what();
    for (const auto& fault : problem.faults())
        std::cerr << ' ' << fault.field << (fault.field.empty() ? "" : ": ") << fault.message;
    std::cerr << '\n';
    return problem.kind() == workflow::Kind::missing ? wrong_use : failure;  // no such kind
}

}  // namespace

void add_lint(CLI::App& command, Program& program) {
    auto& words = program.lint;
    command
        .add_option("what", words.what,
                    "FILE.pdf, or KIND DATA.json as for render (templates/README.md)")
        ->required()
        ->expected(1, 2);
    command
        .add_option("--beside", words.beside,
                    "KIND DATA.json of another paper of the case, whose names must agree")
        ->expected(2, 200);
    command.add_flag("--json", words.json, "Findings as JSON");
    command.callback([&program] {
        if (program.lint.beside.size() % 2 != 0)
            throw CLI::ValidationError("--beside", "wants pairs of KIND and DATA.json");
        program.run = [&program] { return run(program.lint, program.settings()); };
    });
}

}  // namespace tdkt::server
