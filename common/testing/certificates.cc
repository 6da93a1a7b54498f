#include "common/testing/certificates.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>

#include "absl/time/clock.h"

namespace tancua::testing {
namespace {

struct Deleter {
  void operator()(X509* object) const { X509_free(object); }
  void operator()(EVP_PKEY* object) const { EVP_PKEY_free(object); }
  void operator()(BIO* object) const { BIO_free_all(object); }
};
using Certificate = std::unique_ptr<X509, Deleter>;
using Key = std::unique_ptr<EVP_PKEY, Deleter>;
using Bio = std::unique_ptr<BIO, Deleter>;

void Check(bool ok) {
  if (!ok) std::abort();
}

std::string TextOf(const Bio& bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string PemOf(X509* certificate) {
  const Bio bio(BIO_new(BIO_s_mem()));
  Check(PEM_write_bio_X509(bio.get(), certificate) == 1);
  return TextOf(bio);
}

std::string PemOf(EVP_PKEY* key) {
  const Bio bio(BIO_new(BIO_s_mem()));
  Check(PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return TextOf(bio);
}

void Extend(X509* certificate, int kind, const std::string& value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str());
  Check(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1);
  X509_EXTENSION_free(extension);
}

Certificate NewCertificate(const std::string& name, EVP_PKEY* key, absl::Time end) {
  static std::atomic<long> serial{1};
  Certificate certificate(X509_new());
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial++);
  ASN1_TIME_set(X509_getm_notBefore(certificate.get()),
                absl::ToTimeT(absl::Now() - absl::Hours(1)));
  ASN1_TIME_set(X509_getm_notAfter(certificate.get()), absl::ToTimeT(end));
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_pubkey(certificate.get(), key);
  return certificate;
}

}  // namespace

struct CertificateAuthority::Impl {
  Key key{EVP_EC_gen("P-256")};
  Certificate certificate;
};

CertificateAuthority::CertificateAuthority(const std::string& name)
    : impl_(std::make_unique<Impl>()) {
  impl_->certificate = NewCertificate(name, impl_->key.get(), absl::Now() + absl::Hours(24 * 30));
  X509* certificate = impl_->certificate.get();
  X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
  Extend(certificate, NID_basic_constraints, "critical,CA:TRUE");
  Extend(certificate, NID_key_usage, "critical,keyCertSign,cRLSign");
  Check(X509_sign(certificate, impl_->key.get(), EVP_sha256()) > 0);
  certificate_ = PemOf(certificate);
}

CertificateAuthority::~CertificateAuthority() = default;

CertificateAuthority::Issued CertificateAuthority::Issue(const std::string& name,
                                                         absl::Duration life) const {
  const Key key(EVP_EC_gen("P-256"));
  const Certificate certificate = NewCertificate(name, key.get(), absl::Now() + life);
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(impl_->certificate.get()));
  Extend(certificate.get(), NID_subject_alt_name, "DNS:" + name + ",DNS:localhost,IP:127.0.0.1");
  Check(X509_sign(certificate.get(), impl_->key.get(), EVP_sha256()) > 0);
  return {PemOf(certificate.get()), PemOf(key.get())};
}

void ReplaceFile(const std::string& path, const std::string& text, mode_t mode) {
  const std::string draft = path + ".new";
  std::ofstream(draft, std::ios::binary) << text << std::flush;
  Check(chmod(draft.c_str(), mode) == 0 && std::rename(draft.c_str(), path.c_str()) == 0);
}

}  // namespace tancua::testing
