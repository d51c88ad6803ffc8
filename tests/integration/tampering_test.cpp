// Whatever is done to a signed paper is noticed, and nothing brings the reader down.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <functional>
#include <random>

#include "server/signing/reports.h"
#include "server/signing/update.h"
#include "tests/support/signing.h"
#include "workflow/problem.h"

namespace data = boost::unit_test::data;
using namespace tdkt::server;
using namespace tdkt::test;
using tdkt::workflow::Problem;

namespace {

const std::string& approved() {
    static const std::string pdf = signing_office().approved();
    return pdf;
}

const std::string& finished() {
    static const std::string pdf = signing_office().issued(approved());
    return pdf;
}

std::string object(int number) {
    return sample_objects().at(number);
}

std::string with_byte_range(std::string pdf, const std::string& range) {
    const auto at = pdf.rfind("/ByteRange [") + 11;
    return pdf.replace(at, 40, range + std::string(40 - range.size(), ' '));
}

std::string flipped(std::string pdf, std::size_t at) {
    pdf.at(at) = static_cast<char>(pdf.at(at) ^ 1);
    return pdf;
}

bool alarmed_about(const SignatureReport& report, int number) {
    for (const auto& change : report.changes)
        if (change.object == number && !change.allowed) return true;
    return false;
}

// A seal pressed by our own key onto a paper that was changed on the way.
std::string sealed_with(const std::string& pdf, const std::map<int, std::string>& objects) {
    PdfFile file(pdf);
    PdfUpdate update(file);
    const auto signature = update.allot();
    const auto field = file.fields().at(paper_field::seal);
    update.put(field.getObjGen(), dictionary(field, {{"/V", reference(signature)}}));
    for (const auto& [number, body] : objects) update.put(QPDFObjGen(number, 0), body);
    return update.signed_by(signing_office().seal, signature,
                            "/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M "
                            "(D:20260922221320+07'00')");
}

struct Attack {
    const char* name;
    std::function<std::string()> pdf;
};

std::ostream& operator<<(std::ostream& out, const Attack& attack) {
    return out << attack.name;
}

const std::vector<Attack> attacks = {
    {"a letter of the page", [] { return replaced(finished(), "12 ca nhan", "13 ca nhan"); }},
    {"the signing time", [] { return replaced(finished(), "D:20260922", "D:20260921"); }},
    {"the number", [] { return replaced(finished(), "<feff0034", "<feff0035"); }},
    {"the first signature's hexadecimal",
     [] { return flipped(finished(), finished().find("/Contents <3") + 400); }},
    {"the padding behind the last signature",
     [] { return flipped(finished(), finished().rfind("0> >>")); }},
    {"a blank in the gap", [] { return replaced(finished(), "/Contents <30", "/Contents < 3"); }},
    {"a page changed by an update",
     [] {
         return append_update(finished(), {{4, replaced(object(4), "12 ca", "99 ca")}});
     }},
    {"an annotation added by an update",
     [] {
         return append_update(finished(),
                              {{3, replaced(object(3), "/Annots [", "/Annots [30 0 R ")},
                               {30, "<< /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] >>"}});
     }},
    {"the number replaced by an update",
     [] {
         return append_update(finished(), {{7, replaced(object(7), "/T (so)", "/T (so) /V (1)")}});
     }},
    {"an update that changes nothing",
     [] {
         return append_update(finished(), {{5, object(5)}});
     }},
    {"a blank line at the end", [] { return finished() + "\n"; }},
    {"words at the end", [] { return finished() + "% see you\n"; }},
    {"the seal torn off by truncation to no revision",
     [] { return finished().substr(0, finished().size() - 6); }},
    {"words in front", [] { return "junk\n" + finished(); }},
    {"the certifying entry removed",
     [] {
         return append_update(finished(), {{1, object(1)}});
     }},
    {"the first signature's field emptied",
     [] {
         return append_update(finished(), {{9, object(9)}});
     }},
    {"the last signature's value",
     [] { return flipped(finished(), finished().rfind("0> >>") - 900); }},
    {"the digest's name in the last message",
     [] {
         return flipped(
             finished(),
             finished().find("608648016503040201", finished().rfind("/Contents <30")) + 3);
     }},
    {"the hexadecimal in other letters",
     [] {
         auto pdf = finished();
         const auto at = pdf.find_first_of("abcdef", pdf.rfind("/Contents <30") + 11);
         pdf[at] = static_cast<char>(pdf[at] - 'a' + 'A');
         return pdf;
     }},
    {"a byte range with the parts swapped",
     [] { return with_byte_range(finished(), "[0 9000 100 200]"); }},
    {"a negative byte range", [] { return with_byte_range(finished(), "[0 -5 9 9]"); }},
    {"a byte range beyond the end",
     [] { return with_byte_range(finished(), "[0 4000000000 4000000001 9]"); }},
    {"a byte range beyond all numbers",
     [] { return with_byte_range(finished(), "[0 99999999999999999999 1 9]"); }},
    {"a byte range that adds up to less than nothing",
     [] { return with_byte_range(finished(), "[0 9 10 9223372036854775807]"); }},
    {"a byte range of three", [] { return with_byte_range(finished(), "[0 9 10]"); }},
    {"a byte range of names", [] { return with_byte_range(finished(), "[/a /b /c /d]"); }},
    {"a byte range without gap", [] { return with_byte_range(finished(), "[0 9 9 9]"); }},
    {"a byte range that starts later",
     [] { return with_byte_range(finished(), "[5 9000 9500 200]"); }},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(tampering_test)

BOOST_DATA_TEST_CASE(tampering_is_noticed, data::make(attacks), attack) {
    const auto pdf = attack.pdf();
    BOOST_TEST_REQUIRE((pdf != finished()));
    const auto report = signing_office().look(pdf);
    BOOST_TEST_INFO(describe(report));
    BOOST_TEST(!report.valid());
    BOOST_TEST(describe(report).find("KHÔNG HỢP LỆ") != std::string::npos);
}

BOOST_DATA_TEST_CASE(tampering_of_an_approved_paper_stops_the_seal, data::make(attacks), attack) {
    BOOST_CHECK_THROW(signing_office().issued(attack.pdf()), Problem);
}

BOOST_AUTO_TEST_CASE(the_object_that_an_update_changed_is_named) {
    const auto page = signing_office().look(attacks[6].pdf());
    BOOST_TEST(alarmed_about(page, 4));
    const auto note = signing_office().look(attacks[7].pdf());
    BOOST_TEST(alarmed_about(note, 3));
    BOOST_TEST(alarmed_about(note, 30));
    const auto number = signing_office().look(attacks[8].pdf());
    BOOST_TEST(alarmed_about(number, 7));
}

// Whoever holds the seal could press it on more than the clerk's step.
BOOST_AUTO_TEST_CASE(a_change_under_the_seal_is_named_although_both_signatures_are_intact) {
    const std::map<int, std::string> changes{
        {1, replaced(object(1), "/AcroForm", "/OpenAction << /S /JavaScript /JS (x) >> /AcroForm")},
        {2, replaced(object(2), "/Count 1", "/Count 1 /Rotate 90")},
        {3, replaced(object(3), "[0 0 595 842]", "[0 0 595 800]")},
        {4, replaced(object(4), "12 ca nhan", "99 ca nhan")},
        {5, replaced(object(5), "Helvetica", "Courier")},
        {6, replaced(object(6), "/Fields", "/NeedAppearances true /Fields")},
        {7, replaced(object(7), "100 760", "100 700")},
        {8, replaced(object(8), "/F 4", "/F 2")},
        {11, "<< /Title (Quyet dinh khac) >>"},
        {40, "<< /Type /Annot >>"},
    };
    for (const auto& [number, body] : changes) {
        const auto report = signing_office().look(sealed_with(approved(), {{number, body}}));
        BOOST_TEST_INFO(describe(report));
        BOOST_TEST_REQUIRE(report.signatures.size() == 2u);
        BOOST_TEST(report.signatures.back().intact);
        BOOST_TEST(!report.valid());
        BOOST_TEST(alarmed_about(report, number), "object " << number);
    }
    BOOST_TEST(signing_office().look(sealed_with(approved(), {})).valid());
}

BOOST_AUTO_TEST_CASE(the_leaders_signature_can_be_neither_hidden_nor_taken_away) {
    PdfFile file(approved());
    const auto hidden = dictionary(file.fields().at(paper_field::leader), {{"/F", "2"}});
    BOOST_TEST(alarmed_about(signing_office().look(sealed_with(approved(), {{9, hidden}})), 9));
    const auto report = signing_office().look(sealed_with(approved(), {{9, object(9)}}));
    BOOST_TEST(report.signatures.size() == 1u);
    BOOST_TEST(!report.valid());
}

BOOST_AUTO_TEST_CASE(a_field_may_only_be_filled_as_the_clerk_fills_it) {
    const char* ways[] = {"/V 4 0 R", "/V (1) /AA << /K << /S /JavaScript /JS (x) >> >>",
                          "/V (1) /AP << /N 4 0 R >>", "/V (1) /Ff 2", "/V (1) /AP << /D 4 0 R >>"};
    for (const auto* way : ways) {
        const auto body = replaced(object(7), "/T (so)", std::string("/T (so) ") + way);
        BOOST_TEST(alarmed_about(signing_office().look(sealed_with(approved(), {{7, body}})), 7),
                   way);
    }
}

// A page that points to an object which does not exist yet, planted before the
// leader signs, would show whatever is later put there.
BOOST_AUTO_TEST_CASE(a_reference_planted_to_nothing_cannot_be_given_a_meaning) {
    const auto picture =
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0 >>\nstream\n\nendstream";
    const auto field = replaced(object(7), "/T (so)", "/T (so) /V (1) /AP << /N 40 0 R >>");
    const std::map<int, std::string> planted{{7, field}, {40, picture}};
    BOOST_TEST(signing_office().look(sealed_with(approved(), planted)).valid());
    for (const auto* where : {"/Annots [40 0 R ", "/AA 40 0 R /Annots ["}) {
        auto objects = sample_objects();
        objects[3] = replaced(objects[3], "/Annots [", where);
        const auto trap = signing_office().approved(write_pdf(objects));
        BOOST_TEST(alarmed_about(signing_office().look(sealed_with(trap, planted)), 40), where);
    }
}

// The last message has a few bytes that no signature covers (a version, the
// signer's name a second time): changing those must at least change nothing that is told.
BOOST_AUTO_TEST_CASE(a_flipped_bit_is_noticed_or_changes_nothing) {
    const auto message = finished().rfind("/Contents <30");
    const auto truth = describe(signing_office().look(finished()));
    for (std::size_t at = 0; at < finished().size(); at += 13) {
        const auto report = signing_office().look(flipped(finished(), at));
        if (at < message) BOOST_TEST(!report.valid(), "byte " << at);
        if (report.valid()) BOOST_TEST(describe(report) == truth, "byte " << at);
    }
}

BOOST_AUTO_TEST_CASE(a_shortened_paper_is_never_an_issued_one) {
    for (std::size_t size = 0; size < finished().size(); size += 97)
        BOOST_TEST(!signing_office().look(finished().substr(0, size)).issued(), "size " << size);
    const auto report = signing_office().look(finished().substr(0, approved().size()));
    BOOST_TEST(report.valid());
    BOOST_TEST(!report.issued());
}

BOOST_AUTO_TEST_CASE(rubbish_gives_a_report_and_not_a_crash) {
    for (const std::string& pdf :
         {std::string(), std::string("%PDF-1.7"), std::string(5000, '<'), std::string(5000, '\0'),
          std::string("%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF\n"),
          std::string("%PDF-1.7\nxref\n0 999999999\ntrailer\n<< /Size 999999999 >>\nstartxref\n9\n"
                      "%%EOF\n"),
          "%PDF-1.7\n" + std::string(100'000, '[')}) {
        const auto report = signing_office().look(pdf);
        BOOST_TEST(!report.valid());
        BOOST_TEST(!report.alarms.empty());
        BOOST_CHECK_THROW(signing_office().approved(pdf), Problem);
    }
}

BOOST_AUTO_TEST_CASE(fields_and_pages_that_contain_themselves_come_to_an_end) {
    auto objects = sample_objects();
    std::string kids;
    for (int i = 0; i < 50; ++i) kids += "12 0 R ";
    objects[12] = "<< /T (a) /Parent 12 0 R /Kids [" + kids + "] >>";
    objects[6] = replaced(objects[6], "/Fields [", "/Fields [12 0 R ");
    BOOST_CHECK_THROW(signing_office().approved(write_pdf(objects)), Problem);
    BOOST_TEST(!signing_office().look(append_update(finished(), objects)).valid());
    objects = sample_objects();
    objects[2] = replaced(objects[2], "[3 0 R]", "[2 0 R 3 0 R]");
    const auto looped = append_update(finished(), objects);
    BOOST_TEST(!signing_office().look(looped).valid());
}

BOOST_AUTO_TEST_CASE(random_damage_gives_a_report_and_not_a_crash) {
    std::mt19937 random(20'260'922);
    for (int round = 0; round < 1000; ++round) {
        auto pdf = finished();
        for (auto left = random() % 4 + 1; left > 0; --left) {
            const auto at = random() % pdf.size();
            switch (random() % 4) {
                case 0:
                    pdf[at] = static_cast<char>(random());
                    break;
                case 1:
                    pdf.erase(at, random() % 300);
                    break;
                case 2:
                    pdf.insert(at, pdf.substr(random() % pdf.size(), random() % 300));
                    break;
                default:
                    pdf.insert(at, std::to_string(random()));
            }
        }
        if (pdf != finished()) BOOST_TEST(!signing_office().look(pdf).valid(), "round " << round);
    }
}

BOOST_AUTO_TEST_CASE(a_paper_known_to_be_good_is_looked_at_anew_when_a_byte_has_changed) {
    const auto& roots = signing_office().roots;
    Reports reports;
    for (int time = 0; time < 2; ++time)
        BOOST_TEST(reports.of(finished(), roots, SigningOffice::now).issued());
    BOOST_TEST(!reports.of(flipped(finished(), 30), roots, SigningOffice::now).valid());
    BOOST_TEST(!reports.of(approved(), roots, SigningOffice::now).issued());
}

BOOST_AUTO_TEST_SUITE_END()
