#include "services/identity/tokens/sessions.h"

#include <utility>

#include "common/status/macros.h"
#include "services/identity/store/sessions.h"

namespace tancua::identity {

namespace {
constexpr std::size_t kRefreshTokenBytes = 32;
}

absl::StatusOr<v1::TokenSet> StartSession(Deps& deps, sql::Session& tx,
                                          const ProviderSignIn& sign_in, const std::string& subject,
                                          SignAccessToken sign) {
  const absl::Time now = deps.clock.Now();
  const ProviderConfig& provider = sign_in.provider;
  const store::NewSession session{
      .id = deps.ids.NewUuid(),
      .subject = subject,
      .provider = provider.id,
      .provider_subject_index = ProviderSubjectIndex(deps.keys, provider.id, sign_in.subject),
      .provider_session_index = ProviderSessionIndex(deps.keys, provider.id, sign_in.session),
      .expires_at = now + provider.session.total};
  RETURN_IF_ERROR(store::InsertSession(tx, session, now));
  return ContinueSession(deps, tx, session.id,
                         domain::TokenExpiry(now, provider.session.idle, session.expires_at),
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
