#include "templates/pages.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <set>

#include "templates/engine.h"
#include "templates/resources.h"
#include "tests/support/markup.h"

namespace fs = std::filesystem;
using namespace tdkt;
using nlohmann::json;

namespace {

const fs::path samples = "tests/data/pages";
const std::string hostile = "<b>\"'&{{x}}{{{x}}}</b>";

// "dossier", "dossier.draft": a page may be shown in several situations.
std::vector<std::string> sample_names() {
    std::vector<std::string> names;
    for (const auto& file : fs::directory_iterator(samples)) names.push_back(file.path().stem());
    std::sort(names.begin(), names.end());
    return names;
}

json sample(const std::string& name) {
    std::ifstream file(samples / (name + ".json"));
    return json::parse(file);
}

std::string page_of(const std::string& name) {
    return name.substr(0, name.find('.'));
}

std::string shown(const std::string& name, const json& view) {
    return templates::page(page_of(name), view);
}

// Every text that people write; the name of a faulty field is the program's own.
void spoil(json& value) {
    if (value.is_string()) value = value.get<std::string>() + hostile;
    if (!value.is_structured()) return;
    for (auto& [key, member] : value.items())
        if (key != "field") spoil(member);
}

void collect_keys(const json& value, std::set<std::string>& keys) {
    if (value.is_object())
        for (const auto& [key, member] : value.items()) keys.insert(key);
    if (value.is_structured())
        for (const auto& member : value) collect_keys(member, keys);
}

std::vector<std::string> names_asked_for(std::string_view text) {
    std::vector<std::string> names;
    for (auto at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at + 2)) {
        auto name = text.substr(at + 2, text.find("}}", at) - at - 2);
        if (name.starts_with(">")) continue;
        if (std::string_view("#^/").find(name.front()) != std::string_view::npos)
            name.remove_prefix(1);
        names.emplace_back(name);
    }
    return names;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pages_test)

BOOST_AUTO_TEST_CASE(a_page_is_well_formed) {
    for (const auto& name : sample_names()) BOOST_TEST_CONTEXT(name) {
            const auto found = test::objections(shown(name, sample(name)));
            BOOST_TEST(found == std::vector<std::string>{}, boost::test_tools::per_element());
        }
}

BOOST_AUTO_TEST_CASE(what_people_type_never_becomes_markup) {
    for (const auto& name : sample_names()) BOOST_TEST_CONTEXT(name) {
            auto view = sample(name);
            const auto calm = test::tags(shown(name, view));
            spoil(view);
            const auto html = shown(name, view);
            const auto troubled = test::tags(html);

            BOOST_TEST_REQUIRE(calm.size() == troubled.size());
            for (std::size_t i = 0; i < calm.size(); ++i) {
                BOOST_TEST(calm[i].name == troubled[i].name);
                BOOST_TEST(calm[i].attributes.size() == troubled[i].attributes.size());
            }
            BOOST_TEST(html.find("&lt;b&gt;&quot;&apos;&amp;{{x}}{{{x}}}&lt;/b&gt;") !=
                       std::string::npos);
        }
}

BOOST_AUTO_TEST_CASE(a_page_has_one_title_and_speaks_vietnamese) {
    for (const auto& name : sample_names()) BOOST_TEST_CONTEXT(name) {
            int titles = 0;
            for (const auto& tag : test::tags(shown(name, sample(name)))) {
                titles += tag.name == "h1";
                if (tag.name == "html") BOOST_TEST(tag.attributes.at("lang") == "vi");
            }
            BOOST_TEST(titles == 1);
        }
}

BOOST_AUTO_TEST_CASE(every_page_has_a_sample_and_every_sample_a_page) {
    std::set<std::string> with_sample, pages;
    for (const auto& name : sample_names()) with_sample.insert(page_of(name));
    for (const auto& file : templates::resources()) {
        const fs::path path(file.name);
        if (path.parent_path() == "pages") pages.insert(path.stem());
    }
    BOOST_TEST(with_sample == pages, boost::test_tools::per_element());
}

// A name that no sample knows is a slip of the pen: it would print nothing, silently.
BOOST_AUTO_TEST_CASE(a_page_asks_only_for_what_some_view_gives) {
    std::set<std::string> known = {"", "has_faults"};
    for (const auto& name : sample_names()) collect_keys(sample(name), known);
    for (const auto& file : templates::resources()) {
        if (!file.name.starts_with("pages/")) continue;
        for (const auto& name : names_asked_for(file.text()))
            if (!name.starts_with("fault."))
                BOOST_TEST(known.contains(name.substr(name.find('.') + 1)),
                           file.name << " asks for " << name);
    }
}

BOOST_AUTO_TEST_CASE(a_fault_stands_on_top_and_beside_its_field) {
    auto view = sample("dossier.draft");
    view["faults"] = {{{"field", "title"}, {"message", "Nhập trích yếu."}},
                      {{"field", nullptr}, {"message", "Ngoài giờ nhận hồ sơ."}},
                      {{"message", "Điều nữa."}}};

    const auto html = templates::page("dossier", view);

    BOOST_TEST(html.find("<a href=\"#title\">Nhập trích yếu.</a>") != std::string::npos);
    BOOST_TEST(html.find("id=\"fault-title\">Nhập trích yếu.</span>") != std::string::npos);
    BOOST_TEST(html.find("<li>Ngoài giờ nhận hồ sơ.</li>") != std::string::npos);
    BOOST_TEST(html.find("<li>Điều nữa.</li>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_step_that_is_blocked_says_why_and_cannot_be_pressed) {
    auto view = sample("dossier");
    view["steps"] = {view["steps"][0]};

    const auto html = templates::page("dossier", view);

    for (const auto& reason : view["steps"][0]["lacking"])
        BOOST_TEST(html.find(reason.get<std::string>().substr(0, 20)) != std::string::npos);
    BOOST_TEST(html.find("action=\"/dossiers/41/events\"") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_open_vote_shows_no_partial_result) {
    auto view = sample("meeting.voting");
    const auto html = templates::page("meeting", view);
    BOOST_TEST(html.find("7/11</span> phiếu đã nhận") != std::string::npos);
    BOOST_TEST(html.find("Kết quả biểu quyết") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_unknown_page_is_an_accident) {
    BOOST_CHECK_THROW(templates::page("no_such_page", json::object()), std::exception);
}

BOOST_AUTO_TEST_SUITE_END()
