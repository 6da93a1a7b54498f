#include "services/identity/oauth/assertion.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "common/jose/compact.h"
#include "common/jose/jwt.h"
#include "common/status/macros.h"
#include "services/identity/domain/client_errors.h"

namespace tancua::identity::oauth {
namespace {

constexpr std::size_t kLongestJti = 256;

absl::Status RefuseAssertion(std::string cause) {
  return status::Error(kOAuthInvalidClient, {.metadata = {{"cause", "assertion " + cause}}});
}

// The first word of what KeySet says: one of a few.
std::string CauseOf(const absl::Status& status) {
  const std::string message(status.message());
  return message.substr(0, message.find(':'));
}

// The one of `accepted` that the assertion is made for; "" when there is none. Verified later.
std::string AudienceOf(const nlohmann::json& claims, const std::vector<std::string>& accepted) {
  const auto aud = claims.find("aud");
  if (aud == claims.end()) return "";
  for (const std::string& audience : accepted) {
    const bool named = aud->is_array() ? std::find(aud->begin(), aud->end(), audience) != aud->end()
                                       : *aud == audience;
    if (named) return audience;
  }
  return "";
}

// The claims, when `key` has signed them. The key takes the kid that the header asks for: clients
// name their keys as they like, and every key of the client is tried.
absl::StatusOr<nlohmann::json> VerifyWith(const domain::ClientKey& key, std::string_view assertion,
                                          const std::string& kid,
                                          const jose::Expectation& expectation) {
  nlohmann::json jwk = nlohmann::json::parse(key.value, nullptr, /*allow_exceptions=*/false);
  if (!jwk.is_object()) return absl::UnauthenticatedError("key_unknown");
  jwk["kid"] = kid;
  ASSIGN_OR_RETURN(const jose::KeySet keys,
                   jose::KeySet::Parse(nlohmann::json{{"keys", {std::move(jwk)}}}.dump()));
  return keys.Verify(assertion, expectation);
}

bool IsAboutTheSignature(const absl::Status& status) {
  return absl::StartsWith(status.message(), "signature") ||
         absl::StartsWith(status.message(), "key_unknown");
}

absl::StatusOr<Assertion> ReadAssertion(const nlohmann::json& claims, const std::string& key_id,
                                        const std::string& client_id, absl::Time now) {
  // `iss` was compared by the signature's check.
  if (jose::StringMember(claims, "sub") != client_id) return RefuseAssertion("subject");
  Assertion read{.key_id = key_id,
                 .jti = jose::StringMember(claims, "jti"),
                 .expires = absl::FromUnixSeconds(claims.value("exp", std::int64_t{0}))};
  if (read.jti.empty() || read.jti.size() > kLongestJti) return RefuseAssertion("jti");
  if (read.expires > now + kLongestAssertion) return RefuseAssertion("too_long");
  return read;
}

}  // namespace

std::string ClaimedClient(std::string_view assertion) {
  const auto compact = jose::ParseCompact(assertion);
  return compact ? jose::StringMember(compact->claims, "sub") : "";
}

absl::StatusOr<Assertion> CheckAssertion(std::string_view assertion, const std::string& client_id,
                                         const std::vector<domain::ClientKey>& keys,
                                         const std::vector<std::string>& audiences,
                                         absl::Time now) {
  const auto compact = jose::ParseCompact(assertion);
  if (!compact) return RefuseAssertion("malformed");
  const jose::Expectation expectation{.issuer = client_id,
                                      .audience = AudienceOf(compact->claims, audiences),
                                      .algorithms = {"ES256", "RS256", "PS256"},
                                      .now = now};
  const std::string kid = jose::StringMember(compact->header, "kid");
  for (const domain::ClientKey& key : keys) {
    if (key.kind != domain::ClientKey::Kind::kJsonWebKey) continue;
    const auto claims = VerifyWith(key, assertion, kid, expectation);
    if (claims.ok()) return ReadAssertion(*claims, key.id, client_id, now);
    if (!IsAboutTheSignature(claims.status())) return RefuseAssertion(CauseOf(claims.status()));
  }
  return RefuseAssertion("signature");
}

}  // namespace tancua::identity::oauth
