#include "server/secrecy/hpke.h"

#include <openssl/hmac.h>

#include <array>

#include "server/signing/openssl.h"

namespace tdkt::server::hpke {
namespace {

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Freed<EVP_CIPHER_CTX_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;

constexpr std::size_t tag_size = 16, cipher_key_size = 16, nonce_size = 12, digest_size = 32;
constexpr std::string_view kem_suite{"KEM\x00\x20", 5};
constexpr std::string_view suite{"HPKE\x00\x20\x00\x01\x00\x01", 10};

Secret hmac(std::string_view key, std::string_view text) {
    std::string out(digest_size, '\0');
    unsigned int length = 0;
    must(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), octets(text), text.size(),
              octets(out), &length),
         "HMAC");
    return Secret(std::move(out));
}

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string all;
    for (const auto part : parts) all.append(part);
    return all;
}

Secret extract(std::string_view of, std::string_view salt, std::string_view label,
               std::string_view material) {
    const Secret text(joined({"HPKE-v1", of, label, material}));
    return hmac(salt, text.view());
}

// At most 255 digests long, as HKDF has it.
Secret expand(std::string_view of, const Secret& key, std::string_view label,
              std::string_view context, std::size_t length) {
    const std::string size{static_cast<char>(length >> 8), static_cast<char>(length)};
    const auto info = joined({size, "HPKE-v1", of, label, context});
    std::string all;
    Secret block;
    for (char counter = 1; all.size() < length; ++counter) {
        block = hmac(key.view(), joined({block.view(), info, {&counter, 1}}));
        all.append(block.view());
    }
    all.resize(length);
    return Secret(std::move(all));
}

KeyPtr secret_key(const Secret& secret) {
    return KeyPtr(must(EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, octets(secret.view()),
                                                    secret.view().size()),
                       "secret key"));
}

// Throws when the other side's key gives the secret of all zeros, as OpenSSL refuses it.
Secret agree(const Secret& mine, std::string_view theirs) {
    const auto own = secret_key(mine);
    const KeyPtr other(
        must(EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, octets(theirs), theirs.size()),
             "public key"));
    const KeyContext context(must(EVP_PKEY_CTX_new(own.get(), nullptr), "agreement"));
    must(EVP_PKEY_derive_init(context.get()), "agreement");
    must(EVP_PKEY_derive_set_peer(context.get(), other.get()), "agreement");
    std::string shared(key_size, '\0');
    std::size_t length = shared.size();
    must(EVP_PKEY_derive(context.get(), octets(shared), &length), "agreement");
    return Secret(std::move(shared));
}

struct Schedule {
    Secret key, nonce;
};

Schedule schedule(const Secret& agreed, std::string_view ephemeral, std::string_view receiver,
                  std::string_view info) {
    const auto prk = extract(kem_suite, "", "eae_prk", agreed.view());
    const auto shared =
        expand(kem_suite, prk, "shared_secret", joined({ephemeral, receiver}), digest_size);
    const auto id_hash = extract(suite, "", "psk_id_hash", "");
    const auto info_hash = extract(suite, "", "info_hash", info);
    const auto context = joined({std::string_view("\0", 1), id_hash.view(), info_hash.view()});
    const auto secret = extract(suite, shared.view(), "secret", "");
    return {expand(suite, secret, "key", context, cipher_key_size),
            expand(suite, secret, "base_nonce", context, nonce_size)};
}

CipherContext cipher(const Schedule& with, bool sealing) {
    CipherContext context(must(EVP_CIPHER_CTX_new(), "cipher"));
    must(EVP_CipherInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, octets(with.key.view()),
                           octets(with.nonce.view()), sealing ? 1 : 0),
         "cipher");
    return context;
}

void take_aad(EVP_CIPHER_CTX* context, std::string_view aad) {
    int length = 0;
    must(EVP_CipherUpdate(context, nullptr, &length, octets(aad), static_cast<int>(aad.size())),
         "cipher");
}

std::optional<Secret> decrypted(const Schedule& with, std::string_view sealed,
                                std::string_view aad) {
    const auto context = cipher(with, /*sealing=*/false);
    if (!aad.empty()) take_aad(context.get(), aad);
    const auto body = sealed.substr(0, sealed.size() - tag_size);
    std::string tag(sealed.substr(body.size())), text(body.size(), '\0');
    int length = 0, rest = 0;
    must(EVP_CipherUpdate(context.get(), octets(text), &length, octets(body),
                          static_cast<int>(body.size())),
         "cipher");
    must(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(tag.size()),
                             tag.data()),
         "cipher");
    Secret opened(std::move(text));
    unsigned char none[tag_size];
    if (EVP_CipherFinal_ex(context.get(), none, &rest) <= 0) return {};
    return opened;
}

}  // namespace

KeyPair pair_of(const Secret& secret) {
    const auto key = secret_key(secret);
    std::string open(key_size, '\0');
    std::size_t length = open.size();
    must(EVP_PKEY_get_raw_public_key(key.get(), octets(open), &length), "public key");
    return {secret, open};
}

KeyPair new_key_pair() {
    const KeyPtr key(must(EVP_PKEY_Q_keygen(nullptr, nullptr, "X25519"), "new key"));
    std::string secret(key_size, '\0');
    std::size_t length = secret.size();
    must(EVP_PKEY_get_raw_private_key(key.get(), octets(secret), &length), "new key");
    return pair_of(Secret(std::move(secret)));
}

KeyPair derive_key_pair(std::string_view material) {
    const auto prk = extract(kem_suite, "", "dkp_prk", material);
    return pair_of(expand(kem_suite, prk, "sk", "", key_size));
}

std::string seal_with(const KeyPair& ephemeral, std::string_view open, std::string_view info,
                      std::string_view text, std::string_view aad) {
    const auto with = schedule(agree(ephemeral.secret, open), ephemeral.open, open, info);
    const auto context = cipher(with, /*sealing=*/true);
    if (!aad.empty()) take_aad(context.get(), aad);
    std::string body(text.size(), '\0'), tag(tag_size, '\0');
    int length = 0, rest = 0;
    must(EVP_CipherUpdate(context.get(), octets(body), &length, octets(text),
                          static_cast<int>(text.size())),
         "cipher");
    unsigned char none[tag_size];
    must(EVP_CipherFinal_ex(context.get(), none, &rest), "cipher");
    must(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(tag.size()),
                             tag.data()),
         "cipher");
    return joined({ephemeral.open, body, tag});
}

std::string seal(std::string_view open, std::string_view info, std::string_view text,
                 std::string_view aad) {
    return seal_with(new_key_pair(), open, info, text, aad);
}

std::optional<Secret> unseal(const KeyPair& mine, std::string_view info, std::string_view sealed,
                             std::string_view aad) {
    if (sealed.size() <= overhead) return {};
    const auto ephemeral = sealed.substr(0, key_size);
    Secret agreed;
    try {
        agreed = agree(mine.secret, ephemeral);
    } catch (const std::runtime_error&) {
        return {};  // a point of small order: nobody's ephemeral key
    }
    return decrypted(schedule(agreed, ephemeral, mine.open, info), sealed.substr(key_size), aad);
}

}  // namespace tdkt::server::hpke
