// Approving and issuing, as we see it and as other programs see it.
#include "tests/support/signing.h"

#include <openssl/pem.h>
#include <sys/stat.h>

#include <array>
#include <boost/test/unit_test.hpp>
#include <qpdf/QPDFWriter.hh>
#include <sstream>
#include <thread>

#include "workflow/problem.h"

using namespace tdkt::server;
using namespace tdkt::test;
using tdkt::workflow::Kind;
using tdkt::workflow::Problem;

namespace {

const std::string& finished() {
    static const std::string pdf = signing_office().issued(signing_office().approved());
    return pdf;
}

std::size_t count(const std::string& text, const std::string& word) {
    std::size_t found = 0;
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) ++found;
    return found;
}

// What a signature covers, and its message, cut out of the file by its /ByteRange.
struct Cut {
    std::string covered, message;
};

Cut cut(const std::string& pdf, std::size_t which) {
    std::size_t at = 0;
    for (std::size_t i = 0; i <= which; ++i) at = pdf.find("/ByteRange [", at + 1);
    std::istringstream numbers(pdf.substr(at + 12, 60));
    std::size_t start = 0, gap = 0, behind = 0, rest = 0;
    numbers >> start >> gap >> behind >> rest;
    Cut result{pdf.substr(start, gap) + pdf.substr(behind, rest), ""};
    for (auto i = gap + 1; i + 1 < behind; i += 2)
        result.message += static_cast<char>(std::stoi(pdf.substr(i, 2), nullptr, 16));
    return result;
}

// A key as a token would hold it, and on another curve than the demonstration's.
class Token : public Signer {
  public:
    Token() : key_(EVP_EC_gen("P-256")) {
        X509Ptr own(X509_new());
        X509_set_version(own.get(), 2);
        ASN1_INTEGER_set(X509_get_serialNumber(own.get()), 7);
        ASN1_TIME_set(X509_getm_notBefore(own.get()), SigningOffice::founded_at / 1000);
        ASN1_TIME_set(X509_getm_notAfter(own.get()), SigningOffice::now / 1000 + 86'400);
        auto* name = X509_get_subject_name(own.get());
        const std::string words = "Trần Mạnh Toàn";
        X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, octets(words),
                                   static_cast<int>(words.size()), -1, 0);
        X509_set_issuer_name(own.get(), name);
        X509_set_pubkey(own.get(), key_.get());
        X509_sign(own.get(), key_.get(), EVP_sha256());
        chain_.push_back(std::move(own));
    }

    const CertificateChain& chain() const override { return chain_; }

    std::string sign(std::string_view bytes) const override {
        const DigestContext context(EVP_MD_CTX_new());
        std::string signature(80, '\0');
        auto size = signature.size();
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get());
        must(EVP_DigestSign(context.get(), octets(signature), &size, octets(bytes), bytes.size()),
             "EVP_DigestSign");
        return signature.substr(0, size);
    }

    std::string pem() const {
        const BioPtr memory(BIO_new(BIO_s_mem()));
        PEM_write_bio_X509(memory.get(), chain_.front().get());
        char* text = nullptr;
        const auto size = BIO_get_mem_data(memory.get(), &text);
        return {text, static_cast<std::size_t>(size)};
    }

  private:
    KeyPtr key_;
    CertificateChain chain_;
};

auto has_kind(Kind kind) {
    return [kind](const Problem& problem) { return problem.kind() == kind; };
}

