#include "services/identity/oidc/relying_party.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/http/server.h"
#include "common/log/log.h"
#include "common/status/macros.h"
#include "services/identity/domain/errors.h"
#include "services/identity/oidc/assurance.h"
#include "services/identity/oidc/claim_mapping.h"
#include "services/identity/oidc/id_token.h"
#include "services/identity/oidc/wrapped_answer.h"

namespace tancua::identity::oidc {
namespace {

// Fields without a value are left out.
std::string Query(std::initializer_list<std::pair<const char*, std::string>> fields) {
  std::string query;
  for (const auto& [name, value] : fields) {
    if (value.empty()) continue;
    absl::StrAppend(&query, query.empty() ? "" : "&", name, "=", http::UrlEncode(value));
  }
  return query;
}

std::string SecondsOf(const std::optional<absl::Duration>& duration) {
  return duration ? absl::StrCat(absl::ToInt64Seconds(*duration)) : "";
}

}  // namespace

RelyingParty::RelyingParty(const ProviderConfig& config, http::Client& http, const Clock& clock,
                           Ids& ids, Metrics& metrics)
    : config_(config),
      profile_(FindProfile(config.profile).value_or(Profile())),
      clock_(clock),
      client_(config, http, clock, ids, metrics),
      metadata_(clock, [this](absl::Time deadline) { return FetchMetadata(deadline); }),
      keys_(clock, [this](absl::Time deadline) { return FetchKeys(deadline); }) {}

absl::StatusOr<Metadata> RelyingParty::FetchMetadata(absl::Time deadline) {
  if (!profile_.discovery) return ConfiguredMetadata(config_.endpoints);
  ASSIGN_OR_RETURN(
      const nlohmann::json document,
      client_.Get("discovery", config_.issuer + "/.well-known/openid-configuration", "", deadline));
  auto metadata = ReadMetadata(document, config_.issuer);
  if (!metadata.ok()) {
    log::Error("identity.provider_misconfigured",
               {{"provider", config_.id}, {"cause", std::string(metadata.status().message())}});
    return status::Error(kProviderUnavailable, {.metadata = {{"provider", config_.id}}});
  }
  return metadata;
}

absl::StatusOr<jose::KeySet> RelyingParty::FetchKeys(absl::Time deadline) {
  ASSIGN_OR_RETURN(const auto metadata, metadata_.Get(deadline));
  ASSIGN_OR_RETURN(const nlohmann::json document,
                   client_.Get("jwks", metadata->jwks_uri, "", deadline));
  auto keys = jose::KeySet::Parse(document.dump());
  if (!keys.ok()) {
    return status::Error(kProviderUnavailable, {.metadata = {{"provider", config_.id}}});
  }
  return keys;
}

absl::StatusOr<std::string> RelyingParty::AuthorizationUri(const domain::Verification& verification,
                                                           absl::Time deadline) {
  ASSIGN_OR_RETURN(const auto metadata, metadata_.Get(deadline));
  const std::string& endpoint = metadata->authorization_endpoint;
  const char* separator = endpoint.find('?') == std::string::npos ? "?" : "&";
  const auto& [min_level, max_age] = verification.demand;
  return absl::StrCat(
      endpoint, separator,
      Query({{"response_type", "code"},
             {"client_id", config_.client_id},
             {"redirect_uri", verification.redirect_uri},
             {"scope", config_.scope},
             {"state", verification.browser_state},
             {"nonce", verification.nonce},
             {"code_challenge", crypto::Base64Url(crypto::Sha256(verification.code_verifier))},
             {"code_challenge_method", "S256"},
             {"acr_values", AcrValues(config_, min_level)},
             {"max_age", SecondsOf(max_age)},
             // Providers that do not know max_age know this.
             {"prompt", max_age ? "login" : ""}}));
}

std::string RelyingParty::EndSessionUri(const std::string& redirect_uri, absl::Time deadline) {
  const auto metadata = metadata_.Get(deadline);
  if (!metadata.ok() || (*metadata)->end_session_endpoint.empty()) return "";
  const std::string& endpoint = (*metadata)->end_session_endpoint;
  const char* separator = endpoint.find('?') == std::string::npos ? "?" : "&";
  return absl::StrCat(
      endpoint, separator,
      Query({{"client_id", config_.client_id}, {"post_logout_redirect_uri", redirect_uri}}));
}

absl::StatusOr<LogoutToken> RelyingParty::ReadLogoutToken(const std::string& token,
                                                          absl::Time deadline) {
  ASSIGN_OR_RETURN(const nlohmann::json claims,
                   VerifySigned(token, "logout_token", /*may_lack_exp=*/false, deadline));
  return oidc::ReadLogoutToken(claims);
}

absl::Status RelyingParty::CheckRedirectIssuer(const std::string& issuer, absl::Time deadline) {
  ASSIGN_OR_RETURN(const auto metadata, metadata_.Get(deadline));
  if (issuer.empty() && !metadata->sends_issuer) return absl::OkStatus();
  if (issuer == config_.issuer) return absl::OkStatus();
  return status::Error(kVerificationStateMismatch, {.field = "issuer"});
}

absl::StatusOr<nlohmann::json> RelyingParty::VerifySigned(const std::string& token,
                                                          const char* what, bool may_lack_exp,
                                                          absl::Time deadline) {
  const jose::Expectation expectation{.issuer = config_.issuer,
                                      .audience = config_.client_id,
                                      .algorithms = config_.algorithms,
                                      .now = clock_.Now(),
                                      .skew = domain::kClockSkew,
                                      .may_lack_exp = may_lack_exp};
  ASSIGN_OR_RETURN(const auto keys, keys_.Get(deadline));
  auto claims = keys->Verify(token, expectation);
  if (claims.ok()) return claims;
  // The provider may have changed its keys since we read them.
  if (absl::StartsWith(claims.status().message(), "key_unknown")) {
    ASSIGN_OR_RETURN(const auto newer, keys_.GetOtherThan(keys, deadline));
    claims = newer->Verify(token, expectation);
    if (claims.ok()) return claims;
  }
  const std::string reason(claims.status().message());
  log::Warning("identity.token_refused",
               {{"provider", config_.id}, {"token", what}, {"cause", reason}});
  return Refused(absl::StrCat(what, "_", reason.substr(0, reason.find(':'))));
}

absl::StatusOr<nlohmann::json> RelyingParty::ReadUserInfo(const std::string& access_token,
                                                          absl::Time deadline) {
  ASSIGN_OR_RETURN(const auto metadata, metadata_.Get(deadline));
  const std::string& url = metadata->userinfo_endpoint;
  if (config_.signed_userinfo) {
    ASSIGN_OR_RETURN(const std::string token,
                     client_.GetJwt("userinfo", url, access_token, deadline));
    return VerifySigned(token, "userinfo", /*may_lack_exp=*/true, deadline);
  }
  ASSIGN_OR_RETURN(nlohmann::json info, client_.Get("userinfo", url, access_token, deadline));
  if (profile_.wrapped && IsWrapped(info)) return Unwrap(info, config_.wrapping);
  return info;
}

absl::StatusOr<nlohmann::json> RelyingParty::RequestTokens(const std::string& code,
                                                           const domain::Verification& verification,
                                                           absl::Time deadline) {
  ASSIGN_OR_RETURN(const auto metadata, metadata_.Get(deadline));
  ASSIGN_OR_RETURN(nlohmann::json tokens,
                   client_.RequestToken(metadata->token_endpoint,
                                        {{"grant_type", "authorization_code"},
                                         {"code", code},
                                         {"redirect_uri", verification.redirect_uri},
                                         {"code_verifier", verification.code_verifier}},
                                        deadline));
  if (profile_.wrapped) {
    ASSIGN_OR_RETURN(tokens, Unwrap(tokens, config_.wrapping));
  }
  return tokens;
}

absl::StatusOr<nlohmann::json> RelyingParty::ReadClaims(const std::string& code,
                                                        const domain::Verification& verification,
                                                        absl::Time deadline) {
  // First, because a code is good for one exchange: it must not be lost for want of keys.
  if (profile_.id_token) RETURN_IF_ERROR(keys_.Get(deadline).status());
  ASSIGN_OR_RETURN(const nlohmann::json tokens, RequestTokens(code, verification, deadline));
  const std::string access_token = ClaimText(tokens, "access_token");
  if (access_token.empty()) return Refused("access_token");
  nlohmann::json claims = nlohmann::json::object();
  if (profile_.id_token) {
    ASSIGN_OR_RETURN(claims, VerifySigned(ClaimText(tokens, "id_token"), "id_token",
                                          /*may_lack_exp=*/false, deadline));
    RETURN_IF_ERROR(CheckIdToken(
        claims, config_,
        {.nonce = verification.nonce, .access_token = access_token, .now = clock_.Now()}));
  }
  ASSIGN_OR_RETURN(nlohmann::json info, ReadUserInfo(access_token, deadline));
  // Core, 5.3.2: without this check a token of another person could be slipped in.
  if (profile_.id_token && info.value("sub", nlohmann::json()) != claims["sub"]) {
    return Refused("userinfo_sub");
  }
  info.update(claims);
  return info;
}

}  // namespace tancua::identity::oidc
