#include "common/tls/certificate.h"

#include <openssl/asn1.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <ctime>

#include "common/crypto/digest.h"

namespace tancua::tls {

absl::StatusOr<std::vector<Owned<X509>>> ParseCertificates(std::string_view pem) {
  const Owned<BIO> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  std::vector<Owned<X509>> certificates;
  while (X509* certificate = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
    certificates.emplace_back(certificate);
  }
  // The end of the text shows as "no start line"; anything else is a broken certificate.
  const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  if (certificates.empty() || !at_end) return absl::InvalidArgumentError("no certificate in PEM");
  return certificates;
}

absl::Time ExpiryOf(const X509& certificate) {
  std::tm end{};
  if (ASN1_TIME_to_tm(X509_get0_notAfter(&certificate), &end) != 1) return absl::InfinitePast();
  return absl::FromTM(end, absl::UTCTimeZone());
}

std::string ThumbprintOf(const X509& certificate) {
  unsigned char* der = nullptr;
  const int size = i2d_X509(&certificate, &der);
  if (size <= 0) return {};
  std::string thumbprint = crypto::Base64Url(
      crypto::Sha256({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)}));
  OPENSSL_free(der);
  return thumbprint;
}

std::string ThumbprintOfPem(std::string_view pem) {
  const auto certificates = ParseCertificates(pem);
  return certificates.ok() ? ThumbprintOf(*certificates->front()) : "";
}

}  // namespace tancua::tls
