#include "templates/desk/examine.h"

#include <algorithm>
#include <map>

#include "templates/desk/names.h"
#include "templates/desk/spread.h"
#include "templates/paper/blocks.h"
#include "templates/paper/layout.h"
#include "templates/paper/xhtml.h"
#include "templates/papers.h"

namespace tdkt::templates {
namespace {

using nlohmann::json;
using workflow::Fault;
using Pointer = json::json_pointer;

constexpr std::size_t most_objections = 50;

bool continues(char c) {
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

int letters(std::string_view text) {
    return static_cast<int>(std::ranges::count_if(text, [](char c) { return !continues(c); }));
}

// The line around a byte, cut to what can be read at a glance.
std::string excerpt(std::string_view text, std::size_t begin, std::size_t at) {
    constexpr std::size_t before = 40;
    constexpr std::size_t most = 120;
    auto end = std::min(text.find('\n', begin), text.size());
    while (begin < at && text[begin] == ' ') ++begin;
    if (at - begin > before) begin = at - before;
    while (begin < at && continues(text[begin])) ++begin;
    if (end - begin > most) end = begin + most;
    while (end < text.size() && continues(text[end])) ++end;
    return std::string(text.substr(begin, end - begin));
}

// The objections to one text, each put where it belongs.
class Critic {
  public:
    Critic(std::string_view written, Examined& made) : written_(written), made_(made) {}

    void object(Flaw flaw, std::string message) {
        add({std::string(code(flaw)), 0, 0, std::move(message), {}});
    }

    // At a byte of what was written.
    void object(std::size_t at, Flaw flaw, std::string message) {
        at = std::min(at, written_.size());
        const auto line = at == 0 ? 0 : written_.rfind('\n', at - 1) + 1;
        const auto lines = std::ranges::count(written_.substr(0, at), '\n');
        add({std::string(code(flaw)), static_cast<int>(lines) + 1,
             letters(written_.substr(line, at - line)) + 1, std::move(message),
             excerpt(written_, line, at)});
    }

  private:
    void add(Objection objection) {
        if (made_.objections.size() < most_objections)
            made_.objections.push_back(std::move(objection));
    }

    std::string_view written_;
    Examined& made_;
};

bool fills(const Filling& filling, const json& data) {
    std::vector<Fault> faults;
    filling.fill(data, faults);
    return faults.empty();
}

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

// The sample without one thing, for each thing without which the paper can be written in
// the program's own words.
std::vector<json> lacking_one(std::string_view kind) {
    const auto& sample = sample_data(kind);
    const Filling own(shipped_text(kind));
    std::vector<Pointer> places;
    collect(sample, Pointer(), places);
    std::vector<json> made;
    for (const auto& place : places) {
        auto without = sample;
        without[place.parent_pointer()].erase(place.back());
        if (fills(own, without)) made.push_back(std::move(without));
    }
    return made;
}

const std::vector<json>& all_lacking_one(std::string_view kind) {
    static const auto all = [] {
        std::map<std::string, std::vector<json>, std::less<>> made;
        for (const auto& one : paper_kinds()) made.emplace(one.code, lacking_one(one.code));
        return made;
    }();
    return all.find(kind)->second;
}

// Places for what comes later, by name: fields and signatures.
std::map<std::string, int> reserved(const Tree& tree) {
    std::map<std::string, int> names;
    for (const auto& node : tree.nodes)
        for (const auto* attribute : {"name", "person", "organ"})
            if (node.tag == Tag::field || node.tag == Tag::signature)
                if (const auto name = tree.attribute(node, attribute); !name.empty())
                    ++names[std::string(name)];
    return names;
}

// The sample before it is numbered, where a paper of the kind may be that.
json unnumbered(std::string_view kind) {
    auto data = sample_data(kind);
    const Filling own(shipped_text(kind));
    for (const auto* name : {"number", "date"}) {
        auto without = data;
        without[name] = nullptr;
        if (data.contains(name) && fills(own, without)) data = std::move(without);
    }
    return data;
}

std::string purpose(const std::string& field) {
    if (field.starts_with("so")) return "số văn bản";
    if (field.starts_with("ngay")) return "ngày ban hành";
    return field.starts_with("dau") ? "chữ ký số của cơ quan" : "chữ ký số";
}

class Examination {
  public:
    Examination(std::string_view kind, std::string_view written)
        : kind_(kind), written_(written), critic_(written, made_) {}

    Examined run() {
        if (fits() && reads()) look();
        return std::move(made_);
    }

  private:
    bool sound() const { return made_.objections.empty(); }

    bool fits() {
        const auto lines = std::ranges::count(written_, '\n') + 1;
        if (written_.size() > largest_template || lines > most_template_lines)
            critic_.object(Flaw::too_large, "Mẫu quá lớn: tối đa 256 KiB và " +
                                                std::to_string(most_template_lines) + " dòng.");
        return sound();
    }

    // Tags, names, markup; what is wrong in one of them hides what comes after.
    bool reads() {
        try {
            spread_ = spread(written_);
        } catch (const Unfillable& error) {
            critic_.object(error.at, error.flaw, error.sentence);
            return false;
        }
        try {
            const Filling filling(spread_.text);
            return knows_names(filling) && shows_what_is_there(filling) && has_markup(filling);
        } catch (const Unfillable& error) {
            critic_.object(source(error.at), error.flaw, error.sentence);
        } catch (const Overfull&) {
            critic_.object(Flaw::too_large, sentence(Flaw::too_large, {}));
        }
        return false;
    }

    bool knows_names(const Filling& filling) {
        const auto named = names_in(filling, shape_of(kind_));
        for (const auto& wrong : named.wrong)
            critic_.object(source(wrong.at), Flaw::name_unknown,
                           sentence(Flaw::name_unknown, {wrong.name, wrong.known}));
        const Filling own(shipped_text(kind_));
        for (const auto& name : names_in(own, shape_of(kind_)).used)
            if (!named.used.contains(name)) made_.dropped.push_back(name);
        return sound();
    }

    // With all data, and with all but one that may be absent.
    bool shows_what_is_there(const Filling& filling) {
        std::vector<std::size_t> told;
        const auto look = [&](const json& data) {
            std::vector<Fault> faults;
            Notes notes;
            filling.fill(data, faults, budget_for(spread_.text, data), &notes);
            for (std::size_t i = 0; i < notes.faulty.size(); ++i) {
                const auto at = source(notes.faulty[i]);
                if (std::ranges::find(told, at) != told.end()) continue;
                told.push_back(at);
                critic_.object(at, Flaw::name_may_lack,
                               sentence(Flaw::name_may_lack, {faults[i].field}));
            }
        };
        look(sample_data(kind_));
        for (const auto& data : all_lacking_one(kind_)) look(data);
        return sound();
    }

    bool has_markup(const Filling& filling) {
        const auto data = unnumbered(kind_);
        std::vector<Fault> faults;
        Notes notes;
        const auto filled = filling.fill(data, faults, budget_for(spread_.text, data), &notes);
        try {
            const auto tree = read_xhtml(filled);
            blocks_of(tree);
            has_fields(reserved(tree), data);
        } catch (const Unreadable& error) {
            critic_.object(source(source_of(notes.origins, error.at)), error.flaw, error.sentence);
        }
        return sound();
    }

    void has_fields(const std::map<std::string, int>& fields, const json& data) {
        std::vector<Fault> faults;
        const auto own = read_xhtml(Filling(shipped_text(kind_)).fill(data, faults));
        for (const auto& [name, times] : reserved(own))
            if (!fields.contains(name))
                critic_.object(Flaw::field_lacking,
                               sentence(Flaw::field_lacking, {name, purpose(name)}));
        for (const auto& [name, times] : fields)
            if (times > 1) critic_.object(Flaw::field_twice, sentence(Flaw::field_twice, {name}));
    }

    // The paper itself.
    void look() {
        made_.whole = spread_.text;
        const PaperText text(kind_, made_.whole);
        try {
            auto paper = render_paper(text, sample_data(kind_));
            made_.title = std::move(paper.title);
            made_.html = std::move(paper.html);
            made_.pages = paper.pages;
            made_.warnings = std::move(paper.warnings);
            made_.lint = lint::findings(text, sample_data(kind_));
        } catch (const workflow::Problem& problem) {
            for (const auto& fault : problem.faults())
                critic_.object(Flaw::datum_unfit, fault.message);
            const bool large = problem.kind() == workflow::Kind::too_large;
            if (sound())
                critic_.object(large ? Flaw::too_large : Flaw::datum_unfit,
                               large ? sentence(Flaw::too_large, {}) : problem.what());
        } catch (const Unreadable& error) {
            critic_.object(error.flaw, error.sentence);
        }
        if (!sound()) made_.html.clear();
    }

    std::size_t source(std::size_t byte) const { return source_of(spread_.origins, byte); }

    std::string_view kind_;
    std::string_view written_;
    Examined made_;
    Critic critic_;
    Spread spread_;
};

}  // namespace

Examined examine(std::string_view kind, std::string_view written) {
    return Examination(paper_kind(kind).code, written).run();
}

std::string sentence_of(const Objection& objection) {
    if (objection.line == 0) return objection.message;
    std::string text = "Dòng " + std::to_string(objection.line);
    text.append(", cột ").append(std::to_string(objection.column)).append(": ");
    return text + objection.message;
}

std::string error_codes(const lint::Report& report) {
    std::string codes;
    for (const auto& finding : report.findings) {
        const auto code = std::string(finding.check->code);
        if (finding.severity == lint::Severity::error && codes.find(code) == codes.npos)
            codes += (codes.empty() ? "" : ",") + code;
    }
    return codes;
}

}  // namespace tdkt::templates
