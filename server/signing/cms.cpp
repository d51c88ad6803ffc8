#include "server/signing/cms.h"

#include <openssl/err.h>
#include <openssl/ess.h>

#include <algorithm>
#include <array>

namespace tdkt::server {

namespace {

using AttributeBytes = std::vector<std::string>;
using BioChain = std::unique_ptr<BIO, Freed<BIO_free_all>>;

std::string digest(Parts parts) {
    const DigestContext context(must(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    must(EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr), "EVP_DigestInit");
    for (const auto part : parts)
        must(EVP_DigestUpdate(context.get(), part.data(), part.size()), "EVP_DigestUpdate");
    std::string value(static_cast<std::size_t>(EVP_MD_get_size(EVP_sha256())), '\0');
    must(EVP_DigestFinal_ex(context.get(), octets(value), nullptr), "EVP_DigestFinal");
    return value;
}

// DER of SET OF: what a signer signs of the attributes (RFC 5652, 5.4).
std::string set_of(AttributeBytes items) {
    std::sort(items.begin(), items.end(), [](const auto& a, const auto& b) {
        return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                            [](unsigned char x, unsigned char y) { return x < y; });
    });
    std::string content;
    for (const auto& item : items) content += item;
    const int size = ASN1_object_size(1, static_cast<int>(content.size()), V_ASN1_SET);
    std::string set(static_cast<std::size_t>(size) - content.size(), '\0');
    unsigned char* at = octets(set);
    ASN1_put_object(&at, 1, static_cast<int>(content.size()), V_ASN1_SET, V_ASN1_UNIVERSAL);
    return set + content;
}

std::string signed_attributes(CMS_SignerInfo* info) {
    AttributeBytes items;
    for (int i = 0; i < CMS_signed_get_attr_count(info); ++i)
        items.push_back(der(CMS_signed_get_attr(info, i), i2d_X509_ATTRIBUTE));
    return set_of(std::move(items));
}

void add_content_attributes(CMS_SignerInfo* info, const std::string& hash) {
    if (CMS_signed_get_attr_by_NID(info, NID_pkcs9_contentType, -1) < 0)
        must(CMS_signed_add1_attr_by_NID(info, NID_pkcs9_contentType, V_ASN1_OBJECT,
                                         OBJ_nid2obj(NID_pkcs7_data), -1),
             "contentType");
    must(CMS_signed_add1_attr_by_NID(info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING,
                                     hash.data(), static_cast<int>(hash.size())),
         "messageDigest");
}

bool is_root(X509* certificate) {
    return X509_check_issued(certificate, certificate) == X509_V_OK;
}

// --- reading ---

// One attribute with one value, as RFC 5652 11.2 asks; null otherwise.
const ASN1_TYPE* only_value(CMS_SignerInfo* info, int nid, int type) {
    const int index = CMS_signed_get_attr_by_NID(info, nid, -1);
    if (index < 0 || CMS_signed_get_attr_by_NID(info, nid, index) >= 0) return nullptr;
    X509_ATTRIBUTE* attribute = CMS_signed_get_attr(info, index);
    if (X509_ATTRIBUTE_count(attribute) != 1) return nullptr;
    const ASN1_TYPE* value = X509_ATTRIBUTE_get0_type(attribute, 0);
    return value && ASN1_TYPE_get(value) == type ? value : nullptr;
}

bool digest_accepted(CMS_SignerInfo* info) {
    X509_ALGOR* algorithm = nullptr;
    CMS_SignerInfo_get0_algs(info, nullptr, nullptr, &algorithm, nullptr);
    const ASN1_OBJECT* name = nullptr;
    X509_ALGOR_get0(&name, nullptr, nullptr, algorithm);
    const int nid = OBJ_obj2nid(name);
    return nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512;
}

// By OpenSSL's own reading, so that what it would refuse of the algorithms is refused here.
bool digests_match(CMS_ContentInfo* cms, CMS_SignerInfo* info, Parts parts) {
    const BioChain reader(CMS_dataInit(cms, nullptr));
    if (!reader) return false;
    for (const auto part : parts) {
        std::size_t written = 0;
        must(BIO_write_ex(reader.get(), part.data(), part.size(), &written), "BIO_write");
    }
    return CMS_SignerInfo_verify_content(info, reader.get()) == 1;
}

std::string digest_fault(CMS_ContentInfo* cms, CMS_SignerInfo* info, Parts parts) {
    if (!digest_accepted(info)) return "Chữ ký dùng thuật toán băm không được chấp nhận.";
    const auto* type = only_value(info, NID_pkcs9_contentType, V_ASN1_OBJECT);
    if (!type || OBJ_obj2nid(type->value.object) != NID_pkcs7_data ||
        !only_value(info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING))
        return "Chữ ký thiếu thuộc tính bắt buộc.";
    if (!digests_match(cms, info, parts)) return "Nội dung đã bị sửa đổi sau khi ký.";
    if (CMS_SignerInfo_verify(info) != 1)
        return "Chữ ký không khớp với khóa trong chứng thư số của người ký.";
    return {};
}

// Guards against another certificate with the same key being put in the place
// of the one that signed.
bool names_its_certificate(CMS_SignerInfo* info, STACK_OF(X509) * path) {
    const auto* value = only_value(info, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE);
    if (!value) return false;
    const unsigned char* at = ASN1_STRING_get0_data(value->value.sequence);
    ESS_SIGNING_CERT_V2* named =
        d2i_ESS_SIGNING_CERT_V2(nullptr, &at, ASN1_STRING_length(value->value.sequence));
    const bool match = named && OSSL_ESS_check_signing_certs(nullptr, named, path, 1) == 1;
    ESS_SIGNING_CERT_V2_free(named);
    return match;
}

CmsPtr parsed(std::string_view message) {
    const unsigned char* at = octets(message);
    CmsPtr cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(message.size())));
    const auto used = static_cast<std::size_t>(at - octets(message));
    if (!cms || message.substr(used).find_first_not_of('\0') != message.npos) return nullptr;
    if (OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed) return nullptr;
    if (OBJ_obj2nid(CMS_get0_eContentType(cms.get())) != NID_pkcs7_data) return nullptr;
    return CMS_is_detached(cms.get()) == 1 ? std::move(cms) : nullptr;
}

