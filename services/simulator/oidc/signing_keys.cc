#include "services/simulator/oidc/signing_keys.h"

#include "absl/strings/escaping.h"
#include "common/crypto/digest.h"

namespace tancua::simulator::oidc {

void SigningKeys::AddNewest() {
  const std::string pem =
      algorithm_ == Algorithm::kEs256 ? jose::GenerateEs256Pem() : jose::GenerateRs256Pem();
  // Random ids: a relying party that outlives a restart must not meet an old id with a new key.
  const std::string key_id = absl::BytesToHexString(crypto::RandomBytes(8));
  signers_.push_front(jose::Signer::FromPem(pem, key_id).value());
}

void SigningKeys::EnsureTwo() {
  while (signers_.size() < 2) AddNewest();
}

std::string SigningKeys::Sign(const nlohmann::json& claims) {
  absl::MutexLock lock(&mutex_);
  EnsureTwo();
  return signers_.front().Sign(claims);
}

nlohmann::json SigningKeys::Jwks() {
  absl::MutexLock lock(&mutex_);
  EnsureTwo();
  nlohmann::json keys = nlohmann::json::array();
  for (const jose::Signer& signer : signers_) keys.push_back(signer.PublicJwk());
  return {{"keys", keys}};
}

void SigningKeys::Rotate() {
  absl::MutexLock lock(&mutex_);
  EnsureTwo();
  AddNewest();
  signers_.pop_back();
}

}  // namespace tancua::simulator::oidc
