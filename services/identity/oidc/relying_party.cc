#include "services/identity/oidc/relying_party.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/http/server.h"
#include "common/log/log.h"
#include "common/status/macros.h"
#include "services/identity/domain/errors.h"
#include "services/identity/oidc/claim_mapping.h"
#include "services/identity/oidc/id_token.h"

namespace tancua::identity::oidc {
namespace {

std::string Form(std::initializer_list<std::pair<const char*, std::string>> fields) {
  std::string form;
  for (const auto& [name, value] : fields) {
    if (value.empty()) continue;
    absl::StrAppend(&form, form.empty() ? "" : "&", name, "=", http::UrlEncode(value));
  }
  return form;
}

}  // namespace

RelyingParty::RelyingParty(const ProviderConfig& config, http::Client& http, const Clock& clock,
                           Metrics& metrics)
    : config_(config),
      clock_(clock),
      client_(config, http, clock, metrics),
      metadata_(clock, [this](absl::Time deadline) { return FetchMetadata(deadline); }),
      keys_(clock, [this](absl::Time deadline) { return FetchKeys(deadline); }) {}

absl::StatusOr<Metadata> RelyingParty::FetchMetadata(absl::Time deadline) {
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
  return absl::StrCat(
      endpoint, separator,
      Form({{"response_type", "code"},
            {"client_id", config_.client_id},
            {"redirect_uri", verification.redirect_uri},
            {"scope", config_.scope},
            {"state", verification.browser_state},
            {"nonce", verification.nonce},
            {"code_challenge", crypto::Base64Url(crypto::Sha256(verification.code_verifier))},
            {"code_challenge_method", "S256"},
            {"acr_values", config_.acr_values}}));
}

std::string RelyingParty::EndSessionUri(const std::string& redirect_uri, absl::Time deadline) {
  const auto metadata = metadata_.Get(deadline);
  if (!metadata.ok() || (*metadata)->end_session_endpoint.empty()) return "";
  const std::string& endpoint = (*metadata)->end_session_endpoint;
  const char* separator = endpoint.find('?') == std::string::npos ? "?" : "&";
  return absl::StrCat(
      endpoint, separator,
      Form({{"client_id", config_.client_id}, {"post_logout_redirect_uri", redirect_uri}}));
}

absl::StatusOr<LogoutToken> RelyingParty::ReadLogoutToken(const std::string& token,
                                                          absl::Time deadline) {
  ASSIGN_OR_RETURN(const nlohmann::json claims, VerifyIdToken(token, deadline));
  return oidc::ReadLogoutToken(claims);
}

absl::Status RelyingParty::CheckRedirectIssuer(const std::string& issuer, absl::Time deadline) {
  ASSIGN_OR_RETURN(const auto metadata, metadata_.Get(deadline));
  if (issuer.empty() && !metadata->sends_issuer) return absl::OkStatus();
  if (issuer == config_.issuer) return absl::OkStatus();
  return status::Error(kVerificationStateMismatch, {.field = "issuer"});
}

absl::StatusOr<nlohmann::json> RelyingParty::VerifyIdToken(const std::string& id_token,
                                                           absl::Time deadline) {
  ASSIGN_OR_RETURN(auto keys, keys_.Get(deadline));
  // The provider may have changed its keys since we read them.
  if (!keys->Has(jose::KeyIdOf(id_token))) {
    ASSIGN_OR_RETURN(keys, keys_.GetFresh(deadline));
  }
  auto claims = keys->Verify(id_token, {.issuer = config_.issuer,
                                        .audience = config_.client_id,
                                        .algorithms = config_.algorithms,
                                        .now = clock_.Now()});
  if (claims.ok()) return claims;
  const std::string reason(claims.status().message());
  log::Warning("identity.id_token_refused", {{"provider", config_.id}, {"cause", reason}});
  return Refused(absl::StrCat("id_token_", reason.substr(0, reason.find(':'))));
}

absl::StatusOr<nlohmann::json> RelyingParty::AddUserInfo(nlohmann::json claims,
                                                         const Metadata& metadata,
                                                         const std::string& access_token,
                                                         absl::Time deadline) {
  ASSIGN_OR_RETURN(const nlohmann::json info,
                   client_.Get("userinfo", metadata.userinfo_endpoint, access_token, deadline));
  // Core, 5.3.2: without this check a token of another person could be slipped in.
  if (info.value("sub", nlohmann::json()) != claims["sub"]) return Refused("userinfo_sub");
  claims.update(info);
  return claims;
}

absl::StatusOr<nlohmann::json> RelyingParty::ReadClaims(const std::string& code,
                                                        const domain::Verification& verification,
                                                        absl::Time deadline) {
  ASSIGN_OR_RETURN(const auto metadata, metadata_.Get(deadline));
  ASSIGN_OR_RETURN(const nlohmann::json tokens,
                   client_.RequestToken(metadata->token_endpoint,
                                        Form({{"grant_type", "authorization_code"},
                                              {"code", code},
                                              {"redirect_uri", verification.redirect_uri},
                                              {"code_verifier", verification.code_verifier}}),
                                        deadline));
  const std::string access_token = ClaimText(tokens, "access_token");
  ASSIGN_OR_RETURN(nlohmann::json claims, VerifyIdToken(ClaimText(tokens, "id_token"), deadline));
  RETURN_IF_ERROR(CheckIdToken(claims, config_, verification.nonce, access_token));
  return AddUserInfo(std::move(claims), *metadata, access_token, deadline);
}

}  // namespace tancua::identity::oidc
