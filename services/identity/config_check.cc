#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/crypto/envelope.h"
#include "common/rpc/authenticator.h"
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

void AddProblems(const ProviderConfig& provider, std::vector<std::string>& problems) {
  const auto add = [&](const char* problem) {
    problems.push_back(absl::StrCat("identity provider \"", provider.id, "\": ", problem));
  };
  const auto is_https = [](const std::string& url) {
    return url.empty() || absl::StartsWith(url, "https://");
  };
  if (provider.token_auth != "private_key_jwt" &&
      (provider.client_secret.value.empty() ||
       provider.client_secret.value == kDevelopmentSecret)) {
    add("client_secret_file must be set in production");
  }
  if (!is_https(provider.issuer)) add("issuer must be https in production");
  if (!std::all_of(provider.redirect_uris.begin(), provider.redirect_uris.end(), is_https)) {
    add("redirect_uris must be https in production");
  }
  const EndpointsConfig& endpoints = provider.endpoints;
  if (!is_https(endpoints.authorization) || !is_https(endpoints.token) ||
      !is_https(endpoints.userinfo) || !is_https(endpoints.jwks)) {
    add("endpoints must be https in production");
  }
}

absl::Status CheckSigningKeys(const Config& config) {
  if (!config.signing_key.path.empty() && !config.signing_keys_dir.empty()) {
    return absl::InvalidArgumentError(
        "identity.signing_key_file and identity.signing_keys_dir exclude each other");
  }
  if (config.signing_key_publish_before < rpc::Authenticator::kKeySetKept + absl::Minutes(1)) {
    return absl::InvalidArgumentError("identity.signing_key_publish_before must be 6m at least");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckConfig(const Config& config) {
  RETURN_IF_ERROR(CheckSigningKeys(config));
  std::set<std::string> ids;
  for (const ProviderConfig* provider : SwitchedOn(config)) {
    RETURN_IF_ERROR(CheckProvider(*provider));
    if (!ids.insert(provider->id).second) return Wrong(*provider, "two providers have this id");
  }
  return absl::OkStatus();
}

std::vector<std::string> ProductionProblems(const Config& config) {
  std::vector<std::string> problems;
  if (config.signing_key.value.empty() && config.signing_keys_dir.empty()) {
    problems.emplace_back(
        "identity.signing_key_file or identity.signing_keys_dir must be set in production");
  }
  if (config.officers_file == kDemoOfficers) {
    problems.emplace_back(
        "identity.officers_file names the invented officers of the demonstration");
  }
  oauth::AddProductionProblems(config.oauth, problems);
  for (const ProviderConfig* provider : SwitchedOn(config)) AddProblems(*provider, problems);
  return problems;
}

}  // namespace tancua::identity
