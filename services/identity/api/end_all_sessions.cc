#include "services/identity/api/end_all_sessions.h"

#include "common/status/macros.h"
#include "services/identity/store/session_list.h"
#include "services/identity/tokens/revoke.h"

namespace tancua::identity::api {

absl::StatusOr<v1::EndAllSessionsResponse> EndAllSessions(Deps& deps, const rpc::Call& call,
                                                          const v1::EndAllSessionsRequest&) {
  const std::string& subject = call.caller.subject;
  return deps.database.Write(
      subject, [&](sql::Session& tx) -> absl::StatusOr<v1::EndAllSessionsResponse> {
        ASSIGN_OR_RETURN(const std::vector<std::string> ended,
                         store::RevokeSessionsOf(tx, subject, deps.clock.Now()));
        RETURN_IF_ERROR(RevokeAccessOfSessions(deps, tx, ended));
        v1::EndAllSessionsResponse response;
        response.set_ended(static_cast<int>(ended.size()));
        return response;
      });
}

}  // namespace tancua::identity::api
