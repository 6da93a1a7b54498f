#pragma once

#include <deque>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/jose/jwt.h"
#include "nlohmann/json.hpp"

namespace tancua::simulator::oidc {

// The keys of one realm: the newest signs, the one before it is still published. They are made
// on first use, because an RSA key takes longer than the start of everything else. Thread-safe.
class SigningKeys {
 public:
  enum class Algorithm { kEs256, kRs256 };
  explicit SigningKeys(Algorithm algorithm) : algorithm_(algorithm) {}

  [[nodiscard]] std::string Sign(const nlohmann::json& claims);
  [[nodiscard]] nlohmann::json Jwks();
  void Rotate();
  [[nodiscard]] const char* algorithm_name() const {
    return algorithm_ == Algorithm::kEs256 ? "ES256" : "RS256";
  }

 private:
  void EnsureTwo() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void AddNewest() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Algorithm algorithm_;
  absl::Mutex mutex_;
  std::deque<jose::Signer> signers_ ABSL_GUARDED_BY(mutex_);  // newest first
};

}  // namespace tancua::simulator::oidc
