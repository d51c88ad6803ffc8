#include "sql/files.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <sstream>

#include "tests/support/database.h"

using namespace tdkt;
using test::FreshDatabase;

namespace {

constexpr std::int64_t mebibyte = 1 << 20;
const std::string name(64, 'a');

// `size` bytes that are made as they are read, and never all at once. The
// largest piece asked for tells whether somebody wanted more.
class Endless : public std::streambuf {
  public:
    explicit Endless(std::int64_t size) : size_(size) {}
    static char byte(std::int64_t at) { return static_cast<char>((at * 31 + at / 251) & 0xff); }
    std::streamsize largest = 0;

  private:
    std::streamsize xsgetn(char* to, std::streamsize wanted) override {
        largest = std::max(largest, wanted);
        const auto count = std::min<std::streamsize>(wanted, size_ - at_);
        for (std::streamsize i = 0; i < count; ++i) to[i] = byte(at_++);
        return count;
    }
    pos_type seekpos(pos_type to, std::ios_base::openmode) override { return at_ = to; }
    int_type underflow() override { return traits_type::eof(); }

    std::int64_t size_, at_ = 0;
};

// Compares what is written with Endless, and keeps none of it.
class Check : public std::streambuf {
  public:
    std::int64_t size = 0;
    bool same = true;
    std::streamsize largest = 0;

  private:
    std::streamsize xsputn(const char* from, std::streamsize count) override {
        largest = std::max(largest, count);
        for (std::streamsize i = 0; i < count; ++i) same = same && from[i] == Endless::byte(size++);
        return count;
    }
};

void store(FreshDatabase& fresh, const std::string& bytes, const std::string& sha256 = name) {
    std::istringstream in(bytes);
    fresh.database().change(
        [&](sql::Change& change) { sql::store(change, sha256, "application/pdf", 1000, in); });
}

std::string load(FreshDatabase& fresh, const std::string& sha256 = name) {
    return fresh.database().read([&](auto& db) { return sql::load_small(db, sha256); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(files_test)

BOOST_DATA_TEST_CASE(every_byte_comes_back, test::engines(), engine) {
    FreshDatabase fresh(engine);
    std::string bytes = "\\'\";:name %_\xff\xfe\xc3\x28\xf0\x9f";
    for (int high = 0; high < 256; ++high)
        for (int low = 0; low < 256; ++low) {
            bytes += static_cast<char>(high);
            bytes += static_cast<char>(low);
        }
    store(fresh, bytes);
    BOOST_TEST((load(fresh) == bytes));
    // Stored as bytes, not as a text that ends at its first zero.
    BOOST_TEST(fresh.count("select length(bytes) from file_chunk") ==
               static_cast<std::int64_t>(bytes.size()));
}

BOOST_DATA_TEST_CASE(pieces_meet_at_their_edges, test::engines(), engine) {
    FreshDatabase fresh(engine);
    for (const std::int64_t size :
         {std::int64_t{0}, std::int64_t{1}, mebibyte - 1, mebibyte, mebibyte + 1, 3 * mebibyte}) {
        const auto sha256 = "size-" + std::to_string(size);
        Endless source(size);
        std::istream in(&source);
        fresh.database().change(
            [&](sql::Change& change) { sql::store(change, sha256, "image/png", 1000, in); });
        Check check;
        std::ostream out(&check);
        BOOST_TEST(fresh.database().read([&](auto& db) { return sql::load(db, sha256, out); }));
        BOOST_TEST(check.size == size);
        BOOST_TEST(check.same);
        const auto facts =
            fresh.database().read([&](auto& db) { return sql::find_file(db, sha256); });
        BOOST_TEST_REQUIRE(facts.has_value());
        BOOST_TEST(facts->size == size);
        BOOST_TEST(facts->media_type == "image/png");
        BOOST_TEST(facts->created_at == 1000);
    }
    BOOST_TEST(fresh.count("select max(length(bytes)) from file_chunk") == mebibyte);
}

BOOST_DATA_TEST_CASE(fifty_mebibytes_pass_piece_by_piece, test::engines(), engine) {
    FreshDatabase fresh(engine);
    Endless source(50 * mebibyte);
    std::istream in(&source);
    fresh.database().change(
        [&](sql::Change& change) { sql::store(change, name, "application/zip", 1000, in); });
    BOOST_TEST(source.largest <= mebibyte);
    BOOST_TEST(fresh.count("select count(*) from file_chunk") == 50);

    Check check;
    std::ostream out(&check);
    BOOST_TEST(fresh.database().read([&](auto& db) { return sql::load(db, name, out); }));
    BOOST_TEST(check.size == 50 * mebibyte);
    BOOST_TEST(check.same);
    BOOST_TEST(check.largest <= mebibyte);
    BOOST_CHECK_EXCEPTION(load(fresh), workflow::Problem, [](const workflow::Problem& p) {
        return p.kind() == workflow::Kind::too_large;
    });
}

BOOST_DATA_TEST_CASE(the_same_file_is_kept_once, test::engines(), engine) {
    FreshDatabase fresh(engine);
    store(fresh, "quyết định");
    store(fresh, "quyết định");
    store(fresh, "tờ trình", std::string(64, 'b'));
    BOOST_TEST(fresh.count("select count(*) from file") == 2);
    BOOST_TEST(fresh.count("select count(*) from file_chunk") == 2);
}

BOOST_DATA_TEST_CASE(a_change_that_runs_twice_stores_from_the_beginning, test::engines(), engine) {
    FreshDatabase fresh(engine);
    std::istringstream in("biên bản");
    for (const bool keep : {false, true}) try {
            fresh.database().change([&](sql::Change& change) {
                sql::store(change, name, "text/plain", 1000, in);
                if (!keep) throw workflow::Problem::stale();
            });
        } catch (const workflow::Problem&) {
            BOOST_TEST(fresh.count("select count(*) from file") == 0);
        }
    BOOST_TEST(load(fresh) == "biên bản");
}

BOOST_DATA_TEST_CASE(a_file_that_is_not_there_is_missing, test::engines(), engine) {
    FreshDatabase fresh(engine);
    std::ostringstream out;
    BOOST_TEST(!fresh.database().read([&](auto& db) { return sql::load(db, name, out); }));
    BOOST_TEST(out.str().empty());
    BOOST_CHECK_EXCEPTION(load(fresh), workflow::Problem, [](const workflow::Problem& p) {
        return p.kind() == workflow::Kind::missing;
    });
}

BOOST_DATA_TEST_CASE(a_lost_piece_is_noticed, test::engines(), engine) {
    FreshDatabase fresh(engine);
    store(fresh, std::string(3 * mebibyte, 'x'));
    fresh.run({"delete from file_chunk where ordinal = 1"});
    std::ostringstream out;
    BOOST_CHECK_THROW(fresh.database().read([&](auto& db) { return sql::load(db, name, out); }),
                      std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