std::string caution(X509* certificate, std::int64_t now) {
    auto seconds = static_cast<time_t>(now / 1000);
    if (X509_cmp_time(X509_get0_notAfter(certificate), &seconds) >= 0) return {};
    return "Chứng thư số còn hiệu lực khi ký nhưng nay đã hết hạn.";
}

void check_signer(MessageCheck& check, CmsPtr& cms, CMS_SignerInfo* info, X509* own,
                  bool needs_signing_certificate, const Roots& roots, std::int64_t signed_at) {
    const X509Stack others(CMS_get1_certs(cms.get()));
    auto chain = roots.check(own, others.get(), signed_at);
    check.doubts = std::move(chain.faults);
    if (needs_signing_certificate && chain.path && !names_its_certificate(info, chain.path.get()))
        check.doubts.emplace_back("Chữ ký không ràng buộc với chứng thư số của người ký.");
}

}  // namespace

std::string signed_message(const Signer& signer, Parts parts) {
    constexpr unsigned flags = CMS_PARTIAL | CMS_DETACHED | CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES;
    X509* own = signer.chain().front().get();
    const CmsPtr cms(
        must(CMS_sign(nullptr, nullptr, nullptr, nullptr, flags & ~CMS_CADES), "CMS_sign"));
    // The public key is enough: we sign the attributes ourselves, because
    // CMS_final() would add a signingTime, which EN 319 142-1 6.3 forbids, and
    // because the private key need not be in this process.
    CMS_SignerInfo* info =
        must(CMS_add1_signer(cms.get(), own, X509_get0_pubkey(own), EVP_sha256(), flags),
             "CMS_add1_signer");
    for (const auto& above : signer.chain())
        if (above.get() != own && !is_root(above.get()))
            must(CMS_add1_cert(cms.get(), above.get()), "CMS_add1_cert");
    add_content_attributes(info, digest(parts));
    const auto signature = signer.sign(signed_attributes(info));
    must(ASN1_STRING_set(CMS_SignerInfo_get0_signature(info), signature.data(),
                         static_cast<int>(signature.size())),
         "signature");
    return der(cms.get(), i2d_CMS_ContentInfo);
}

std::size_t message_room(const Signer& signer) {
    X509* own = signer.chain().front().get();
    // Beside certificates and signature: issuer, number, algorithms, and three
    // attributes, the longest of which names issuer and number again.
    const auto issuer = der(X509_get_issuer_name(own), i2d_X509_NAME).size();
    auto room =
        512 + 2 * issuer + static_cast<std::size_t>(EVP_PKEY_get_size(X509_get0_pubkey(own)));
    for (const auto& certificate : signer.chain())
        if (certificate.get() == own || !is_root(certificate.get()))
            room += der(certificate.get(), i2d_X509).size();
    return room;
}

MessageCheck check_message(std::string_view message, Parts parts, bool needs_signing_certificate,
                           const Roots& roots, std::int64_t signed_at, std::int64_t now) {
    MessageCheck check;
    auto cms = parsed(message);
    auto* infos = cms ? CMS_get0_SignerInfos(cms.get()) : nullptr;
    if (sk_CMS_SignerInfo_num(infos) != 1 || CMS_set1_signers_certs(cms.get(), nullptr, 0) != 1) {
        check.broken.emplace_back("Không đọc được dữ liệu chữ ký.");
        ERR_clear_error();
        return check;
    }
    auto* info = sk_CMS_SignerInfo_value(infos, 0);
    X509* own = nullptr;
    CMS_SignerInfo_get0_algs(info, nullptr, &own, nullptr, nullptr);
    check.signer = identity(own);
    check.issuer = name_entry(X509_get_issuer_name(own), NID_commonName);
    if (auto fault = digest_fault(cms.get(), info, parts); !fault.empty())
        check.broken.push_back(fault);
    check_signer(check, cms, info, own, needs_signing_certificate, roots, signed_at);
    if (check.doubts.empty()) check.caution = caution(own, now);
    ERR_clear_error();
    return check;
}

}  // namespace tdkt::server
