#pragma once

#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/id/ids.h"
#include "nlohmann/json.hpp"
#include "services/identity/domain/assurance.h"
#include "services/identity/domain/citizen.h"
#include "services/identity/tokens/signing_keys.h"

namespace tancua::identity {

// Makes the access tokens of the suite (ES256). Thread-safe.
class AccessTokens {
 public:
  AccessTokens(std::shared_ptr<const SigningKeys> keys, absl::Duration life, const Clock& clock,
               Ids& ids)
      : keys_(std::move(keys)), life_(life), clock_(clock), ids_(ids) {}
  // With one key for ever: `pem`, P-256.
  [[nodiscard]] static absl::StatusOr<AccessTokens> FromPem(const std::string& pem,
                                                            absl::Duration life, const Clock& clock,
                                                            Ids& ids);

  // `session`: the id of the session that the token belongs to. auth_time in the token (RFC 9470)
  // is when the person proved who they are, where that is known. `through`: what takes the place of
  // the person's own claims towards a partner, see ThroughPartnerClaims.
  [[nodiscard]] std::string ForCitizen(
      const std::string& id, const domain::Assurance& assurance, const std::string& session,
      const nlohmann::json& through = nlohmann::json::object()) const;
  [[nodiscard]] std::string ForOfficer(
      const domain::Officer& officer, const domain::Assurance& assurance,
      const std::string& session, const nlohmann::json& through = nlohmann::json::object()) const;
  // `claims`: see PartnerClaims.
  [[nodiscard]] std::string ForPartner(nlohmann::json claims, absl::Duration life) const;
  // For calls that this service makes in its own name.
  [[nodiscard]] std::string ForService(const std::string& name) const;
  // A citizen with an assistant (`act`, RFC 8693, 4.1), by the verification of that id.
  [[nodiscard]] std::string ForAssistedCitizen(const std::string& id, int level,
                                               const std::string& assistant,
                                               const std::string& verification) const;
  [[nodiscard]] absl::Duration life() const { return life_; }
  [[nodiscard]] const SigningKeys& keys() const { return *keys_; }
  // Of the key that signs now.
  [[nodiscard]] nlohmann::json PublicJwk() const { return keys_->Current()->PublicJwk(); }

 private:
  [[nodiscard]] std::string ForPerson(nlohmann::json claims, const domain::Assurance& assurance,
                                      const std::string& session,
                                      const nlohmann::json& through) const;
  [[nodiscard]] std::string Sign(nlohmann::json claims, absl::Duration life) const;

  std::shared_ptr<const SigningKeys> keys_;
  absl::Duration life_;
  const Clock& clock_;
  Ids& ids_;
};

}  // namespace tancua::identity
