#include "templates/views/signatures.h"

namespace tdkt::templates {

void put_signatures(json& view, const std::vector<SignatureShown>& signatures) {
    view["has_signatures"] = !signatures.empty();
    auto& list = view["signatures"] = json::array();
    for (const auto& s : signatures)
        list.push_back({{"capacity_label", s.capacity_label},
                        {"signer_name", s.signer_name},
                        {"signed_text", s.signed_text},
                        {"valid", s.valid},
                        {"valid_label", s.valid_label},
                        {"certificate_text", optional_text(s.certificate_text)}});
}

}  // namespace tdkt::templates
