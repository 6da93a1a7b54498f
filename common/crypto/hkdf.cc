#include "common/crypto/hkdf.h"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <cstdlib>

namespace tancua::crypto {
namespace {

OSSL_PARAM Octets(const char* name, std::string_view value) {
  return OSSL_PARAM_construct_octet_string(name, const_cast<char*>(value.data()), value.size());
}

}  // namespace

std::string HkdfSha256(std::string_view secret, std::string_view salt, std::string_view info,
                       std::size_t bytes) {
  EVP_KDF* kdf = EVP_KDF_fetch(nullptr, "HKDF", nullptr);
  EVP_KDF_CTX* context = EVP_KDF_CTX_new(kdf);
  EVP_KDF_free(kdf);
  char digest[] = "SHA256";
  const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
                               Octets(OSSL_KDF_PARAM_KEY, secret),
                               Octets(OSSL_KDF_PARAM_SALT, salt), Octets(OSSL_KDF_PARAM_INFO, info),
                               OSSL_PARAM_construct_end()};
  std::string out(bytes, '\0');
  const int derived =
      EVP_KDF_derive(context, reinterpret_cast<unsigned char*>(out.data()), bytes, params);
  EVP_KDF_CTX_free(context);
  if (derived != 1) std::abort();  // only a wrong length or no memory
  return out;
}

}  // namespace tancua::crypto
