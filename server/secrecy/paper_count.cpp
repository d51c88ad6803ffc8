#include "server/secrecy/paper_count.h"

#include "server/secrecy/text.h"

namespace tdkt::server {

using namespace workflow;

namespace {

constexpr std::size_t text_size = 16;
constexpr char version = 2;

std::string info_of(Id meeting, Id nomination, int place) {
    return "tdkt paper v1 meeting=" + std::to_string(meeting) +
           " nomination=" + std::to_string(nomination) + " teller=" + std::to_string(place);
}

int number_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]) << 8 | static_cast<unsigned char>(text[at + 1]);
}

}  // namespace

std::string seal_count(const std::string& open, Id meeting, Id nomination, int place,
                       const PaperCount& count) {
    std::string text(text_size, '\0');
    text[0] = version;
    std::size_t next = 1;
    for (const int number : {count.yes, count.no, count.invalid}) {
        text[next++] = static_cast<char>(number >> 8);
        text[next++] = static_cast<char>(number);
    }
    const Secret kept(std::move(text));
    return base64url(hpke::seal(from_base64url(open).value_or(""),
                                info_of(meeting, nomination, place), kept.view()));
}

std::optional<PaperCount> open_count(const hpke::KeyPair& poll, Id meeting, Id nomination,
                                     int place, const std::string& sealed) {
    const auto bytes = from_base64url(sealed);
    if (!bytes) return {};
    const auto opened = hpke::unseal(poll, info_of(meeting, nomination, place), *bytes);
    if (!opened || opened->view().size() != text_size || opened->view()[0] != version) return {};
    return PaperCount{number_at(opened->view(), 1), number_at(opened->view(), 3),
                      number_at(opened->view(), 5)};
}

}  // namespace tdkt::server
