#include "server/access/passwords.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <stdexcept>

#include "server/access/turns.h"
#include "server/front/text.h"
#include "workflow/problem.h"
#include "workflow/vietnamese.h"

namespace tdkt::server {
namespace {

using workflow::Problem;

constexpr std::size_t shortest = 12;
constexpr std::size_t longest = 200;

// 64 MiB and some 50 ms each: eight that wait are served within a second or two.
Turns& turns() {
    static Turns turns(/*places=*/4, /*bench=*/8, std::chrono::seconds(3));
    return turns;
}

}  // namespace

std::string hash_password(const std::string& password) {
    const Turns::Place place(turns());
    const auto text = composed(password);
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), text.data(), text.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        throw std::runtime_error("no memory to hash a password");
    return hash.data();
}

bool verify_password(const std::string& hash, const std::string& password) {
    const Turns::Place place(turns());
    const auto text = composed(password);
    return crypto_pwhash_str_verify(hash.c_str(), text.data(), text.size()) == 0;
}

void verify_nobody(const std::string& password) {
    static const auto hash = hash_password("nobody has this password");
    verify_password(hash, password);
}

void check_password(const std::string& password, const std::string& username,
                    const std::string& field) {
    const auto size = characters(password);
    if (size < shortest) throw Problem::field(field, "Mật khẩu phải có ít nhất 12 ký tự.");
    if (size > longest) throw Problem::field(field, "Mật khẩu dài quá 200 ký tự.");
    const std::set<char> signs(password.begin(), password.end());
    const auto plain = workflow::folded(composed(password));
    constexpr auto common = std::to_array<std::string_view>(
        {"1234567890", "0123456789", "0987654321", "password", "matkhau", "mat khau", "qwertyuiop",
         "baohiemxahoi", "bhxh123456"});
    const bool guessed = std::ranges::any_of(
        common, [&](std::string_view word) { return plain.find(word) != std::string::npos; });
    if (signs.size() < 5 || guessed ||
        (username.size() > 3 && plain.find(username) != std::string::npos))
        throw Problem::field(field,
                             "Mật khẩu quá dễ đoán. Hãy dùng một cụm từ dài, không chứa tên đăng "
                             "nhập.");
}

}  // namespace tdkt::server
