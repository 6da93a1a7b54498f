#include "common/jose/compact.h"
#include "common/rpc/revocations.h"
#include "common/status/macros.h"
#include "services/identity/api/oauth.h"
#include "services/identity/domain/client_errors.h"
#include "services/identity/oauth/authenticate.h"
#include "services/identity/oauth/own_token.h"
#include "services/identity/tokens/revoke.h"

namespace tancua::identity::api {
namespace {

// RFC 7009, 2.1: a token of another client is refused, and stays what it is.
absl::Status OfAnotherClient() {
  return status::Error(kOAuthInvalidGrant, {.metadata = {{"cause", "token of another client"}}});
}

absl::Status EndSessionFor(Deps& deps, const std::string& session) {
  RETURN_IF_ERROR(deps.database.Write(
      session, [&](sql::Session& tx) { return RevokeWholeSession(deps, tx, session); }));
  deps.oauth_metrics.CountRevocation("session");
  return absl::OkStatus();
}

absl::Status RevokeAccessToken(Deps& deps, const std::string& client,
                               const nlohmann::json& claims) {
  if (jose::StringMember(claims, "client_id") != client) return OfAnotherClient();
  const std::string session = jose::StringMember(claims, "sid");
  if (!session.empty()) return EndSessionFor(deps, session);
  const std::string jti = jose::StringMember(claims, "jti");
  RETURN_IF_ERROR(deps.database.Write(
      jti, [&](sql::Session& tx) { return RevokeAccess(deps, tx, rpc::kRevocableToken, jti); }));
  deps.oauth_metrics.CountRevocation("token");
  return absl::OkStatus();
}

absl::Status RevokeFor(Deps& deps, const rpc::Call& call, const v1::RevokeTokenRequest& request) {
  ASSIGN_OR_RETURN(const oauth::AuthenticatedClient caller,
                   oauth::Authenticate(deps, call, oauth::FieldsOf(request)));
  if (request.token().empty()) {
    return status::Error(kOAuthInvalidRequest, {.metadata = {{"cause", "no token"}}});
  }
  const std::string& id = caller.client.id;
  ASSIGN_OR_RETURN(const auto claims, oauth::ReadAccessToken(deps, request.token()));
  if (claims) return RevokeAccessToken(deps, id, *claims);
  ASSIGN_OR_RETURN(const auto found, oauth::ReadRefreshToken(deps, request.token()));
  if (!found) return absl::OkStatus();
  if (found->client != id) return OfAnotherClient();
  return EndSessionFor(deps, found->token.session_id);
}

}  // namespace

absl::StatusOr<v1::RevokeTokenResponse> RevokeToken(Deps& deps, const rpc::Call& call,
                                                    const v1::RevokeTokenRequest& request) {
  const absl::Status revoked = RevokeFor(deps, call, request);
  if (revoked.ok()) return v1::RevokeTokenResponse();
  deps.oauth_metrics.CountRefused("revoke", revoked);
  return revoked;
}

}  // namespace tancua::identity::api
