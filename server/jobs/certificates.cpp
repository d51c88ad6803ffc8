#include "server/jobs/certificates.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <numeric>

#include "server/jobs/archive.h"
#include "server/jobs/work_folder.h"
#include "server/steps/telling.h"
#include "server/steps/wordings.h"
#include "sql/certificates.h"
#include "sql/digest.h"
#include "sql/documents.h"
#include "templates/book.h"
#include "templates/papers.h"
#include "workflow/texts.h"
#include "workflow/vietnamese.h"

namespace tdkt::server {

using namespace workflow;
using nlohmann::json;

namespace {

constexpr std::string_view kind_of_paper = "certificate";
constexpr int told_each = 50;
constexpr std::size_t most_warnings = 20, longest_warnings = 3800;
constexpr std::size_t longest_reason = 1900;  // bytes

// The batch was cancelled, or another worker has it.
struct Stopped {};

// Says how far the work is, and ends it when it is not wanted any more.
class Progress {
  public:
    Progress(App& app, const CertificateBatch& batch) : app_(app), batch_(batch) {}

    void one_more() {
        if (++done_ % told_each != 0) return;
        if (!app_.database.change(
                [&](sql::Change& change) { return sql::note_progress(change, batch_, done_); }))
            throw Stopped{};
    }

  private:
    App& app_;
    const CertificateBatch& batch_;
    int done_ = 0;
};

templates::Print print_of(const CertificateOrder& order) {
    constexpr double tenths = 10;
    templates::Print print;
    print.blank = order.blank;
    print.right = order.right / tenths;
    print.down = order.down / tenths;
    return print;
}

std::string name_of(const json& sheet) {
    return sheet.at("name");
}

void keep_warnings(const json& sheet, const std::vector<std::string>& said,
                   std::vector<std::string>& kept) {
    for (const auto& words : said)
        if (kept.size() < most_warnings) kept.push_back(name_of(sheet) + ": " + words);
}

std::vector<std::string> write_book(const std::string& path, const Making& making) {
    std::ofstream out(path, std::ios::binary);
    templates::PaperBook book(out, {kind_of_paper, making.words}, making.title,
                              print_of(making.order));
    std::vector<std::string> kept;
    for (const auto& sheet : making.sheets) {
        std::vector<std::string> said;
        book.add(sheet, said);
        keep_warnings(sheet, said, kept);
        making.made();
    }
    book.finish();
    return kept;
}

// Collectives as in the annex, then persons as Vietnamese names sort.
std::vector<std::size_t> sorted(const std::vector<json>& sheets) {
    std::vector<std::size_t> order(sheets.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) {
        const bool person = sheets[i].contains("position");
        return std::pair(person, person ? name_key(name_of(sheets[i])) : std::string());
    });
    return order;
}

// "007 Nguyễn Thị Hồng Ánh.pdf": the number keeps the order, and two of one name apart.
std::string entry_name(std::size_t place, std::size_t count, const json& sheet) {
    auto number = std::to_string(place);
    const auto width = std::to_string(count).size();
    number.insert(0, width - number.size(), '0');
    return number + " " + safe_name(name_of(sheet)) + ".pdf";
}

std::vector<std::string> write_singles(const std::string& path, const Making& making) {
    std::vector<std::string> kept;
    std::vector<ArchiveEntry> entries;
    const auto print = print_of(making.order);
    for (const auto i : sorted(making.sheets)) {
        const auto& sheet = making.sheets[i];
        entries.push_back({entry_name(entries.size() + 1, making.sheets.size(), sheet), [&, print] {
                               std::vector<std::string> said;
                               auto bytes = templates::paper_pdf({kind_of_paper, making.words},
                                                                 sheet, print, &said);
                               keep_warnings(sheet, said, kept);
                               making.made();
                               return bytes;
                           }});
    }
    write_archive(path, entries, making.day);
    return kept;
}

std::string lines_of(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) {
        if (text.size() + line.size() > longest_warnings) break;
        text += (text.empty() ? "" : "\n") + line;
    }
    return text;
}

