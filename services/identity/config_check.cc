#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/crypto/envelope.h"
#include "common/status/macros.h"
#include "services/identity/config.h"
#include "services/identity/oidc/assurance.h"
#include "services/identity/oidc/client_authentication.h"
#include "services/identity/oidc/profile.h"

namespace tancua::identity {
namespace {

constexpr char kDemoOfficers[] = "services/identity/data/officers.yaml";

absl::Status Wrong(const ProviderConfig& provider, std::string_view problem) {
  return absl::InvalidArgumentError(
      absl::StrCat("identity provider \"", provider.id, "\": ", std::string(problem)));
}

bool IsId(std::string_view id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

absl::Status CheckEndpoints(const ProviderConfig& provider, const oidc::Profile& profile) {
  const EndpointsConfig& endpoints = provider.endpoints;
  if (profile.discovery) return absl::OkStatus();
  if (endpoints.authorization.empty() || endpoints.token.empty() || endpoints.userinfo.empty() ||
      (profile.id_token && endpoints.jwks.empty())) {
    return Wrong(provider, absl::StrCat("profile ", provider.profile, " needs its endpoints"));
  }
  return absl::OkStatus();
}

absl::Status CheckWrapping(const ProviderConfig& provider) {
  const WrappingConfig& wrapping = provider.wrapping;
  if (!crypto::PaddingOf(wrapping.padding)) return Wrong(provider, "unknown wrapping.padding");
  if (!crypto::CipherOf(wrapping.cipher)) return Wrong(provider, "unknown wrapping.cipher");
  if (!crypto::CheckEnvelopeKey(wrapping.private_key.value).ok()) {
    return Wrong(provider, "wrapping.private_key_file must name an RSA key of 2048 bits or more");
  }
  return absl::OkStatus();
}

absl::Status CheckProvider(const ProviderConfig& provider) {
  if (!IsId(provider.id)) return Wrong(provider, "id must be small letters, digits, - and _");
  const auto profile = oidc::FindProfile(provider.profile);
  if (!profile) return Wrong(provider, absl::StrCat("unknown profile ", provider.profile));
  for (const std::string& algorithm : provider.algorithms) {
    if (algorithm != "RS256" && algorithm != "PS256" && algorithm != "ES256") {
      return Wrong(provider, absl::StrCat("algorithm ", algorithm, " is not accepted"));
    }
  }
  if (const auto levels = oidc::AcrLevels(provider); !levels.ok()) {
    return Wrong(provider, std::string(levels.status().message()));
  }
  if (const auto status = oidc::ClientAuthentication::Check(provider); !status.ok()) {
    return Wrong(provider, std::string(status.message()));
  }
  RETURN_IF_ERROR(CheckEndpoints(provider, *profile));
  return profile->wrapped ? CheckWrapping(provider) : absl::OkStatus();
}

absl::Status CheckForProduction(const ProviderConfig& provider) {
  if (provider.token_auth != "private_key_jwt" &&
      provider.client_secret.value == kDevelopmentSecret) {
    return Wrong(provider, "client_secret_file must be set in production");
  }
  if (!absl::StartsWith(provider.issuer, "https://")) {
    return Wrong(provider, "issuer must be https in production");
  }
  for (const std::string& uri : provider.redirect_uris) {
    if (!absl::StartsWith(uri, "https://")) {
      return Wrong(provider, "redirect_uris must be https in production");
    }
  }
  const EndpointsConfig& endpoints = provider.endpoints;
  for (const std::string& url :
       {endpoints.authorization, endpoints.token, endpoints.userinfo, endpoints.jwks}) {
    if (!url.empty() && !absl::StartsWith(url, "https://")) {
      return Wrong(provider, "endpoints must be https in production");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckProviders(const Config& config) {
  std::set<std::string> ids;
  for (const ProviderConfig* provider : SwitchedOn(config)) {
    RETURN_IF_ERROR(CheckProvider(*provider));
    if (!ids.insert(provider->id).second) return Wrong(*provider, "two providers have this id");
  }
  return absl::OkStatus();
}

absl::Status CheckForProduction(const Config& config) {
  if (config.signing_key.value.empty()) {
    return absl::InvalidArgumentError("identity.signing_key_file must be set in production");
  }
  if (config.officers_file == kDemoOfficers) {
    return absl::InvalidArgumentError(
        "identity.officers_file names the invented officers of the demonstration");
  }
  for (const ProviderConfig* provider : SwitchedOn(config)) {
    RETURN_IF_ERROR(CheckForProduction(*provider));
  }
  return absl::OkStatus();
}

}  // namespace tancua::identity
