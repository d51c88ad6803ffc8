#include "sql/certificates.h"

#include <algorithm>
#include <stdexcept>

#include "sql/jobs.h"
#include "sql/rows.h"
#include "sql/values.h"
#include "workflow/problem.h"

namespace tdkt::sql {

using soci::into;
using soci::use;
using namespace workflow;

namespace {

// Who may read it is said by the organ; number and symbol are the decision's.
const std::string batch_rows =
    "select b.id, d.organ_id, b.decision_id, b.document_id, p.number, p.symbol, b.wording_id,"
    " b.template_file, b.kind, b.bundle, b.blank, b.shift_right,"
    " b.shift_down, b.asked_by, a.name, b.asked_at, b.total, b.done, b.runs, b.made_at, "
    "b.cancelled_at,"
    " b.forgotten_at, b.error, b.warnings, b.sha256, b.size, coalesce(j.attempts, 0),"
    " coalesce(j.run_at, 0) from certificate_batch b join account a on a.id = b.asked_by"
    " join decision d on d.id = b.decision_id join document p on p.id = b.document_id"
    " left join job j on j.id = (select max(k.id) from job k where k.done_at is null"
    " and (k.attempts < " +
    std::to_string(most_attempts) + " or k.taken_until > 0) and k.effect = '" +
    std::string(make_certificates_job) + "' and k.subject_id = b.id)";

struct Row {
    CertificateBatch batch;
    std::string kind, bundle;
    int blank = 0;

