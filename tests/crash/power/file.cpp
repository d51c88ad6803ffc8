#include <algorithm>

#include "tests/crash/power/disk.h"

namespace tdkt::power {
namespace {

std::uint64_t up_to(Chance& chance, std::uint64_t most) {
    return std::uniform_int_distribution<std::uint64_t>(0, most)(chance);
}

}  // namespace

void File::write(std::uint64_t offset, std::string_view bytes) {
    pending_.push_back({false, offset, bytes});
}

void File::truncate(std::uint64_t size) {
    pending_.push_back({true, size, {}});
}

void File::sync() {
    for (const auto& deed : pending_) carry_out(deed, kept_);
    pending_.clear();
}

void File::carry_out(const Deed& deed, std::string& bytes) {
    if (deed.truncates) {
        bytes.resize(deed.offset);
        return;
    }
    if (bytes.size() < deed.offset + deed.bytes.size())
        bytes.resize(deed.offset + deed.bytes.size());
    std::ranges::copy(deed.bytes, bytes.begin() + static_cast<std::ptrdiff_t>(deed.offset));
}

std::string File::now() const {
    auto bytes = kept_;
    for (const auto& deed : pending_) carry_out(deed, bytes);
    return bytes;
}

std::string File::after_cut(Chance& chance, std::size_t sector) const {
    return up_to(chance, 2) == 0 ? first_deeds(chance, sector) : any_sectors(chance, sector);
}

// In the order in which they were done, up to some moment; of the last one as many
// sectors as came before it.
std::string File::first_deeds(Chance& chance, std::size_t sector) const {
    auto bytes = kept_;
    const auto whole = up_to(chance, pending_.size());
    for (std::size_t i = 0; i < whole; ++i) carry_out(pending_[i], bytes);
    if (whole == pending_.size()) return bytes;
    auto last = pending_[whole];
    if (last.truncates) return bytes;
    const auto end = last.offset + up_to(chance, last.bytes.size());
    const auto at = std::max(end - end % sector, last.offset);
    last.bytes = last.bytes.substr(0, at - last.offset);
    carry_out(last, bytes);
    return bytes;
}

// What `deeds` wrote between `from` and `to`.
void File::carry_out_between(std::span<const Deed* const> deeds, std::uint64_t from,
                             std::uint64_t to, std::string& bytes) {
    for (const auto* deed : deeds) {
        const auto begin = std::max(from, deed->offset);
        const auto end = std::min(to, deed->offset + deed->bytes.size());
        if (begin < end)
            std::ranges::copy(deed->bytes.substr(begin - deed->offset, end - begin),
                              bytes.begin() + static_cast<std::ptrdiff_t>(begin));
    }
}

// A sector goes to the disk as it is at some moment: with the first few of the deeds
// that touch it, whatever becomes of others. One may be torn between two moments.
std::string File::any_sectors(Chance& chance, std::size_t sector) const {
    std::map<std::uint64_t, std::vector<const Deed*>> touched;
    std::vector<std::uint64_t> sizes = {kept_.size()};
    for (const auto& deed : pending_) {
        const auto end = deed.offset + deed.bytes.size();
        sizes.push_back(deed.truncates ? deed.offset : std::max(sizes.back(), end));
        if (deed.truncates) continue;
        for (auto at = deed.offset / sector; at * sector < end; ++at) touched[at].push_back(&deed);
    }
    auto bytes = kept_;
    bytes.resize(*std::ranges::max_element(sizes));

    constexpr double often[] = {0, 0.1, 0.5, 0.9, 1};
    std::bernoulli_distribution newest(often[up_to(chance, std::size(often) - 1)]);
    const auto moment = [&](const auto& deeds) {
        const auto count = newest(chance) ? deeds.size() : up_to(chance, deeds.size());
        return std::span(deeds).first(count);
    };
    auto until_torn = up_to(chance, 2 * touched.size());
    for (const auto& [at, deeds] : touched) {
        const auto begin = at * sector, end = begin + sector;
        const auto tear = until_torn-- == 0 ? begin + up_to(chance, sector) : end;
        carry_out_between(moment(deeds), begin, tear, bytes);
        if (tear < end) carry_out_between(moment(deeds), tear, end, bytes);
    }
    bytes.resize(sizes[up_to(chance, sizes.size() - 1)]);
    return bytes;
}

}  // namespace tdkt::power
