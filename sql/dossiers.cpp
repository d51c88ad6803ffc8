#include "sql/dossiers.h"

#include <algorithm>

#include "sql/folding.h"
#include "sql/history.h"
#include "sql/rows.h"
#include "sql/values.h"
#include "sql/veil.h"
#include "workflow/vietnamese.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

const std::string dossier_columns =
    "select d.id, d.organ_id, d.unit_id, d.round_id, u.name, r.name, c.name, r.propose_before,"
    " d.title, d.late_reason, d.version, d.edits, a.name, d.created_at, d.submitted_at,"
    " d.received_at, coalesce(s.name, ''), d.receipt, d.due_on, d.pack,"
    " d.letter_number, d.letter_symbol from dossier d join unit u on u.id = d.unit_id join "
    "campaign_round r on r.id = d.round_id"
    " join campaign c on c.id = r.campaign_id join account a on a.id = d.created_by"
    " left join account s on s.id = d.submitted_by where ";

template <class Statement>
auto bind_dossier(Statement&& st, Dossier& d, std::string& before) {
    return std::forward<Statement>(st), into(d.id), into(d.organ), into(d.unit), into(d.round),
           into(d.unit_name), into(d.round_name), into(d.campaign_name), into(before),
           into(d.title), into(d.late_reason), into(d.version), into(d.edits), into(d.created_by),
           into(d.created_at), into(d.submitted_at), into(d.received_at), into(d.submitted_by),
           into(d.receipt), into(d.due_on), into(d.pack), into(d.letter), into(d.letter_symbol);
}

// `which` is a condition on n that binds :id.
std::vector<Nomination> load_nominations(soci::session& db, const std::string& which, Id id) {
    std::vector<Nomination> list;
    Nomination n;
    std::string subject, state;
    soci::statement st =
        (db.prepare << "select n.id, n.dossier_id, n.ordinal, n.subject, n.award, n.prize_id,"
                       " coalesce(p.name, ''), coalesce(p.amount, 0), n.name, n.post,"
                       " n.nominee_account, n.nominee_unit, n.summary, n.report, n.state, n.since,"
                       " n.suspension, n.meeting_id, n.decision_id"
                       " from nomination n left join prize p on p.id = n.prize_id where " +
                           which + " order by n.dossier_id, n.ordinal, n.id",
         into(n.id), into(n.dossier), into(n.ordinal), into(subject), into(n.award), into(n.prize),
         into(n.prize_name), into(n.prize_amount), into(n.name), into(n.post),
         into(n.nominee_account), into(n.nominee_unit), into(n.summary), into(n.report),
         into(state), into(n.since), into(n.suspension), into(n.meeting), into(n.decision),
         use(id));
    st.execute();
    while (st.fetch()) {
        n.subject = stored<Subject>(subject);
        n.state = stored<State>(state);
        list.push_back(n);
    }
    return list;
}

// `which` is a condition on t that binds :id.
std::vector<Attachment> load_attachments(soci::session& db, const std::string& which, Id id) {
    std::vector<Attachment> list;
    Attachment a;
    std::string part;
    soci::statement st =
        (db.prepare << "select t.id, t.dossier_id, t.nomination_id, t.part, t.name, t.sha256,"
                       " t.media_type, t.size, t.added_at, a.name from attachment t"
                       " join account a on a.id = t.added_by where " +
                           which + " order by t.id",
         into(a.id), into(a.dossier), into(a.nomination), into(part), into(a.name), into(a.sha256),
         into(a.media_type), into(a.size), into(a.added_at), into(a.added_by), use(id));
    st.execute();
    while (st.fetch()) {
        a.part = stored<Part>(part);
        list.push_back(a);
    }
    return list;
}

Dossier completed(soci::session& db, Dossier dossier, const std::string& before) {
    dossier.propose_before = stored_day(before);
    dossier.nominations = load_nominations(db, "n.dossier_id = :id", dossier.id);
    dossier.attachments = load_attachments(db, "t.dossier_id = :id", dossier.id);
    return dossier;
}

// Counts the edit, or notices that the content moved on.
void touch(soci::session& db, Id id, Expected expected) {
    const std::int64_t wanted = expected.value_or(-1);
    soci::statement update = (db.prepare << "update dossier set edits = edits + 1 where id = :id"
                                            " and (:wanted = -1 or version + edits = :revision)",
                              use(id), use(wanted), use(wanted));
    update.execute(true);
    if (update.get_affected_rows() != 1) throw Problem::stale();
}

}  // namespace

