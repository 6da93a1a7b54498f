#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/http/server.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "services/identity/domain/client_errors.h"
#include "services/identity/oauth/assertion.h"
#include "services/identity/oauth/authenticate.h"

namespace tancua::identity::oauth {
namespace {

constexpr char kJwtBearer[] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

absl::Status BadRequest(const char* cause) {
  return status::Error(kOAuthInvalidRequest, {.metadata = {{"cause", cause}}});
}
absl::Status NoProof() {
  return status::Error(kOAuthInvalidClient, {.metadata = {{"cause", "no credentials"}}});
}

std::string MetadataOf(const rpc::Call& call, std::string_view key) {
  const auto found = call.metadata.find(key);
  return found == call.metadata.end() ? "" : found->second;
}

// Id and secret are form-encoded before they are joined (RFC 6749, 2.3.1).
absl::StatusOr<Credentials> FromBasic(const std::string& header, const ClientFields& fields) {
  std::string joined;
  if (!absl::Base64Unescape(absl::StripPrefix(header, "Basic "), &joined)) return NoProof();
  const std::pair<std::string, std::string> parts = absl::StrSplit(joined, absl::MaxSplits(':', 1));
  const auto id = http::UrlDecode(parts.first, true);
  const auto secret = http::UrlDecode(parts.second, true);
  if (!id.ok() || !secret.ok() || id->empty() || secret->empty()) return NoProof();
  if (!fields.client_id.empty() && fields.client_id != *id) return BadRequest("two client ids");
  return Credentials{.method = domain::kSecretBasic, .client_id = *id, .secret = *secret};
}

absl::StatusOr<Credentials> FromAssertion(const ClientFields& fields) {
  if (fields.client_assertion_type != kJwtBearer) return BadRequest("client_assertion_type");
  const std::string id = ClaimedClient(fields.client_assertion);
  if (id.empty()) return NoProof();
  if (!fields.client_id.empty() && fields.client_id != id) return BadRequest("two client ids");
  return Credentials{
      .method = domain::kPrivateKeyJwt, .client_id = id, .assertion = fields.client_assertion};
}

}  // namespace

absl::StatusOr<Credentials> ReadCredentials(const rpc::Call& call, const ClientFields& fields) {
  const std::string header = MetadataOf(call, "authorization");
  const bool basic = absl::string_view(header).substr(0, 6) == "Basic ";
  const bool post = !fields.client_secret.empty();
  const bool assertion = !fields.client_assertion.empty();
  if (basic + post + assertion > 1) return BadRequest("two ways of client authentication");
  if (basic) return FromBasic(header, fields);
  if (assertion) return FromAssertion(fields);
  if (fields.client_id.empty()) return NoProof();
  if (post) {
    return Credentials{.method = domain::kSecretPost,
                       .client_id = fields.client_id,
                       .secret = fields.client_secret};
  }
  std::string thumbprint = MetadataOf(call, rpc::kClientCertificateThumbprint);
  if (thumbprint.empty()) return NoProof();
  return Credentials{.method = domain::kTlsClient,
                     .client_id = fields.client_id,
                     .thumbprint = std::move(thumbprint)};
}

}  // namespace tancua::identity::oauth
