#include "services/identity/oidc/client_authentication.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/http/server.h"
#include "nlohmann/json.hpp"

namespace tancua::identity::oidc {
namespace {

constexpr char kBasic[] = "client_secret_basic";
constexpr char kPost[] = "client_secret_post";
constexpr char kPrivateKeyJwt[] = "private_key_jwt";
constexpr char kAssertionType[] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
constexpr absl::Duration kAssertionLife = absl::Minutes(1);

absl::StatusOr<jose::Signer> SignerOf(const ProviderConfig& config) {
  return jose::Signer::FromPem(config.client_key.value, config.client_key_id);
}

// RFC 6749, 2.3.1: both halves are form-encoded before they are joined.
std::string BasicCredentials(const ProviderConfig& config) {
  return "Basic " + absl::Base64Escape(absl::StrCat(http::UrlEncode(config.client_id), ":",
                                                    http::UrlEncode(config.client_secret.value)));
}

std::string Encoded(const FormFields& fields) {
  std::string form;
  for (const auto& [name, value] : fields) {
    absl::StrAppend(&form, form.empty() ? "" : "&", name, "=", http::UrlEncode(value));
  }
  return form;
}

}  // namespace

ClientAuthentication::ClientAuthentication(const ProviderConfig& config, const Clock& clock,
                                           Ids& ids)
    : config_(config), clock_(clock), ids_(ids), signer_(SignerOf(config)) {}

absl::Status ClientAuthentication::Check(const ProviderConfig& config) {
  if (config.token_auth == kBasic || config.token_auth == kPost) return absl::OkStatus();
  if (config.token_auth == kPrivateKeyJwt) return SignerOf(config).status();
  return absl::InvalidArgumentError(
      absl::StrCat("token_auth is none of ", kBasic, ", ", kPost, ", ", kPrivateKeyJwt));
}

absl::StatusOr<http::ClientRequest> ClientAuthentication::Request(const std::string& url,
                                                                  FormFields fields) const {
  http::ClientRequest request{.method = "POST",
                              .url = url,
                              .headers = {{"Content-Type", "application/x-www-form-urlencoded"}}};
  if (config_.token_auth == kBasic) {
    request.headers.emplace_back("Authorization", BasicCredentials(config_));
  } else {
    fields.emplace_back("client_id", config_.client_id);
  }
  if (config_.token_auth == kPost) {
    fields.emplace_back("client_secret", config_.client_secret.value);
  }
  if (config_.token_auth == kPrivateKeyJwt) {
    if (!signer_.ok()) return signer_.status();
    fields.emplace_back("client_assertion_type", kAssertionType);
    fields.emplace_back("client_assertion", Assertion(*signer_));
  }
  request.body = Encoded(fields);
  return request;
}

std::string ClientAuthentication::Assertion(const jose::Signer& signer) const {
  const std::int64_t now = absl::ToUnixSeconds(clock_.Now());
  return signer.Sign({{"iss", config_.client_id},
                      {"sub", config_.client_id},
                      {"aud", config_.issuer},
                      {"iat", now},
                      {"exp", now + absl::ToInt64Seconds(kAssertionLife)},
                      {"jti", ids_.NewUuid()}});
}

}  // namespace tancua::identity::oidc
