#include "services/identity/api/create_verification.h"

#include <algorithm>

#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/domain/errors.h"
#include "services/identity/store/verifications.h"
#include "services/identity/wire.h"
#include "services/identity/wire_client.h"

namespace tancua::identity::api {
namespace {

constexpr std::size_t kSecretBytes = 32;  // a code verifier of 43 characters (RFC 7636, 4.1)

constexpr int kHighestLevel = 2;
constexpr std::int64_t kLongestMaxAge = 366 * 24 * 60 * 60;  // seconds

absl::Status CheckRequest(const v1::CreateVerificationRequest& request,
                          const ProviderConfig& provider) {
  const auto& allowed = provider.redirect_uris;
  if (std::find(allowed.begin(), allowed.end(), request.redirect_uri()) == allowed.end()) {
    return status::Error(kRedirectUriNotAllowed, {.field = "redirect_uri"});
  }
  if (request.min_level() < 0 || request.min_level() > kHighestLevel) {
    return status::Error(status::kInvalidField, {.field = "min_level"});
  }
  const google::protobuf::Duration& max_age = request.max_age();
  if (max_age.seconds() < 0 || max_age.seconds() > kLongestMaxAge || max_age.nanos() != 0) {
    return status::Error(status::kInvalidField, {.field = "max_age"});
  }
  return absl::OkStatus();
}

domain::AssuranceDemand DemandOf(const v1::CreateVerificationRequest& request,
                                 const ProviderConfig& provider) {
  domain::AssuranceDemand demand{.min_level = std::max(request.min_level(), provider.min_level)};
  if (request.has_max_age()) demand.max_age = absl::Seconds(request.max_age().seconds());
  return demand;
}

domain::Verification NewVerification(Deps& deps, const rpc::Call& call,
                                     const v1::CreateVerificationRequest& request,
                                     const ProviderConfig& provider) {
  return {.id = deps.ids.NewUuid(),
          .provider = request.provider(),
          .redirect_uri = request.redirect_uri(),
          .client = wire::PartnerOf(call),
          .expires_at = deps.clock.Now() + domain::kVerificationLife,
          .demand = DemandOf(request, provider),
          .browser_state = deps.ids.NewToken(kSecretBytes),
          .nonce = deps.ids.NewToken(kSecretBytes),
          .code_verifier = deps.ids.NewToken(kSecretBytes)};
}

}  // namespace

absl::StatusOr<v1::Verification> CreateVerification(Deps& deps, const rpc::Call& call,
                                                    const v1::CreateVerificationRequest& request) {
  oidc::RelyingParty* provider = deps.providers.Find(request.provider());
  if (provider == nullptr) return status::Error(kProviderUnknown, {.field = "provider"});
  RETURN_IF_ERROR(CheckRequest(request, provider->config()));
  const domain::Verification verification =
      NewVerification(deps, call, request, provider->config());
  // Before the transaction, because the provider may have to be asked where to send people.
  ASSIGN_OR_RETURN(const std::string uri, provider->AuthorizationUri(verification, call.deadline));

  v1::Verification answer;
  ASSIGN_OR_RETURN(const rpc::Run run,
                   rpc::Once(deps.database, request.request_id(), call, request.request_id(),
                             deps.keys, deps.clock, request, answer, [&](sql::Session& tx) {
                               answer = wire::ToVerification(verification);
                               answer.set_authorization_uri(uri);
                               return store::InsertVerification(tx, deps.keys, verification,
                                                                deps.clock.Now());
                             }));
  if (run == rpc::Run::kFirst) deps.metrics.CountVerification(request.provider(), "created");
  return answer;
}

}  // namespace tancua::identity::api
