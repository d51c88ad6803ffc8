// Batches of certificates: who asked, how far the work is, and the file until its time
// is over.
#pragma once

#include <istream>
#include <optional>
#include <ostream>
#include <vector>

#include "sql/database.h"
#include "workflow/certificates.h"

namespace tdkt::sql {

// The jobs that make a batch and that take its file away.
inline constexpr std::string_view make_certificates_job = "make_certificates";
inline constexpr std::string_view forget_certificates_job = "forget_certificates";
inline constexpr std::string_view certificate_batch_subject = "certificate_batch";

// Of decision, document, words, order and total as in `wanted`; the work is a job. While a
// batch of the decision is under way: that one, if it was ordered alike, otherwise
// Problem{conflict}. Problem{stale} when another came at this moment: ask again.
workflow::Id ask_for_certificates(Change& change, const workflow::CertificateBatch& wanted,
                                  workflow::Id who, std::int64_t now);

workflow::CertificateBatch load_batch(soci::session& db, workflow::Id id);  // Problem{missing}

// Of one decision, the newest first.
std::vector<workflow::CertificateBatch> load_batches(soci::session& db, workflow::Id decision,
                                                     int most);

// How many lines of the roll of honour stand before those of a decision of this number:
// what decisions of lower numbers granted in the same year.
int honoured_before(soci::session& db, workflow::Id organ, int year, int number);

// Whoever begins is the one who makes it from now on; nothing when it is not wanted any
// more. An older worker's next note_progress() is false.
std::optional<workflow::CertificateBatch> begin_batch(Change& change, workflow::Id id);

// False: cancelled, or begun anew by somebody else; nothing is written. `done` grows.
bool note_progress(Change& change, const workflow::CertificateBatch& batch, int done);

// Keeps the file, and the day on which it goes. False, and nothing is kept, as above.
// `batch` says warnings, size and sum. Reads `bytes` from their beginning.
bool finish_batch(Change& change, const workflow::CertificateBatch& batch, std::istream& bytes,
                  std::int64_t now);

// It cannot be made, however often it is tried; the words are for people. False as above.
bool fail_batch(Change& change, const workflow::CertificateBatch& batch, const std::string& words);

// Problem{conflict} unless it is under way.
void cancel_batch(Change& change, workflow::Id id, std::int64_t now);

// Problem{conflict} unless it was cancelled or failed, or while another is under way.
void resume_batch(Change& change, workflow::Id id, std::int64_t now);

// Takes the file away. Does nothing when there is none.
void forget_batch(Change& change, workflow::Id id, std::int64_t now);

// Throws std::runtime_error when a piece is missing or `out` fails.
void write_batch(soci::session& db, const workflow::CertificateBatch& batch, std::ostream& out);

}  // namespace tdkt::sql