    template <class Statement>
    auto bind(Statement&& st) {
        auto& b = batch;
        return std::forward<Statement>(st), into(b.id), into(b.organ), into(b.decision),
               into(b.document), into(b.number), into(b.symbol), into(b.words.wording),
               into(b.words.file), into(kind), into(bundle), into(blank), into(b.order.right),
               into(b.order.down), into(b.asker), into(b.asked_by), into(b.asked_at), into(b.total),
               into(b.done), into(b.run), into(b.made_at), into(b.cancelled_at),
               into(b.forgotten_at), into(b.error), into(b.warnings), into(b.sha256), into(b.size),
               into(b.attempts), into(b.next_at);
    }
    CertificateBatch taken() {
        batch.order.kind = stored<CertificateKind>(kind);
        batch.order.bundle = stored<Bundle>(bundle);
        batch.order.blank = blank != 0;
        return batch;
    }
};

std::vector<CertificateBatch> some(soci::session& db, const std::string& which, Id id, int most) {
    Row row;
    soci::statement st = (row.bind(db.prepare << batch_rows + " where " + which +
                                                     " = :id order by b.id desc limit :most"),
                          use(id), use(most));
    return rows_of(st, [&] { return row.taken(); });
}

// Runs a statement that changes the batch where it still stands as expected.
bool changed(soci::statement st) {
    st.execute(true);
    return st.get_affected_rows() == 1;
}

Problem under_way() {
    return {Kind::conflict,
            "Đang lập một bộ khác của quyết định này. Hãy chờ xong, hoặc dừng bộ đó trước."};
}

void add_batch(soci::session& db, const CertificateBatch& wanted, Id who, std::int64_t now) {
    const std::string kind(code(wanted.order.kind)), bundle(code(wanted.order.bundle));
    const int blank = wanted.order.blank ? 1 : 0;
    try {
        db << "insert into certificate_batch (decision_id, document_id, wording_id, template_file,"
              " kind, bundle, blank, shift_right, shift_down, asked_by, asked_at, total) values"
              " (:decision, :document, :wording, :template, :kind, :bundle, :blank, :right, :down,"
              " :who, :now, :total)",
            use(wanted.decision), use(wanted.document), use(wanted.words.wording),
            use(wanted.words.file), use(kind), use(bundle), use(blank), use(wanted.order.right),
            use(wanted.order.down), use(who), use(now), use(wanted.total);
    } catch (const soci::soci_error& error) {
        if (!is_duplicate(error)) throw;
        throw Problem::stale();
    }
}

}  // namespace

Id ask_for_certificates(Change& change, const CertificateBatch& wanted, Id who, std::int64_t now) {
    auto& db = change.db();
    for (const auto& batch : some(db, "b.closed = 0 and b.decision_id", wanted.decision, 1)) {
        if (batch.order == wanted.order) return batch.id;
        throw under_way();
    }
    add_batch(db, wanted, who, now);
    const auto id = change.last_id();
    add_job(change, make_certificates_job, certificate_batch_subject, id, now);
    return id;
}

CertificateBatch load_batch(soci::session& db, Id id) {
    auto found = some(db, "b.id", id, 1);
    if (found.empty()) throw Problem::missing("nội dung này");
    return std::move(found.front());
}

std::vector<CertificateBatch> load_batches(soci::session& db, Id decision, int most) {
    return some(db, "b.decision_id", decision, most);
}

int honoured_before(soci::session& db, Id organ, int year, int number) {
    int count = 0;
    db << "select count(*) from register_entry r join document p on p.id = r.document_id"
          " join decision_item i on i.decision_id = p.subject_id where r.organ_id = :organ"
          " and r.kind = 'decision' and r.year = :year and r.number < :number"
          " and p.subject_kind = 'decision'",
        into(count), use(organ), use(year), use(number);
    return count;
}

std::optional<CertificateBatch> begin_batch(Change& change, Id id) {
    auto& db = change.db();
    if (!changed((db.prepare << "update certificate_batch set runs = runs + 1, done = 0"
                                " where id = :id and closed = 0",
                  use(id))))
        return {};
    return load_batch(db, id);
}

bool note_progress(Change& change, const CertificateBatch& batch, int done) {
    return changed((change.db().prepare
                        << "update certificate_batch set done = :done where id = :id"
                           " and closed = 0 and runs = :run and done < :more",
                    use(done), use(batch.id), use(batch.run), use(done)));
}

bool finish_batch(Change& change, const CertificateBatch& batch, std::istream& bytes,
                  std::int64_t now) {
    auto& db = change.db();
    if (!changed((db.prepare << "update certificate_batch set closed = id, done = total,"
                                " made_at = :now, warnings = :warnings, sha256 = :sha256,"
                                " size = :size where id = :id and closed = 0 and runs = :run",
                  use(now), use(batch.warnings), use(batch.sha256), use(batch.size), use(batch.id),
                  use(batch.run))))
        return false;
    std::string piece;
    std::int64_t ordinal = 0;
    soci::statement insert =
        (db.prepare << "insert into certificate_piece (batch_id, ordinal, bytes)"
                       " values (:id, :ordinal, " +
                           change.dialect().bytes + ")",
         use(batch.id), use(ordinal), use(piece));
    constexpr std::size_t piece_size = std::size_t{1} << 20;
    bytes.clear();
    bytes.seekg(0);
    for (std::int64_t left = batch.size; left > 0; ++ordinal) {
        piece.resize(static_cast<std::size_t>(std::min<std::int64_t>(left, piece_size)));
        if (!bytes.read(piece.data(), static_cast<std::streamsize>(piece.size())))
            throw std::runtime_error("a batch of certificates cannot be read back");
        insert.execute(true);
        left -= static_cast<std::int64_t>(piece.size());
    }
    add_job(change, forget_certificates_job, certificate_batch_subject, batch.id, now,
            now + certificate_days * one_day);
    return true;
}

bool fail_batch(Change& change, const CertificateBatch& batch, const std::string& words) {
    return changed((change.db().prepare
                        << "update certificate_batch set closed = id, error = :words"
                           " where id = :id and closed = 0 and runs = :run",
                    use(words), use(batch.id), use(batch.run)));
}

void cancel_batch(Change& change, Id id, std::int64_t now) {
    if (!changed((change.db().prepare << "update certificate_batch set closed = id,"
                                         " cancelled_at = :now where id = :id and closed = 0",
                  use(now), use(id))))
        throw Problem(Kind::conflict, "Bộ này không còn đang lập nên không dừng được nữa.");
}

void resume_batch(Change& change, Id id, std::int64_t now) {
    bool resumed = false;
    try {
        resumed = changed((change.db().prepare
                               << "update certificate_batch set closed = 0, cancelled_at = 0,"
                                  " error = '', done = 0 where id = :id and closed > 0"
                                  " and made_at = 0",
                           use(id)));
    } catch (const soci::soci_error& error) {
        if (!is_duplicate(error)) throw;
        throw under_way();
    }
    if (!resumed) throw Problem(Kind::conflict, "Chỉ lập tiếp được bộ đã dừng.");
    add_job(change, make_certificates_job, certificate_batch_subject, id, now);
}

void forget_batch(Change& change, Id id, std::int64_t now) {
    auto& db = change.db();
    db << "update certificate_batch set forgotten_at = :now where id = :id and made_at > 0"
          " and forgotten_at = 0",
        use(now), use(id);
    db << "delete from certificate_piece where batch_id = :id", use(id);
}

void write_batch(soci::session& db, const CertificateBatch& batch, std::ostream& out) {
    std::int64_t written = 0;
    for (std::int64_t ordinal = 0; written < batch.size; ++ordinal) {
        std::string piece;
        db << "select bytes from certificate_piece where batch_id = :id and ordinal = :ordinal",
            into(piece), use(batch.id), use(ordinal);
        if (!db.got_data() || piece.empty())
            throw std::runtime_error("batch " + std::to_string(batch.id) + " lacks piece " +
                                     std::to_string(ordinal));
        out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
        if (!out) throw std::runtime_error("a batch of certificates cannot be written out");
        written += static_cast<std::int64_t>(piece.size());
    }
}

}  // namespace tdkt::sql
