// Writes the first inputs: FOLDER/filling, examine, xhtml, facts and paper_file, a file for
// each kind of paper.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

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

// Nothing packed, so that a changed byte is a changed word; the letters' shapes, which the
// reader does not look at, are left out.
std::string plain_pdf(const std::string& pdf) {
    QPDF document;
    document.processMemoryFile("paper", pdf.data(), pdf.size());
    for (auto& object : document.getAllObjects())
        if (object.isDictionary() && object.hasKey("/FontFile2"))
            object.getKey("/FontFile2")
                .replaceStreamData("", QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
    QPDFWriter writer(document);
    writer.setOutputMemory();
    writer.setQDFMode(true);
    writer.setStaticID(true);
    writer.write();
    const auto written = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(written->getBuffer()), written->getSize()};
}

void write_seeds(const fs::path& folder) {
    const auto kinds = templates::paper_kinds();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const auto& code = kinds[i].code;
        const auto text = templates::whole_text(kinds[i].text);
        const std::string sample(templates::resource("samples/" + std::string(code) + ".json"));
        std::vector<workflow::Fault> faults;
        const auto data = nlohmann::json::parse(sample);
        const auto filled = templates::Filling(text).fill(data, faults);
        write(folder / "filling", code, text + '\0' + sample);
        write(folder / "xhtml", code, filled);
        write(folder / "paper_file", code, plain_pdf(templates::paper_pdf(code, data)));
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
