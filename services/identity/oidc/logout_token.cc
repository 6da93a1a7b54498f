#include "services/identity/oidc/logout_token.h"

#include "services/identity/oidc/claim_mapping.h"
#include "services/identity/oidc/id_token.h"

namespace tancua::identity::oidc {
namespace {

constexpr char kEvent[] = "http://schemas.openid.net/event/backchannel-logout";

}  // namespace

absl::StatusOr<LogoutToken> ReadLogoutToken(const nlohmann::json& claims) {
  const auto events = claims.find("events");
  if (events == claims.end() || !events->is_object() || !events->contains(kEvent) ||
      !(*events)[kEvent].is_object()) {
    return Refused("events");
  }
  // An ID token must never end a session, and it is the one that has a nonce.
  if (claims.contains("nonce")) return Refused("nonce");
  if (ClaimText(claims, "jti").empty()) return Refused("jti");
  const auto issued_at = claims.find("iat");
  if (issued_at == claims.end() || !issued_at->is_number_integer()) return Refused("iat");
  LogoutToken token{.subject = ClaimText(claims, "sub"),
                    .session = ClaimText(claims, "sid"),
                    .issued_at = absl::FromUnixSeconds(issued_at->get<std::int64_t>())};
  if (token.subject.empty() && token.session.empty()) return Refused("sub");
  return token;
}

}  // namespace tancua::identity::oidc
