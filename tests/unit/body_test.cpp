#include "server/front/body.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "server/front/forms.h"
#include "server/front/spool.h"
#include "tests/support/temp_dir.h"

namespace data = boost::unit_test::data;
using namespace tdkt::server;
using tdkt::workflow::Kind;
using tdkt::workflow::Problem;

namespace {

// A body that arrives `step` bytes at a time.
Body arriving(const Head& head, const std::string& text, std::size_t step) {
    return Body(head, "", [text, step, at = std::size_t{0}](char* to, std::size_t size) mutable {
        const auto count = std::min({size, step, text.size() - at});
        text.copy(to, count, at);
        at += count;
        return count;
    });
}

Head with_length(std::int64_t length) {
    Head head;
    head.length = length;
    return head;
}

Head in_chunks() {
    Head head;
    head.chunked = true;
    return head;
}

bool is_malformed(const Problem& problem) {
    return problem.kind() == Kind::malformed;
}

const auto take_any = [](const Sent&, const std::string&) {};

Sent multipart(const std::string& text, std::size_t step, const std::filesystem::path& folder) {
    Sent sent;
    auto body = arriving(with_length(static_cast<std::int64_t>(text.size())), text, step);
    read_multipart(body, "XX", folder, take_any, sent);
    return sent;
}

const std::string form =
    "--XX\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nbáo cáo\r\n"
    "--XX\r\nContent-Disposition: form-data; name=\"file\"; "
    "filename=\"C:\\tmp\\b\xc3\xa1o.pdf\"\r\n"
    "Content-Type: application/pdf\r\n\r\n%PDF \r\n--X not the mark\r\n--XX--\r\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(body_test)

BOOST_DATA_TEST_CASE(chunks_are_joined_however_they_arrive, data::make({1, 2, 3, 7, 1000}), step) {
    auto body = arriving(in_chunks(), "4\r\nthi \r\nA\r\nđua 2025!\r\n0\r\n\r\nnext",
                         static_cast<std::size_t>(step));
    BOOST_TEST(body.all(100) == "thi đua 2025!");
    char more = 0;
    BOOST_TEST(body.read(&more, 1) == 0u);
}

BOOST_DATA_TEST_CASE(a_bad_chunk_is_refused,
                     data::make(std::vector<std::string>{
                         "", "4\r\nthi", "4\r\nthi \r\n", "4\r\nthi \r\n0\r\n",
                         "4;a=b\r\nthi \r\n0\r\n\r\n", "x\r\n", "\r\n\r\n", "-1\r\na\r\n0\r\n\r\n",
                         "4\nthi \n0\n\n", "4\r\nthi đ\r\n0\r\n\r\n", "0\r\nTrailer: 1\r\n\r\n",
                         "000000004\r\nthi \r\n0\r\n\r\n"}),
                     text) {
    auto body = arriving(in_chunks(), text, 5);
    BOOST_CHECK_EXCEPTION(body.all(100), Problem, is_malformed);
}

BOOST_AUTO_TEST_CASE(a_body_cut_short_is_never_whole) {
    auto body = arriving(with_length(10), "nine byte", 4);
    BOOST_CHECK_EXCEPTION(body.all(100), Problem, is_malformed);
}

BOOST_AUTO_TEST_CASE(what_follows_the_announced_length_is_left_alone) {
    auto body =
        Body(with_length(3), "abcGET /smuggled", [](char*, std::size_t) { return std::size_t{0}; });
    BOOST_TEST(body.all(100) == "abc");
}

BOOST_AUTO_TEST_CASE(too_much_is_told_before_and_while_it_comes) {
    const auto too_large = [](const Problem& p) { return p.kind() == Kind::too_large; };
    auto announced = arriving(with_length(101), std::string(101, 'a'), 10);
    BOOST_CHECK_EXCEPTION(announced.all(100), Problem, too_large);
    auto chunked = arriving(in_chunks(), "65\r\n" + std::string(101, 'a') + "\r\n0\r\n\r\n", 10);
    BOOST_CHECK_EXCEPTION(chunked.all(100), Problem, too_large);
}

BOOST_DATA_TEST_CASE(a_form_with_a_file_is_read_however_it_arrives, data::make({1, 3, 50, 5000}),
                     step) {
    const tdkt::test::TempDir folder;
    const auto sent = multipart(form, static_cast<std::size_t>(step), folder.path());
    BOOST_TEST_REQUIRE(sent.pairs.size() == 1u);
    BOOST_TEST(sent.pairs[0].second == "báo cáo");
    BOOST_TEST_REQUIRE(sent.uploads.size() == 1u);
    BOOST_TEST(sent.uploads[0].name == "báo.pdf");
    BOOST_TEST(sent.uploads[0].size == 23);
    BOOST_TEST(sent.uploads[0].sha256.size() == 64u);
    BOOST_TEST(std::filesystem::file_size(*sent.uploads[0].path) == 23u);
}

BOOST_AUTO_TEST_CASE(a_form_cut_anywhere_is_refused_and_leaves_no_file) {
    const tdkt::test::TempDir folder;
    for (std::size_t size = 0; size + 3 < form.size(); ++size)
        BOOST_CHECK_EXCEPTION(multipart(form.substr(0, size), 64, folder.path()), Problem,
                              is_malformed);
    BOOST_TEST(std::filesystem::is_empty(folder.path()));
}

BOOST_AUTO_TEST_CASE(the_spooled_file_goes_with_the_last_who_holds_it) {
    const tdkt::test::TempDir folder;
    {
        const auto sent = multipart(form, 64, folder.path());
        BOOST_TEST(!std::filesystem::is_empty(folder.path()));
    }
    BOOST_TEST(std::filesystem::is_empty(folder.path()));
}

BOOST_AUTO_TEST_CASE(a_file_name_is_only_a_name) {
    BOOST_TEST(clean_file_name("../../etc/passwd") == "passwd");
    BOOST_TEST(clean_file_name("a\r\nb.pdf") == "ab.pdf");
    BOOST_TEST(clean_file_name("Bie\xcc\x82n ba\xcc\x89n.pdf") == "Biên bản.pdf");
    BOOST_TEST(clean_file_name("..") == "tep-dinh-kem");
    BOOST_TEST(clean_file_name("") == "tep-dinh-kem");
    BOOST_TEST(clean_file_name("\xff.pdf") == "tep-dinh-kem");
    BOOST_TEST(clean_file_name("\xe2\x80\xae"
                               "fdp.exe") == "tep-dinh-kem");
    BOOST_TEST(clean_file_name(std::string(300, 'a') + ".pdf").size() == 200u);
}

BOOST_AUTO_TEST_SUITE_END()
