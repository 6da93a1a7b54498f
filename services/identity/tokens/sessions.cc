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

absl::StatusOr<nlohmann::json> ClaimsThrough(sql::Session& tx, const pairwise::Names& names,
                                             const std::string& client,
                                             const std::string& subject) {
  if (client.empty()) return nlohmann::json::object();
  ASSIGN_OR_RETURN(const auto found, store::FindClient(tx, client));
  if (!found || found->disabled) return status::Error(kClientNotFound);
  return ThroughPartnerClaims(*found, names, subject);
}

absl::StatusOr<v1::TokenSet> StartSession(Deps& deps, sql::Session& tx, const SignIn& sign_in,
                                          SignAccessToken sign) {
  const absl::Time now = deps.clock.Now();
  const domain::SessionLimits& limits = sign_in.provider.session;
  const std::string& provider = sign_in.provider.id;
  const store::NewSession session{
      .id = deps.ids.NewUuid(),
      .subject = sign_in.subject,
      .provider = provider,
      .client = sign_in.client,
      .provider_subject_index = ProviderSubjectIndices(deps.keys, provider, sign_in.names).front(),
      .provider_session_index = ProviderSessionIndices(deps.keys, provider, sign_in.names).front(),
      .expires_at = now + limits.total,
      .assurance = sign_in.assurance};
  RETURN_IF_ERROR(store::InsertSession(tx, session, now));
  return ContinueSession(deps, tx, session.id,
                         domain::TokenExpiry(now, limits.idle, session.expires_at),
                         sign(session.id));
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
