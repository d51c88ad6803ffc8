#include "server/signing/openssl.h"

#include <openssl/err.h>

#include <stdexcept>

namespace tdkt::server {

void openssl_failed(const char* act) {
    char reason[256] = "no reason given";
    if (const auto error = ERR_peek_last_error()) ERR_error_string_n(error, reason, sizeof reason);
    ERR_clear_error();
    throw std::runtime_error(std::string(act) + ": " + reason);
}

std::string name_entry(const X509_NAME* name, int nid) {
    const int index = X509_NAME_get_index_by_NID(name, nid, -1);
    if (index < 0) return {};
    unsigned char* text = nullptr;
    const int size =
        ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index)));
    if (size < 0) return {};
    std::string result(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
    OPENSSL_free(text);
    return result;
}

}  // namespace tdkt::server
