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

domain::Verification NewVerification(Deps& deps, const rpc::Call& call,
                                     const v1::CreateVerificationRequest& request) {
  return {.id = deps.ids.NewUuid(),
          .provider = request.provider(),
          .redirect_uri = request.redirect_uri(),
          .client = wire::PartnerOf(call),
          .expires_at = deps.clock.Now() + domain::kVerificationLife,
          .browser_state = deps.ids.NewToken(kSecretBytes),
          .nonce = deps.ids.NewToken(kSecretBytes),
          .code_verifier = deps.ids.NewToken(kSecretBytes)};
}

}  // namespace

absl::StatusOr<v1::Verification> CreateVerification(Deps& deps, const rpc::Call& call,
                                                    const v1::CreateVerificationRequest& request) {
  oidc::RelyingParty* provider = deps.providers.Find(request.provider());
  if (provider == nullptr) return status::Error(kProviderUnknown, {.field = "provider"});
  const auto& allowed = provider->config().redirect_uris;
  if (std::find(allowed.begin(), allowed.end(), request.redirect_uri()) == allowed.end()) {
    return status::Error(kRedirectUriNotAllowed, {.field = "redirect_uri"});
  }
  const domain::Verification verification = NewVerification(deps, call, request);
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
