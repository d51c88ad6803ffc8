#include "server/front/input.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <set>

#include "templates/resources.h"

namespace data = boost::unit_test::data;
using namespace tdkt::server;
using nlohmann::json;
using tdkt::workflow::Kind;
using tdkt::workflow::Problem;

namespace {

constexpr Field fields[] = {
    {"name", Type::text, true, 10, "Họ và tên"},
    {"note", Type::text, false, 100, "Ghi chú", true},
    {"prize", Type::number, false, 0, "Tiền thưởng"},
    {"late", Type::boolean, false, 0, "Nộp muộn"},
    {"held_on", Type::day, false, 0, "Ngày họp"},
    {"chosen", Type::list, false, 3, "Danh sách"},
    {"report", Type::file, false, 0, "Báo cáo"},
};

Request from_form(Pairs pairs) {
    Request request;
    take_input(request, {std::move(pairs), nullptr, {}}, fields);
    return request;
}

Request from_json(const json& object) {
    Request request;
    take_input(request, {{}, object, {}}, fields);
    return request;
}

std::vector<std::string> faulty(const std::function<void()>& act) {
    std::vector<std::string> names;
    try {
        act();
    } catch (const Problem& problem) {
        BOOST_TEST((problem.kind() == Kind::blocked));
        for (const auto& fault : problem.faults()) names.push_back(fault.field);
    }
    return names;
}

struct Wrong {
    std::string field;
    json value;
};

std::ostream& operator<<(std::ostream& out, const Wrong& wrong) {
    return out << wrong.field << ' '
               << wrong.value.dump(-1, ' ', false, json::error_handler_t::replace);
}

const std::vector<Wrong> wrong_json = {
    {"name", 7},
    {"name", nullptr},
    {"name", ""},
    {"name", "   "},
    {"name", "12345678901"},
    {"name", std::string("a\0b", 3)},
    {"name", "a\x1b[0m"},
    {"name", "a\xff"},
    {"name",
     "\xe2\x80\xae"
     "a"},
    {"prize", "7"},
    {"prize", 1.5},
    {"prize", 9'007'199'254'740'992},
    {"prize", 18446744073709551615u},
    {"late", "on"},
    {"late", 1},
    {"held_on", "2025-02-30"},
    {"held_on", 20250101},
    {"held_on", "01-02-2025"},
    {"chosen", "a"},
    {"chosen", {1, 2, 3, 4}},
    {"chosen", {json::array()}},
    {"chosen", {{{"a", {{"b", 1}}}}}},
    {"chosen", {1.5}},
    {"report", "text"},
    {"unknown", 1},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(input_test)

BOOST_DATA_TEST_CASE(a_wrong_value_names_its_field, data::make(wrong_json), wrong) {
    json object = {{"name", "Hà"}};
    object[wrong.field] = wrong.value;
    const auto names = faulty([&] { from_json(object); });
    BOOST_TEST_REQUIRE(names.size() == 1u);
    BOOST_TEST(names[0] == wrong.field);
}

BOOST_AUTO_TEST_CASE(every_fault_is_told_at_once) {
    const auto names = faulty([] {
        from_json({{"prize", "x"}, {"late", 3}, {"held_on", "hôm nay"}, {"extra", 1}});
    });
    const std::vector<std::string> expected = {"extra", "name", "prize", "late", "held_on"};
    BOOST_TEST(names == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_form_as_people_type_it_is_understood) {
    const auto request = from_form({{"name",
                                     "  Ho\xcc\x80"
                                     "a "},
                                    {"note", "một\r\nhai"},
                                    {"prize", "5.000.000"},
                                    {"late", "on"},
                                    {"held_on", "04/11/2025"},
                                    {"chosen", "1"},
                                    {"chosen", "2"},
                                    {"csrf", "x"},
                                    {"version", "12"},
                                    {"idempotency_key", "k-1"}});
    BOOST_TEST(request.text("name") == "Hòa");
    BOOST_TEST(request.text("note") == "một\nhai");
    BOOST_TEST(request.number("prize") == 5'000'000);
    BOOST_TEST(request.input["late"] == true);
    BOOST_TEST(request.text("held_on") == "2025-11-04");
    BOOST_TEST((request.input["chosen"] == json{"1", "2"}));
    BOOST_TEST(request.version.value() == 12);
    BOOST_TEST(request.idempotency_key == "k-1");
    BOOST_TEST(!request.input.contains("csrf"));
}

BOOST_AUTO_TEST_CASE(an_empty_field_of_a_form_was_not_filled_in) {
    const auto request = from_form({{"name", "Hà"}, {"note", ""}, {"prize", ""}, {"held_on", " "}});
    BOOST_TEST(request.input.contains("note"));
    BOOST_TEST(!request.input.contains("prize"));
    BOOST_TEST(!request.input.contains("held_on"));
    BOOST_TEST(request.number("prize", -1) == -1);
}

BOOST_DATA_TEST_CASE(a_number_that_is_none_is_refused,
                     data::make(std::vector<std::string>{"5.00", "1,5", ".500", "5..000", "1e3",
                                                         "0x1", "+5", "99999999999999999999",
                                                         "9007199254740992", "năm"}),
                     text) {
    BOOST_TEST(faulty([&] {
                   from_form({{"name", "Hà"}, {"prize", text}});
               }) == std::vector<std::string>{"prize"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_field_sent_twice_has_two_meanings) {
    BOOST_TEST(faulty([] {
                   from_form({{"name", "a"}, {"name", "b"}});
               }) == std::vector<std::string>{"name"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_empty_file_is_told_by_its_field) {
    Request request;
    Sent sent{{{"name", "Hà"}}, nullptr, {{"report", "a.pdf", "", 0, nullptr}}};
    BOOST_TEST(
        faulty([&] { take_input(request, sent, fields); }) == std::vector<std::string>{"report"},
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_letters_are_counted_not_the_bytes) {
    BOOST_TEST(from_json({{"name", "ốốốốốốốốốố"}}).text("name").size() == 30u);
    BOOST_TEST(from_json({{"name", "<b>{{x}}"}}).text("name") == "<b>{{x}}");
}

BOOST_AUTO_TEST_CASE(a_version_is_read_from_if_match) {
    using Versions = std::vector<std::int64_t>;
    const auto each = boost::test_tools::per_element();
    BOOST_TEST(versions_of("\"12\"") == Versions{12}, each);
    BOOST_TEST(versions_of("\"1\", \"2\" ,\"13\"") == (Versions{1, 2, 13}), each);
    BOOST_TEST(versions_of("*").empty());
    // Weak ones, and those of others, match nothing.
    for (const auto* none : {"W/\"3\"", "\"\"", "\"a\"", "\"-1\"", "\"1 \""})
        BOOST_TEST(versions_of(none) == Versions{no_version}, each);
    for (const auto* bad : {"12", "*, \"1\"", "\"1", "\"1\" \"2\"", "w/\"1\"", ""})
        BOOST_CHECK_THROW(versions_of(bad), Problem);
}

// A text of which nothing is seen is no text, and one line stays one line.
BOOST_DATA_TEST_CASE(a_text_that_nobody_sees_was_not_typed,
                     data::make(std::vector<std::string>{
                         "\u200b", "\u3164", "\u115f", "\u2800", "\u00a0", "\U000e0041", "\ufeff",
                         "\u200b \u3164\n\u2800", "\u034f", "\u2028"}),
                     text) {
    BOOST_TEST(faulty([&] {
                   from_json({{"name", text}});
               }) == std::vector<std::string>{"name"},
               boost::test_tools::per_element());
    BOOST_TEST(from_json({{"name", "Hà"}, {"note", text}}).text("note").empty());
}

BOOST_DATA_TEST_CASE(one_line_takes_no_breaks_and_nothing_hidden,
                     data::make(std::vector<std::string>{"a\nb", "a\tb", "a\u2028b", "a\u200bb",
                                                         "a\u202eb", "a\u2066b", "a\u00adb",
                                                         "a\U000e0041b", "a\ue000", "a\u200db"}),
                     text) {
    BOOST_TEST(faulty([&] {
                   from_json({{"name", text}});
               }) == std::vector<std::string>{"name"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(several_lines_lose_what_word_processors_hide) {
    const auto note = [](const std::string& text) {
        return from_json({{"name", "Hà"}, {"note", text}}).text("note");
    };
    BOOST_TEST(note("một\u2028h\u00adai\u200b\n\tba\ufeff") == "một\nhai\n\tba");
    for (const std::string text : {"a\u202eb", "a\U000e0041b", "a\u200db"})
        BOOST_TEST(faulty([&] { note(text); }) == std::vector<std::string>{"note"},
                   boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_text_area_takes_several_lines) {
    std::set<std::string> areas;
    for (const auto& file : tdkt::templates::resources()) {
        const auto text = file.text();
        for (auto at = text.find("<textarea"); at != text.npos;
             at = text.find("<textarea", at + 1)) {
            const auto name = text.find("name=\"", at) + 6;
            areas.emplace(text.substr(name, text.find('"', name) - name));
        }
    }
    BOOST_TEST(areas.contains("reason"));
    // "remark-*" stands for as many as there are; in the page it is "remark-{{code}}".
    const auto is_area = [&](std::string_view name) {
        const bool series = name.ends_with('*');
        if (series) name.remove_suffix(1);
        return std::ranges::any_of(areas, [&](const std::string& area) {
            return series ? area.starts_with(name) : area == name;
        });
    };
    for (const auto& route : routes())
        for (const auto& field : route.input)
            BOOST_TEST(field.lines == is_area(field.name), route.path << ' ' << field.name);
}

BOOST_DATA_TEST_CASE(what_is_no_object_is_malformed,
                     data::make(std::vector<std::string>{"", "{", "[]", "7", "{\"a\":1,\"a\":2}",
                                                         "{\"a\":\"\xff\"}", "{\"a\":NaN}",
                                                         "{\"a\":1} x", std::string(200000, '['),
                                                         "{\"a\":" + std::string(40, '[')}),
                     text) {
    BOOST_CHECK_EXCEPTION(parse_object(text), Problem,
                          [](const Problem& p) { return p.kind() == Kind::malformed; });
}

BOOST_AUTO_TEST_CASE(pairs_are_decoded) {
    const auto pairs = parse_pairs("a=1&b=hai+ba&c=%C4%90%E1%BA%AFk&d&&e=");
    BOOST_TEST_REQUIRE(pairs.size() == 5u);
    BOOST_TEST(pairs[1].second == "hai ba");
    BOOST_TEST(pairs[2].second == "Đắk");
    BOOST_CHECK_THROW(parse_pairs("a=%zz"), Problem);
    BOOST_CHECK_THROW(parse_pairs("a=%4"), Problem);
}

BOOST_AUTO_TEST_SUITE_END()
