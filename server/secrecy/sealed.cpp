#include "server/secrecy/sealed.h"

#include <stdexcept>

#include "server/secrecy/text.h"

namespace tdkt::server {

using namespace workflow;

namespace {

constexpr std::size_t text_size = 16, tracker_signs = 8;
constexpr char version = 1;

std::string ballot_info(Id meeting, Id nomination) {
    return "tdkt ballot v1 meeting=" + std::to_string(meeting) +
           " nomination=" + std::to_string(nomination);
}

std::string share_info(Id meeting, Holder first, Holder second, const char* layer) {
    std::string info = "tdkt share v1 meeting=" + std::to_string(meeting);
    info.append(" ").append(code(first)).append("+").append(code(second));
    return info.append(" ").append(layer);
}

std::string key_bytes(const std::string& text) {
    auto bytes = from_base64url(text);
    if (!bytes || bytes->size() != hpke::key_size) throw std::logic_error("not a public key");
    return *bytes;
}

// Version, vote, tracker, zeros.
Secret text_of(const Ballot& ballot) {
    std::string text(text_size, '\0');
    text[0] = version;
    text[1] = static_cast<char>(1 + static_cast<int>(ballot.vote));
    ballot.tracker.copy(text.data() + 2, tracker_signs);
    return Secret(std::move(text));
}

std::optional<Ballot> ballot_of(std::string_view text) {
    if (text.size() != text_size || text[0] != version) return {};
    for (const auto& name : names<Vote>) {
        Ballot ballot{name.value, std::string(text.substr(2, tracker_signs))};
        const auto signs = plain_signs(ballot.tracker);
        if (signs && *signs == ballot.tracker && text_of(ballot).view() == text) return ballot;
    }
    return {};
}

}  // namespace

std::string new_tracker() {
    return crockford(random_bytes(5));
}

std::string seal_ballot(const std::string& open, Id meeting, Id nomination, const Ballot& ballot) {
    return base64url(
        hpke::seal(key_bytes(open), ballot_info(meeting, nomination), text_of(ballot).view()));
}

std::optional<Ballot> open_ballot(const hpke::KeyPair& poll, Id meeting, Id nomination,
                                  const std::string& sealed) {
    const auto bytes = from_base64url(sealed);
    if (!bytes) return {};
    const auto text = hpke::unseal(poll, ballot_info(meeting, nomination), *bytes);
    return text ? ballot_of(text->view()) : std::nullopt;
}

bool looks_sealed(const std::string& sealed) {
    return sealed.size() == sealed_ballot_signs && from_base64url(sealed).has_value();
}

std::string seal_share(const Secret& poll, Id meeting, const Seat& first, const Seat& second) {
    const auto inner =
        hpke::seal(key_bytes(first.public_key),
                   share_info(meeting, first.holder, second.holder, "inner"), poll.view());
    return base64url(hpke::seal(key_bytes(second.public_key),
                                share_info(meeting, first.holder, second.holder, "outer"), inner));
}

std::optional<Secret> open_share(const std::string& sealed, Id meeting,
                                 const std::pair<Holder, hpke::KeyPair>& first,
                                 const std::pair<Holder, hpke::KeyPair>& second) {
    const auto bytes = from_base64url(sealed);
    if (!bytes) return {};
    const auto inner = hpke::unseal(
        second.second, share_info(meeting, first.first, second.first, "outer"), *bytes);
    if (!inner) return {};
    return hpke::unseal(first.second, share_info(meeting, first.first, second.first, "inner"),
                        inner->view());
}

}  // namespace tdkt::server
