// A decision, the official papers, and the register.
#pragma once

#include "workflow/dossier.h"
#include "workflow/wording.h"

namespace tdkt::workflow {

enum class PaperKind { submission, receipt, minutes, decision };
inline constexpr auto paper_kind_names = std::to_array<Name<PaperKind>>({
    {PaperKind::submission, "submission", "Tờ trình"},
    {PaperKind::receipt, "receipt", "Phiếu tiếp nhận"},
    {PaperKind::minutes, "minutes", "Biên bản họp Hội đồng"},
    {PaperKind::decision, "decision", "Quyết định khen thưởng"},
});
template <>
inline constexpr std::span<const Name<PaperKind>> names<PaperKind> = paper_kind_names;

struct Document {
    Id id = 0;
    Id organ = 0;
    PaperKind kind = PaperKind::submission;
    std::string subject_kind;  // "dossier", "meeting", "decision"
    Id subject = 0;
    std::string title, data, inputs, code;
    std::int64_t made_at = 0;
    std::string rendered_file, signed_file, issued_file;  // SHA-256, or empty
    int number = 0;
    std::string symbol, issued_on;
    KeptWords words;

    // The newest bytes: issued, else signed, else rendered.
    const std::string& file() const {
        return !issued_file.empty()   ? issued_file
               : !signed_file.empty() ? signed_file
                                      : rendered_file;
    }

    // Whether people may go on writing in it. Once signed, its PDF alone counts; a receipt
    // says what was taken in and nothing else.
    bool is_editable() const {
        return signed_file.empty() && issued_file.empty() && kind != PaperKind::receipt;
    }
};

struct DecisionItem {
    int ordinal = 0;
    std::int64_t amount = 0;  // đồng
    Nomination nomination;
    std::string unit_name, award_name;
    int yes = 0, members = 0;  // the council's vote; no members: there was none
    Id round = 0;
    std::string round_name = {};
};

struct Decision {
    Id id = 0;
    Id organ = 0;
    std::string title;  // trích yếu
    std::string basis;  // căn cứ of its own, one a line
    Id signer = 0;
    std::string signer_name, signer_post;
    std::string signs_for;  // "KT." when a deputy signs for the head; else empty
    std::int64_t version = 0;
    std::string created_by;
    std::int64_t created_at = 0;
    std::string outcome;  // "", "refused", "reconsidered", "discarded"
    std::int64_t signed_at = 0, issued_at = 0;
    std::string signed_by, issued_by;
    std::vector<DecisionItem> items;
    bool reserved = false;  // not for this reader as long as it is not issued

    State state() const;  // as a dossier's: see state_of()
    std::int64_t total() const {
        std::int64_t sum = 0;
        for (const auto& item : items) sum += item.amount;
        return sum;
    }
};

// Everything that the paper of a decision says; its hash tells whether the
// paper shown is still the paper of these facts.
std::string canonical(const Decision& decision);

struct RegisterEntry {
    int number = 0;
    std::string symbol, issued_on, subject, signer, recipients, keeper;
    int copies = 0;
    Id document = 0;
};

}  // namespace tdkt::workflow
