#include "services/identity/oauth/own_token.h"

#include "common/rpc/authenticator.h"
#include "common/status/macros.h"
#include "services/identity/store/revocations.h"

namespace tancua::identity::oauth {

absl::StatusOr<std::optional<nlohmann::json>> ReadAccessToken(Deps& deps,
                                                              const std::string& token) {
  const nlohmann::json jwks = {{"keys", {deps.access_tokens.PublicJwk()}}};
  ASSIGN_OR_RETURN(const jose::KeySet keys, jose::KeySet::Parse(jwks.dump()));
  auto claims = keys.Verify(token, {.issuer = std::string(rpc::Authenticator::kIssuer),
                                    .audience = std::string(rpc::Authenticator::kAudience),
                                    .now = deps.clock.Now(),
                                    .skew = absl::ZeroDuration()});
  if (!claims.ok()) return std::nullopt;
  ASSIGN_OR_RETURN(const bool revoked, deps.database.Read([&](sql::Session& session) {
    return store::IsRevoked(session, rpc::RevocationMarks::Of(*claims));
  }));
  if (revoked) return std::nullopt;
  return *std::move(claims);
}

absl::StatusOr<std::optional<store::FoundToken>> ReadRefreshToken(Deps& deps,
                                                                  const std::string& token) {
  ASSIGN_OR_RETURN(auto found, deps.database.Read([&](sql::Session& session) {
    return store::FindRefreshToken(session, token);
  }));
  if (found && !domain::CheckRefreshable(found->token, deps.clock.Now()).ok()) found.reset();
  return found;
}

}  // namespace tancua::identity::oauth
