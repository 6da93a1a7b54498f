#include "services/identity/api/oauth.h"
#include "services/identity/domain/client.h"
#include "services/identity/oauth/endpoints.h"

namespace tancua::identity::api {

absl::StatusOr<v1::OAuthMetadata> GetOAuthMetadata(Deps& deps, const rpc::Call&,
                                                   const v1::GetOAuthMetadataRequest&) {
  const std::string& issuer = deps.config.oauth.issuer;
  v1::OAuthMetadata metadata;
  metadata.set_issuer(issuer);
  metadata.set_token_endpoint(issuer + oauth::kTokenPath);
  metadata.set_jwks_uri(issuer + oauth::kKeySetPath);
  metadata.set_introspection_endpoint(issuer + oauth::kIntrospectPath);
  metadata.set_revocation_endpoint(issuer + oauth::kRevokePath);
  for (const char* scope : domain::kScopes) metadata.add_scopes_supported(scope);
  metadata.add_response_types_supported("none");
  metadata.add_grant_types_supported("client_credentials");
  metadata.add_grant_types_supported("refresh_token");
  for (const char* method : domain::kAuthMethods) {
    metadata.add_token_endpoint_auth_methods_supported(method);
    metadata.add_introspection_endpoint_auth_methods_supported(method);
    metadata.add_revocation_endpoint_auth_methods_supported(method);
  }
  for (const char* algorithm : {"ES256", "RS256", "PS256"}) {
    metadata.add_token_endpoint_auth_signing_alg_values_supported(algorithm);
    metadata.add_introspection_endpoint_auth_signing_alg_values_supported(algorithm);
    metadata.add_revocation_endpoint_auth_signing_alg_values_supported(algorithm);
  }
  return metadata;
}

}  // namespace tancua::identity::api
