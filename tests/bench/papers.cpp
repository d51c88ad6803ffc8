// Papers from data, template, parse and layout to PDF, as the job does it.
#include "templates/papers.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "server/jobs/certificates.h"
#include "templates/desk/names.h"
#include "tests/bench/bench.h"
#include "tests/support/temp_dir.h"

namespace tdkt::bench {
namespace {

using nlohmann::json;

// The sample decision has 13 names; more persons are added to it.
json decision_of(std::size_t names) {
    auto data = templates::sample_data("decision");
    auto& persons = data["persons"]["rows"];
    const auto first = persons;
    const auto collectives = data["collectives"]["rows"].size();
    for (std::size_t i = persons.size(); collectives + i < names; ++i) {
        persons.push_back(first[i % first.size()]);
        persons.back()["no"] = i + 1;
    }
    return data;
}

std::map<std::string, std::string> words_of_all() {
    std::map<std::string, std::string> words;
    for (const auto& kind : templates::paper_kinds())
        words.emplace(kind.code, templates::shipped_text(kind.code));
    return words;
}

using Form = std::string (*)(std::string_view, const json&);

// With the whole text beside the kind, as whoever writes a paper of the office has it.
std::string pdf(std::string_view kind, const json& data) {
    static const auto words = words_of_all();
    return templates::paper_pdf({kind, words.at(std::string(kind))}, data);
}

std::string docx(std::string_view kind, const json& data) {
    static const auto words = words_of_all();
    return templates::paper_docx({kind, words.at(std::string(kind))}, data);
}

// A text of the office's own: parsed anew for each paper, and held to a budget.
std::string office_pdf(std::string_view kind, const json& data) {
    static const auto words = words_of_all();
    return templates::paper_pdf({kind, words.at(std::string(kind)) + "\n"}, data);
}

void measure(const std::string& name, std::string_view kind, const json& data, int times,
             Form form = pdf) {
    std::size_t size = 0;
    const auto took = median_ms(times, [&] { size = form(kind, data).size(); });
    report(name, took, "ms");
    report(name + ".size", static_cast<double>(size), "bytes");
}

// The most that a process holds which does this and nothing else: a child, for what this one
// held before would count as well.
double megabytes(const std::function<void()>& work) {
    std::fflush(stdout);
    const auto child = fork();
    if (child < 0) throw std::runtime_error("cannot fork");
    if (child == 0) {
        try {
            work();
            _exit(0);
        } catch (...) {
            _exit(1);
        }
    }
    int status = 0;
    rusage used{};
    if (wait4(child, &status, 0, &used) != child || status != 0)
        throw std::runtime_error("what was to be measured failed");
    return static_cast<double>(used.ru_maxrss) / 1024;
}

constexpr int certificates_of_all = 486;

// All certificates of a decision with 486 names, from the data to the file on the disk.
void write_all(const std::filesystem::path& path, workflow::Bundle bundle) {
    static const std::vector<json> sheets(certificates_of_all,
                                          templates::sample_data("certificate"));
    const workflow::CertificateOrder order{.bundle = bundle};
    server::write_certificates(
        path, {order, "Giấy khen", *workflow::parse_day("2025-11-12"), sheets, [] {}});
}

void certificates() {
    const test::TempDir folder;
    const auto path = folder / "certificates";
    for (const auto bundle : {workflow::Bundle::pdf, workflow::Bundle::zip}) {
        const auto took = median_ms(5, [&] { write_all(path, bundle); });
        const auto name = "certificates." + std::string(code(bundle));
        report(name + ".486", took, "ms");
        report(name + ".per_second", certificates_of_all / took * 1000, "certificates/s");
        report(name + ".size", static_cast<double>(std::filesystem::file_size(path)), "bytes");
    }
}

// First of all: a child begins with what its parent holds.
void memory() {
    const test::TempDir folder;
    for (const std::size_t names : {500, 10'000})
        report("render.memory." + std::to_string(names),
               megabytes([&] { pdf("decision", decision_of(names)); }), "MB");
    for (const auto bundle : {workflow::Bundle::pdf, workflow::Bundle::zip})
        report("certificates." + std::string(code(bundle)) + ".memory",
               megabytes([&] { write_all(folder / "certificates", bundle); }), "MB");
}

}  // namespace

void papers() {
    templates::check_papers();
    memory();
    for (const std::size_t names : {13, 40, 500})
        measure("render.decision." + std::to_string(names), "decision", decision_of(names), 200);
    measure("render.decision.40.own_words", "decision", decision_of(40), 200, office_pdf);
    measure("render.decision.40.docx", "decision", decision_of(40), 200, docx);
    measure("render.certificate", "certificate", templates::sample_data("certificate"), 200);
    certificates();
    measure("render.decision.10000", "decision", decision_of(10'000), 5);
}

void write_papers(const std::filesystem::path& folder) {
    const auto write = [&](const std::string& name, std::string_view text) {
        std::ofstream file(folder / name, std::ios::binary);
        if (!(file << text)) throw std::runtime_error("cannot write " + name);
    };
    const auto put = [&](const std::string& name, std::string_view kind, const json& data) {
        const auto paper = templates::render_paper(kind, data);
        write(name + ".json", data.dump());
        write(name + ".html", templates::paper_page(paper.title, paper.html));
        if (kind != "decision") return;
        const std::string_view page(paper.html);
        const auto code = page.substr(page.find("<svg"));
        write("code.svg", code.substr(0, code.find("</svg>") + 6));
    };
    put("decision.40", "decision", decision_of(40));
    put("decision.500", "decision", decision_of(500));
    put("certificate", "certificate", templates::sample_data("certificate"));
}

}  // namespace tdkt::bench