namespace {

// The lines of a history that the reader does not see: all of a nomination that is hidden, and
// of one that is veiled those since it was found fit.
std::string unseen_lines(const Horizon& horizon) {
    std::string steps;
    for (const auto& name : names<State>)
        if (is_veiled_in_conflict(name.value))
            steps.append(steps.empty() ? "'" : ", '").append(name.code).append("'");
    return "select count(*) from event e where e.dossier_id = :id and (not" +
           horizon.nominations("e.nomination_id") + "or (e.from_state in (" + steps + ") and not" +
           horizon.unveiled("e.nomination_id") + ") or " + untold_tie + ")";
}

std::int64_t count_unseen(soci::session& db, const Horizon& horizon, Id dossier) {
    std::int64_t lines = 0;
    const auto query = unseen_lines(horizon);
    auto asked = (db.prepare << query, into(lines), use(dossier));
    horizon.bind_nominations(asked);
    horizon.bind_unveiled(asked);
    soci::statement st = asked;
    st.execute(true);
    return lines;
}

// Papers that are about the whole dossier name all that is in it.
void take_out(soci::session& db, const Horizon& horizon, Dossier& dossier) {
    const auto hidden = [&](const Nomination& n) { return horizon.hides(n.id); };
    const bool lacks = std::ranges::any_of(dossier.nominations, hidden);
    std::erase_if(dossier.nominations, hidden);
    std::erase_if(dossier.attachments, [&](const Attachment& a) {
        return a.nomination == 0 ? lacks : horizon.hides(a.nomination);
    });
    int ordinal = 0;
    for (auto& n : dossier.nominations) {
        ++ordinal;
        if (lacks) n.ordinal = ordinal;
        if (horizon.veils(n.id)) veil(n, dossier.submitted_at);
    }
    dossier.partial = lacks;
    dossier.unseen = count_unseen(db, horizon, dossier.id);
    dossier.version -= dossier.unseen;
}

}  // namespace

Dossier load_dossier(soci::session& db, const Horizon& horizon, Id id) {
    Dossier dossier;
    std::string before;
    const auto query = dossier_columns + "d.id = :id and" + horizon.dossiers();
    {
        auto asked = (db.prepare << query);
        bind_dossier(asked, dossier, before), use(id);
        horizon.bind_dossiers(asked);
        soci::statement st = asked;
        if (!st.execute(true)) throw Problem::missing("nội dung này");
    }
    dossier = completed(db, std::move(dossier), before);
    take_out(db, horizon, dossier);
    return dossier;
}

Dossier load_dossier(soci::session& db, const Actor& reader, Id id) {
    return load_dossier(db, Horizon(db, reader), id);
}

Dossier load_dossier(soci::session& db, Id id) {
    Dossier dossier;
    std::string before;
    bind_dossier(db << dossier_columns + "d.id = :id", dossier, before), use(id);
    if (!db.got_data()) throw Problem::missing("nội dung này");
    return completed(db, std::move(dossier), before);
}

std::int64_t load_revision(soci::session& db, const Actor& reader, Id id) {
    const Horizon horizon(db, reader);
    std::int64_t revision = 0;
    const auto query =
        "select d.version + d.edits from dossier d where d.id = :id and" + horizon.dossiers();
    {
        auto asked = (db.prepare << query, into(revision), use(id));
        horizon.bind_dossiers(asked);
        soci::statement st = asked;
        if (!st.execute(true)) throw Problem::missing("nội dung này");
    }
    return revision - count_unseen(db, horizon, id);
}

std::int64_t load_revision(soci::session& db, Id id) {
    std::int64_t revision = 0;
    db << "select d.version + d.edits from dossier d where d.id = :id", into(revision), use(id);
    if (!db.got_data()) throw Problem::missing("nội dung này");
    return revision;
}

Contents load_contents(soci::session& db, Id meeting) {
    return {load_nominations(db,
                             "n.id in (select g.nomination_id from agenda_item g"
                             " where g.meeting_id = :id)",
                             meeting),
            load_attachments(db,
                             "t.dossier_id in (select x.dossier_id from agenda_item g"
                             " join nomination x on x.id = g.nomination_id"
                             " where g.meeting_id = :id)",
                             meeting)};
}

Id dossier_of_nomination(soci::session& db, Id nomination) {
    Id dossier = 0;
    db << "select dossier_id from nomination where id = :id", into(dossier), use(nomination);
    if (!db.got_data()) throw Problem::missing("nội dung này");
    return dossier;
}

Id dossier_of_attachment(soci::session& db, Id attachment) {
    Id dossier = 0;
    db << "select dossier_id from attachment where id = :id", into(dossier), use(attachment);
    if (!db.got_data()) throw Problem::missing("nội dung này");
    return dossier;
}

Id add_dossier(Change& change, const Actor& author, Id round, const std::string& title,
               std::int64_t now) {
    auto& db = change.db();
    db << "insert into dossier (organ_id, unit_id, round_id, title, created_by, created_at)"
          " values (:organ, :unit, :round, :title, :author, :now)",
        use(author.organ), use(author.unit), use(round), use(title), use(author.id), use(now);
    const auto id = new_id(db, "dossier");
    fold_dossier(change, id);
    return id;
}

