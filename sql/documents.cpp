#include "sql/documents.h"

#include "sql/rows.h"
#include "sql/values.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

std::string columns_with(const std::string& bodies) {
    return "select id, organ_id, kind, subject_kind, subject_id, title, " + bodies +
           ", code, made_at, rendered_file, signed_file, issued_file, number, symbol, issued_on,"
           " wording_id, template_file from document ";
}

const std::string document_columns = columns_with("data, inputs");
const std::string card_columns = columns_with("'', ''");

struct DocumentRow {
    Document document;
    std::string kind;

    template <class Statement>
    auto bind(Statement&& st) {
        auto& d = document;
        return std::forward<Statement>(st), into(d.id), into(d.organ), into(kind),
               into(d.subject_kind), into(d.subject), into(d.title), into(d.data), into(d.inputs),
               into(d.code), into(d.made_at), into(d.rendered_file), into(d.signed_file),
               into(d.issued_file), into(d.number), into(d.symbol), into(d.issued_on),
               into(d.words.wording), into(d.words.file);
    }
    std::vector<Document> all(soci::statement& st) {
        return rows_of(st, [&] {
            document.kind = stored<PaperKind>(kind);
            return document;
        });
    }
};

std::optional<Document> first(std::vector<Document> found) {
    if (found.empty()) return {};
    return std::move(found.front());
}

// Whoever begins it a moment later finds it begun.
void begin_series(soci::session& db, Id organ, const std::string& kind, int year) {
    int there = 0;
    db << "select count(*) from series where organ_id = :organ and kind = :kind"
          " and year = :year",
        into(there), use(organ), use(kind), use(year);
    if (there != 0) return;
    try {
        db << "insert into series (organ_id, kind, year, last)"
              " values (:organ, :kind, :year, 0)",
            use(organ), use(kind), use(year);
    } catch (const soci::soci_error& error) {
        if (!is_duplicate(error)) throw;
    }
}

}  // namespace

std::vector<Document> load_documents(soci::session& db, const std::string& subject_kind,
                                     Id subject) {
    DocumentRow row;
    soci::statement st =
        (row.bind(db.prepare << document_columns + "where subject_kind = :kind and"
                                                   " subject_id = :subject order by id"),
         use(subject_kind), use(subject));
    return row.all(st);
}

std::vector<Document> issued_decisions(soci::session& db, Id organ, int year) {
    DocumentRow row;
    soci::statement st =
        (row.bind(db.prepare << document_columns +
                                    "where subject_kind = 'decision' and id in (select document_id"
                                    " from register_entry where organ_id = :organ"
                                    " and kind = 'decision' and year = :year) order by number"),
         use(organ), use(year));
    return row.all(st);
}

std::vector<Document> papers_on_dossier(soci::session& db, const Dossier& dossier) {
    const Id own = dossier.partial ? 0 : dossier.id;
    DocumentRow row;
    soci::statement st =
        (row.bind(db.prepare << card_columns +
                                    "where (subject_kind = 'dossier' and subject_id = :dossier)"
                                    " or (subject_kind = 'decision' and issued_file <> ''"
                                    " and subject_id in (select n.decision_id from nomination n"
                                    " where n.dossier_id = :same_dossier))"
                                    " order by subject_kind desc, id"),
         use(own), use(dossier.id));
    return row.all(st);
}

std::optional<Document> find_document(soci::session& db, const std::string& subject_kind,
                                      Id subject, PaperKind kind) {
    DocumentRow row;
    const std::string wanted(code(kind));
    soci::statement st =
        (row.bind(db.prepare << document_columns +
                                    "where subject_kind = :subject_kind and subject_id = :subject"
                                    " and kind = :kind order by id desc limit 1"),
         use(subject_kind), use(subject), use(wanted));
    return first(row.all(st));
}

Document load_document(soci::session& db, Id id) {
    DocumentRow row;
    soci::statement st = (row.bind(db.prepare << document_columns + "where id = :id"), use(id));
    auto found = first(row.all(st));
    if (!found) throw Problem::missing("nội dung này");
    return std::move(*found);
}

Document load_document(soci::session& db, const Horizon& horizon, Id id) {
    DocumentRow row;
    // Of drafts they see nothing, whether these hold what is hidden or not.
    const int wary = horizon.is_wary() ? 1 : 0;
    auto asked = row.bind(db.prepare << document_columns +
                                            "where id = :id and (subject_kind <> 'decision'"
                                            " or issued_file <> '' or :wary = 0) and" +
                                            horizon.subjects("subject_kind", "subject_id"));
    asked, use(id), use(wary);
    horizon.bind_subjects(asked);
    soci::statement st = asked;
    auto found = first(row.all(st));
    if (!found) throw Problem::missing("nội dung này");
    return std::move(*found);
}

std::optional<Document> document_by_code(soci::session& db, const std::string& code) {
    DocumentRow row;
    soci::statement st =
        (row.bind(db.prepare << document_columns + "where code = :code"), use(code));
    return first(row.all(st));
}