bool names_fault(const Problem& problem, const std::string& sentence) {
    for (const auto& fault : problem.faults())
        if (fault.message == sentence) return true;
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(signing_test)

BOOST_AUTO_TEST_CASE(an_approved_and_issued_paper_is_valid) {
    const auto report = signing_office().look(finished());
    BOOST_TEST_INFO(describe(report));
    BOOST_TEST(report.issued());
    BOOST_TEST_REQUIRE(report.signatures.size() == 2u);
    const auto& leader = report.signatures[0];
    BOOST_TEST(leader.signer.name == "Nguyễn Thị Ánh Nguyệt");
    BOOST_TEST(leader.signer.title == "Giám đốc");
    BOOST_TEST(leader.signer.organ == "Bảo hiểm xã hội thành phố Đà Nẵng");
    BOOST_TEST(leader.reason == "Phê duyệt");
    BOOST_TEST((leader.signed_at == SigningOffice::approved_at / 1000 * 1000));
    BOOST_TEST(report.signatures[1].field == "dau_co_quan");
    BOOST_TEST(report.signatures[1].end == finished().size());
    BOOST_TEST(report.fields.at("so") == "412/QĐ-BHXH");
    BOOST_TEST(report.fields.at("ngay") == "23");
}

BOOST_AUTO_TEST_CASE(only_the_clerks_objects_change_between_the_signatures) {
    const auto report = signing_office().look(finished());
    std::vector<int> objects;
    for (const auto& change : report.changes) {
        BOOST_TEST(change.allowed);
        objects.push_back(change.object);
    }
    const std::vector<int> expected{7, 8, 10, 14, 15, 16, 17};
    BOOST_TEST(objects == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_the_leader_signed_stays_byte_for_byte) {
    const auto paper = sample_paper();
    const auto approved = signing_office().approved(paper);
    BOOST_TEST(approved.starts_with(paper));
    BOOST_TEST(finished().starts_with(approved));
}

BOOST_AUTO_TEST_CASE(the_same_input_gives_the_same_bytes) {
    BOOST_TEST((signing_office().approved() == signing_office().approved()));
    BOOST_TEST((signing_office().issued(signing_office().approved()) == finished()));
}

BOOST_AUTO_TEST_CASE(poppler_finds_both_signatures_valid) {
    const auto path = keep(signing_office().folder, "poppler.pdf", finished());
    const auto [status, printed] = run_program("pdfsig -nocert " + path);
    BOOST_TEST_INFO(printed);
    BOOST_TEST(status == 0);
    BOOST_TEST(count(printed, "Signature is Valid") == 2u);
    BOOST_TEST(count(printed, "ETSI.CAdES.detached") == 2u);
    BOOST_TEST(count(printed, "Total document signed") == 1u);
    BOOST_TEST(count(printed, "Not total document signed") == 1u);
}

BOOST_AUTO_TEST_CASE(mupdf_finds_both_signatures_valid) {
    const auto path = keep(signing_office().folder, "mupdf.pdf", finished());
    const auto [status, printed] = run_program("mutool sign -v " + path);
    BOOST_TEST_INFO(printed);
    BOOST_TEST(status == 0);
    BOOST_TEST(count(printed, "The signature is valid but there have been edits") == 1u);
    BOOST_TEST(count(printed, "The document is unchanged since signing") == 1u);
}

BOOST_AUTO_TEST_CASE(openssl_verifies_both_messages_with_their_signing_certificate) {
    auto& office = signing_office();
    const auto root = keep(office.folder, "root.pem", office.authority.root_pem());
    for (std::size_t which : {0u, 1u}) {
        const auto [covered, message] = cut(finished(), which);
        const auto name = "cms" + std::to_string(which);
        const auto content = keep(office.folder, name + ".bin", covered);
        const auto signature = keep(office.folder, name + ".der", message);
        const auto [status, printed] =
            run_program("openssl cms -verify -cades -binary -purpose any -inform DER -in " +
                        signature + " -content " + content + " -CAfile " + root + " -attime " +
                        std::to_string(SigningOffice::now / 1000) + " -out /dev/null");
        BOOST_TEST_INFO(printed);
        BOOST_TEST(status == 0);
        const auto [dumped, text] =
            run_program("openssl cms -cmsout -print -inform DER -in " + signature);
        BOOST_TEST(dumped == 0);
        BOOST_TEST(count(text, "signingCertificateV2") == 1u);
        BOOST_TEST(count(text, "signingTime") == 0u);  // EN 319 142-1, 6.3
    }
}

BOOST_AUTO_TEST_CASE(the_filled_fields_are_closed_and_hold_unicode_text) {
    BOOST_TEST(count(finished(), "/Ff 1 ") == 2u);
    BOOST_TEST(count(finished(), "<feff003400310032002f005101100") == 1u);
}

BOOST_AUTO_TEST_CASE(a_paper_is_not_issued_before_it_is_approved) {
    BOOST_CHECK_EXCEPTION(
        signing_office().issued(sample_paper()), Problem, [](const Problem& problem) {
            return problem.kind() == Kind::blocked &&
                   names_fault(problem, "Văn bản chưa có chữ ký số của người có thẩm quyền.");
        });
}

BOOST_AUTO_TEST_CASE(a_paper_is_not_issued_twice) {
    BOOST_CHECK_EXCEPTION(signing_office().issued(finished()), Problem, [](const Problem& problem) {
        return names_fault(problem, "Văn bản đã được đóng dấu, ban hành.");
    });
}

BOOST_AUTO_TEST_CASE(a_paper_is_not_approved_twice) {
    BOOST_CHECK_EXCEPTION(signing_office().approved(signing_office().approved()), Problem,
                          has_kind(Kind::conflict));
    BOOST_CHECK_EXCEPTION(signing_office().approved(finished()), Problem, has_kind(Kind::conflict));
}

BOOST_AUTO_TEST_CASE(a_paper_with_its_number_filled_in_is_not_approved) {
    auto objects = sample_objects();
    objects[7] = replaced(objects[7], "/T (so)", "/T (so) /V (12)");
    BOOST_CHECK_EXCEPTION(signing_office().approved(write_pdf(objects)), Problem,
                          has_kind(Kind::blocked));
}

BOOST_AUTO_TEST_CASE(number_and_date_are_filled_in_wherever_the_paper_has_them) {
    auto objects = sample_objects();
    objects[12] = replaced(objects[7], "(so)", "(so_phu_luc)");
    for (const int list : {3, 6})
        objects[list] = replaced(objects[list], "10 0 R]", "10 0 R 12 0 R]");
    const auto approved = signing_office().approved(write_pdf(objects));
    const auto report = signing_office().look(signing_office().issued(approved));
    BOOST_TEST(report.issued());
    BOOST_TEST(report.fields.at("so_phu_luc") == "412/QĐ-BHXH");

    auto marks = issue_marks();
    marks.fillings.erase("so_phu_luc");
    BOOST_CHECK_EXCEPTION(issue(approved, signing_office().seal, marks, signing_office().roots,
                                SigningOffice::issued_at),
                          Problem, [](const Problem& problem) {
                              return names_fault(problem, "Chưa có số của văn bản.");
                          });
}

BOOST_AUTO_TEST_CASE(a_paper_that_was_numbered_before_needs_no_fields) {
    auto objects = sample_objects();
    for (const int list : {3, 6}) objects[list] = replaced(objects[list], "7 0 R 8 0 R ", "");
    const auto pdf = signing_office().issued(signing_office().approved(write_pdf(objects)));
    BOOST_TEST(signing_office().look(pdf).issued());
}

BOOST_AUTO_TEST_CASE(a_paper_without_a_reserved_field_is_not_approved) {
    for (const int field : {9, 10}) {
        auto objects = sample_objects();
        objects[field] = replaced(objects[field], "/FT /Sig", "/FT /Btn");
        BOOST_CHECK_EXCEPTION(signing_office().approved(write_pdf(objects)), Problem,
                              has_kind(Kind::unsupported));
    }
}

BOOST_AUTO_TEST_CASE(the_form_may_stand_in_the_catalogue_itself) {
    auto objects = sample_objects();
    objects[1] = replaced(objects[1], "6 0 R", objects[6]);
    objects[6] = "null";
    const auto pdf = signing_office().issued(signing_office().approved(write_pdf(objects)));
    BOOST_TEST(signing_office().look(pdf).issued());
}

BOOST_AUTO_TEST_CASE(a_paper_that_was_touched_after_approval_is_not_issued) {
    auto objects = sample_objects();
    const auto touched = append_update(signing_office().approved(),
                                       {{4, replaced(objects[4], "12 ca nhan", "13 ca nhan")}});
    BOOST_CHECK_EXCEPTION(signing_office().issued(touched), Problem, [](const Problem& problem) {
        return problem.kind() == Kind::blocked &&
               names_fault(problem,
                           "Thay đổi không được phép sau khi ký: Nội dung trang 1 (đối tượng "
                           "số 4).");
    });
}

BOOST_AUTO_TEST_CASE(a_paper_approved_with_a_strangers_key_is_not_issued) {
    auto& office = signing_office();
    const DemoAuthority stranger(office.folder / "stranger", "x", SigningOffice::founded_at);
    const auto key = stranger.key("leader", {"Nguyễn Thị Ánh Nguyệt", "Cơ quan lạ", "Giám đốc"},
                                  SigningOffice::founded_at);
    const auto approved = approve(sample_paper(), key, approval(), SigningOffice::approved_at);
    const auto report = office.look(approved);
    BOOST_TEST_REQUIRE(report.signatures.size() == 1u);
    BOOST_TEST(report.signatures[0].intact);
    BOOST_TEST(!report.signatures[0].trusted);
    BOOST_TEST(!report.valid());
    BOOST_CHECK_EXCEPTION(office.issued(approved), Problem, has_kind(Kind::blocked));
}

BOOST_AUTO_TEST_CASE(a_certificate_counts_at_the_time_of_signing) {
    auto& office = signing_office();
    constexpr std::int64_t six_years = 6LL * 365 * 86'400'000;
    const auto later = SigningOffice::founded_at + six_years;
    const auto early = SigningOffice::founded_at - 86'400'000;
    const auto expired = approve(sample_paper(), office.leader, approval(), later);
    const auto premature = approve(sample_paper(), office.leader, approval(), early);
    BOOST_TEST(!verify(expired, office.roots, later).valid());
    BOOST_TEST(!verify(premature, office.roots, later).valid());
    const auto looked_at_later = verify(finished(), office.roots, later);
    BOOST_TEST(looked_at_later.issued());
    BOOST_TEST(!looked_at_later.signatures[0].caution.empty());
}

BOOST_AUTO_TEST_CASE(a_signature_from_the_future_is_a_fault) {
    const auto report = verify(signing_office().approved(), signing_office().roots,
                               SigningOffice::approved_at - 3'600'000);
    BOOST_TEST(!report.valid());
}

BOOST_AUTO_TEST_CASE(the_seal_cannot_be_older_than_the_approval) {
    auto& office = signing_office();
    BOOST_CHECK_THROW(issue(office.approved(), office.seal, issue_marks(), office.roots,
                            SigningOffice::approved_at - 60'000),
                      Problem);
}

BOOST_AUTO_TEST_CASE(several_threads_may_sign_with_one_key) {
    const auto expected = signing_office().approved();
    std::array<std::string, 4> results;
    std::vector<std::thread> threads;
    for (auto& result : results)
        threads.emplace_back([&result] {
            for (int i = 0; i < 5; ++i) result = signing_office().approved();
        });
    for (auto& thread : threads) thread.join();
    for (const auto& result : results) BOOST_TEST((result == expected));
}

BOOST_AUTO_TEST_CASE(a_token_with_an_elliptic_key_signs_as_well) {
    const Token token;
    const auto pdf = approve(sample_paper(), token, approval(), SigningOffice::approved_at);
    const auto report = verify(pdf, Roots(token.pem()), SigningOffice::now);
    BOOST_TEST(report.valid(), describe(report));
    BOOST_TEST(report.signatures.at(0).signer.name == "Trần Mạnh Toàn");
    const auto path = keep(signing_office().folder, "token.pdf", pdf);
    BOOST_TEST(count(run_program("pdfsig -nocert " + path).second, "Signature is Valid") == 1u);
    BOOST_TEST(!signing_office().look(pdf).valid());
}

// As PDF 1.5 and later allow, and as other offices' programs write.
BOOST_AUTO_TEST_CASE(a_paper_of_another_make_is_read_but_not_signed) {
    const auto paper = sample_paper();
    PdfFile file(paper);
    QPDFWriter writer(file.document());
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.setStaticID(true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    const std::string packed(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
    BOOST_CHECK_EXCEPTION(signing_office().approved(packed), Problem, has_kind(Kind::unsupported));
    const auto report = signing_office().look(packed);
    const std::vector<std::string> expected{"Văn bản không có chữ ký số."};
    BOOST_TEST(report.alarms == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_key_is_made_once_and_only_its_owner_can_read_it) {
    const TempDir folder;
    const DemoAuthority first(folder / "keys", "x", SigningOffice::founded_at);
    const auto key = first.key("a", {"A", "B", "C"}, SigningOffice::founded_at);
    const DemoAuthority second(folder / "keys", "x", SigningOffice::now);
    const auto same = second.key("a", {"D", "E", "F"}, SigningOffice::now);
    BOOST_TEST(first.root_pem() == second.root_pem());
    BOOST_TEST(X509_cmp(key.chain().front().get(), same.chain().front().get()) == 0);
    for (const auto* name : {"keys/root.p12", "keys/a.p12"}) {
        struct stat status {};
        BOOST_TEST_REQUIRE(::stat((folder / name).c_str(), &status) == 0);
        BOOST_TEST((status.st_mode & 0777) == 0600u);
    }
    BOOST_CHECK_THROW(DemoAuthority(folder / "keys", "wrong", SigningOffice::now),
                      std::runtime_error);
}

BOOST_AUTO_TEST_CASE(the_report_is_told_in_plain_words) {
    const auto told = describe(signing_office().look(finished()));
    for (const auto* words :
         {"Số: 412/QĐ-BHXH", "Người ký: Nguyễn Thị Ánh Nguyệt", "Chức vụ: Giám đốc",
          "Thời gian ký: 22/09/2026 21:13:20 +07:00", "Kết luận: HỢP LỆ."})
        BOOST_TEST(count(told, words) == 1u, words << " in\n" << told);
    const auto approved = describe(signing_office().look(signing_office().approved()));
    BOOST_TEST(count(approved, "chưa ban hành") == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