void measure(std::istream& bytes, CertificateBatch& batch) {
    sql::Digest digest;
    std::array<char, 1 << 16> piece{};
    batch.size = 0;
    while (bytes.read(piece.data(), piece.size()), bytes.gcount() > 0) {
        digest.add({piece.data(), static_cast<std::size_t>(bytes.gcount())});
        batch.size += bytes.gcount();
    }
    if (bytes.bad()) throw std::runtime_error("certificates cannot be read back");
    batch.sha256 = digest.hex();
}

// Whoever asked may have gone to other work meanwhile.
void tell_asker(sql::Change& change, App& app, const CertificateBatch& batch,
                const std::string& what) {
    tell(change, app.settings.mail.is_set(), batch.asker,
         {what + " " + batch_title(batch) + ".", "/certificates/" + std::to_string(batch.id)},
         app.now());
}

void make(App& app, CertificateBatch batch) {
    const auto [paper, sheets, words] = app.database.read([&](auto& db) {
        auto found = sql::load_document(db, batch.document);
        auto data = certificates(db, found, batch.order.kind);
        return std::tuple(std::move(found), std::move(data), text_of(db, batch.words));
    });
    const WorkFolder folder(std::filesystem::path(app.settings.data) / "spool");
    const auto path = folder.file("certificates");
    Progress progress(app, batch);
    batch.warnings = lines_of(
        write_certificates(path, {batch.order, batch_title(batch), *parse_day(paper.issued_on),
                                  sheets, [&] { progress.one_more(); }, words}));
    std::ifstream bytes(path, std::ios::binary);
    measure(bytes, batch);
    app.database.change([&](sql::Change& change) {
        if (sql::finish_batch(change, batch, bytes, app.now()))
            tell_asker(change, app, batch, "Đã lập xong");
    });
}

}  // namespace

std::vector<json> certificates(const templates::IssuedDecision& decision, CertificateKind kind,
                               int before) {
    std::vector<json> sheets;
    for (const auto& one : decision.honoured)
        sheets.push_back(templates::certificate_data(decision, one, ++before, kind));
    return sheets;
}

std::vector<json> certificates(soci::session& db, const Document& paper, CertificateKind kind) {
    const auto decision = templates::issued_decision(paper);
    return certificates(
        decision, kind,
        sql::honoured_before(db, paper.organ, year_of(decision.issued_on), paper.number));
}

std::string batch_title(const CertificateBatch& batch) {
    return std::string(label(batch.order.kind)) + " kèm theo Quyết định số " +
           document_number(batch.number) + "/" + batch.symbol;
}

std::vector<std::string> write_certificates(const std::string& path, const Making& making) {
    return making.order.bundle == Bundle::pdf ? write_book(path, making)
                                              : write_singles(path, making);
}

void make_certificates(App& app, const sql::Job& job) {
    const auto batch = app.database.change(
        [&](sql::Change& change) { return sql::begin_batch(change, job.subject_id); });
    if (!batch) return;
    try {
        make(app, *batch);
    } catch (const Stopped&) {
        // Who cancelled it knows; nothing was kept.
    } catch (const Problem& problem) {
        if (problem.kind() == Kind::busy) throw;
        std::string words = problem.what();
        for (const auto& fault : problem.faults()) words += " " + fault.message;
        app.database.change([&](sql::Change& change) {
            if (sql::fail_batch(change, *batch, std::string(opening(words, longest_reason))))
                tell_asker(change, app, *batch, "Không lập được");
        });
    }
}

void forget_certificates(App& app, const sql::Job& job) {
    app.database.change(
        [&](sql::Change& change) { sql::forget_batch(change, job.subject_id, app.now()); });
}

}  // namespace tdkt::server
