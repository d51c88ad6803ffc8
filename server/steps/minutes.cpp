#include "server/steps/minutes.h"

#include <sstream>

#include "server/signing/pades.h"
#include "server/signing/stamps.h"
#include "sql/digest.h"
#include "sql/files.h"
#include "sql/people.h"

namespace tdkt::server {

using namespace workflow;

std::optional<SignedMinutes> sign_paper(soci::session& db, App& app, const Meeting& meeting,
                                        const Member& signer, CouncilPost as, std::int64_t at) {
    auto paper = sql::find_document(db, "meeting", meeting.id, PaperKind::minutes);
    if (!paper) return {};
    const auto account = sql::load_account(db, signer.account);
    if (!app.keys.has_person(account.username)) return {};
    const auto& key = app.keys.person(account);
    const bool chair = as == CouncilPost::chair;
    const SignatureMark mark{
        signature_lines(caption(identity(key.chain().front().get()), at)),
        chair ? "Ký biên bản với tư cách Chủ tọa" : "Ký biên bản với tư cách Thư ký",
        sql::load_organ(db, paper->organ).place};
    auto bytes = sign_minutes(sql::load_small(db, paper->file()),
                              chair ? paper_field::leader : paper_field::secretary, key, mark,
                              app.keys.roots(), at);
    return SignedMinutes{std::move(*paper), std::move(bytes), at};
}

void keep(sql::Change& change, const SignedMinutes& minutes) {
    const auto& paper = minutes.document;
    const auto current =
        sql::find_document(change.db(), paper.subject_kind, paper.subject, PaperKind::minutes);
    if (!current || current->id != paper.id) throw Problem::stale();
    const auto sha256 = sql::sha256_hex(minutes.bytes);
    std::istringstream stream(minutes.bytes);
    sql::store(change, sha256, "application/pdf", minutes.at, stream);
    sql::set_signed_file(change, paper.id, paper.signed_file, sha256);
    // The second signature was added to these bytes, which begin the new file.
    if (!paper.signed_file.empty()) sql::forget_file(change, paper.signed_file);
}

}  // namespace tdkt::server
