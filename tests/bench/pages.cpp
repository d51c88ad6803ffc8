// What a request costs in the program itself: session, statements, view, page.
#include "sql/statements.h"
#include "tests/bench/bench.h"
#include "tests/bench/office.h"

namespace tdkt::bench {
namespace {

struct Page {
    const char* name;
    const char* path;
};

constexpr Page measured[] = {
    {"home", "/"},
    {"dossiers", "/dossiers"},
    {"dossier", "/dossiers/1"},
    {"decisions", "/decisions"},
    {"decision", "/decisions/1"},
    {"meetings", "/meetings"},
    {"meeting", "/meetings/1"},
    {"register", "/register"},
    {"campaign", "/campaigns/1"},
    {"notices", "/notices"},
};

// Who is asked, in turn, until one may see the page.
constexpr const char* readers[] = {"tchc", "thuky", "quantri", "bmt"};

void measure(Office& office, const std::string& name, const std::string& path,
             const std::string& header) {
    office.get(path, header);
    const auto before = sql::statements_prepared();
    const auto size = office.get(path, header).body.size();
    report(name + ".statements", static_cast<double>(sql::statements_prepared() - before),
           "statements");
    report(name + ".size", static_cast<double>(size), "bytes");
    report(name + ".alone", median_ms(200, [&] { office.get(path, header); }), "ms");
}

// What every page asks of the database, with the number 1 for what it is about.
void count_statements(Office& office) {
    std::vector<std::string> cookies;
    for (const auto* reader : readers) cookies.push_back(office.cookie(reader));
    for (const auto& route : server::routes()) {
        auto path = std::string(route.path);
        if (const auto id = path.find(":id"); id != std::string::npos) path.replace(id, 3, "1");
        if (route.method != "GET" || path.find(':') != std::string::npos) continue;
        for (const auto& cookie : cookies) {
            const auto before = sql::statements_prepared();
            if (office.ask(path, cookie).status != 200) continue;
            report("statements " + path, static_cast<double>(sql::statements_prepared() - before),
                   "statements");
            break;
        }
    }
}

}  // namespace

void pages(Office& office) {
    count_statements(office);
    const auto cookie = office.cookie("tchc"), bearer = office.bearer("tchc");
    for (const auto& page : measured) {
        measure(office, std::string("page.") + page.name, page.path, cookie);
        measure(office, std::string("api.") + page.name, std::string("/api/v1") + page.path,
                bearer);
    }
}

void long_list(Office& office) {
    measure(office, "page.dossiers.50", "/dossiers", office.cookie("tchc"));
    measure(office, "api.dossiers.50", "/api/v1/dossiers", office.bearer("tchc"));
}

}  // namespace tdkt::bench