Id add_document(Change& change, const Document& d) {
    const std::string kind(code(d.kind));
    change.db() << "insert into document (organ_id, kind, subject_kind, subject_id, title, data,"
                   " inputs, code, made_at, rendered_file, number, symbol, issued_on, wording_id,"
                   " template_file)"
                   " values (:organ, :kind, :subject_kind, :subject, :title, :data, :inputs,"
                   " :code, :made_at, :file, :number, :symbol, :issued_on, :wording, :template)",
        use(d.organ), use(kind), use(d.subject_kind), use(d.subject), use(d.title), use(d.data),
        use(d.inputs), use(d.code), use(d.made_at), use(d.rendered_file), use(d.number),
        use(d.symbol), use(d.issued_on), use(d.words.wording), use(d.words.file);
    return new_id(change.db(), "document");
}

void set_signed_file(Change& change, Id document, const std::string& before,
                     const std::string& after) {
    soci::statement update = (change.db().prepare << "update document set signed_file = :after"
                                                     " where id = :id and signed_file = :before",
                              use(after), use(document), use(before));
    update.execute(true);
    if (update.get_affected_rows() != 1) throw Problem::stale();
}

void set_issued_file(Change& change, const Document& d) {
    soci::statement update =
        (change.db().prepare << "update document set issued_file = :file, number = :number,"
                                " symbol = :symbol, issued_on = :day"
                                " where id = :id and issued_file = ''",
         use(d.issued_file), use(d.number), use(d.symbol), use(d.issued_on), use(d.id));
    update.execute(true);
    if (update.get_affected_rows() != 1) throw Problem::stale();
}

int next_number(soci::session& db, Id organ, const std::string& kind, int year) {
    int last = 0;
    db << "select last from series where organ_id = :organ and kind = :kind and year = :year",
        into(last), use(organ), use(kind), use(year);
    return db.got_data() ? last + 1 : 1;
}

void take_number(Change& change, Id organ, const std::string& kind, int year, int number) {
    auto& db = change.db();
    if (number == 1) begin_series(db, organ, kind, year);
    const int before = number - 1;
    soci::statement update =
        (db.prepare << "update series set last = :number where organ_id = :organ"
                       " and kind = :kind and year = :year and last = :before",
         use(number), use(organ), use(kind), use(year), use(before));
    update.execute(true);
    if (update.get_affected_rows() != 1) throw Problem::stale();
}

int take_next_number(Change& change, Id organ, const std::string& kind, int year) {
    auto& db = change.db();
    const auto count_on = [&] {
        soci::statement update = (db.prepare << "update series set last = last + 1 where"
                                                " organ_id = :organ and kind = :kind"
                                                " and year = :year",
                                  use(organ), use(kind), use(year));
        update.execute(true);
        return update.get_affected_rows() == 1;
    };
    // The row is locked before it is read: whoever comes meanwhile takes the one after.
    if (!count_on()) {
        begin_series(db, organ, kind, year);
        count_on();
    }
    return next_number(db, organ, kind, year) - 1;
}

void add_to_register(Change& change, Id organ, const std::string& kind, int year,
                     const RegisterEntry& e) {
    change.db() << "insert into register_entry (organ_id, kind, year, number, document_id, symbol,"
                   " issued_on, subject, signer, recipients, keeper, copies) values (:organ, :kind,"
                   " :year, :number, :document, :symbol, :day, :subject, :signer, :recipients,"
                   " :keeper, :copies)",
        use(organ), use(kind), use(year), use(e.number), use(e.document), use(e.symbol),
        use(e.issued_on), use(e.subject), use(e.signer), use(e.recipients), use(e.keeper),
        use(e.copies);
}

std::string last_issued_on(soci::session& db, Id organ, const std::string& kind) {
    std::string day;
    db << "select coalesce(max(issued_on), '') from register_entry where organ_id = :organ"
          " and kind = :kind",
        into(day), use(organ), use(kind);
    return day;
}

std::int64_t last_issued_at(soci::session& db, Id organ) {
    std::int64_t at = 0;
    db << "select coalesce(max(issued_at), 0) from decision where organ_id = :organ", into(at),
        use(organ);
    return at;
}

bool is_registered(soci::session& db, const Document& d) {
    std::int64_t lines = 0;
    db << "select count(*) from register_entry where document_id = :id and number = :number"
          " and symbol = :symbol and issued_on = :day and subject = :subject",
        into(lines), use(d.id), use(d.number), use(d.symbol), use(d.issued_on), use(d.title);
    return lines == 1;
}

std::vector<RegisterEntry> load_register(soci::session& db, Id organ, const RegisterPage& page) {
    const int limit = page.before == 0 ? INT32_MAX : page.before;
    RegisterEntry e;
    soci::statement st =
        (db.prepare << "select number, document_id, symbol, issued_on, subject, signer, recipients,"
                       " keeper, copies from register_entry where organ_id = :organ"
                       " and kind = :kind and year = :year and number < :before"
                       " order by number desc limit :most",
         into(e.number), into(e.document), into(e.symbol), into(e.issued_on), into(e.subject),
         into(e.signer), into(e.recipients), into(e.keeper), into(e.copies), use(organ),
         use(page.kind), use(page.year), use(limit), use(page.most));
    return copies_of(st, e);
}

}  // namespace tdkt::sql
