#include <cstdlib>
#include <string>
#include <utility>

#include "common/jose/jwt.h"
#include "common/jose/rhonabwy.h"
#include "nlohmann/json.hpp"

namespace tancua::jose {
namespace {

// The algorithm for a private key; R_JWA_ALG_UNKNOWN when the key will not do.
jwa_alg AlgorithmOf(jwk_t* key) {
  unsigned bits = 0;
  const int type = r_jwk_key_type(key, &bits, R_FLAG_IGNORE_REMOTE);
  if ((type & R_KEY_TYPE_PRIVATE) == 0) return R_JWA_ALG_UNKNOWN;
  if ((type & R_KEY_TYPE_EC) != 0 && bits == kP256Bits) return R_JWA_ALG_ES256;
  if ((type & R_KEY_TYPE_RSA) != 0 && bits >= kMinRsaBits) return R_JWA_ALG_RS256;
  return R_JWA_ALG_UNKNOWN;
}

std::string GeneratePem(int type, unsigned bits) {
  const Jwk pair = NewJwk();
  const Jwk half = NewJwk();
  if (r_jwk_generate_key_pair(pair.get(), half.get(), type, bits, nullptr) != RHN_OK) std::abort();
  std::string pem(8192, '\0');
  std::size_t length = pem.size();
  if (r_jwk_export_to_pem_der(pair.get(), R_FORMAT_PEM,
                              reinterpret_cast<unsigned char*>(pem.data()), &length,
                              R_FLAG_IGNORE_REMOTE) != RHN_OK) {
    std::abort();
  }
  pem.resize(length);
  return pem;
}

}  // namespace

std::string GenerateEs256Pem() { return GeneratePem(R_KEY_TYPE_EC, kP256Bits); }
std::string GenerateRs256Pem() { return GeneratePem(R_KEY_TYPE_RSA, kMinRsaBits); }

struct Signer::Impl {
  Jwk key;
  jwa_alg algorithm;
  std::string key_id;
  nlohmann::json public_jwk;
};

Signer::Signer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Signer::Signer(Signer&&) noexcept = default;
Signer& Signer::operator=(Signer&&) noexcept = default;
Signer::~Signer() = default;

absl::StatusOr<Signer> Signer::FromPem(std::string_view pem, std::string_view key_id) {
  auto impl = std::make_unique<Impl>();
  impl->key = NewJwk();
  impl->key_id = std::string(key_id);
  if (r_jwk_import_from_pem_der(impl->key.get(), R_X509_TYPE_PRIVKEY, R_FORMAT_PEM,
                                reinterpret_cast<const unsigned char*>(pem.data()),
                                pem.size()) != RHN_OK) {
    return absl::InvalidArgumentError("signing key is no private key in PEM");
  }
  impl->algorithm = AlgorithmOf(impl->key.get());
  if (impl->algorithm == R_JWA_ALG_UNKNOWN) {
    return absl::InvalidArgumentError("signing key must be P-256, or RSA of at least 2048 bits");
  }
  const Jwk half = NewJwk();
  if (r_jwk_extract_pubkey(impl->key.get(), half.get(), R_FLAG_IGNORE_REMOTE) != RHN_OK) {
    return absl::InternalError("public half of the signing key cannot be read");
  }
  const Text json(r_jwk_export_to_json_str(half.get(), 0));
  impl->public_jwk = nlohmann::json::parse(json.get());
  impl->public_jwk.update(
      {{"kid", impl->key_id}, {"use", "sig"}, {"alg", r_jwa_alg_to_str(impl->algorithm)}});
  return Signer(std::move(impl));
}

std::string Signer::Sign(const nlohmann::json& claims, std::string_view type) const {
  const Jws token = NewJws();
  const std::string payload = claims.dump();
  r_jws_set_alg(token.get(), impl_->algorithm);
  r_jws_set_header_str_value(token.get(), "typ", std::string(type).c_str());
  r_jws_set_header_str_value(token.get(), "kid", impl_->key_id.c_str());
  r_jws_set_payload(token.get(), reinterpret_cast<const unsigned char*>(payload.data()),
                    payload.size());
  const Text text(r_jws_serialize(token.get(), impl_->key.get(), R_FLAG_IGNORE_REMOTE));
  if (text == nullptr) std::abort();  // the key was checked: only memory can be missing
  return text.get();
}

nlohmann::json Signer::PublicJwk() const { return impl_->public_jwk; }

}  // namespace tancua::jose
