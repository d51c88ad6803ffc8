#include "server/signing/roots.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <stdexcept>

namespace tdkt::server {

namespace {

using StoreContext = std::unique_ptr<X509_STORE_CTX, Freed<X509_STORE_CTX_free>>;

std::string sentence(int error) {
    switch (error) {
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return "Chứng thư số chưa có hiệu lực tại thời điểm ký.";
        case X509_V_ERR_CERT_HAS_EXPIRED:
            return "Chứng thư số đã hết hạn tại thời điểm ký.";
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
            return "Chứng thư số không do tổ chức chứng thực được tin cậy cấp.";
        case X509_V_ERR_CERT_SIGNATURE_FAILURE:
            return "Chứng thư số không mang chữ ký đúng của tổ chức đã cấp.";
        case X509_V_ERR_CERT_REVOKED:
            return "Chứng thư số đã bị thu hồi.";
        default:
            return std::string("Chứng thư số không được chấp nhận (") +
                   X509_verify_cert_error_string(error) + ").";
    }
}

bool may_sign_documents(X509* certificate) {
    // UINT32_MAX when the certificate does not limit its key.
    return (X509_get_key_usage(certificate) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
}

}  // namespace

Roots::Roots(std::string_view pem) : store_(must(X509_STORE_new(), "X509_STORE_new")) {
    const BioPtr memory(
        must(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), "BIO_new_mem_buf"));
    int count = 0;
    while (const X509Ptr root{PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr)}) {
        must(X509_STORE_add_cert(store_.get(), root.get()), "X509_STORE_add_cert");
        ++count;
    }
    ERR_clear_error();  // the reading ends with "no start line"
    if (count == 0) throw std::runtime_error("no root certificate in the PEM text");
}

ChainCheck Roots::check(X509* signer, STACK_OF(X509) * others, std::int64_t at) const {
    ChainCheck result;
    const StoreContext context(must(X509_STORE_CTX_new(), "X509_STORE_CTX_new"));
    must(X509_STORE_CTX_init(context.get(), store_.get(), signer, others), "X509_STORE_CTX_init");
    X509_VERIFY_PARAM* rules = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_time(rules, static_cast<time_t>(at / 1000));
    X509_VERIFY_PARAM_set_auth_level(rules, 2);  // 112 bits: RSA-2048, SHA-256 and better
    const bool sound = X509_verify_cert(context.get()) == 1;
    if (!sound) result.faults.push_back(sentence(X509_STORE_CTX_get_error(context.get())));
    if (!may_sign_documents(signer))
        result.faults.emplace_back("Chứng thư số không được cấp để ký văn bản.");
    if (sound) result.path.reset(X509_STORE_CTX_get1_chain(context.get()));
    ERR_clear_error();
    return result;
}

}  // namespace tdkt::server
