#include "server/signing/authority.h"

#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include "server/on_disk.h"

namespace tdkt::server {

namespace {

constexpr std::int64_t day = 86'400;
constexpr std::int64_t key_days = 5 * 365 + 1;
constexpr std::int64_t root_days = 2 * key_days;  // outlives every key it certifies at first

void add_entry(X509_NAME* name, int nid, const std::string& text) {
    if (text.empty()) return;
    must(X509_NAME_add_entry_by_NID(name, nid, MBSTRING_UTF8, octets(text),
                                    static_cast<int>(text.size()), -1, 0),
         "X509_NAME_add_entry");
}

void add_extension(X509* certificate, X509* issuer, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension =
        must(X509V3_EXT_conf_nid(nullptr, &context, nid, value), "X509V3_EXT_conf");
    const int added = X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
    must(added, "X509_add_ext");
}

void set_serial(X509* certificate) {
    unsigned char bytes[16];
    must(RAND_bytes(bytes, sizeof bytes), "RAND_bytes");
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7f) | 0x40);  // positive, full length
    BIGNUM* number = must(BN_bin2bn(bytes, sizeof bytes, nullptr), "BN_bin2bn");
    const bool set = BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
    BN_free(number);
    must(int{set}, "serial number");
}

X509Ptr blank_certificate(EVP_PKEY* key, const SignerIdentity& subject, std::int64_t now,
                          std::int64_t days) {
    X509Ptr certificate(must(X509_new(), "X509_new"));
    must(X509_set_version(certificate.get(), 2), "X509_set_version");
    set_serial(certificate.get());
    const std::int64_t from = now / 1000;
    must(ASN1_TIME_set(X509_getm_notBefore(certificate.get()), from), "notBefore");
    must(ASN1_TIME_set(X509_getm_notAfter(certificate.get()), from + days * day - 1), "notAfter");
    X509_NAME* name = X509_get_subject_name(certificate.get());
    add_entry(name, NID_countryName, "VN");
    add_entry(name, NID_organizationName, subject.organ);
    add_entry(name, NID_title, subject.title);
    add_entry(name, NID_commonName, subject.name);
    must(X509_set_pubkey(certificate.get(), key), "X509_set_pubkey");
    return certificate;
}

KeyPtr new_key() {
    return KeyPtr(must(EVP_RSA_gen(2048), "RSA key"));
}

std::filesystem::path in(const std::filesystem::path& folder, const std::string& name) {
    return folder / (name + ".p12");
}

Pkcs12Signer open_or_found(const std::filesystem::path& folder, const std::string& password,
                           std::int64_t now) {
    const auto file = in(folder, "root");
    if (!std::filesystem::exists(file)) {
        make_folder(folder);
        const auto key = new_key();
        const auto root = blank_certificate(
            key.get(), {"CA thử nghiệm tdkt", "Hệ thống thi đua, khen thưởng (bản thử)", ""}, now,
            root_days);
        must(X509_set_issuer_name(root.get(), X509_get_subject_name(root.get())), "issuer");
        add_extension(root.get(), root.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
        add_extension(root.get(), root.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
        add_extension(root.get(), root.get(), NID_subject_key_identifier, "hash");
        must(X509_sign(root.get(), key.get(), EVP_sha256()), "X509_sign");
        write_pkcs12(file, password, key.get(), {root.get()});
    }
    return Pkcs12Signer(file, password);
}

}  // namespace

DemoAuthority::DemoAuthority(std::filesystem::path folder, std::string password, std::int64_t now)
    : folder_(std::move(folder)),
      password_(std::move(password)),
      root_(open_or_found(folder_, password_, now)) {}

Pkcs12Signer DemoAuthority::key(const std::string& file, const SignerIdentity& subject,
                                std::int64_t now) const {
    const auto path = in(folder_, file);
    if (!std::filesystem::exists(path)) {
        X509* root = root_.chain().front().get();
        const auto own_key = new_key();
        const auto own = blank_certificate(own_key.get(), subject, now, key_days);
        must(X509_set_issuer_name(own.get(), X509_get_subject_name(root)), "issuer");
        add_extension(own.get(), root, NID_basic_constraints, "critical,CA:FALSE");
        add_extension(own.get(), root, NID_key_usage, "critical,digitalSignature,nonRepudiation");
        add_extension(own.get(), root, NID_subject_key_identifier, "hash");
        add_extension(own.get(), root, NID_authority_key_identifier, "keyid:always");
        must(X509_sign(own.get(), root_.key(), EVP_sha256()), "X509_sign");
        write_pkcs12(path, password_, own_key.get(), {own.get(), root});
    }
    return Pkcs12Signer(path, password_);
}

std::string DemoAuthority::root_pem() const {
    const BioPtr memory(must(BIO_new(BIO_s_mem()), "BIO_new"));
    must(PEM_write_bio_X509(memory.get(), root_.chain().front().get()), "PEM_write");
    char* text = nullptr;
    const auto size = BIO_get_mem_data(memory.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

}  // namespace tdkt::server
