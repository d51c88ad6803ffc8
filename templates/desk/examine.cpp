#include "templates/desk/examine.h"

#include <algorithm>
#include <set>
#include <span>

#include "templates/desk/names.h"
#include "templates/desk/spread.h"
#include "templates/desk/trials.h"
#include "templates/paper/blocks.h"
#include "templates/paper/reserved.h"
#include "templates/paper/xhtml.h"
#include "templates/papers.h"
#include "workflow/texts.h"

namespace tdkt::templates {
namespace {

using workflow::Fault;

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

// What an attribute cannot be, and an empty text less than any: no mistake in the tags.
bool is_of_values(Flaw flaw) {
    using enum Flaw;
    return flaw == qr_text || flaw == image_unnamed || flaw == unknown_frame ||
           flaw == unknown_class || flaw == columns_too_wide || flaw == column_width;
}

// With the data that it takes to see it.
std::string told(std::string sentence, const Trial& trial) {
    if (!trial.when.empty()) sentence.append(" Lỗi xuất hiện ").append(trial.when).append(".");
    return sentence;
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
            if (!knows_names(filling)) return false;
            trials_ = trials_of(kind_);
            return shows_what_is_there(filling) && has_markup(filling);
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

    // What it shows is there, whatever the data lack.
    bool shows_what_is_there(const Filling& filling) {
        std::set<std::size_t> told;
        for (const auto& trial : trials_) {
            std::vector<Fault> faults;
            Notes notes;
            filling.fill(trial.data, faults, budget_for(spread_.text, trial.data), &notes);
            for (std::size_t i = 0; i < notes.faulty.size(); ++i) {
                const auto [byte, lacks] = notes.faulty[i];
                const auto at = source(byte);
                if (!told.insert(at).second) continue;
                const auto flaw = lacks ? Flaw::name_may_lack : Flaw::name_not_shown;
                critic_.object(at, flaw, sentence(flaw, {faults[i].field}));
            }
        }
        return sound();
    }

    // Nor is its markup ever less than a paper; the first trial that shows it is told.
    bool has_markup(const Filling& filling) {
        for (const auto& trial : trials_)
            if (!has_markup(filling, trial)) return false;
        return true;
    }

    bool has_markup(const Filling& filling, const Trial& trial) {
        std::vector<Fault> faults;
        Notes notes;
        const auto filled =
            filling.fill(trial.data, faults, budget_for(spread_.text, trial.data), &notes);
        try {
            const auto tree = read_xhtml(filled);
            blocks_of(tree);
            has_fields(reserved_in(tree), trial);
            for (const auto& node : tree.nodes)
                if (node.tag == Tag::image)
                    critic_.object(source(source_of(notes.origins, node.at)), Flaw::datum_unfit,
                                   told("Mẫu của cơ quan không kèm được ảnh.", trial));
        } catch (const Unreadable& error) {
            if (!trial.emptied || !is_of_values(error.flaw))
                critic_.object(source(source_of(notes.origins, error.at)), error.flaw,
                               told(error.sentence, trial));
        }
        return sound();
    }

    void has_fields(const Reserved& fields, const Trial& trial) {
        for (const auto& [name, times] : trial.reserved)
            if (!fields.contains(name))
                critic_.object(
                    Flaw::field_lacking,
                    told(sentence(Flaw::field_lacking, {name, reserved_place(name).purpose}),
                         trial));
        for (const auto& [name, times] : fields)
            if (times > 1)
                critic_.object(Flaw::field_twice, told(sentence(Flaw::field_twice, {name}), trial));
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
    std::span<const Trial> trials_;
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
    std::vector<std::string_view> codes;
    for (const auto& finding : report.findings)
        if (finding.severity == lint::Severity::error &&
            std::ranges::find(codes, finding.check->code) == codes.end())
            codes.push_back(finding.check->code);
    return workflow::listed(codes, ",");
}

}  // namespace tdkt::templates
