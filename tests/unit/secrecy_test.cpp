// Sealing: the vectors of the RFC, codes on paper, two of three, and one length for all.
#include <boost/test/unit_test.hpp>
#include <set>

#include "server/secrecy/holders.h"
#include "server/secrecy/sealed.h"
#include "server/secrecy/shuffle.h"
#include "server/secrecy/text.h"

using namespace tdkt::server;
using namespace tdkt::workflow;

namespace {

std::string unhex(std::string_view text) {
    std::string bytes;
    for (std::size_t at = 0; at + 1 < text.size(); at += 2)
        bytes += static_cast<char>(std::stoi(std::string(text.substr(at, 2)), nullptr, 16));
    return bytes;
}

struct Three {
    std::string codes[3];
    std::vector<Seat> seats;

    explicit Three(Id meeting) {
        for (const auto& name : names<Holder>) {
            auto& code = codes[seats.size()] = new_holder_code();
            seats.push_back(
                {name.value, 7, "", base64url(holder_key(code, meeting, name.value).open)});
        }
    }
    std::pair<Holder, hpke::KeyPair> key(std::size_t who, Id meeting) const {
        return {seats[who].holder, holder_key(codes[who], meeting, seats[who].holder)};
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(secrecy_test)

// RFC 9180, A.1.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode.
BOOST_AUTO_TEST_CASE(the_vectors_of_the_rfc_come_out) {
    const auto info = unhex("4f6465206f6e2061204772656369616e2055726e");
    const auto ephemeral = hpke::derive_key_pair(
        unhex("7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234"));
    const auto receiver = hpke::derive_key_pair(
        unhex("6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037"));
    BOOST_TEST(receiver.secret.view() ==
               unhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8"));
    BOOST_TEST(receiver.open ==
               unhex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d"));
    const auto text = unhex("4265617574792069732074727574682c20747275746820626561757479");
    const auto aad = unhex("436f756e742d30");
    const auto sealed = hpke::seal_with(ephemeral, receiver.open, info, text, aad);
    BOOST_TEST(sealed ==
               unhex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
                     "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d0"
                     "7bea87e13c512a"));
    BOOST_TEST(hpke::unseal(receiver, info, sealed, aad).value().view() == text);
}

BOOST_AUTO_TEST_CASE(only_the_key_the_occasion_and_the_whole_open_what_is_sealed) {
    const auto mine = hpke::new_key_pair(), other = hpke::new_key_pair();
    const auto sealed = hpke::seal(mine.open, "a", "Đồng ý");
    BOOST_TEST(hpke::unseal(mine, "a", sealed).value().view() == "Đồng ý");
    BOOST_TEST(!hpke::unseal(other, "a", sealed));
    BOOST_TEST(!hpke::unseal(mine, "b", sealed));
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        auto spoilt = sealed;
        spoilt[at] = static_cast<char>(spoilt[at] ^ 1);
        BOOST_TEST(!hpke::unseal(mine, "a", spoilt), "byte " << at);
        BOOST_TEST(!hpke::unseal(mine, "a", sealed.substr(0, at)), at << " bytes");
    }
    BOOST_TEST(!hpke::unseal(mine, "a", std::string(64, '\0')));  // a point of small order
}

BOOST_AUTO_TEST_CASE(a_code_is_read_however_it_is_typed_and_a_slip_is_noticed) {
    // One code, so that a slip that the check lets through would do so every time.
    const std::string code = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-";
    std::string whole;
    for (const auto& tried : {new_holder_code(), new_holder_code()}) {
        BOOST_TEST(tried.size() == 44u);
        BOOST_TEST(read_holder_code(tried).value().view() == tried);
        whole = tried;
    }
    std::string typed = " ";
    for (const char sign : whole)
        typed += sign == '-' ? ' ' : static_cast<char>(std::tolower(sign));
    BOOST_TEST(read_holder_code(typed).value().view() == whole);
    BOOST_TEST(!read_holder_code(code));
    BOOST_TEST(!read_holder_code(""));
    BOOST_TEST(!read_holder_code(whole + "0"));
    BOOST_TEST(!read_holder_code(whole.substr(0, whole.size() - 1) + "!"));
    int passed = 0;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        if (whole[at] == '-') continue;
        auto slip = whole;
        slip[at] = slip[at] == '7' ? '8' : '7';
        passed += read_holder_code(slip).has_value() ? 1 : 0;
    }
    BOOST_TEST(passed == 0);
}

BOOST_AUTO_TEST_CASE(any_two_of_three_open_the_poll_and_one_opens_nothing) {
    constexpr Id meeting = 12;
    const Three three(meeting);
    const auto poll = hpke::new_key_pair();
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = i + 1; j < 3; ++j) {
            const auto share = seal_share(poll.secret, meeting, three.seats[i], three.seats[j]);
            BOOST_TEST(share.size() <= 200u);
            const auto a = three.key(i, meeting), b = three.key(j, meeting);
            BOOST_TEST(open_share(share, meeting, a, b).value().view() == poll.secret.view());
            BOOST_TEST(!open_share(share, meeting, a, a));
            BOOST_TEST(!open_share(share, meeting, b, b));
            BOOST_TEST(!open_share(share, meeting, b, a));
            BOOST_TEST(!open_share(share, meeting + 1, a, b));
            const auto third = three.key(3 - i - j, meeting);
            BOOST_TEST(!open_share(share, meeting, a, third));
            BOOST_TEST(!open_share(share, meeting, third, b));
        }
}

BOOST_AUTO_TEST_CASE(a_code_is_of_one_holder_at_one_meeting) {
    const auto code = new_holder_code();
    const auto key = holder_key(code, 12, Holder::chair).open;
    BOOST_TEST(key == holder_key(code, 12, Holder::chair).open);
    BOOST_TEST(key != holder_key(code, 13, Holder::chair).open);
    BOOST_TEST(key != holder_key(code, 12, Holder::auditor).open);
}

BOOST_AUTO_TEST_CASE(all_ballots_have_one_length_and_no_two_are_alike) {
    const auto poll = hpke::new_key_pair();
    const auto open = base64url(poll.open);
    std::set<std::string> seen;
    for (const auto& vote : names<Vote>)
        for (int i = 0; i < 20; ++i) {
            const Ballot ballot{vote.value, new_tracker()};
            const auto sealed = seal_ballot(open, 12, 101, ballot);
            BOOST_TEST(sealed.size() == sealed_ballot_signs);
            BOOST_TEST(looks_sealed(sealed));
            BOOST_TEST(seen.insert(sealed).second);
            const auto opened = open_ballot(poll, 12, 101, sealed);
            BOOST_TEST_REQUIRE(opened.has_value());
            BOOST_TEST((opened->vote == vote.value));
            BOOST_TEST(opened->tracker == ballot.tracker);
            BOOST_TEST(!open_ballot(poll, 12, 102, sealed));
            BOOST_TEST(!open_ballot(poll, 13, 101, sealed));
        }
}

BOOST_AUTO_TEST_CASE(what_is_no_ballot_of_ours_is_none_however_well_sealed) {
    const auto poll = hpke::new_key_pair();
    const std::string good(
        "\1\1"
        "0123ABCD"
        "\0\0\0\0\0\0",
        16);
    const auto sealed = [&](const std::string& text) {
        return base64url(hpke::seal(poll.open, "tdkt ballot v1 meeting=12 nomination=101", text));
    };
    BOOST_TEST(open_ballot(poll, 12, 101, sealed(good)).has_value());
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto other = good;
        other[at] = '\x7f';
        BOOST_TEST(!open_ballot(poll, 12, 101, sealed(other)), "byte " << at);
    }
    BOOST_TEST(!open_ballot(poll, 12, 101, sealed(good + '\0')));
    BOOST_TEST(!open_ballot(poll, 12, 101, sealed("")));
    BOOST_TEST(!open_ballot(poll, 12, 101, std::string(sealed_ballot_signs, 'A')));
    BOOST_TEST(!looks_sealed(std::string(sealed_ballot_signs, '!')));
}