void edit_dossier(Change& change, Id id, Expected expected, const std::string& title,
                  const std::string& late_reason) {
    touch(change.db(), id, expected);
    change.db() << "update dossier set title = :title, late_reason = :late where id = :id",
        use(title), use(late_reason), use(id);
    fold_dossier(change, id);
}

void remove_dossier(Change& change, Id id, Expected expected) {
    auto& db = change.db();
    touch(db, id, expected);
    int lines = 0;
    db << "select count(*) from event where dossier_id = :id", into(lines), use(id);
    if (lines != 0)
        throw Problem(Kind::conflict, "Hồ sơ này đã có lịch sử xử lý nên không xóa được.");
    db << "delete from dossier where id = :id", use(id);
}

Id add_nomination(Change& change, const Nomination& n, Expected expected, std::int64_t now) {
    auto& db = change.db();
    touch(db, n.dossier, expected);
    const std::string subject(code(n.subject));
    const auto key = name_key(n.name), plain = folded(n.name);
    db << "insert into nomination (dossier_id, ordinal, subject, award, prize_id, name, name_key,"
          " folded, post, nominee_account, nominee_unit, summary, report, since)"
          " values (:dossier, :ordinal, :subject, :award, :prize, :name, :key, :folded, :post,"
          " :account, :unit, :summary, :report, :now)",
        use(n.dossier), use(n.ordinal), use(subject), use(n.award), use(n.prize), use(n.name),
        use(key), use(plain), use(n.post), use(n.nominee_account), use(n.nominee_unit),
        use(n.summary), use(n.report), use(now);
    return new_id(db, "nomination");
}

void edit_nomination(Change& change, const Nomination& n, Expected expected) {
    auto& db = change.db();
    touch(db, n.dossier, expected);
    const std::string subject(code(n.subject));
    const auto key = name_key(n.name), plain = folded(n.name);
    db << "update nomination set subject = :subject, award = :award, prize_id = :prize,"
          " name = :name, name_key = :key, folded = :folded, post = :post,"
          " nominee_account = :account, nominee_unit = :unit, summary = :summary,"
          " report = :report where id = :id",
        use(subject), use(n.award), use(n.prize), use(n.name), use(key), use(plain), use(n.post),
        use(n.nominee_account), use(n.nominee_unit), use(n.summary), use(n.report), use(n.id);
}

void remove_nomination(Change& change, const Nomination& n, Expected expected) {
    auto& db = change.db();
    touch(db, n.dossier, expected);
    int lines = 0;
    db << "select count(*) from event where nomination_id = :id", into(lines), use(n.id);
    if (lines != 0)
        throw Problem(
            Kind::conflict,
            "Đề nghị này đã có lịch sử xử lý nên không xóa được; hãy dùng bước “Rút hồ sơ”.");
    db << "delete from attachment where nomination_id = :id", use(n.id);
    db << "delete from nomination where id = :id", use(n.id);
}

Id add_attachment(Change& change, const Attachment& a, const Actor& who, Expected expected) {
    auto& db = change.db();
    touch(db, a.dossier, expected);
    const std::string part(code(a.part));
    db << "insert into attachment (dossier_id, nomination_id, part, name, sha256, size,"
          " media_type, added_by, added_at) values (:dossier, :nomination, :part, :name, :sha256,"
          " :size, :media_type, :who, :at)",
        use(a.dossier), use(a.nomination), use(part), use(a.name), use(a.sha256), use(a.size),
        use(a.media_type), use(who.id), use(a.added_at);
    return new_id(db, "attachment");
}

void remove_attachment(Change& change, const Attachment& a, Expected expected) {
    touch(change.db(), a.dossier, expected);
    change.db() << "delete from attachment where id = :id", use(a.id);
}

void set_submitted(Change& change, Id id, const Actor& who, std::int64_t at, int letter,
                   const std::string& symbol) {
    change.db() << "update dossier set submitted_by = :who, submitted_at = :at,"
                   " letter_number = :letter, letter_symbol = :symbol where id = :id",
        use(who.id), use(at), use(letter), use(symbol), use(id);
}

void set_received(Change& change, Id id, const std::string& receipt, std::int64_t at,
                  const std::string& due_on, const std::string& pack) {
    change.db() << "update dossier set receipt = :receipt, received_at = :at, due_on = :due,"
                   " pack = :pack where id = :id",
        use(receipt), use(at), use(due_on), use(pack), use(id);
    fold_dossier(change, id);
}

void set_suspension(Change& change, Id nomination, const std::string& why) {
    change.db() << "update nomination set suspension = :why where id = :id", use(why),
        use(nomination);
}

}  // namespace tdkt::sql
