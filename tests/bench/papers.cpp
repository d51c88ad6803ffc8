// Papers from data, template, parse and layout to PDF, as the job does it.
#include "templates/papers.h"

#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "server/jobs/certificates.h"
#include "tests/bench/bench.h"
#include "tests/support/temp_dir.h"

namespace tdkt::bench {
namespace {

using nlohmann::json;

json sample(const std::string& kind) {
    std::ifstream file("templates/samples/" + kind + ".json");
    return json::parse(file);
}

// The sample decision has 13 names; more persons are added to it.
json decision_of(std::size_t names) {
    auto data = sample("decision");
    auto& persons = data["persons"]["rows"];
    const auto first = persons;
    const auto collectives = data["collectives"]["rows"].size();
    for (std::size_t i = persons.size(); collectives + i < names; ++i) {
        persons.push_back(first[i % first.size()]);
        persons.back()["no"] = i + 1;
    }
    return data;
}

using Form = std::string (*)(std::string_view, const json&);

std::string pdf(std::string_view kind, const json& data) {
    return templates::paper_pdf(kind, data);
}

std::string docx(std::string_view kind, const json& data) {
    return templates::paper_docx(kind, data);
}

void measure(const std::string& name, std::string_view kind, const json& data, int times,
             Form form = pdf) {
    std::size_t size = 0;
    const auto took = median_ms(times, [&] { size = form(kind, data).size(); });
    report(name, took, "ms");
    report(name + ".size", static_cast<double>(size), "bytes");
}

// The most that the program ever held.
double megabytes() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_maxrss) / 1024;
}

// All certificates of a decision with 486 names, from the data to the file on the disk.
void certificates() {
    constexpr int names = 486;
    const std::vector<json> sheets(names, sample("certificate"));
    const test::TempDir folder;
    const auto path = folder / "certificates";
    for (const auto bundle : {workflow::Bundle::pdf, workflow::Bundle::zip}) {
        const workflow::CertificateOrder order{.bundle = bundle};
        const auto took = median_ms(5, [&] {
            server::write_certificates(
                path, {order, "Giấy khen", *workflow::parse_day("2025-11-12"), sheets, [] {}});
        });
        const auto name = "certificates." + std::string(code(bundle));
        report(name + ".486", took, "ms");
        report(name + ".per_second", names / took * 1000, "certificates/s");
        report(name + ".size", static_cast<double>(std::filesystem::file_size(path)), "bytes");
        report(name + ".memory", megabytes(), "MB");
    }
}

}  // namespace

void papers() {
    templates::check_papers();
    for (const std::size_t names : {13, 40, 500})
        measure("render.decision." + std::to_string(names), "decision", decision_of(names), 200);
    measure("render.decision.40.docx", "decision", decision_of(40), 200, docx);
    report("render.memory.500", megabytes(), "MB");
    const auto kinds = templates::paper_kinds();
    if (std::ranges::any_of(kinds, [](const auto& kind) { return kind.code == "certificate"; }))
        measure("render.certificate", "certificate", sample("certificate"), 200);
    certificates();
    measure("render.decision.10000", "decision", decision_of(10'000), 5);
    report("render.memory.10000", megabytes(), "MB");
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
    put("certificate", "certificate", sample("certificate"));
}

}  // namespace tdkt::bench
