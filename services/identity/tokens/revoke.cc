#include "services/identity/tokens/revoke.h"

#include "common/rpc/revocations.h"
#include "common/status/macros.h"
#include "services/identity/store/revocations.h"
#include "services/identity/store/session_list.h"
#include "services/identity/store/sessions.h"

namespace tancua::identity {

absl::Status RevokeAccess(Deps& deps, sql::Session& tx, std::string_view kind,
                          std::string_view id) {
  const absl::Time now = deps.clock.Now();
  // Another replica's clock may be a little behind when it issues the last token.
  const absl::Time expires = now + deps.access_tokens.life() + absl::Minutes(1);
  return store::AddRevocation(tx, kind, id, now, expires);
}

absl::Status RevokeAccessOfSessions(Deps& deps, sql::Session& tx,
                                    const std::vector<std::string>& session_ids) {
  for (const std::string& id : session_ids) {
    RETURN_IF_ERROR(RevokeAccess(deps, tx, rpc::kRevocableSession, id));
  }
  return absl::OkStatus();
}

absl::StatusOr<int> RevokeEverySessionOf(Deps& deps, sql::Session& tx, const std::string& subject) {
  ASSIGN_OR_RETURN(const std::vector<std::string> ids,
                   store::RevokeSessionsOf(tx, subject, deps.clock.Now()));
  RETURN_IF_ERROR(RevokeAccessOfSessions(deps, tx, ids));
  return static_cast<int>(ids.size());
}

absl::Status RevokeWholeSession(Deps& deps, sql::Session& tx, const std::string& session_id) {
  RETURN_IF_ERROR(store::RevokeSession(tx, session_id, deps.clock.Now()));
  return RevokeAccess(deps, tx, rpc::kRevocableSession, session_id);
}

}  // namespace tancua::identity
