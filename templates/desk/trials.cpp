#include "templates/desk/trials.h"

#include <mutex>

#include "templates/desk/names.h"
#include "templates/paper/blocks.h"
#include "templates/paper/filling.h"
#include "templates/papers.h"

namespace tdkt::templates {
namespace {

using nlohmann::json;
using Pointer = json::json_pointer;

// The places of all data, those of the members of a list by its first.
void collect(const json& value, const Pointer& at, std::vector<Pointer>& places) {
    for (const auto& [name, member] : value.items()) {
        const auto place = at / name;
        places.push_back(place);
        if (member.is_object()) collect(member, place, places);
        if (member.is_array() && !member.empty() && member[0].is_object())
            collect(member[0], place / 0, places);
    }
}

std::vector<Pointer> places_of(const json& data) {
    std::vector<Pointer> places;
    collect(data, Pointer(), places);
    return places;
}

// "nominees[0].name"
std::string path_of(const Pointer& place) {
    std::string path;
    for (auto at = place; !at.empty(); at = at.parent_pointer()) {
        const auto& name = at.back();
        const bool listed = name.find_first_not_of("0123456789") == name.npos;
        auto part = listed ? "[" + name + "]" : name;
        if (!path.empty() && !path.starts_with('[')) part += '.';
        path.insert(0, part);
    }
    return path;
}

std::string quoted(std::string_view before, const Pointer& place) {
    std::string words(before);
    return words.append(" “").append(path_of(place)).append("”");
}

// Each thing that `more` has to say, by itself: "signer.prefix", one row of a list.
void alternatives(const json& more, const Pointer& at, std::vector<std::pair<Pointer, json>>& all) {
    if (more.is_object() && !more.empty())
        for (const auto& [name, member] : more.items()) alternatives(member, at / name, all);
    else if (more.is_array())
        for (const auto& row : more) all.emplace_back(at, json::array({row}));
    else
        all.emplace_back(at, more);
}

// Adds members to objects, and to each row of a list; a list that there is not comes whole.
void merge(json& data, const json& more) {
    if (data.is_array() && !data.empty() && more.is_array()) {
        for (auto& row : data)
            for (const auto& other : more) merge(row, other);
    } else if (more.is_object() && (data.is_object() || data.is_null())) {
        for (const auto& [name, member] : more.items()) merge(data[name], member);
    } else {
        data = more;
    }
}

class Maker {
  public:
    explicit Maker(std::string_view kind)
        : own_(shipped_text(kind)), sample_(sample_data(kind)), more_(further_data(kind)) {}

    std::vector<Trial> make() {
        add(sample_, "");
        before_number();
        lacking(sample_);
        repeated();
        with_more();
        return std::move(made_);
    }

  private:
    // Not what the program's own words make no paper of.
    bool add(json data, std::string when, bool emptied = false) {
        std::vector<workflow::Fault> faults;
        const auto filled = own_.fill(data, faults);
        if (!faults.empty()) return false;
        try {
            const auto tree = read_xhtml(filled);
            blocks_of(tree);
            made_.push_back({std::move(data), std::move(when), emptied, reserved_in(tree)});
        } catch (const Unreadable&) {
            return false;
        }
        return true;
    }

    // A paper that is not numbered has two places that wait.
    void before_number() {
        auto data = sample_;
        for (const auto* name : {"number", "date"})
            if (data.contains(name)) data[name] = nullptr;
        add(std::move(data), "khi văn bản chưa có số, ngày");
    }

    // What the own words cannot do without may still say nothing.
    void lacking(const json& whole) {
        for (const auto& place : places_of(whole)) {
            auto data = whole;
            data[place.parent_pointer()].erase(place.back());
            if (add(std::move(data), quoted("khi không có", place))) continue;
            if (!whole[place].is_string()) continue;
            data = whole;
            data[place] = "";
            add(std::move(data), quoted("khi để trống", place), true);
        }
    }

    void repeated() {
        for (const auto& place : places_of(sample_)) {
            if (!sample_[place].is_array() || sample_[place].size() != 1) continue;
            auto data = sample_;
            data[place].push_back(data[place][0]);
            add(std::move(data), quoted("khi có hai dòng trong", place));
        }
    }

    void with_more() {
        std::vector<std::pair<Pointer, json>> all;
        alternatives(more_, Pointer(), all);
        for (const auto& [place, value] : all) {
            auto data = sample_;
            merge(data[place], value);
            add(std::move(data), quoted("khi có", place));
            if (!value.is_array() || !sample_.contains(place)) continue;
            data = sample_;
            data[place].push_back(value[0]);
            add(std::move(data), quoted("khi có thêm một dòng trong", place));
        }
        auto whole = sample_;
        merge(whole, more_);
        if (add(whole, "khi có mọi dữ liệu")) lacking(whole);
    }

    const Filling own_;
    const json& sample_;
    const json more_;
    std::vector<Trial> made_;
};

}  // namespace

const std::vector<Trial>& trials_of(std::string_view kind) {
    static std::mutex mutex;
    static std::map<std::string_view, std::vector<Trial>> known;
    const auto code = paper_kind(kind).code;
    const std::scoped_lock lock(mutex);
    const auto found = known.find(code);
    if (found != known.end()) return found->second;
    return known.emplace(code, Maker(code).make()).first->second;
}

Reserved reserved_in(const Tree& tree) {
    Reserved names;
    for (const auto& node : tree.nodes)
        for (const auto* attribute : {"name", "person", "organ"})
            if (node.tag == Tag::field || node.tag == Tag::signature)
                if (const auto name = tree.attribute(node, attribute); !name.empty())
                    ++names[std::string(name)];
    return names;
}

}  // namespace tdkt::templates
