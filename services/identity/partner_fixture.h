#pragma once

#include <string>
#include <vector>

#include "nlohmann/json.hpp"
#include "services/identity/api/clients.h"
#include "services/identity/api/oauth.h"
#include "services/identity/identity_fixture.h"

namespace tancua::identity {

// Clients of the service's procedures: registered as an administrator would, signing in as a
// partner would.
class PartnerFixture : public IdentityFixture {
 protected:
  // Callers.
  [[nodiscard]] rpc::Call CityAdmin() const;
  [[nodiscard]] rpc::Call WardAdmin(const std::string& ward) const;
  [[nodiscard]] rpc::Call PartnerCall(const std::string& id) const;

  // A client of two wards with two scopes, as it would be accepted; a test spoils one thing.
  [[nodiscard]] v1::CreateClientRequest NewClient(const std::string& id) const;
  // Registered, without a key.
  void Register(const std::string& id);
  // Registered, with a secret, which is returned.
  [[nodiscard]] std::string RegisterWithSecret(const std::string& id);
  [[nodiscard]] absl::StatusOr<v1::AddClientKeyResponse> AddKey(v1::AddClientKeyRequest request);
  [[nodiscard]] v1::AddClientKeyResponse AddSecret(const std::string& id);
  [[nodiscard]] v1::AddClientKeyResponse AddJwk(const std::string& id, const jose::Signer& signer);
  [[nodiscard]] absl::StatusOr<v1::Client> Disable(const std::string& id);
  [[nodiscard]] absl::StatusOr<v1::Client> Enable(const std::string& id);
  [[nodiscard]] absl::StatusOr<v1::ClientKey> RevokeKey(const std::string& name);

  // client_credentials with client_secret_post.
  [[nodiscard]] absl::StatusOr<v1::IssueTokenResponse> SignInClient(const std::string& id,
                                                                    const std::string& secret,
                                                                    const std::string& scope = "");
  // client_credentials with private_key_jwt.
  [[nodiscard]] absl::StatusOr<v1::IssueTokenResponse> SignInWith(const std::string& assertion);
  // An assertion as it would be accepted, with other or further claims.
  [[nodiscard]] std::string Assertion(
      const std::string& id, const jose::Signer& signer,
      const nlohmann::json& claims = nlohmann::json::object()) const;
  // refresh_token with client_secret_post.
  [[nodiscard]] absl::StatusOr<v1::IssueTokenResponse> RefreshAs(const std::string& id,
                                                                 const std::string& secret,
                                                                 const std::string& refresh_token);
  [[nodiscard]] absl::StatusOr<v1::IntrospectTokenResponse> Introspect(const std::string& id,
                                                                       const std::string& secret,
                                                                       const std::string& token);
  [[nodiscard]] absl::Status Revoke(const std::string& id, const std::string& secret,
                                    const std::string& token);

  // A person signs in through the client.
  [[nodiscard]] absl::StatusOr<v1::CompleteVerificationResponse> SignInThrough(
      const std::string& client, const std::string& person);
  // What every service makes of an access token.
  [[nodiscard]] absl::StatusOr<rpc::Caller> CallerOf(const std::string& access_token);
  // "cause" of an error; "" when it has none.
  [[nodiscard]] static std::string CauseOf(const absl::Status& status);

  jose::Signer signer_ = jose::Signer::FromPem(jose::GenerateEs256Pem(), "partner-key").value();
};

}  // namespace tancua::identity
