#include "common/jose/compact.h"
#include "common/status/macros.h"
#include "services/identity/api/oauth.h"
#include "services/identity/domain/client_errors.h"
#include "services/identity/oauth/authenticate.h"
#include "services/identity/oauth/own_token.h"

namespace tancua::identity::api {
namespace {

using Introspection = v1::IntrospectTokenResponse;

Introspection Inactive() {
  Introspection answer;
  answer.set_active(false);
  return answer;
}

std::uint32_t SecondsOf(const nlohmann::json& claims, const char* name) {
  return claims.value(name, std::uint32_t{0});
}

Introspection OfAccessToken(const nlohmann::json& claims) {
  Introspection answer;
  answer.set_active(true);
  answer.set_scope(jose::StringMember(claims, "scope"));
  answer.set_client_id(jose::StringMember(claims, "client_id"));
  answer.set_token_type("Bearer");
  answer.set_exp(SecondsOf(claims, "exp"));
  answer.set_iat(SecondsOf(claims, "iat"));
  answer.set_sub(jose::StringMember(claims, "sub"));
  answer.set_aud(jose::StringMember(claims, "aud"));
  answer.set_jti(jose::StringMember(claims, "jti"));
  return answer;
}

Introspection OfRefreshToken(Deps& deps, const store::FoundToken& found) {
  Introspection answer;
  answer.set_active(true);
  answer.set_client_id(found.client);
  answer.set_exp(static_cast<std::uint32_t>(absl::ToUnixSeconds(found.token.expires_at)));
  answer.set_sub(deps.names.For("clients/" + found.client, found.token.subject));
  return answer;
}

absl::StatusOr<Introspection> Introspect(Deps& deps, const rpc::Call& call,
                                         const v1::IntrospectTokenRequest& request) {
  ASSIGN_OR_RETURN(const oauth::AuthenticatedClient caller,
                   oauth::Authenticate(deps, call, oauth::FieldsOf(request)));
  if (request.token().empty()) {
    return status::Error(kOAuthInvalidRequest, {.metadata = {{"cause", "no token"}}});
  }
  const std::string& id = caller.client.id;
  ASSIGN_OR_RETURN(const auto claims, oauth::ReadAccessToken(deps, request.token()));
  if (claims) {
    return jose::StringMember(*claims, "client_id") == id ? OfAccessToken(*claims) : Inactive();
  }
  ASSIGN_OR_RETURN(const auto found, oauth::ReadRefreshToken(deps, request.token()));
  return found && found->client == id ? OfRefreshToken(deps, *found) : Inactive();
}

}  // namespace

absl::StatusOr<v1::IntrospectTokenResponse> IntrospectToken(
    Deps& deps, const rpc::Call& call, const v1::IntrospectTokenRequest& request) {
  auto answer = Introspect(deps, call, request);
  if (!answer.ok()) deps.oauth_metrics.CountRefused("introspect", answer.status());
  return answer;
}

}  // namespace tancua::identity::api
