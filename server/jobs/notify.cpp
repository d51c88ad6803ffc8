#include "server/jobs/notify.h"

#include "sql/dossiers.h"
#include "sql/history.h"
#include "sql/jobs.h"
#include "sql/notices.h"
#include "sql/people.h"
#include "workflow/decide.h"

namespace tdkt::server {

using namespace workflow;

namespace {

// A notice holds 500 characters at most; bytes are never fewer than those.
std::string shortened(std::string text) {
    constexpr std::size_t most = 480;
    if (text.size() <= most) return text;
    auto end = most;
    while ((static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

// Where the next person finds what waits for them.
std::string link_of(const Dossier& dossier, const sql::Line& line) {
    for (const auto& n : dossier.nominations) {
        if (n.id != line.entry.nomination) continue;
        if (n.decision != 0) return "/decisions/" + std::to_string(n.decision);
        if (n.state == State::voting || n.state == State::recommended)
            return "/meetings/" + std::to_string(n.meeting);
    }
    return "/dossiers/" + std::to_string(dossier.id);
}

// Done in the change that tells: a worker that dies has told everybody or nobody,
// and one that was thought dead tells nobody a second time.
void tell(App& app, const sql::Job& job, const std::vector<Id>& accounts, const std::string& text,
          const std::string& link) {
    const auto words = shortened(text);
    app.database.change([&](sql::Change& change) {
        if (!sql::finish_job(change, job, app.now())) return;
        for (const auto account : accounts)
            sql::add_notice(change, account, words, link, app.now());
    });
}

}  // namespace

void notify_unit(App& app, const sql::Job& job) {
    std::vector<Id> accounts;
    std::string text, link;
    app.database.read([&](auto& db) {
        const auto line = sql::load_line(db, job.subject_id);
        const auto dossier = sql::load_dossier(db, line.entry.dossier);
        for (const auto& account :
             sql::accounts_with(db, dossier.organ, Role::unit_officer | Role::unit_head))
            if (account.unit == dossier.unit) accounts.push_back(account.id);
        link = "/dossiers/" + std::to_string(dossier.id);
        text = dossier_code(dossier.id) + " – " + line.nominee + ": " +
               std::string(label(line.entry.event)) + " → " + std::string(label(line.entry.to)) +
               (line.entry.reason.empty() ? "." : ". Lý do: " + line.entry.reason);
    });
    tell(app, job, accounts, text, link);
}

void notify_office(App& app, const sql::Job& job) {
    std::vector<Id> accounts;
    std::string text, link;
    app.database.read([&](auto& db) {
        const auto line = sql::load_line(db, job.subject_id);
        const auto dossier = sql::load_dossier(db, line.entry.dossier);
        auto roles = holders(line.entry.to);
        // Everybody who may vote is told that the vote is open.
        if (line.entry.to == State::voting)
            roles = roles | Role::council_member | Role::council_chair;
        for (const auto& account : sql::accounts_with(db, dossier.organ, roles))
            accounts.push_back(account.id);
        link = link_of(dossier, line);
        text = dossier_code(dossier.id) + " (" + dossier.unit_name +
               "): " + std::string(label(line.entry.to)) + ", chờ Ông/Bà xử lý.";
    });
    tell(app, job, accounts, text, link);
}

}  // namespace tdkt::server
