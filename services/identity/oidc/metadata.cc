#include "services/identity/oidc/metadata.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace tancua::identity::oidc {
namespace {

std::string Text(const nlohmann::json& document, const char* name) {
  const auto member = document.find(name);
  return member != document.end() && member->is_string() ? member->get<std::string>() : "";
}

}  // namespace

Metadata ConfiguredMetadata(const EndpointsConfig& endpoints) {
  return {.authorization_endpoint = endpoints.authorization,
          .token_endpoint = endpoints.token,
          .userinfo_endpoint = endpoints.userinfo,
          .jwks_uri = endpoints.jwks,
          .sends_issuer = endpoints.sends_issuer};
}

absl::StatusOr<Metadata> ReadMetadata(const nlohmann::json& document, const std::string& issuer) {
  if (Text(document, "issuer") != issuer) {
    return absl::FailedPreconditionError("the discovery document names another issuer");
  }
  Metadata metadata;
  metadata.authorization_endpoint = Text(document, "authorization_endpoint");
  metadata.token_endpoint = Text(document, "token_endpoint");
  metadata.userinfo_endpoint = Text(document, "userinfo_endpoint");
  metadata.jwks_uri = Text(document, "jwks_uri");
  metadata.end_session_endpoint = Text(document, "end_session_endpoint");
  metadata.sends_issuer =
      document.value("authorization_response_iss_parameter_supported", nlohmann::json()) == true;
  const char* scheme = absl::StartsWith(issuer, "https://") ? "https://" : "http";
  for (const std::string& endpoint : {metadata.authorization_endpoint, metadata.token_endpoint,
                                      metadata.userinfo_endpoint, metadata.jwks_uri}) {
    if (!absl::StartsWith(endpoint, scheme)) {
      return absl::FailedPreconditionError("the discovery document lacks a usable endpoint");
    }
  }
  // Nobody needs it to sign in: an unusable one counts as none.
  if (!absl::StartsWith(metadata.end_session_endpoint, scheme)) {
    metadata.end_session_endpoint.clear();
  }
  return metadata;
}

}  // namespace tancua::identity::oidc
