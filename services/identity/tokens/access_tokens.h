#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/id/ids.h"
#include "common/jose/jwt.h"
#include "nlohmann/json.hpp"
#include "services/identity/domain/citizen.h"

namespace tancua::identity {

// Makes the access tokens of the suite (ES256). Thread-safe.
class AccessTokens {
 public:
  // `pem`: a P-256 private key. The key id is the key's thumbprint (RFC 7638), so that every
  // replica and every restart names the same key alike.
  [[nodiscard]] static absl::StatusOr<AccessTokens> FromPem(const std::string& pem,
                                                            absl::Duration life, const Clock& clock,
                                                            Ids& ids);

  [[nodiscard]] std::string ForCitizen(const std::string& id, int level) const;
  // A citizen with an assistant (`act`, RFC 8693, 4.1), by the verification of that id.
  [[nodiscard]] std::string ForAssistedCitizen(const std::string& id, int level,
                                               const std::string& assistant,
                                               const std::string& verification) const;
  [[nodiscard]] std::string ForOfficer(const domain::Officer& officer) const;
  [[nodiscard]] absl::Duration life() const { return life_; }
  [[nodiscard]] nlohmann::json PublicJwk() const { return signer_.PublicJwk(); }

 private:
  AccessTokens(jose::Signer signer, absl::Duration life, const Clock& clock, Ids& ids)
      : signer_(std::move(signer)), life_(life), clock_(clock), ids_(ids) {}
  [[nodiscard]] std::string Sign(nlohmann::json claims) const;

  jose::Signer signer_;
  absl::Duration life_;
  const Clock& clock_;
  Ids& ids_;
};

}  // namespace tancua::identity
