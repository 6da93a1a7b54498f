#include "services/identity/tokens/sessions.h"

#include <utility>

#include "common/status/macros.h"
#include "services/identity/domain/client_errors.h"
#include "services/identity/store/clients.h"
#include "services/identity/store/sessions.h"
#include "services/identity/tokens/partner_claims.h"

namespace tancua::identity {

namespace {
constexpr std::size_t kRefreshTokenBytes = 32;
}

absl::StatusOr<nlohmann::json> SessionClaims(Deps& deps, sql::Session& tx,
                                             const SessionStart& session) {
  nlohmann::json claims = nlohmann::json::object();
  if (!session.client.empty()) {
    ASSIGN_OR_RETURN(const auto client, store::FindClient(tx, session.client));
    if (!client || client->disabled) return status::Error(kClientNotFound);
    claims = ThroughPartnerClaims(*client, deps.names, session.subject);
  }
  claims["sid"] = session.id;
  return claims;
}

absl::StatusOr<v1::TokenSet> StartSession(Deps& deps, sql::Session& tx,
                                          const ProviderConfig& provider, const SessionStart& start,
                                          std::string access_token) {
  const absl::Time now = deps.clock.Now();
  const store::NewSession session{.id = start.id,
                                  .subject = start.subject,
                                  .provider = provider.id,
                                  .client = start.client,
                                  .expires_at = now + provider.session.total};
  RETURN_IF_ERROR(store::InsertSession(tx, session, now));
  return ContinueSession(deps, tx, session.id,
                         domain::TokenExpiry(now, provider.session.idle, session.expires_at),
                         std::move(access_token));
}

absl::StatusOr<v1::TokenSet> ContinueSession(Deps& deps, sql::Session& tx,
                                             const std::string& session_id,
                                             absl::Time token_expires_at,
                                             std::string access_token) {
  v1::TokenSet tokens;
  tokens.set_access_token(std::move(access_token));
  tokens.set_refresh_token(deps.ids.NewToken(kRefreshTokenBytes));
  tokens.set_expires_in(static_cast<int>(absl::ToInt64Seconds(deps.access_tokens.life())));
  tokens.set_token_type("Bearer");
  RETURN_IF_ERROR(store::InsertRefreshToken(tx, tokens.refresh_token(), session_id,
                                            token_expires_at, deps.clock.Now()));
  return tokens;
}

}  // namespace tancua::identity