BOOST_AUTO_TEST_CASE(signs_and_bytes_are_the_same_thing) {
    for (std::size_t size = 0; size < 40; ++size) {
        const auto bytes = random_bytes(size);
        BOOST_TEST(from_base64url(base64url(bytes)).value() == bytes);
    }
    BOOST_TEST(base64url("\xfb\xff") == "-_8");
    BOOST_TEST(!from_base64url("-_9"));  // its last bits are not zeros
    BOOST_TEST(!from_base64url("+/8="));
    BOOST_TEST(from_crockford(crockford("12345")) == "12345");
    BOOST_TEST(plain_signs("oil-k 7").value() == "011K7");
    BOOST_TEST(!plain_signs("U"));
    BOOST_TEST(grouped("K7QM3XPD") == "K7QM-3XPD");
}

// Of 6,000 shuffles of three each order comes about a thousand times: within five deviations.
BOOST_AUTO_TEST_CASE(a_shuffle_favours_no_order) {
    std::map<std::vector<int>, int> seen;
    for (int i = 0; i < 6000; ++i) {
        std::vector<int> three = {1, 2, 3};
        shuffle(three);
        ++seen[three];
    }
    BOOST_TEST(seen.size() == 6u);
    for (const auto& [order, times] : seen) BOOST_TEST((times > 855 && times < 1145), times);
}

BOOST_AUTO_TEST_SUITE_END()
