#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace tancua::tls {

struct OpenSslDeleter {
  void operator()(BIO* object) const { BIO_free_all(object); }
  void operator()(X509* object) const { X509_free(object); }
  void operator()(EVP_PKEY* object) const { EVP_PKEY_free(object); }
  void operator()(SSL* object) const { SSL_free(object); }
};
template <class T>
using Owned = std::unique_ptr<T, OpenSslDeleter>;

// All certificates of a PEM text, in order; INVALID_ARGUMENT when there is none or one is broken.
[[nodiscard]] absl::StatusOr<std::vector<Owned<X509>>> ParseCertificates(std::string_view pem);
[[nodiscard]] absl::Time ExpiryOf(const X509& certificate);

// SHA-256 of the certificate, base64url: the confirmation x5t#S256 of RFC 8705.
[[nodiscard]] std::string ThumbprintOf(const X509& certificate);
// The same of the first certificate in `pem`; "" when it is none.
[[nodiscard]] std::string ThumbprintOfPem(std::string_view pem);

}  // namespace tancua::tls
