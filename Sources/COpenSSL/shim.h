// What of OpenSSL Swift cannot import by itself: macros become functions with the prefix copenssl_.
#ifndef CUAKHAU_COPENSSL_SHIM_H
#define CUAKHAU_COPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

static inline long copenssl_set_min_version(SSL_CTX *context, int version) {
    return SSL_CTX_set_min_proto_version(context, version);
}
static inline long copenssl_set_max_version(SSL_CTX *context, int version) {
    return SSL_CTX_set_max_proto_version(context, version);
}
static inline long copenssl_set_groups(SSL_CTX *context, const char *groups) {
    return SSL_CTX_set1_groups_list(context, groups);
}
/// Diffie-Hellman parameters of RFC 7919 as strong as the key; without them no DHE suite is offered.
static inline long copenssl_set_dh_auto(SSL_CTX *context) { return SSL_CTX_set_dh_auto(context, 1); }

/// Little memory while idle, writes record by record from memory that may move, input taken as it comes.
static inline void copenssl_set_modes(SSL_CTX *context) {
    (void)SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                        SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_read_ahead(context, 1);
}
/// No renegotiation and no compression; resumption by tickets alone, so that nothing is stored here.
static inline void copenssl_set_restrictions(SSL_CTX *context) {
    (void)SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    (void)SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    (void)SSL_CTX_set_max_early_data(context, 0);
}
static inline void copenssl_set_session_seconds(SSL_CTX *context, long seconds) {
    (void)SSL_CTX_set_timeout(context, seconds);
}
/// The key of an HMAC with SHA-256; 1 when it is set.
static inline int copenssl_set_hmac_sha256(EVP_MAC_CTX *mac, const unsigned char *key, size_t count) {
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, (void *)key, count),
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, "SHA256", 0),
        OSSL_PARAM_construct_end(),
    };
    return EVP_MAC_CTX_set_params(mac, parameters);
}
static inline long copenssl_add_chain_certificate(SSL_CTX *context, X509 *certificate) {
    return SSL_CTX_add1_chain_cert(context, certificate);
}

/// A memory BIO that, when empty, says "later" and not "end".
static inline BIO *copenssl_memory_bio(void) {
    BIO *bio = BIO_new(BIO_s_mem());
    if (bio != NULL) (void)BIO_set_mem_eof_return(bio, -1);
    return bio;
}
static inline long copenssl_bio_bytes(BIO *bio, const unsigned char **bytes) {
    char *start = NULL;
    long count = BIO_get_mem_data(bio, &start);
    *bytes = (const unsigned char *)start;
    return count;
}
/// Empties a memory BIO; one that has grown beyond `kept` bytes gets new memory, for it never shrinks by itself.
static inline void copenssl_bio_empty(BIO *bio, size_t kept) {
    BUF_MEM *memory = NULL;
    (void)BIO_get_mem_ptr(bio, &memory);
    if (memory != NULL && memory->max > kept) {
        BUF_MEM *fresh = BUF_MEM_new();
        if (fresh != NULL) {
            (void)BIO_set_mem_buf(bio, fresh, BIO_CLOSE);
            return;
        }
    }
    (void)BIO_reset(bio);
}

static inline int copenssl_error_library(unsigned long code) { return ERR_GET_LIB(code); }
static inline int copenssl_error_reason(unsigned long code) { return ERR_GET_REASON(code); }

#endif
