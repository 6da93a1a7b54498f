#include "tests/interop/identity_at_provider.h"

#include "common/jose/jwt.h"
#include "nlohmann/json.hpp"
#include "services/identity/api/create_verification.h"
#include "tests/interop/browser.h"

namespace tancua::interop {
namespace {

// As in tests/interop/provider/provider.mjs.
constexpr char kSecret[] = "a secret of the interoperability tests";
constexpr char kKeyId[] = "interop";

// The key with which the client tancua-key proves who it is.
const std::string& ClientKey() {
  static const std::string pem = jose::GenerateEs256Pem();
  return pem;
}

std::string ClientJwk() {
  return jose::Signer::FromPem(ClientKey(), kKeyId).value().PublicJwk().dump();
}

}  // namespace

IdentityAtProvider::IdentityAtProvider() : provider_(OidcProvider::Shared(ClientJwk())) {
  clock_.Set(absl::Now());  // the provider's clock is the real one
  SetFaults("{}");
}

void IdentityAtProvider::Configure() {
  identity::ProviderConfig& vneid = config_.vneid;
  vneid.issuer = provider_.issuer();
  vneid.client_id = "tancua-rs256";
  vneid.client_secret.value = kSecret;
  vneid.client_key.value = ClientKey();
  vneid.client_key_id = kKeyId;
  vneid.acr_levels = {"LoA1=1", "LoA2=2"};
}

identity::v1::Verification IdentityAtProvider::Demand(int min_level, std::int64_t max_age_s) {
  auto request = CreateRequest();
  request.set_min_level(min_level);
  request.mutable_max_age()->set_seconds(max_age_s);
  return identity::api::CreateVerification(*deps_, NewCall(), request).value();
}

identity::v1::CompleteVerificationRequest IdentityAtProvider::Agree(
    const identity::v1::Verification& verification, const std::string& person) {
  auto fields = Browser().GoUntil(verification.authorization_uri() + "&login_hint=" + person,
                                  identity::kRedirectUri);
  identity::v1::CompleteVerificationRequest request;
  request.set_name(verification.name());
  request.set_code(fields["code"]);
  request.set_state(fields["state"]);
  request.set_issuer(fields["iss"]);
  request.set_error(fields["error"]);
  return request;
}

absl::StatusOr<identity::v1::CompleteVerificationResponse> IdentityAtProvider::SignInAtProvider(
    const std::string& person) {
  const auto created = identity::api::CreateVerification(*deps_, NewCall(), CreateRequest());
  if (!created.ok()) return created.status();
  return Complete(Agree(*created, person));
}

void IdentityAtProvider::SetFaults(const std::string& faults) {
  const absl::Status set = provider_.SetFaults(faults);
  EXPECT_TRUE(set.ok()) << set << provider_.Log();
}

}  // namespace tancua::interop
