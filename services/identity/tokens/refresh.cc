#include "services/identity/tokens/refresh.h"

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "common/crypto/digest.h"
#include "common/log/log.h"
#include "common/status/macros.h"
#include "services/identity/domain/errors.h"
#include "services/identity/record_sign_in.h"
#include "services/identity/store/citizens.h"
#include "services/identity/store/officers.h"
#include "services/identity/store/sessions.h"
#include "services/identity/tokens/revoke.h"
#include "services/identity/tokens/sessions.h"

namespace tancua::identity {
namespace {

struct Outcome {
  absl::Status refusal;  // OK: `tokens` is set
  v1::TokenSet tokens;
  bool citizen = false;
};

// An access token that says what holds today, such as an officer's ward and roles. How surely and
// when the person proved who they are stays as it was at the sign-in: refreshing proves nothing.
absl::StatusOr<std::string> AccessTokenFor(Deps& deps, sql::Session& tx,
                                           const store::FoundToken& found) {
  const std::string& session = found.token.session_id;
  ASSIGN_OR_RETURN(const nlohmann::json through,
                   ClaimsThrough(tx, deps.names, found.client, found.token.subject));
  absl::string_view id = found.token.subject;
  if (absl::ConsumePrefix(&id, "citizens/")) {
    ASSIGN_OR_RETURN(const auto citizen, store::FindCitizen(tx, deps.keys, std::string(id)));
    if (!citizen) return status::Error(kRefreshTokenInvalid);
    return deps.access_tokens.ForCitizen(citizen->id, found.assurance, session, through);
  }
  absl::ConsumePrefix(&id, "officers/");
  ASSIGN_OR_RETURN(const auto officer, store::FindOfficer(tx, deps.keys, std::string(id)));
  if (!officer) return status::Error(kOfficerUnknown);
  return deps.access_tokens.ForOfficer(*officer, found.assurance, session, through);
}

absl::StatusOr<Outcome> Exchange(Deps& deps, sql::Session& tx, const std::string& token,
                                 const store::FoundToken& found) {
  const oidc::RelyingParty* provider = deps.providers.Find(found.provider);
  if (provider == nullptr) return Outcome{.refusal = status::Error(kRefreshTokenInvalid)};
  const absl::Time now = deps.clock.Now();
  auto access_token = AccessTokenFor(deps, tx, found);
  if (!access_token.ok()) return access_token.status();
  ASSIGN_OR_RETURN(const bool first, store::UseRefreshToken(tx, token, now));
  if (!first) return Outcome{.refusal = status::Error(kRefreshTokenReused)};
  Outcome outcome;
  outcome.citizen = absl::StartsWith(found.token.subject, "citizens/");
  ASSIGN_OR_RETURN(outcome.tokens,
                   ContinueSession(deps, tx, found.token.session_id,
                                   domain::TokenExpiry(now, provider->config().session.idle,
                                                       found.token.session_expires_at),
                                   *std::move(access_token)));
  return outcome;
}

// A refusal for reuse must be committed with the revocation, so it is no error in here.
absl::StatusOr<Outcome> Refresh(Deps& deps, sql::Session& tx, const rpc::Call& call,
                                const std::string& token, const std::string& client) {
  ASSIGN_OR_RETURN(const std::optional<store::FoundToken> found,
                   store::FindRefreshToken(tx, token));
  if (!found || found->client != client) {
    return Outcome{.refusal = status::Error(kRefreshTokenInvalid)};
  }
  Outcome outcome{.refusal = domain::CheckRefreshable(found->token, deps.clock.Now())};
  if (outcome.refusal.ok()) {
    ASSIGN_OR_RETURN(outcome, Exchange(deps, tx, token, *found));
  }
  if (status::Is(outcome.refusal, kRefreshTokenReused)) {
    RETURN_IF_ERROR(RevokeWholeSession(deps, tx, found->token.session_id));
    RETURN_IF_ERROR(
        RecordTokenReuse(deps, tx, call, found->token.subject, found->token.session_id));
  }
  return outcome;
}

}  // namespace

absl::StatusOr<v1::TokenSet> ExchangeRefreshToken(Deps& deps, const rpc::Call& call,
                                                  const std::string& token,
                                                  const std::string& client) {
  auto outcome = deps.database.Write(crypto::Sha256Hex(token), [&](sql::Session& tx) {
    return Refresh(deps, tx, call, token, client);
  });
  const absl::Status status = outcome.ok() ? outcome->refusal : outcome.status();
  if (!status.ok()) {
    deps.metrics.CountRefreshRefused(status);
    if (status::Is(status, kRefreshTokenReused)) log::Warning("identity.refresh_token_reused");
    return status;
  }
  deps.metrics.CountTokens(outcome->citizen ? "citizen" : "officer", "refresh");
  return std::move(outcome->tokens);
}

}  // namespace tancua::identity
