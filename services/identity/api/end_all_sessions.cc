#include "services/identity/api/end_all_sessions.h"

#include "common/status/macros.h"
#include "services/identity/tokens/revoke.h"

namespace tancua::identity::api {

absl::StatusOr<v1::EndAllSessionsResponse> EndAllSessions(Deps& deps, const rpc::Call& call,
                                                          const v1::EndAllSessionsRequest&) {
  const std::string& subject = call.caller.subject;
  return deps.database.Write(
      subject, [&](sql::Session& tx) -> absl::StatusOr<v1::EndAllSessionsResponse> {
        ASSIGN_OR_RETURN(const int ended, RevokeEverySessionOf(deps, tx, subject));
        v1::EndAllSessionsResponse response;
        response.set_ended(ended);
        return response;
      });
}

}  // namespace tancua::identity::api
