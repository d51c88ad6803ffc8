#include "server/signing/keys.h"

#include <fstream>
#include <iterator>

namespace tdkt::server {

using workflow::Kind;
using workflow::Problem;

Keys::Keys(std::filesystem::path folder, std::string password)
    : folder_(std::move(folder)), password_(std::move(password)) {}

std::string Keys::person_file(const std::string& username) {
    return "person-" + username;
}

std::string Keys::organ_file(const std::string& code) {
    return "organ-" + code;
}

const Signer& Keys::open(const std::string& file, const std::string& whose) {
    const std::lock_guard lock(mutex_);
    auto& signer = open_[file];
    if (signer) return *signer;
    const auto path = folder_ / (file + ".p12");
    if (!std::filesystem::exists(path))
        throw Problem(Kind::blocked, "Chưa có khóa ký số của " + whose +
                                         ". Hãy liên hệ quản trị hệ thống để đăng ký khóa.");
    signer = std::make_unique<Pkcs12Signer>(path, password_);
    return *signer;
}

const Signer& Keys::person(const sql::Account& account) {
    return open(person_file(account.username), account.name);
}

bool Keys::has_person(const std::string& username) const {
    return std::filesystem::exists(folder_ / (person_file(username) + ".p12"));
}

const Signer& Keys::organ(const sql::Organ& organ) {
    return open(organ_file(organ.code), organ.name);
}

const Roots& Keys::roots() {
    const std::lock_guard lock(mutex_);
    if (roots_) return *roots_;
    std::ifstream file(folder_ / "roots.pem");
    if (!file)
        throw Problem(Kind::blocked,
                      "Chưa cài đặt chứng thư gốc (roots.pem) nên chưa kiểm tra được chữ ký số.");
    const std::string pem{std::istreambuf_iterator<char>(file), {}};
    roots_.emplace(pem);
    return *roots_;
}

}  // namespace tdkt::server
