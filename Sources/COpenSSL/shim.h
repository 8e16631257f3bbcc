#ifndef CUAKHAU_COPENSSL_SHIM_H
#define CUAKHAU_COPENSSL_SHIM_H

#include <openssl/evp.h>

#endif
