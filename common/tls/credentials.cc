#include "common/tls/credentials.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/status/macros.h"
#include "common/tls/certificate.h"

namespace tancua::tls {
namespace {

// TLS 1.2 with forward secrecy and authenticated encryption; those of TLS 1.3 all have both.
constexpr char kCiphers[] = "ECDHE+AESGCM:ECDHE+CHACHA20";
// How long a caller may resume without showing its certificate anew.
constexpr long kResumeSeconds = 300;

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return absl::NotFoundError(absl::StrCat(path, " cannot be read"));
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

absl::Status Wrong(const std::string& path, const char* problem) {
  ERR_clear_error();
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", problem));
}

int VerifyModeOf(const Config& config) {
  if (config.client_certificates == "none") return SSL_VERIFY_NONE;
  if (config.client_certificates == "optional") return SSL_VERIFY_PEER;
  return SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT;
}

// The handshake proves that the caller has the key; who that is, its thumbprint tells.
int AcceptAny(int, X509_STORE_CTX*) { return 1; }

absl::Status UseCertificate(SSL_CTX& context, const Config& config, Material& material,
                            absl::Time now) {
  const auto chain = ParseCertificates(material.certificate_chain);
  if (!chain.ok()) return Wrong(config.certificate_file, "no certificate in PEM");
  material.expires_at = ExpiryOf(*chain->front());
  if (material.expires_at <= now)
    return Wrong(config.certificate_file, "the certificate is expired");
  SSL_CTX_use_certificate(&context, chain->front().get());
  for (std::size_t i = 1; i < chain->size(); ++i) {
    SSL_CTX_add1_chain_cert(&context, (*chain)[i].get());
  }
  const Owned<BIO> bio(
      BIO_new_mem_buf(material.private_key.data(), static_cast<int>(material.private_key.size())));
  const Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  if (key == nullptr) return Wrong(config.private_key.path, "no private key in PEM");
  if (SSL_CTX_use_PrivateKey(&context, key.get()) != 1 ||
      SSL_CTX_check_private_key(&context) != 1) {
    return Wrong(config.private_key.path, "the key does not fit the certificate");
  }
  return absl::OkStatus();
}

absl::Status TrustAuthorities(SSL_CTX& context, const Config& config, const Material& material) {
  if (config.ca_file.empty()) {
    SSL_CTX_set_verify(&context, VerifyModeOf(config), &AcceptAny);
    return absl::OkStatus();
  }
  const auto authorities = ParseCertificates(material.ca);
  if (!authorities.ok()) return Wrong(config.ca_file, "no certificate in PEM");
  for (const auto& authority : *authorities) {
    X509_STORE_add_cert(SSL_CTX_get_cert_store(&context), authority.get());
    SSL_CTX_add_client_CA(&context, authority.get());
  }
  SSL_CTX_set_verify(&context, VerifyModeOf(config), nullptr);
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<const Material>> Check(Material material, const Config& config,
                                                      absl::Time now) {
  material.server.reset(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  SSL_CTX& context = *material.server;
  SSL_CTX_set_min_proto_version(&context, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(&context, kCiphers);
  SSL_CTX_set_options(&context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  // A write that the socket takes only in part is repeated from another buffer with the rest.
  SSL_CTX_set_mode(&context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                 SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_timeout(&context, kResumeSeconds);
  static constexpr unsigned char kSessions[] = "tancua";
  SSL_CTX_set_session_id_context(&context, kSessions, sizeof(kSessions) - 1);
  RETURN_IF_ERROR(UseCertificate(context, config, material, now));
  RETURN_IF_ERROR(TrustAuthorities(context, config, material));
  return std::make_shared<const Material>(std::move(material));
}

absl::StatusOr<Material> ReadFiles(const Config& config) {
  Material material;
  ASSIGN_OR_RETURN(material.certificate_chain, ReadFile(config.certificate_file));
  ASSIGN_OR_RETURN(material.private_key, ReadFile(config.private_key.path));
  if (!config.ca_file.empty()) {
    ASSIGN_OR_RETURN(material.ca, ReadFile(config.ca_file));
  }
  return material;
}

std::string DigestOf(const absl::StatusOr<Material>& material) {
  if (!material.ok()) return std::string(material.status().message());
  return crypto::Sha256(
      absl::StrCat(material->certificate_chain, "\n", material->private_key, "\n", material->ca));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Credentials>> Credentials::Load(Config config, const Clock& clock) {
  std::unique_ptr<Credentials> credentials(new Credentials(std::move(config), clock));
  RETURN_IF_ERROR(credentials->Reload().status());
  return credentials;
}

std::shared_ptr<const Material> Credentials::current() const {
  absl::MutexLock lock(&mutex_);
  return current_;
}

absl::StatusOr<bool> Credentials::Reload() {
  absl::MutexLock reload_lock(&reload_mutex_);
  auto read = ReadFiles(config_);
  // The contents are compared, not times: a mounted secret is replaced by moving a link.
  std::string digest = DigestOf(read);
  if (digest == last_seen_) return false;
  last_seen_ = std::move(digest);
  RETURN_IF_ERROR(read.status());
  ASSIGN_OR_RETURN(auto checked, Check(*std::move(read), config_, clock_.Now()));
  absl::MutexLock lock(&mutex_);
  current_ = std::move(checked);
  return true;
}

}  // namespace tancua::tls
