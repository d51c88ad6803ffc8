#include "server/jobs/write_papers.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "server/steps/codes.h"
#include "server/steps/issuer.h"
#include "server/steps/wordings.h"
#include "sql/campaigns.h"
#include "sql/council.h"
#include "sql/decisions.h"
#include "sql/digest.h"
#include "sql/documents.h"
#include "sql/dossiers.h"
#include "sql/files.h"
#include "sql/history.h"
#include "sql/people.h"
#include "templates/paper_data.h"
#include "templates/papers.h"

namespace tdkt::server {

using namespace workflow;
using nlohmann::json;

namespace {

// What a paper is to say, gathered in one reading.
struct Draft {
    Id organ = 0;
    PaperKind kind = PaperKind::submission;
    std::string subject_kind, title, inputs;
    Id subject = 0;
    json data;
    Words words = {};
    std::optional<NumberedPaper> numbered = {};  // in the council's register
};

// The words that are valid on the paper's own day.
Draft worded(soci::session& db, Draft draft, Day day) {
    draft.words = words_for(db, draft.organ, std::string(code(draft.kind)), day);
    return draft;
}

// Only a decision is presented again in other words: what else is written stands.
bool reworded(const Document& newest, const Draft& draft) {
    return draft.kind == PaperKind::decision && newest.signed_file.empty() &&
           newest.words.file != sql::sha256_hex(draft.words.text);
}

// Renders outside of any change, then ends the job and stores paper, words and file together:
// from that moment on the paper may be signed, and nobody writes it again. Whoever finds the
// same facts in the newest paper leaves it, unless it waits for its signature and the office
// has found better words since.
void write(App& app, const sql::Job& job, Draft draft, const std::string& code) {
    const auto pdf =
        templates::paper_pdf({workflow::code(draft.kind), draft.words.text}, draft.data);
    const auto sha256 = sql::sha256_hex(pdf);
    app.database.change([&](sql::Change& change) {
        if (!sql::finish_job(change, job, app.now())) return;
        const auto newest =
            sql::find_document(change.db(), draft.subject_kind, draft.subject, draft.kind);
        if (newest && newest->inputs == draft.inputs && !reworded(*newest, draft)) return;
        std::istringstream bytes(pdf);
        sql::store(change, sha256, "application/pdf", app.now(), bytes);
        Document paper;
        paper.organ = draft.organ;
        paper.kind = draft.kind;
        paper.subject_kind = draft.subject_kind;
        paper.subject = draft.subject;
        paper.title = draft.title;
        paper.data = draft.data.dump();
        paper.inputs = draft.inputs;
        paper.code = code;
        paper.made_at = app.now();
        paper.rendered_file = sha256;
        if (draft.numbered) {
            paper.number = draft.numbered->number;
            paper.symbol = draft.numbered->symbol;
            paper.issued_on = iso(draft.numbered->issued_on);
        }
        paper.words = keep_words(change, draft.words, app.now());
        sql::add_document(change, paper);
    });
}

std::string verify_url(const App& app, const std::string& code) {
    return app.settings.address + "/verify/" + code;
}

// Two papers about one dossier differ when it has moved on between them.
std::string inputs_of(const json& data) {
    return sql::sha256_hex(data.dump());
}

const Pack& pack_of(const App& app, const Dossier& dossier) {
    return dossier.pack.empty() ? app.rules.on(day_of(dossier.submitted_at))
                                : app.rules.pack(dossier.pack);
}

// Everything withdrawn is no part of what a paper says.
void drop_withdrawn(Dossier& dossier) {
    std::erase_if(dossier.nominations,
                  [](const Nomination& n) { return n.state == State::withdrawn; });
}

}  // namespace

void write_submission(App& app, const sql::Job& job) {
    write(app, job, app.database.read([&](auto& db) {
        auto dossier = sql::load_dossier(db, job.subject_id);
        drop_withdrawn(dossier);
        const auto organ = sql::load_organ(db, dossier.organ);
        const auto round = sql::load_round(db, dossier.organ, dossier.round);
        const auto campaign = sql::load_campaign(db, dossier.organ, round.campaign);
        const auto unit = sql::load_unit(db, dossier.unit);
        Draft draft{
            dossier.organ, PaperKind::submission, "dossier", dossier.title, "", dossier.id, {}};
        draft.data = templates::submission_data(
            issuer_of(organ), dossier, campaign, unit.head_title, dossier.submitted_by,
            pack_of(app, dossier), day_of(dossier.submitted_at));
        draft.inputs = inputs_of(draft.data);
        return worded(db, std::move(draft), day_of(dossier.submitted_at));
    }),
          new_code());
}

void write_receipt(App& app, const sql::Job& job) {
    write(app, job, app.database.read([&](auto& db) {
        auto dossier = sql::load_dossier(db, job.subject_id);
        drop_withdrawn(dossier);
        const auto organ = sql::load_organ(db, dossier.organ);
        const auto received =
            sql::last_line(db, Through::dossier, dossier.id, Event::receive).value_or(sql::Line{});
        Draft draft{dossier.organ,
                    PaperKind::receipt,
                    "dossier",
                    "Phiếu tiếp nhận " + dossier.receipt,
                    "",
                    dossier.id,
                    {}};
        draft.data = templates::receipt_data(issuer_of(organ), dossier, received.actor_name,
                                             received.actor_post);
        draft.inputs = inputs_of(draft.data);
        return worded(db, std::move(draft), day_of(dossier.received_at));
    }),
          new_code());
}

namespace {

json minutes_of(soci::session& db, App& app, Meeting meeting) {
    meeting.departures = sql::departures(db, meeting.id);
    const int quorum =
        app.rules.on(meeting.held_on).quorum(static_cast<int>(meeting.members.size()));
    return templates::minutes_data(issuer_of(sql::load_organ(db, meeting.organ)), meeting, quorum,
                                   meeting.declared_at);
}

}  // namespace

Document extract_of(soci::session& db, App& app, const sql::Horizon& horizon, Document minutes) {
    const auto meeting = sql::load_meeting(db, horizon, minutes.subject);
    if (meeting.declared_at == 0) throw Problem::missing("nội dung này");
    auto data = minutes_of(db, app, meeting);
    data["subject"] = "(Bản trích) " + data["subject"].get<std::string>();
    minutes.title = "Bản trích: " + minutes.title;
    minutes.data = data.dump();
    minutes.code.clear();
    minutes.number = 0;
    minutes.symbol.clear();
    minutes.issued_on.clear();
    // No file: signed or not, it names all.
    minutes.rendered_file.clear();
    minutes.signed_file.clear();
    return minutes;
}

void write_minutes(App& app, const sql::Job& job) {
    write(app, job, app.database.read([&](auto& db) {
        const auto meeting = sql::load_meeting(db, job.subject_id);
        Draft draft{meeting.organ,
                    PaperKind::minutes,
                    "meeting",
                    "Biên bản họp " + meeting.council + " ngày " + short_date(meeting.held_on),
                    "",
                    meeting.id,
                    {}};
        draft.data = minutes_of(db, app, meeting);
        if (const auto* paper = meeting.paper(CouncilPaper::minutes)) draft.numbered = *paper;
        draft.inputs = inputs_of(draft.data);
        return worded(db, std::move(draft), meeting.held_on);
    }),
          new_code());
}

json decision_paper(soci::session& db, App& app, const Decision& decision,
                    const std::string& code) {
    std::set<Id> ids;
    for (const auto& item : decision.items) ids.insert(item.nomination.meeting);
    std::vector<Meeting> meetings;
    for (const auto id : ids)
        if (id != 0) meetings.push_back(sql::load_meeting(db, id));
    if (decision.items.empty()) throw Problem(Kind::blocked, "Dự thảo chưa có ai.");
    const auto first = sql::load_dossier(db, decision.items.front().nomination.dossier);
    return templates::decision_data(issuer_of(sql::load_organ(db, decision.organ)), decision,
                                    meetings, pack_of(app, first), verify_url(app, code), code);
}

void write_decision(App& app, const sql::Job& job) {
    const auto code = new_code();
    write(app, job, app.database.read([&](auto& db) {
        const auto decision = sql::load_decision(db, job.subject_id);
        Draft draft{decision.organ,
                    PaperKind::decision,
                    "decision",
                    templates::on_the_matter(decision.title),
                    sql::sha256_hex(canonical(decision)),
                    decision.id,
                    {}};
        draft.data = decision_paper(db, app, decision, code);
        return worded(db, std::move(draft), day_of(app.now()));
    }),
          code);
}

}  // namespace tdkt::server
