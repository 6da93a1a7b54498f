#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "common/status/macros.h"
#include "services/identity/api/oauth.h"
#include "services/identity/domain/errors.h"
#include "services/identity/oauth/authenticate.h"
#include "services/identity/tokens/partner_claims.h"
#include "services/identity/tokens/refresh.h"

namespace tancua::identity::api {
namespace {

constexpr char kClientCredentials[] = "client_credentials";
constexpr char kRefreshTokenGrant[] = "refresh_token";
constexpr absl::Duration kLongestPartnerToken = absl::Minutes(10);

using TokenAnswer = v1::IssueTokenResponse;

absl::StatusOr<TokenAnswer> ForClient(Deps& deps, const oauth::AuthenticatedClient& caller,
                                      const v1::IssueTokenRequest& request) {
  std::vector<std::string> scopes;
  RETURN_IF_ERROR(domain::GrantScopes(caller.client, request.scope(), scopes));
  const absl::Duration life = std::min(deps.access_tokens.life(), kLongestPartnerToken);
  TokenAnswer answer;
  answer.set_access_token(
      deps.access_tokens.ForPartner(PartnerClaims(caller.client, scopes, caller.key_id), life));
  answer.set_token_type("Bearer");
  answer.set_expires_in(static_cast<int>(absl::ToInt64Seconds(life)));
  answer.set_scope(absl::StrJoin(scopes, " "));
  return answer;
}

// What RefreshToken refuses, in the words of OAuth.
absl::Status InvalidGrant(const absl::Status& status) {
  for (const status::Kind* kind : {&kRefreshTokenInvalid, &kRefreshTokenExpired,
                                   &kRefreshTokenReused, &kOfficerUnknown, &kClientNotFound}) {
    if (status::Is(status, *kind)) {
      return status::Error(kOAuthInvalidGrant, {.metadata = {{"cause", "refresh_token"}}});
    }
  }
  return status;
}

absl::StatusOr<TokenAnswer> ForSession(Deps& deps, const rpc::Call& call,
                                       const oauth::AuthenticatedClient& caller,
                                       const v1::IssueTokenRequest& request) {
  if (request.refresh_token().empty()) {
    return status::Error(kOAuthInvalidRequest, {.metadata = {{"cause", "no refresh_token"}}});
  }
  auto tokens = ExchangeRefreshToken(deps, call, request.refresh_token(), caller.client.id);
  if (!tokens.ok()) return InvalidGrant(tokens.status());
  TokenAnswer answer;
  answer.set_access_token(std::move(*tokens->mutable_access_token()));
  answer.set_refresh_token(std::move(*tokens->mutable_refresh_token()));
  answer.set_token_type(tokens->token_type());
  answer.set_expires_in(tokens->expires_in());
  return answer;
}

absl::StatusOr<TokenAnswer> Issue(Deps& deps, const rpc::Call& call,
                                  const v1::IssueTokenRequest& request) {
  const std::string& grant = request.grant_type();
  if (grant.empty()) {
    return status::Error(kOAuthInvalidRequest, {.metadata = {{"cause", "no grant_type"}}});
  }
  ASSIGN_OR_RETURN(const oauth::AuthenticatedClient caller,
                   oauth::Authenticate(deps, call, oauth::FieldsOf(request)));
  if (grant != kClientCredentials && grant != kRefreshTokenGrant) {
    return status::Error(kOAuthUnsupportedGrantType);
  }
  auto answer = grant == kClientCredentials ? ForClient(deps, caller, request)
                                            : ForSession(deps, call, caller, request);
  if (answer.ok()) deps.oauth_metrics.CountIssued(grant, caller.method);
  return answer;
}

}  // namespace

absl::StatusOr<v1::IssueTokenResponse> IssueToken(Deps& deps, const rpc::Call& call,
                                                  const v1::IssueTokenRequest& request) {
  auto answer = Issue(deps, call, request);
  if (!answer.ok()) deps.oauth_metrics.CountRefused("token", answer.status());
  return answer;
}

}  // namespace tancua::identity::api
