// A paper with the four reserved fields, made by hand; what an attacker may do
// to it afterwards; and other people's programs that look at signatures.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "server/signing/authority.h"
#include "server/signing/pades.h"
#include "server/signing/verify.h"
#include "tests/support/temp_dir.h"

namespace tdkt::test {

using PdfObjects = std::map<int, std::string>;  // by number, without "obj" and "endobj"

// 1 catalogue, 2 pages, 3 page, 4 its contents, 5 font, 6 form, 7 so, 8 ngay, 9 ky_lanh_dao,
// 10 dau_co_quan, 11 information.
PdfObjects sample_objects();
std::string write_pdf(const PdfObjects& objects);
inline std::string sample_paper() {
    return write_pdf(sample_objects());
}

// An honest-looking incremental update, as any PDF editor would append it.
std::string append_update(const std::string& pdf, const PdfObjects& objects);

std::string replaced(std::string text, const std::string& from, const std::string& to);

// A leader, a seal and who certified them, made once for all tests.
struct SigningOffice {
    static constexpr std::int64_t founded_at = 1'790'000'000'000;  // 21/09/2026 21:13:20 +07:00
    static constexpr std::int64_t approved_at = founded_at + 86'400'000;  // the day after
    static constexpr std::int64_t issued_at = approved_at + 3'600'000;    // an hour later
    static constexpr std::int64_t now = issued_at + 60'000;

    TempDir folder;
    server::DemoAuthority authority{folder / "keys", "mật khẩu thử", founded_at};
    server::Pkcs12Signer leader;
    server::Pkcs12Signer seal;
    server::Roots roots{authority.root_pem()};

    SigningOffice();
    std::string approved(const std::string& paper = sample_paper()) const;
    std::string issued(const std::string& paper) const;
    server::SignatureReport look(const std::string& pdf) const;
};

SigningOffice& signing_office();

server::SignatureMark approval();
server::IssueMarks issue_marks();

// The path of a new file with these bytes.
std::string keep(const TempDir& folder, const std::string& name, const std::string& bytes);

// What other programs say of a file that should have two good signatures, the second added to what
// the first signed; empty when they agree that it has.
std::string said_against_two_signatures(const std::string& file);

// Exit status, and what was printed on either channel.
std::pair<int, std::string> run_program(const std::string& command);

}  // namespace tdkt::test
